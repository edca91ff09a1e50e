//! IR → IR: inline types that say the same become one type, and the places of the others keep their names as aliases.
//!
//! A description without components repeats itself: the same `address` in every request. One type for all of them is
//! less to compile and to learn, and a value of one place fits the others. What is the same is narrow on purpose
//! ([`classes`]), so that nobody meets the type of something unrelated; the alias keeps a caller's code as it is when two
//! of them part later. What only an aliased type held is named by nobody any more, and leaves the table.

mod classes;

use std::collections::BTreeMap;

use crate::defect::Certain as _;
use crate::ir::{Api, Item, ItemKind, Operation, Origin, Type, TypeId};
use crate::reach::{Directions, Marks, reach, reached};
use crate::table::Table;

/// Shares what can be shared. Returns which of the types that are left are sent and which received.
pub(crate) fn share(api: &mut Api) -> Directions {
    let mut directions = Directions::of(&api.types, &api.operations);
    let before = in_use(api);
    let first = classes::classes(api, &directions);
    let chosen = chosen(api, &first);
    for (id, item) in api.types.iter_mut() {
        let other = chosen.get(first.get(id)).copied().unwrap_or(id);
        if other != id {
            item.kind = ItemKind::Alias(Type::Named(other));
        }
    }
    let mut kept = in_use(api);
    // What nothing used before is the caller's to use, with all that it holds.
    let unused = before.iter().filter(|(_, is_used)| !**is_used);
    reach(&api.types, unused.map(|(id, _)| id), &mut kept);
    directions.retain(&kept);
    keep(api, &kept);
    directions
}

/// Returns the type that each class goes by, by the class's first: the one with the shortest name, whatever the order is.
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

/// By type, whether an operation or an item with a name of its own leads to it.
fn in_use(api: &Api) -> Marks {
    let operations = api.operations.iter().flat_map(Operation::types);
    let mut marks = reached(&api.types, operations);
    let named = api.items().filter(|(_, item)| item.is_of_its_own());
    reach(&api.types, named.map(|(id, _)| id), &mut marks);
    marks
}

/// Takes the others out of the table.
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
