//! The table of types while it is being filled.

use crate::defect::Certain as _;
use crate::ir::{Item, ItemKind, TypeId};
use crate::table::Table;

/// Items, and the places that are taken for items.
pub(crate) struct ItemTable {
    slots: Table<TypeId, Option<Item>>,
}

impl Default for ItemTable {
    fn default() -> Self {
        Self {
            slots: Table::new(None),
        }
    }
}

impl ItemTable {
    /// Takes a place, so that what is inside the item may name it.
    pub(crate) fn reserve(&mut self) -> TypeId {
        self.slots.push(None)
    }

    /// Puts an item in its place.
    pub(crate) fn fill(&mut self, id: TypeId, item: Item) {
        *self.slots.get_mut(id) = Some(item);
    }

    /// Returns an item; none while it is being made.
    pub(crate) fn get(&self, id: TypeId) -> Option<&Item> {
        self.slots.get(id).as_ref()
    }

    /// Returns an item, to be changed; none while it is being made.
    pub(crate) fn get_mut(&mut self, id: TypeId) -> Option<&mut Item> {
        self.slots.get_mut(id).as_mut()
    }

    /// Returns what an item is; none while it is being made.
    pub(crate) fn kind(&self, id: TypeId) -> Option<&ItemKind> {
        self.get(id).map(|item| &item.kind)
    }

    /// Returns the items. Every place has one.
    pub(crate) fn finish(self) -> Table<TypeId, Item> {
        self.slots.map(Item::placeholder(), |_, slot| {
            let item = slot.clone();
            item.certain_or(
                "every place taken for a type is filled",
                Item::placeholder(),
            )
        })
    }
}
