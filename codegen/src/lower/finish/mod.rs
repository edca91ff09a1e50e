//! The table of types when all schemas are lowered: cycles of aliases are broken, one-way fields are settled.

mod aliases;
mod one_way;

pub(super) use aliases::{bound_alias_depth, break_alias_cycles};
pub(super) use one_way::settle_one_way;
