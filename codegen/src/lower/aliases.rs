//! Aliases and tuples that hold themselves, for which Rust has no type, not even behind a list; and aliases of more than
//! compilers follow.

use super::Lower;
use super::schema::MOST_DEPTH;
use crate::ir::{ItemKind, Struct, Type, TypeId};
use crate::table::Id as _;

/// How far the search has come with an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

impl Lower<'_> {
    /// Breaks every cycle in one item: a map becomes a struct, or else the item raw JSON. The stack is one of its own: a
    /// chain may be as long as the document.
    pub(super) fn break_alias_cycles(&mut self) {
        let mut states = vec![State::New; self.types.len()];
        for start in (0..).take(self.types.len()).map(TypeId) {
            let mut way = vec![(start, 0)];
            while let Some((at, followed)) = way.pop() {
                let state = states.get(at.index()).copied().unwrap_or(State::Done);
                if followed == 0 && state != State::New {
                    continue;
                }
                let next = self.stands_for(at, followed);
                mark(&mut states, at, next.map_or(State::Done, |_| State::Open));
                let Some(next) = next else { continue };
                way.push((at, followed + 1));
                match states.get(next.index()) {
                    Some(State::Open) => self.break_cycle(&way, next),
                    Some(State::New) => way.push((next, 0)),
                    _ => {}
                }
            }
        }
    }

    /// Types an alias as raw JSON where lists and maps stand too deep in one another, through all aliases on the way. There
    /// are no cycles any more.
    pub(super) fn bound_alias_depth(&mut self) {
        let mut depths: Vec<Option<usize>> = vec![None; self.types.len()];
        for start in (0..).take(self.types.len()).map(TypeId) {
            let (mut way, mut next) = (Vec::new(), Some(start));
            let mut depth = 0;
            while let Some(at) = next {
                if let Some(Some(known)) = depths.get(at.index()) {
                    depth = *known;
                    break;
                }
                way.push(at);
                next = self.alias_of(at);
            }
            for at in way.into_iter().rev() {
                depth = self.own_depth(at).map_or(0, |own| own + depth);
                if depth > MOST_DEPTH {
                    depth = 0;
                    self.make_shallow(at);
                }
                if let Some(slot) = depths.get_mut(at.index()) {
                    *slot = Some(depth);
                }
            }
        }
    }

    /// How deep an alias is by itself; none for what is a type of its own.
    fn own_depth(&self, id: TypeId) -> Option<usize> {
        match &self.types.get(id.index())?.as_ref()?.kind {
            ItemKind::Alias(ty) => Some(ty.depth()),
            _ => None,
        }
    }

    fn make_shallow(&mut self, id: TypeId) {
        let Some(Some(item)) = self.types.get_mut(id.index()) else {
            return;
        };
        let at = item.origin.at;
        item.kind = ItemKind::Alias(Type::Json);
        self.warn_deep(at);
    }

    /// The item that an alias names.
    fn alias_of(&self, id: TypeId) -> Option<TypeId> {
        match &self.types.get(id.index())?.as_ref()?.kind {
            ItemKind::Alias(ty) => ty.named(),
            _ => None,
        }
    }

    /// An item that is spelled out where this one is named, by number.
    fn stands_for(&self, id: TypeId, number: usize) -> Option<TypeId> {
        match &self.types.get(id.index())?.as_ref()?.kind {
            ItemKind::Alias(ty) => Some(ty).filter(|_| number == 0)?.named(),
            ItemKind::Tuple(types) => types.iter().filter_map(Type::named).nth(number),
            _ => None,
        }
    }

    /// The cycle is the end of the way, from the item on that it leads back to.
    fn break_cycle(&mut self, way: &[(TypeId, usize)], back: TypeId) {
        let start = way.iter().rposition(|(id, _)| *id == back);
        let cycle = way.get(start.unwrap_or_default()..).unwrap_or_default();
        let of_map = |id: &TypeId| match &self.types.get(id.index())?.as_ref()?.kind {
            ItemKind::Alias(Type::Map(value)) => Some((*id, (**value).clone())),
            _ => None,
        };
        match cycle.iter().find_map(|(id, _)| of_map(id)) {
            Some((id, value)) => self.make_struct(id, value),
            None => self.make_json(back),
        }
    }

    fn make_struct(&mut self, id: TypeId, value: Type) {
        if let Some(Some(item)) = self.types.get_mut(id.index()) {
            item.kind = ItemKind::Struct(Struct {
                fields: Vec::new(),
                additional: Some(value),
                closed: false,
            });
        }
    }

    fn make_json(&mut self, id: TypeId) {
        let Some(Some(item)) = self.types.get_mut(id.index()) else {
            return;
        };
        item.kind = ItemKind::Alias(Type::Json);
        let at = item.origin.at;
        self.warn_endless(at);
    }
}

fn mark(states: &mut [State], id: TypeId, state: State) {
    if let Some(slot) = states.get_mut(id.index()) {
        *slot = state;
    }
}
