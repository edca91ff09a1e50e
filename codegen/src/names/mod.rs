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
mod place;
mod reserved;
mod resources;
mod scope;
mod scopes;
mod script;
mod servers;
mod spelling;

pub(crate) use features::{ALL_TAGS, MOCK, OF_THE_RUNTIME};
pub use name::Name;
pub use operations::{ClientNames, OperationNames};
pub use resources::ResourceNames;
pub(crate) use scope::digest;
pub use servers::{OneServerNames, ServerNames};
pub(crate) use spelling::is_reserved;

use crate::analyze::Facts;
use crate::defect::Certain as _;
use crate::diagnostic::Diagnostics;
use crate::group::Groups;
use crate::ir::{Api, Item, ItemKind, Origin, TypeId};
use crate::source::tree::Tree;
use crate::table::Table;
use place::{ModulePath, OperationModule, OperationModules, TypePlace};
use resources::{ResourceOperation, Resources};
use scope::{JOINT, NameRequest, Scope, name_request};
use scopes::{Assigned, Scopes, Ticket};
use spelling::{apart_from_type, ident, snake, upper_camel};

/// Every identifier of the output, by the ids and indices of the IR.
#[derive(Clone, Debug)]
pub struct Names {
    types: Table<TypeId, TypeNames>,
    operations: Vec<OperationNames>,
    resources: Vec<ResourceNames>,
    types_module: Option<Name>,
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
    /// Its module, from the crate's root; empty where it is in the root.
    pub module: Vec<Name>,
    /// Fields or variants, in the IR's order.
    pub members: Vec<Name>,
    /// The constructors of a keyed union's variants, in snake case.
    pub constructors: Vec<Name>,
    /// The struct of a struct's required fields, where a call names them.
    pub required: Option<Name>,
}

impl Names {
    /// Returns the name of a type.
    #[must_use]
    #[track_caller]
    pub fn ty(&self, id: TypeId) -> &Name {
        &self.of(id).name
    }

    /// Returns the path of a type from the crate's root: `types::Pet`.
    #[must_use]
    #[track_caller]
    pub fn path(&self, id: TypeId) -> String {
        let of_it = self.of(id);
        let parts = of_it.module.iter().chain([&of_it.name]);
        parts.map(Name::as_str).collect::<Vec<_>>().join("::")
    }

    /// Returns all identifiers of a type's item.
    #[must_use]
    #[track_caller]
    pub fn of(&self, id: TypeId) -> &TypeNames {
        self.types.get(id)
    }

    /// Returns the resources, outer ones first; none where the client has all operations.
    #[must_use]
    pub fn resources(&self) -> &[ResourceNames] {
        &self.resources
    }

