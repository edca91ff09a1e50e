//! Aliases that stand for themselves: Rust has no such type, not even behind a list.

use super::Lower;
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
