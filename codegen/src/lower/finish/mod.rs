//! Finishing: what can be decided only when all schemas are lowered.
//!
//! Takes the full table of types and changes it: cycles of aliases are broken, and one-way fields get their presence.

mod aliases;
mod one_way;

pub(super) use aliases::{bound_alias_depth, break_alias_cycles};
pub(super) use one_way::settle_one_way;
