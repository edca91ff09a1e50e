//! Writes out what schemas say of each other without words, so that lowering takes each schema as it stands.
//!
//! - A parent with a `discriminator` stands for its children too: it becomes a union of them ([`inherit`]).
//! - Unions that are alternatives of each other have the alternatives of all of them ([`circular`]).
//!
//! It takes the resolved document and the tree, and changes the schemas. None is taken away and no id changes; schemas
//! are added at the end of the table. It never knows what is generated.

mod circular;
mod inherit;

use crate::diagnostic::Diagnostics;
use crate::openapi::model::{Resolved, Schema};
use crate::source::tree::Tree;

/// Writes out what schemas say of each other.
pub(crate) fn expand(tree: &Tree, resolved: &mut Resolved, diagnostics: &mut Diagnostics) {
    inherit::expand(tree, resolved, diagnostics);
    circular::expand(resolved, diagnostics);
}

/// Returns whether a schema says nothing of values itself, but for its parts and alternatives.
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
