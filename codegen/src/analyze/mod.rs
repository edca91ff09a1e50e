//! Facts derived from the IR, one a file, kept beside it.

mod direction;
mod recursion;

pub use direction::Directions;
pub(crate) use direction::parts;
pub use recursion::Boxed;

use crate::ir::Api;

/// What emission needs to know of a type and can't see in its item.
#[derive(Clone, Debug)]
pub struct Facts {
    pub boxed: Boxed,
    pub directions: Directions,
}

/// Works out all facts.
#[must_use]
pub fn analyze(api: &Api) -> Facts {
    Facts {
        boxed: recursion::boxed(api),
        directions: direction::directions(api),
    }
}
