//! Pagination: which operations have pages, by a rule of their own or one for all operations.
//!
//! Takes the IR after its types are shared, since steps lead through the fields of the types that are left, and the
//! document's rules. Fills in each operation's pagination. A rule that matches no operation is reported, with what the
//! nearest one lacks.

mod check;
mod path;
mod select;

pub(crate) use select::{Rules, paginate};
