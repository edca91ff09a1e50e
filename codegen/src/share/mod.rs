//! Sharing: equal inline types become one type, and the others become aliases of it.
//!
//! Takes the IR and changes it. A document without components repeats itself, such as the same `address` in every
//! request. One type for all of them is less to compile and to learn, and its values can be used everywhere. Types
//! are equal in a narrow sense ([`classes`]), so that unrelated things don't share one. The aliases keep callers'
//! code as it is when two types differ later. Types that only an alias used to lead to are removed from the table.

mod classes;

use std::collections::BTreeMap;

use crate::defect::Certain as _;
use crate::ir::{Api, Item, ItemKind, Operation, Origin, Type, TypeId};
use crate::reach::{Directions, Marks, reach, reached};
use crate::table::Table;

/// Shares types. Returns the directions of those that are left.
pub(crate) fn share(api: &mut Api) -> Directions {
    let mut directions = Directions::of(&api.types, &api.operations);
    let before = in_use(api);
    let first = classes::classes(api, &directions);
    let chosen = chosen(api, &first);
    for (id, item) in api.types.iter_mut() {
        let other = chosen.get(first.get(id)).copied();
        let other = other.certain_or("a type stands for every class", id);
        if other != id {
            item.kind = ItemKind::Alias(Type::Named(other));
        }
    }
    let mut kept = in_use(api);
    // Types that nothing used before are kept for callers, with all that they hold.
    let unused = before.iter().filter(|(_, is_used)| !**is_used);
    reach(&api.types, unused.map(|(id, _)| id), &mut kept);
    directions.retain(&kept);
    keep(api, &kept);
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

/// Returns the types that an operation or a named item leads to.
fn in_use(api: &Api) -> Marks {
    let operations = api.operations.iter().flat_map(Operation::types);
    let mut marks = reached(&api.types, operations);
    let named = api.items().filter(|(_, item)| item.is_of_its_own());
    reach(&api.types, named.map(|(id, _)| id), &mut marks);
    marks
}

/// Removes the types that aren't kept.
fn keep(api: &mut Api, kept: &Marks) {
    let mut next = api.types.ids();
    let ids: Table<TypeId, Option<TypeId>> = {
        let mut ids = Table::new(None);
        for kept in kept.rows() {
            ids.push(kept.then(|| next.next()).flatten());
        }
        ids
    };
    api.types.retain(kept);
    api.for_each_id(&mut |id| {
        *id = ids
            .get(*id)
            .certain_or("what a kept type leads to is kept", *id);
    });
}
