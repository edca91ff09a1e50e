//! A warning about a slip.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::NodeId;

/// The words of a warning.
pub(super) struct Words<'a> {
    pub(super) message: &'a str,
    pub(super) label: &'a str,
    pub(super) help: &'a str,
}

/// Warns about a value.
pub(super) fn warn(
    at: NodeId,
    kind: &'static str,
    words: &Words<'_>,
    diagnostics: &mut Diagnostics,
) {
    let warning = Diagnostic::warning(kind, Place::Value(at), words.message);
    diagnostics.push(warning.label(words.label).help(words.help));
}
