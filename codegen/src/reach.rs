//! Reachability: which types a value of another type may contain, and which types are sent and received.

use crate::ir::{Item, OneWay, Operation, Type, TypeId};
use crate::table::Table;

/// By type, whether it is marked.
pub(crate) type Marks = Table<TypeId, bool>;

/// Returns the types that values of some types may hold, these included.
pub(crate) fn reached<'t>(
    types: &Table<TypeId, Item>,
    from: impl IntoIterator<Item = &'t Type>,
) -> Marks {
    let mut marks = Table::beside(types, false);
    reach(types, from.into_iter().filter_map(Type::named), &mut marks);
    marks
}

/// Marks the types that values of some types may hold, these included.
pub(crate) fn reach(
    types: &Table<TypeId, Item>,
    from: impl IntoIterator<Item = TypeId>,
    marks: &mut Marks,
) {
    let mut open: Vec<TypeId> = from.into_iter().collect();
    while let Some(id) = open.pop() {
        let mark = marks.get_mut(id);
        if !*mark {
            *mark = true;
            let parts = types.get(id).kind.parts().into_iter();
            open.extend(parts.filter_map(Type::named));
        }
    }
}

/// By type, whether operations send it and whether they receive it.
#[derive(Clone, Debug)]
pub struct Directions {
    sent: Marks,
    received: Marks,
}

impl Directions {
    /// Follows what every operation sends and receives.
    pub(crate) fn of(types: &Table<TypeId, Item>, operations: &[Operation]) -> Self {
        Self {
            sent: reached(types, operations.iter().flat_map(Operation::sent)),
            received: reached(types, operations.iter().flat_map(Operation::received)),
        }
    }

    /// Returns whether a caller makes values of this type. One that no operation uses counts: a caller may want to
    /// make it.
    #[must_use]
    pub fn is_sent(&self, id: TypeId) -> bool {
        *self.sent.get(id) || !*self.received.get(id)
    }

    /// Returns whether a response can hold values of this type.
    #[must_use]
    pub fn is_received(&self, id: TypeId) -> bool {
        *self.received.get(id)
    }

    /// Returns the one direction of a type; none where it goes both ways, or no operation uses it.
    pub(crate) fn only(&self, id: TypeId) -> Option<OneWay> {
        match (self.sent.get(id), self.received.get(id)) {
            (true, false) => Some(OneWay::Sent),
            (false, true) => Some(OneWay::Received),
            _ => None,
        }
    }

    /// Returns the types that operations send, and those that they receive.
    pub(crate) const fn marks(&self) -> (&Marks, &Marks) {
        (&self.sent, &self.received)
    }
}
