//! Unions: tagged, untagged, and keyed ones.

mod base;
mod conversions;
mod keyed;
mod tagged;
mod untagged;

pub(super) use keyed::keyed;
pub(super) use tagged::tagged;
pub(super) use untagged::untagged;
