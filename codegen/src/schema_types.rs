//! Which schema each generated type is for: the table that a check of values needs.

use std::collections::BTreeMap;

use crate::ir::{Api, Item, ItemKind, Origin, Type, TypeId};
use crate::names::{Name, Names};
use crate::source::tree::{FileId, NodeId, Tree};

/// More aliases than this don't lead to a type.
const ALIASES: usize = 16;

/// A generated type, and the schema that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaType {
    /// The type's path from the root of the generated crate.
    pub name: String,
    /// The JSON pointer of its schema in the root document (RFC 6901); no `#` stands before it.
    pub pointer: String,
    /// Whether the document names it: as a component.
    pub named: bool,
    /// Whether it is an object with members of its own.
    pub is_object: bool,
    /// The variants of a union, in the order in which they are declared; empty where it is none.
    pub variants: Vec<SchemaVariant>,
}

/// A variant of a union, and the schema that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaVariant {
    /// The variant's name, as `Debug` shows it.
    pub name: String,
    /// The JSON pointer of the schema among the alternatives.
    pub pointer: String,
}

/// Lists the types whose schemas stand in the root document.
pub(crate) fn schema_types(api: &Api, names: &Names, tree: &Tree) -> Vec<SchemaType> {
    // What was made for a part of a schema, or for several at once, has more words than the schema's own type.
    let mut fewest: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (_, item) in api.items() {
        let words = fewest.entry(item.origin.at).or_insert(usize::MAX);
        *words = item.origin.segments.len().min(*words);
    }
    let is_its_own = |item: &Item| fewest.get(&item.origin.at) == Some(&item.origin.segments.len());
    // Headers and errors have no schema together.
    let has_schema =
        |item: &Item| !matches!(item.kind, ItemKind::Headers(_) | ItemKind::Failures(_));
    let is_here = |(_, item): &(TypeId, &Item)| {
        has_schema(item) && tree.file(item.origin.at) == FileId::ROOT && is_its_own(item)
    };
    let ty = |(id, item): (TypeId, &Item)| {
        let meant = behind_aliases(api, id);
        let kind = &api.item(meant).kind;
        SchemaType {
            name: names.path(id),
            pointer: tree.pointer(item.origin.at),
            named: item.named,
            is_object: matches!(kind, ItemKind::Struct(_)),
            variants: variants(kind, meant, names, tree),
        }
    };
    api.items().filter(is_here).map(ty).collect()
}

fn behind_aliases(api: &Api, mut id: TypeId) -> TypeId {
    for _ in 0..ALIASES {
        match &api.item(id).kind {
            ItemKind::Alias(Type::Named(next)) => id = *next,
            _ => break,
        }
    }
    id
}

fn variants(kind: &ItemKind, id: TypeId, names: &Names, tree: &Tree) -> Vec<SchemaVariant> {
    let origins: Vec<&Origin> = match kind {
        ItemKind::TaggedUnion(union) => union.variants.iter().map(|one| &one.origin).collect(),
        ItemKind::UntaggedUnion(union) => union.variants.iter().map(|one| &one.origin).collect(),
        _ => Vec::new(),
    };
    let pairs = origins.into_iter().zip(&names.of(id).members);
    let variant = |(origin, name): (&Origin, &Name)| SchemaVariant {
        name: name.unraw().to_owned(),
        pointer: tree.pointer(origin.at),
    };
    pairs.map(variant).collect()
}
