//! Makes every identifier of the generated code.
//!
//! Takes the IR, whose items have name segments from the document. Gives [`Names`]: identifiers by the ids and indices of
//! the IR. Knows nothing of what is emitted, nor of tokens.
//!
//! There is one pass per scope. A name depends on the item's segments and on those of the items it collides with, never
//! on their order.

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
pub use servers::{OneServerNames, ServerNames};
pub(crate) use spelling::is_reserved;

use crate::analyze::Tags;
use crate::defect::Certain as _;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, ItemKind, Origin, TypeId};
use crate::source::tree::Tree;
use crate::table::Table;
use scope::{Scope, name_request};
use spelling::{snake, upper_camel};

/// Every identifier of the output, by the ids and indices of the IR.
#[derive(Clone, Debug)]
pub struct Names {
    types: Table<TypeId, TypeNames>,
    operations: Vec<OperationNames>,
    client: ClientNames,
    features: Vec<String>,
    servers: ServerNames,
    /// Stands for names that a defect lost.
    no_operation: OperationNames,
}

/// The identifiers of one item.
#[derive(Clone, Debug)]
pub struct TypeNames {
    pub name: Name,
    /// Fields or variants, in the IR's order.
    pub members: Vec<Name>,
    /// The constructors of a keyed union's variants, in snake case.
    pub constructors: Vec<Name>,
}

impl Names {
    /// Returns the name of a type.
    #[must_use]
    #[track_caller]
    pub fn ty(&self, id: TypeId) -> &Name {
        &self.of(id).name
    }

    /// Returns all identifiers of a type's item.
    #[must_use]
    #[track_caller]
    pub fn of(&self, id: TypeId) -> &TypeNames {
        self.types.get(id)
    }

    /// Returns whether an item of the crate's root has this name.
    #[must_use]
    pub fn has_item(&self, name: &str) -> bool {
        let types = self.types.rows().map(|names| &names.name);
        let operations = self.operations.iter().flat_map(OperationNames::items);
        types.chain(operations).any(|item| item.as_str() == name)
    }

    /// Returns the client's methods beside the operations.
    #[must_use]
    pub const fn client(&self) -> &ClientNames {
        &self.client
    }

    /// Returns the Cargo feature of a tag, by its index among all.
    #[must_use]
    pub fn feature(&self, tag: u16) -> Option<&str> {
        self.features.get(usize::from(tag)).map(String::as_str)
    }

    /// Returns the Cargo features of all tags.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }

    /// Returns the identifiers of the servers.
    #[must_use]
    pub const fn servers(&self) -> &ServerNames {
        &self.servers
    }

    /// Returns the identifiers of the operation at an index.
    #[must_use]
    #[track_caller]
    pub fn operation(&self, index: usize) -> &OperationNames {
        let names = self.operations.get(index);
        names.certain_or("each operation has names", &self.no_operation)
    }
}

/// Assigns every name.
pub fn assign(api: &Api, tags: &Tags, tree: &Tree, diagnostics: &mut Diagnostics) -> Names {
    let mut root = Scope::new("the crate", reserved::is_reserved_type, "Schema").all_over(tree);
    for item in api.types.rows() {
        root.request(name_request(&item.origin, upper_camel));
    }
    let operations = operations::request_types(api, &mut root);
    let servers = servers::request_types(api, &mut root);
    let mut roots = root.assign(diagnostics).into_iter();
    let nameless = TypeNames {
        name: spelling::ident("Nameless"),
        members: Vec::new(),
        constructors: Vec::new(),
    };
    let mut types = Table::new(nameless.clone());
    for item in api.types.rows() {
        let name = roots.next();
        let name = name.certain_or("each type has a name", nameless.name.clone());
        let (members, constructors) = members(&item.kind, diagnostics);
        types.push(TypeNames {
            name,
            members,
            constructors,
        });
    }
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
        no_operation: OperationNames::nameless(),
    }
}

/// Names the fields or variants of an item, and its variants' constructors.
fn members(kind: &ItemKind, diagnostics: &mut Diagnostics) -> (Vec<Name>, Vec<Name>) {
    let variants = |origins: Vec<&Origin>, diagnostics: &mut Diagnostics| {
        let mut scope = Scope::new("the enum", reserved::is_reserved_variant, "Value");
        origins
            .into_iter()
            .for_each(|origin| scope.request(name_request(origin, upper_camel)));
        scope.assign(diagnostics)
    };
    match kind {
        ItemKind::Struct(object) => {
            let mut scope = Scope::new("the struct", reserved::is_reserved_field, "value");
            object
                .fields
                .iter()
                .for_each(|field| scope.request(name_request(&field.origin, snake)));
            (scope.assign(diagnostics), Vec::new())
        }
        ItemKind::Enum(values) => {
            let values = values.values.iter();
            let origins = values.map(|value| &value.origin).collect();
            (variants(origins, diagnostics), Vec::new())
        }
        ItemKind::TaggedUnion(union) => {
            let variants_of = union.variants.iter();
            let origins = variants_of.map(|variant| &variant.origin).collect();
            (variants(origins, diagnostics), Vec::new())
        }
        ItemKind::UntaggedUnion(union) => {
            let variants_of = union.variants.iter();
            let origins = variants_of.map(|variant| &variant.origin).collect();
            (variants(origins, diagnostics), Vec::new())
        }
        ItemKind::KeyedUnion(union) => {
            let origins: Vec<&Origin> = union
                .variants
                .iter()
                .map(|variant| &variant.origin)
                .collect();
            let mut scope = Scope::new("the union", reserved::is_reserved_field, "value");
            origins
                .iter()
                .for_each(|origin| scope.request(name_request(origin, snake)));
            // The collisions of variants are reported; those of constructors are the same.
            let constructors = scope.assign(&mut Diagnostics::default());
            (variants(origins, diagnostics), constructors)
        }
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => (Vec::new(), Vec::new()),
    }
}
