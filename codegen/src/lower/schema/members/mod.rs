//! What several schemas together say of an object: the members of all parts, and what alternatives beside them add.

mod alternatives;
mod gathered;
mod gatherer;

pub(super) use alternatives::Alternatives;
pub(super) use gathered::{Members, Property};
pub(super) use gatherer::Gatherer;
