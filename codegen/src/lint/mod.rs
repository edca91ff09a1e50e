//! What a document says against itself: values that don't match their own schema, and slips.
//!
//! Stands beside the pipeline. Takes the tree, the resolved document and what formats mean. Gives warnings, since a
//! reader of the document believes its examples and generated documentation repeats them, and the examples that the
//! type of their schema refuses. Never knows what is generated.

mod examples;
mod matching;
mod slips;

use crate::diagnostic::Diagnostics;
use crate::formats::Formats;
use crate::openapi::model::Resolved;
use crate::source::tree::Tree;

pub(crate) use examples::examples;
pub(crate) use slips::slips;

/// Checks a document with the default formats.
pub fn document(tree: &Tree, resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let formats = Formats::default();
    slips(tree, resolved, &formats, false, diagnostics);
    examples(tree, resolved, &formats, diagnostics);
}
