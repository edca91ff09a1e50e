//! Members of objects: those of all parts, and those that alternatives add.
//!
//! Takes the facts about schemas and gives what an object consists of. It knows nothing of types.

mod alternatives;
mod gathered;
mod gatherer;

pub(super) use alternatives::Alternatives;
pub(super) use gathered::{Members, Property};
pub(super) use gatherer::Gatherer;
