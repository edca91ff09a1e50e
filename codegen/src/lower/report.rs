//! The diagnostics of the lowering.

use std::cell::RefCell;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::NodeId;

/// The diagnostics, shared by all that lowers.
pub(super) struct Report {
    diagnostics: RefCell<Diagnostics>,
}

impl Report {
    /// Takes over what was reported before.
    pub(super) fn after(diagnostics: &mut Diagnostics) -> Self {
        Self {
            diagnostics: RefCell::new(std::mem::take(diagnostics)),
        }
    }

    /// Returns all that was reported.
    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }

    /// Reports a warning.
    pub(super) fn warn(
        &self,
        kind: &'static str,
        at: NodeId,
        message: impl Into<String>,
        help: &str,
    ) {
        let warning = Diagnostic::warning(kind, Place::Value(at), message);
        self.diagnostics.borrow_mut().push(warning.help(help));
    }

    /// Reports an error.
    pub(super) fn error(
        &self,
        kind: &'static str,
        at: NodeId,
        message: impl Into<String>,
        help: &str,
    ) {
        let error = Diagnostic::error(kind, Place::Value(at), message);
        self.diagnostics.borrow_mut().push(error.help(help));
    }

    /// Returns whether there is a diagnostic at a node.
    pub(super) fn speaks_of(&self, node: NodeId) -> bool {
        self.diagnostics.borrow().is_reported(node)
    }
}
