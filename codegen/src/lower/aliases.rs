//! Aliases and tuples that hold themselves: Rust has no such type, not even behind a list.

use super::Lower;
use crate::ir::{Shape, Struct, Type, TypeId};

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

    /// An item that is spelled out where this one is named, by number.
    fn stands_for(&self, id: TypeId, number: usize) -> Option<TypeId> {
        match &self.types.get(id.index())?.as_ref()?.shape {
            Shape::Alias(ty) => Some(ty).filter(|_| number == 0)?.named(),
            Shape::Tuple(types) => types.iter().filter_map(Type::named).nth(number),
            _ => None,
        }
    }

    /// The cycle is the end of the way, from the item on that it leads back to.
    fn break_cycle(&mut self, way: &[(TypeId, usize)], back: TypeId) {
        let start = way.iter().rposition(|(id, _)| *id == back);
        let cycle = way.get(start.unwrap_or_default()..).unwrap_or_default();
        let of_map = |id: &TypeId| match &self.types.get(id.index())?.as_ref()?.shape {
            Shape::Alias(Type::Map(value)) => Some((*id, (**value).clone())),
            _ => None,
        };
        match cycle.iter().find_map(|(id, _)| of_map(id)) {
            Some((id, value)) => self.make_struct(id, value),
            None => self.make_json(back),
        }
    }

    fn make_struct(&mut self, id: TypeId, value: Type) {
        if let Some(Some(item)) = self.types.get_mut(id.index()) {
            item.shape = Shape::Struct(Struct {
                fields: Vec::new(),
                additional: Some(value),
            });
        }
    }

    fn make_json(&mut self, id: TypeId) {
        let Some(Some(item)) = self.types.get_mut(id.index()) else {
            return;
        };
        item.shape = Shape::Alias(Type::Json);
        let at = item.origin.at;
        self.warn_endless(at);
    }
}

fn mark(states: &mut [State], id: TypeId, state: State) {
    if let Some(slot) = states.get_mut(id.index()) {
        *slot = state;
    }
}