    /// Returns whether an item of the crate's root has this name.
    #[must_use]
    pub fn has_item(&self, name: &str) -> bool {
        let types = self.types.rows().filter(|names| names.module.is_empty());
        let types = types.flat_map(|names| std::iter::once(&names.name).chain(&names.required));
        let operations = self.operations.iter();
        let operations = operations.filter(|names| names.module.is_empty());
        let items = types.chain(operations.flat_map(OperationNames::items));
        items.into_iter().any(|item| item.as_str() == name)
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

    /// Returns whether operations are grouped by resources, and types stand in modules.
    #[must_use]
    pub const fn is_tree(&self) -> bool {
        self.types_module.is_some()
    }

    /// Returns the module of the components, unless all items are in the crate's root.
    #[must_use]
    pub const fn types_module(&self) -> Option<&Name> {
        self.types_module.as_ref()
    }

    /// Returns the identifiers of all operations, in order.
    #[must_use]
    pub fn operations(&self) -> &[OperationNames] {
        &self.operations
    }

    /// Returns the identifiers of the operation at an index.
    #[must_use]
    #[track_caller]
    pub fn operation(&self, index: usize) -> &OperationNames {
        let names = self.operations.get(index);
        names.certain_or("each operation has names", &self.no_operation)
    }
}

/// Assigns every name. Without groups, all items are in the crate's root, and all operations are methods of the client.
pub fn assign(
    api: &Api,
    groups: Option<&Groups>,
    facts: &Facts,
    tree: &Tree,
    diagnostics: &mut Diagnostics,
) -> Names {
    let resources = groups.map(|groups| resources::of(api, groups, diagnostics));
    let methods = operations::methods(api, resources.as_ref(), diagnostics);
    let modules = operation_modules(api, resources.as_ref(), &methods.operations);
    let places = places(api, resources.is_some(), &modules, tree);
    let mut scopes = Scopes::new(tree);
    let requested: Vec<_> = api
        .types
        .rows()
        .zip(&places)
        .map(|(item, place)| scopes.request(&place.module, request(item, place)))
        .collect();
    let with_required = api.items().zip(&places);
    let with_required = with_required.map(|((id, item), place)| {
        let names_required = facts.constructors.of_type(id).names_required;
        names_required.then(|| scopes.request(&place.module, required_request(item, place)))
    });
    let with_required: Vec<Option<Ticket>> = with_required.collect();
    let of_operations = operations::request_types(api, &modules, &mut scopes);
    let in_root = api.types.rows().zip(&places);
    let in_root = in_root.filter(|(_, place)| place.module.is_empty());
    let in_root = in_root.map(|(item, _)| &item.origin);
    let of_servers = servers::request_types(api, in_root, &mut scopes);
    let assigned = scopes.assign(diagnostics);
    let types = types(
        api,
        &requested,
        &with_required,
        &places,
        &assigned,
        diagnostics,
    );
    let named = operations::Named {
        requested: &of_operations,
        assigned: &assigned,
        methods: &methods.operations,
        modules: &modules,
        resources: resources.as_ref(),
    };
    let operations = operations::assign(api, &named, diagnostics);
    let servers = servers::assign(api, &of_servers, &assigned, methods.server, diagnostics);
    Names {
        types,
        operations,
        types_module: resources.as_ref().map(|_| ident(place::TYPES)),
        resources: resources.map_or_else(Vec::new, |resources| resources.each),
        client: methods.client,
        features: features::features(api, &facts.tags, diagnostics),
        servers,
        no_operation: OperationNames::nameless(),
    }
}

/// Returns the module of each operation: the method's name, in the module of the resource.
fn operation_modules(
    api: &Api,
    resources: Option<&Resources>,
    methods: &[Name],
) -> Vec<ModulePath> {
    let Some(resources) = resources else {
        return vec![ModulePath::new(); api.operations.len()];
    };
    let operations = resources.operations.iter().zip(methods);
    let module = |(operation, method): (&ResourceOperation, &Name)| {
        let mut path = resources.path(operation.resource);
        path.push(apart_from_type(method.unraw().to_owned()));
        path
    };
    operations.map(module).collect()
}

/// Returns where each type stands.
fn places(api: &Api, is_tree: bool, modules: &[ModulePath], tree: &Tree) -> Vec<TypePlace> {
    let of_root = |item: &Item| TypePlace {
        module: ModulePath::new(),
        words: item.origin.segments.clone(),
    };
    if !is_tree {
        return api.types.rows().map(of_root).collect();
    }
    let operations = api.operations.iter().zip(modules).map(|(operation, path)| {
        let module = OperationModule {
            path: path.clone(),
            has_several_bodies: operations::has_several_bodies(operation),
        };
        (&operation.origin, module)
    });
    let operations = OperationModules::new(operations);
    let items = api.types.rows();
    items
        .map(|item| place::of_type(&item.origin, &operations, tree))
        .collect()
}

/// Returns the request for the name of a type.
fn request(item: &Item, place: &TypePlace) -> NameRequest {
    let mut request = name_request(&item.origin, upper_camel);
    if !place.module.is_empty() {
        request.spelled = upper_camel(&[place.words.join(" ")]);
    }
    request
}

/// Requests a name for the struct of an item's required fields. Whatever the document calls so keeps the name.
fn required_request(item: &Item, place: &TypePlace) -> NameRequest {
    let owner = request(item, place);
    let spelled = owner.name_override.unwrap_or(owner.spelled);
    NameRequest {
        spelled: format!("{spelled}Required"),
        // An inline type of a property `required` has fewer segments.
        raw: format!("{}{JOINT}{JOINT}required", owner.raw),
        kind: Some("fields"),
        at: owner.at,
        name_override: None,
    }
}

/// Names each type's members.
fn types(
    api: &Api,
    requested: &[Ticket],
    with_required: &[Option<Ticket>],
    places: &[TypePlace],
    assigned: &Assigned,
    diagnostics: &mut Diagnostics,
) -> Table<TypeId, TypeNames> {
    let nameless = TypeNames {
        name: spelling::ident("Nameless"),
        module: Vec::new(),
        members: Vec::new(),
        constructors: Vec::new(),
        required: None,
    };
    let mut types = Table::new(nameless);
    let tickets = requested.iter().zip(with_required);
    let items = api.types.rows().zip(tickets.zip(places));
    for (item, ((ticket, required), place)) in items {
        let (members, constructors) = members(&item.kind, diagnostics);
        types.push(TypeNames {
            name: assigned.get(*ticket),
            module: place.module.iter().map(|name| ident(name)).collect(),
            members,
            constructors,
            required: required.map(|ticket| assigned.get(ticket)),
        });
    }
    types
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
        ItemKind::Headers(headers) => {
            let mut scope = Scope::new("the headers", reserved::is_reserved_field, "value");
            headers
                .iter()
                .for_each(|header| scope.request(name_request(&header.origin, snake)));
            (scope.assign(diagnostics), Vec::new())
        }
        ItemKind::Failures(responses) => (media::responses(responses, diagnostics), Vec::new()),
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => (Vec::new(), Vec::new()),
    }
}
