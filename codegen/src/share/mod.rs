//! Sharing: equal inline types become one type, and the others become aliases of it.
//!
//! Takes the IR and changes it. A document without components repeats itself, such as the same `address` in every
//! request. One type for all of them is less to compile and to learn, and its values can be used everywhere. Types
//! are equal in a narrow sense ([`classes`]), so that unrelated things don't share one. What is inside of a shared type
//! has aliases at its other places, too: callers' code stays as it is when two types differ later, or when the type
//! that stands for all is another one.

mod classes;

use std::collections::BTreeMap;

use crate::defect::Certain as _;
use crate::ir::{Api, Item, ItemKind, Origin, Type, TypeId};
use crate::reach::Directions;
use crate::table::Table;

/// Shares types. Returns the directions of all.
pub(crate) fn share(api: &mut Api) -> Directions {
    let directions = Directions::of(&api.types, &api.operations);
    let first = classes::classes(api, &directions);
    let chosen = chosen(api, &first);
    for (id, item) in api.types.iter_mut() {
        let other = chosen.get(first.get(id)).copied();
        let other = other.certain_or("a type stands for every class", id);
        if other != id {
            item.kind = ItemKind::Alias(Type::Named(other));
        }
    }
    directions
}

/// Returns the type that stands for each class, by the class's first: the one with the shortest name, in any order.
fn chosen(api: &Api, first: &Table<TypeId, TypeId>) -> BTreeMap<TypeId, TypeId> {
    let mut chosen: BTreeMap<TypeId, (TypeId, &Item)> = BTreeMap::new();
    for (id, item) in api.items() {
        let best = chosen.entry(*first.get(id)).or_insert((id, item));
        if rank(&item.origin) < rank(&best.1.origin) {
            *best = (id, item);
        }
    }
    chosen
        .into_iter()
        .map(|(first, (id, _))| (first, id))
        .collect()
}

fn rank(origin: &Origin) -> (usize, usize, &[String]) {
    let letters = origin.segments.iter().map(String::len).sum();
    (origin.segments.len(), letters, &origin.segments)
}
