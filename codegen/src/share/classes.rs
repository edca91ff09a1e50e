//! Classes of types that are the same.

use std::collections::HashMap;

use crate::ir::{Api, ItemKind, Type, TypeId};
use crate::reach::Directions;
use crate::source::tree::NodeId;
use crate::table::Table;

/// Two types with the same key are one.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// The last name segment, which says what a struct or an enum means. None of a union: its variants say it.
    word: Option<String>,
    /// The directions: a type of responses may hold unlisted values, a type of requests may not.
    sent: bool,
    received: bool,
    deprecated: bool,
    /// The members with their documentation. Other types are replaced by their classes, nodes by the root.
    kind: ItemKind,
}

/// Returns the first type of each type's class. Inner types come first, so that one pass is enough. A recursive type
/// has a class of its own, and so has a named one.
pub(super) fn classes(api: &Api, directions: &Directions) -> Table<TypeId, TypeId> {
    let mut first = api.types.map(TypeId(0), |id, _| id);
    let mut known: HashMap<Key, TypeId> = HashMap::new();
    for id in inner_first(api) {
        let item = api.item(id);
        if item.is_of_its_own() {
            continue;
        }
        let mut kind = item.kind.clone();
        for origin in kind.origins_mut() {
            origin.at = NodeId::ROOT;
        }
        kind.for_each_id(&mut |id| *id = *first.get(*id));
        let is_union = matches!(kind, ItemKind::UntaggedUnion(_) | ItemKind::TaggedUnion(_));
        let word = item.origin.segments.last().filter(|_| !is_union);
        let key = Key {
            word: word.cloned(),
            sent: directions.is_sent(id),
            received: directions.is_received(id),
            deprecated: item.docs.deprecated,
            kind,
        };
        *first.get_mut(id) = *known.entry(key).or_insert(id);
    }
    first
}

/// Returns every type, after those inside it. The search has its own stack: a chain of types may be longer than the
/// call stack is deep.
fn inner_first(api: &Api) -> Vec<TypeId> {
    enum Visit {
        Enter(TypeId),
        Leave(TypeId),
    }
    let mut order = Vec::with_capacity(api.types.len());
    let mut entered = Table::beside(&api.types, false);
    for (id, _) in api.items() {
        let mut open = vec![Visit::Enter(id)];
        while let Some(visit) = open.pop() {
            match visit {
                Visit::Leave(id) => order.push(id),
                Visit::Enter(id) if !*entered.get(id) => {
                    *entered.get_mut(id) = true;
                    open.push(Visit::Leave(id));
                    let inner = api.item(id).kind.parts().into_iter();
                    open.extend(inner.filter_map(Type::named).map(Visit::Enter));
                }
                Visit::Enter(_) => {}
            }
        }
    }
    order
}
