//! IR → IR: inline types that say the same become one type, and the places of the others keep their names as aliases.
//!
//! A description without components repeats itself: the same `address` in every request. One type for all of them is
//! less to compile and to learn, and a value of one place fits the others. What is the same is narrow on purpose
//! ([`classes`]), so that nobody meets the type of something unrelated; the alias keeps a caller's code as it is when two
//! of them part later. What only an aliased type held is named by nobody any more, and leaves the table.

mod classes;

use std::collections::BTreeMap;

use crate::analyze::{Directions, reach};
use crate::ir::{Api, Item, ItemKind, Origin, Type, TypeId};

/// Shares what can be shared.
pub fn share(api: &mut Api) {
    let before = in_use(api, |_| true);
    let first = classes::classes(api, &Directions::of(api));
    let chosen = chosen(api, &first);
    let stands_for = |id: TypeId| {
        let first = first.get(id.index()).unwrap_or(&id);
        chosen.get(first).copied().unwrap_or(id)
    };
    for (id, item) in (0..).map(TypeId).zip(&mut api.types) {
        let other = stands_for(id);
        if other != id {
            item.kind = ItemKind::Alias(Type::Named(other));
        }
    }
    // The members of a page are those of the type itself, whatever name it goes by there.
    api.for_each_owner(&mut |owner| *owner = stands_for(*owner));
    let after = in_use(api, |id| !before.get(id.index()).copied().unwrap_or(true));
    keep(api, &after);
}

/// The type that each class goes by, by the class's first: the one with the shortest name, whatever the order is.
fn chosen(api: &Api, first: &[TypeId]) -> BTreeMap<TypeId, TypeId> {
    let mut chosen: BTreeMap<TypeId, (TypeId, &Item)> = BTreeMap::new();
    for ((id, item), first) in api.items().zip(first) {
        let best = chosen.entry(*first).or_insert((id, item));
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

/// By item, whether something names it: an operation, an item of a name of its own, or one of `more`.
fn in_use(api: &Api, more: impl Fn(TypeId) -> bool) -> Vec<bool> {
    let mut marks = vec![false; api.types.len()];
    for ty in api.operations.iter().flat_map(crate::ir::Operation::types) {
        reach(api, ty, &mut marks);
    }
    for (id, item) in api.items() {
        if item.is_of_its_own() || more(id) {
            reach(api, &Type::Named(id), &mut marks);
        }
    }
    marks
}

/// Takes the others out of the table.
fn keep(api: &mut Api, kept: &[bool]) {
    let mut next = 0..;
    let places: Vec<Option<TypeId>> = kept
        .iter()
        .map(|kept| kept.then(|| next.next().map(TypeId)).flatten())
        .collect();
    let mut kept = kept.iter();
    api.types.retain(|_| kept.next().copied().unwrap_or(true));
    api.for_each_id(&mut |id| {
        if let Some(Some(place)) = places.get(id.index()) {
            *id = *place;
        }
    });
}
