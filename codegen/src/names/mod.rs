//! The only maker of identifiers.
//!
//! Lowering gives every item the document's own words; here they become identifiers, one pass a scope. A name depends
//! on the item's words and on the words of those it collides with, never on their order.

mod features;
mod media;
mod mock;
mod name;
mod operations;
mod reserved;
mod scope;
mod script;
mod servers;
mod spelling;

pub(crate) use features::{ALL_TAGS, MOCK, OF_THE_RUNTIME};
pub use name::Name;
pub use operations::{ClientNames, OperationNames};
pub(crate) use operations::{needs_body_enum, needs_enum};
pub use servers::{OneServerNames, ServerNames};
pub(crate) use spelling::is_reserved;

use crate::analyze::Tags;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, ItemKind, Origin, TypeId};
use crate::source::tree::Tree;
use crate::table::Id as _;
use scope::{JOINT, Scope, Wanted};
use spelling::{ident_text, normal, snake, upper_camel};

/// Every identifier of the output, by the ids and indices of the IR.
#[derive(Clone, Debug)]
pub struct Names {
    types: Vec<TypeNames>,
    operations: Vec<OperationNames>,
    client: ClientNames,
    features: Vec<String>,
    servers: ServerNames,
    nameless: Name,
}

/// The identifiers of one item.
#[derive(Clone, Debug)]
pub struct TypeNames {
    pub name: Name,
    /// Fields or variants, in the IR's order.
    pub members: Vec<Name>,
    /// The constructors of variants, where they have one: in snake case.
    pub constructors: Vec<Name>,
}

impl Names {
    /// The name of a type.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Name {
        self.types
            .get(id.index())
            .map_or(&self.nameless, |names| &names.name)
    }

    /// All identifiers of a type's item; each type of the IR has them.
    #[must_use]
    pub fn of(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(id.index())
    }

    /// The client's methods beside the operations.
    #[must_use]
    pub const fn client(&self) -> &ClientNames {
        &self.client
    }

    /// The feature of a tag, by its place among all.
    #[must_use]
    pub fn feature(&self, tag: u16) -> Option<&str> {
        self.features.get(usize::from(tag)).map(String::as_str)
    }

    /// The features of all tags.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// The servers that a client may be pointed at.
    #[must_use]
    pub const fn servers(&self) -> &ServerNames {
        &self.servers
    }

    /// The identifiers of the operation at an index; each operation of the IR has them.
    #[must_use]
    pub fn operation(&self, index: usize) -> Option<&OperationNames> {
        self.operations.get(index)
    }
}

/// Names everything.
pub fn assign(api: &Api, tags: &Tags, tree: &Tree, diagnostics: &mut Diagnostics) -> Names {
    let mut root = Scope::new("the crate", reserved::is_reserved_type, "Schema").all_over(tree);
    for item in api.types.rows() {
        root.want(wanted(&item.origin, upper_camel));
    }
    let operations = operations::want_types(api, &mut root);
    let servers = servers::want_types(api, &mut root);
    let mut roots = root.assign(diagnostics).into_iter();
    let types = api
        .types
        .rows()
        .zip(roots.by_ref())
        .map(|(item, name)| {
            let (members, constructors) = members(&item.kind, diagnostics);
            TypeNames {
                name,
                members,
                constructors,
            }
        })
        .collect();
    let mut roots: Vec<Name> = roots.collect();
    let of_servers = roots.split_off(roots.len().saturating_sub(servers));
    let (operations, client, method) = operations::assign(api, &operations, &roots, diagnostics);
    let servers = servers::assign(api, of_servers, method, diagnostics);
    Names {
        types,
        operations,
        client,
        features: features::features(api, tags, diagnostics),
        servers,
        nameless: spelling::ident("Nothing"),
    }
}

/// A wish holds where its case fits: one place may be a field and the type of its value, and each has a name.
fn wanted(origin: &Origin, spell: fn(&[String]) -> String) -> Wanted {
    let spelled = spell(&origin.segments);
    let is_upper = |name: &str| name.starts_with(char::is_uppercase);
    let fits = |wish: &String| is_upper(wish) == is_upper(&spelled) || !ident_text(wish);
    // Keywords are made raw later, whoever asks for them.
    let wish = |wish: &String| normal(wish.strip_prefix("r#").unwrap_or(wish)).into_owned();
    Wanted {
        wish: origin.name_override.as_ref().map(wish).filter(fits),
        spelled,
        raw: origin.segments.join(JOINT),
        kind: (origin.segments.len() > 1).then_some("inline"),
        at: origin.at,
    }
}

/// The fields or variants of an item, and its variants' constructors.
fn members(kind: &ItemKind, diagnostics: &mut Diagnostics) -> (Vec<Name>, Vec<Name>) {
    let variants = |origins: Vec<&Origin>, diagnostics: &mut Diagnostics| {
        let mut scope = Scope::new("the enum", reserved::is_reserved_variant, "Value");
        origins
            .into_iter()
            .for_each(|origin| scope.want(wanted(origin, upper_camel)));
        scope.assign(diagnostics)
    };
    match kind {
        ItemKind::Struct(object) => {
            let mut scope = Scope::new("the struct", reserved::is_reserved_field, "value");
            object
                .fields
                .iter()
                .for_each(|field| scope.want(wanted(&field.origin, snake)));
            (scope.assign(diagnostics), Vec::new())
        }
        ItemKind::Enum(values) => (
            variants(
                values.values.iter().map(|value| &value.origin).collect(),
                diagnostics,
            ),
            Vec::new(),
        ),
        ItemKind::TaggedUnion(union) => (
            variants(
                union
                    .variants
                    .iter()
                    .map(|variant| &variant.origin)
                    .collect(),
                diagnostics,
            ),
            Vec::new(),
        ),
        ItemKind::UntaggedUnion(union) => (
            variants(
                union
                    .variants
                    .iter()
                    .map(|variant| &variant.origin)
                    .collect(),
                diagnostics,
            ),
            Vec::new(),
        ),
        ItemKind::KeyedUnion(union) => {
            let origins: Vec<&Origin> = union
                .variants
                .iter()
                .map(|variant| &variant.origin)
                .collect();
            let mut scope = Scope::new("the union", reserved::is_reserved_field, "value");
            origins
                .iter()
                .for_each(|origin| scope.want(wanted(origin, snake)));
            // The variants' own collisions are told; the constructors' are the same ones.
            let constructors = scope.assign(&mut Diagnostics::default());
            (variants(origins, diagnostics), constructors)
        }
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => (Vec::new(), Vec::new()),
    }
}
