//! Resolved → resolved: what schemas say of each other without words is written out, so that lowering takes each schema
//! as it stands.
//!
//! - A parent with a `discriminator` stands for its children too: it becomes a union of them ([`inherit`]).
//! - Unions that are alternatives of each other are the alternatives of all of them ([`circular`]).
//!
//! It knows the resolved model and the tree. No schema is taken away and no id changes; schemas are added at the end of the table.

mod circular;
mod inherit;

use crate::diagnostic::Diagnostics;
use crate::openapi::model::{Resolved, Schema};
use crate::source::tree::Tree;

/// Writes out what schemas say of each other.
pub fn expand(tree: &Tree, resolved: &mut Resolved, diagnostics: &mut Diagnostics) {
    inherit::expand(tree, resolved, diagnostics);
    circular::expand(resolved, diagnostics);
}

/// Whether a schema says nothing of values itself, its parts and alternatives aside.
fn is_bare(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.additional_properties.is_none()
        && schema.pattern_properties.is_empty()
        && schema.unevaluated_properties.is_none()
        && schema.conditional.is_empty()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.values.is_none()
        && schema.constant.is_none()
}
