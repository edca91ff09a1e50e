//! Aliases of aliases: what stands for itself, for which Rust has no type, not even behind a list; and what stands for
//! more than compilers follow.

use super::Lower;
use super::schema::MOST_DEPTH;
use crate::ir::{Shape, Type, TypeId};

impl Lower<'_> {
    /// Types one alias of every cycle as raw JSON. An alias names one item at most, so that each is passed once.
    pub(super) fn break_alias_cycles(&mut self) {
        // By item, the start of the way that passed it first.
        let mut passed: Vec<Option<TypeId>> = vec![None; self.types.len()];
        for start in (0..).take(self.types.len()).map(TypeId) {
            let mut at = start;
            while let (Some(next), Some(passed)) = (self.stands_for(at), passed.get_mut(at.index()))
            {
                match passed {
                    None => *passed = Some(start),
                    Some(way) if *way == start => {
                        self.make_json(at);
                        break;
                    }
                    Some(_) => break,
                }
                at = next;
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
                next = self.stands_for(at);
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
        match &self.types.get(id.index())?.as_ref()?.shape {
            Shape::Alias(ty) => Some(ty.depth()),
            _ => None,
        }
    }

    fn make_shallow(&mut self, id: TypeId) {
        let Some(Some(item)) = self.types.get_mut(id.index()) else {
            return;
        };
        let at = item.origin.at;
        item.shape = Shape::Alias(Type::Json);
        self.warn_deep(at);
    }

    /// The item that an alias names.
    fn stands_for(&self, id: TypeId) -> Option<TypeId> {
        match &self.types.get(id.index())?.as_ref()?.shape {
            Shape::Alias(ty) => ty.named(),
            _ => None,
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
