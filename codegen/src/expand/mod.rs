//! Writes out what schemas say of each other without words, so that lowering takes each schema as it stands.
//!
//! - A parent with a `discriminator` stands for its children too: it becomes a union of them ([`inherit`]).
//! - Unions that are alternatives of each other have the alternatives of all of them ([`circular`]).
//! - Alternatives beside members make objects with the members of both ([`beside`]).
//!
//! It takes the resolved document and the tree, and changes the schemas. None is taken away and no id changes; schemas
//! are added at the end of the table. It never knows what is generated.

mod beside;
mod circular;
mod inherit;
mod within;

use crate::diagnostic::Diagnostics;
use crate::openapi::model::Resolved;
use crate::source::tree::Tree;

/// Writes out what schemas say of each other.
pub(crate) fn expand(tree: &Tree, resolved: &mut Resolved, diagnostics: &mut Diagnostics) {
    let bases = inherit::expand(tree, resolved, diagnostics);
    circular::expand(resolved, diagnostics);
    beside::expand(resolved, bases, diagnostics);
}
