//! What a document becomes: its operations, its types, and what is raw JSON or isn't generated.
//!
//! Takes the types and operations, their names and the tree. Gives plain data, as text or as JSON.

mod show;

use crate::ir::{Api, Item, ItemKind, Type};
use crate::names::{Names, OperationNames};
use crate::source::tree::Tree;

/// What a document becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inspection {
    /// The title of the API.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// The operations, in the document's order.
    pub operations: Vec<InspectedOperation>,
    /// The types, by their paths. What stands for another type is left out.
    pub types: Vec<InspectedType>,
    /// The operations that aren't generated: `GET /pets`. The diagnostics say why.
    pub missing: Vec<String>,
    /// The operations that are generated without a part, because of an error.
    pub incomplete: Vec<String>,
    /// How many diagnostics there are of each kind.
    pub diagnostics: Vec<(String, usize)>,
}

/// An operation, and the method that calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InspectedOperation {
    /// The method and the path: `GET /pets`.
    pub route: String,
    /// The method of the client, after the resources that lead to it: `pets().list()`.
    pub call: String,
    /// The JSON pointer of the operation, after the file if it isn't the root document.
    pub pointer: String,
}

/// A type, and the schema that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InspectedType {
    /// The path from the crate's root.
    pub path: String,
    /// What it is: `struct`, `enum`, `union` and so on.
    pub kind: &'static str,
    /// The JSON pointer of the schema, after the file if it isn't the root document.
    pub pointer: String,
    /// The JSON pointers of the parts of it that are raw JSON.
    pub raw: Vec<String>,
}

/// Returns what a document becomes, but for what the diagnostics say.
pub(crate) fn inspect(api: &Api, names: &Names, tree: &Tree) -> Inspection {
    let operations = api.operations.iter().zip(names.operations());
    let operations = operations.map(|(operation, named)| InspectedOperation {
        route: format!("{} {}", operation.method.name(), operation.template),
        call: call(names, named),
        pointer: tree.address(operation.origin.at),
    });
    let items = api.items().filter(|(_, item)| !stands_for_another(item));
    let mut types: Vec<InspectedType> = items
        .map(|(id, item)| InspectedType {
            path: names.path(id),
            kind: kind(&item.kind),
            pointer: tree.address(item.origin.at),
            raw: raw(item, tree),
        })
        .collect();
    types.sort_by(|one, other| one.path.cmp(&other.path));
    Inspection {
        title: api.title.clone(),
        version: api.version.clone(),
        operations: operations.collect(),
        types,
        missing: Vec::new(),
        incomplete: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn call(names: &Names, operation: &OperationNames) -> String {
    let resource = operation
        .resource
        .and_then(|index| names.resources().get(index));
    let modules = resource.map_or(&[][..], |it| &it.module);
    let steps = modules.iter().chain([&operation.method]);
    let steps = steps.map(|name| format!("{}()", name.as_str()));
    steps.collect::<Vec<_>>().join(".")
}

fn stands_for_another(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Alias(Type::Named(_)))
}

const fn kind(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) => "struct",
        ItemKind::Enum(_) => "enum",
        ItemKind::KeyedUnion(_) | ItemKind::TaggedUnion(_) => "tagged union",
        ItemKind::UntaggedUnion(_) => "untagged union",
        ItemKind::Text => "text",
        ItemKind::Alias(_) => "alias",
        ItemKind::Tuple(_) => "tuple",
        ItemKind::Headers(_) => "headers",
        ItemKind::Failures(_) => "error bodies",
    }
}

/// Returns where a type holds raw JSON: the property, or the type as a whole.
fn raw(item: &Item, tree: &Tree) -> Vec<String> {
    let places = match &item.kind {
        ItemKind::Struct(object) => {
            let fields = object.fields.iter().filter(|field| is_raw(&field.ty));
            let of_fields = fields.map(|field| field.origin.at);
            let others = object.additional.iter().filter(|ty| is_raw(ty));
            of_fields.chain(others.map(|_| item.origin.at)).collect()
        }
        kind if kind.parts().into_iter().any(is_raw) => vec![item.origin.at],
        _ => Vec::new(),
    };
    places
        .into_iter()
        .map(|place| tree.address(place))
        .collect()
}

fn is_raw(ty: &Type) -> bool {
    match ty {
        Type::Json => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Sensitive(inner) => {
            is_raw(inner)
        }
        _ => false,
    }
}
