//! Facts derived from the IR, one a file, kept beside it.

mod direction;
mod recursion;
mod tags;

pub use direction::Directions;
pub(crate) use direction::{parts, reach};
pub use recursion::Boxed;
pub use tags::{Needs, Tags};

use crate::ir::Api;

/// What emission needs to know of a type and can't see in its item.
#[derive(Clone, Debug)]
pub struct Facts {
    pub boxed: Boxed,
    pub directions: Directions,
    pub tags: Tags,
}

/// Works out all facts; those about tags only where items stand behind features.
#[must_use]
pub fn analyze(api: &Api, tag_features: bool) -> Facts {
    Facts {
        boxed: recursion::boxed(api),
        directions: Directions::of(api),
        tags: match tag_features {
            true => tags::tags(api),
            false => Tags::default(),
        },
    }
}
