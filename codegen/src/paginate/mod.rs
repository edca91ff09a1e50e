//! Pagination: which operations have pages, by what they say themselves or by a rule for all.
//!
//! Takes the IR with its types shared, since the fields on the way to a page's list are those of the type that is
//! left, and fills each operation's [`Pagination`]. A rule that fits no operation is reported, with what the nearest
//! one lacks.

mod check;
mod path;
mod select;

pub(crate) use select::{Rules, paginate};
