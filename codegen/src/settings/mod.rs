//! The settings, resolved against a document.

pub(crate) mod filter;
mod opaque;
pub(crate) mod places;
