//! Aliases and tuples that contain themselves, for which Rust has no type, and aliases that are nested too deep for
//! compilers.

use crate::defect::Certain as _;
use crate::ir::{Item, ItemKind, Struct, Type, TypeId};
use crate::lower::report::Report;
use crate::lower::schema::{MOST_DEPTH, warn_deep};
use crate::source::tree::NodeId;
use crate::table::Table;

/// The state of the search at an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    InProgress,
    Done,
}

/// Breaks every cycle at one item: a map becomes a struct, or else the item raw JSON. The search has its own stack: a
/// chain may be as long as the document.
pub(crate) fn break_alias_cycles(types: &mut Table<TypeId, Item>, report: &Report) {
    let mut states = Table::beside(types, State::New);
    for start in types.ids() {
        let mut way = vec![(start, 0)];
        while let Some((at, followed)) = way.pop() {
            if followed == 0 && *states.get(at) != State::New {
                continue;
            }
            let next = stands_for(types, at, followed);
            *states.get_mut(at) = next.map_or(State::Done, |_| State::InProgress);
            let Some(next) = next else { continue };
            way.push((at, followed + 1));
            match states.get(next) {
                State::InProgress => break_cycle(types, report, &way, next),
                State::New => way.push((next, 0)),
                State::Done => {}
            }
        }
    }
}

/// Makes an alias raw JSON where lists and maps are nested too deep, through all aliases on the way. There must be
/// no cycles left.
pub(crate) fn bound_alias_depth(types: &mut Table<TypeId, Item>, report: &Report) {
    let mut depths: Table<TypeId, Option<usize>> = Table::beside(types, None);
    for start in types.ids() {
        let (mut way, mut next) = (Vec::new(), Some(start));
        let mut depth = 0;
        while let Some(at) = next {
            if let Some(known) = depths.get(at) {
                depth = *known;
                break;
            }
            way.push(at);
            next = alias_of(types, at);
        }
        for at in way.into_iter().rev() {
            depth = own_depth(types, at).map_or(0, |own| own + depth);
            if depth > MOST_DEPTH {
                depth = 0;
                make_shallow(types, report, at);
            }
            *depths.get_mut(at) = Some(depth);
        }
    }
}

fn make_shallow(types: &mut Table<TypeId, Item>, report: &Report, id: TypeId) {
    let item = types.get_mut(id);
    let at = item.origin.at;
    item.kind = ItemKind::Alias(Type::Json);
    warn_deep(report, at);
}

/// Breaks the cycle at the end of the way, which begins at the item that it leads back to.
fn break_cycle(
    types: &mut Table<TypeId, Item>,
    report: &Report,
    way: &[(TypeId, usize)],
    back: TypeId,
) {
    let start = way.iter().rposition(|(id, _)| *id == back);
    let cycle = way
        .get(start.certain("a cycle begins on the way to it")..)
        .unwrap_or_default();
    let of_map = |id: &TypeId| match &types.get(*id).kind {
        ItemKind::Alias(Type::Map(value)) => Some((*id, (**value).clone())),
        _ => None,
    };
    match cycle.iter().find_map(|(id, _)| of_map(id)) {
        Some((id, value)) => make_struct(types, id, value),
        None => fall_back_to_json(types, report, back),
    }
}

fn fall_back_to_json(types: &mut Table<TypeId, Item>, report: &Report, id: TypeId) {
    let item = types.get_mut(id);
    item.kind = ItemKind::Alias(Type::Json);
    let at = item.origin.at;
    warn_endless(report, at);
}

/// Returns how deep an alias itself is; none for an item that isn't an alias.
fn own_depth(types: &Table<TypeId, Item>, id: TypeId) -> Option<usize> {
    match &types.get(id).kind {
        ItemKind::Alias(ty) => Some(ty.depth()),
        _ => None,
    }
}

/// Returns the item that an alias names.
fn alias_of(types: &Table<TypeId, Item>, id: TypeId) -> Option<TypeId> {
    match &types.get(id).kind {
        ItemKind::Alias(ty) => ty.named(),
        _ => None,
    }
}

/// Returns the item with a number among those that an alias or a tuple names.
fn stands_for(types: &Table<TypeId, Item>, id: TypeId, number: usize) -> Option<TypeId> {
    match &types.get(id).kind {
        ItemKind::Alias(ty) => Some(ty).filter(|_| number == 0)?.named(),
        ItemKind::Tuple(types) => types.iter().filter_map(Type::named).nth(number),
        _ => None,
    }
}

fn make_struct(types: &mut Table<TypeId, Item>, id: TypeId, value: Type) {
    types.get_mut(id).kind = ItemKind::Struct(Struct {
        fields: Vec::new(),
        additional: Some(value),
        closed: false,
    });
}

fn warn_endless(report: &Report, at: NodeId) {
    report.warn(
        "endless-type",
        at,
        "this schema contains itself with no object in between; it is typed as raw JSON",
        "put an object between the schema and itself, or accept raw JSON",
    );
}
