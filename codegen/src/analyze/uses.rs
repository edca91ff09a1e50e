//! What a client does with values of a type: decodes them from JSON, or makes and encodes them.

use crate::ir::{Api, TypeId};
use crate::reach::{Directions, Marks, reach};

/// What operations need of types: everything, where it wasn't worked out.
#[derive(Clone, Debug, Default)]
pub struct Uses(Option<Needed>);

#[derive(Clone, Debug)]
struct Needed {
    decoded: Marks,
    made: Marks,
}

impl Uses {
    /// Returns whether a client decodes values of this type.
    #[must_use]
    pub fn is_read(&self, id: TypeId) -> bool {
        self.0.as_ref().is_none_or(|needed| *needed.decoded.get(id))
    }

    /// Returns whether callers make values of this type, and a client encodes them.
    #[must_use]
    pub fn is_made(&self, id: TypeId) -> bool {
        self.0.as_ref().is_none_or(|needed| *needed.made.get(id))
    }

    /// Works out what operations need. A type that no operation uses is for callers to use in any way.
    pub(super) fn of(api: &Api, directions: &Directions) -> Self {
        let (sent, received) = directions.marks();
        let is_unused = |id: &TypeId| !*sent.get(*id) && !*received.get(*id);
        let unused: Vec<TypeId> = api.types.ids().filter(is_unused).collect();
        // An unused type may hold one that operations only send or only receive.
        let with_unused = |marks: &Marks| {
            let mut marks = marks.clone();
            reach(&api.types, unused.iter().copied(), &mut marks);
            marks
        };
        Self(Some(Needed {
            decoded: with_unused(received),
            made: with_unused(sent),
        }))
    }
}
