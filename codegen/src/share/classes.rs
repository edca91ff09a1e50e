//! Which types are the same.

use std::collections::HashMap;

use crate::ir::{Api, ItemKind, Type, TypeId};
use crate::reach::Directions;
use crate::source::tree::NodeId;
use crate::table::Table;

/// Two types with the same key are one.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// What the property is called, or what else the place is: a struct and an enum mean what that says. A union means
    /// its variants.
    word: Option<String>,
    /// A type of replies may hold what the description doesn't list, and no request may carry that.
    sent: bool,
    received: bool,
    deprecated: bool,
    /// The members with all that is said of them; other types by their classes, nothing by its place in the document.
    kind: ItemKind,
}

/// By type, the first of its class. Inner types come first, so that one pass tells; a type that leads back to itself is
/// of a class of its own, as is what has a name of its own.
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

/// Every type, after those inside it. With a stack of its own: documents are untrusted, and a chain of types may be
/// longer than the call stack is deep.
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
