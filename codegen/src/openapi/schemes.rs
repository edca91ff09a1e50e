//! What a document says of security as a whole: the names of its schemes, and what the root requires.

use super::model::Security;

/// The security schemes by name, and the requirements that operations inherit.
#[derive(Debug, Default)]
pub(super) struct Schemes {
    /// The names of `components.securitySchemes`.
    names: Vec<String>,
    /// `security` of the root.
    inherited: Security,
    /// Whether the root or an operation has `security`.
    is_said: bool,
}

impl Schemes {
    /// Adds the name of a scheme.
    pub(super) fn add(&mut self, name: String) {
        self.names.push(name);
    }

    /// Returns the names of the schemes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Sets what an operation requires that says nothing itself.
    pub(super) fn inherit(&mut self, security: Security) {
        self.inherited = security;
    }

    /// Returns what an operation requires that says nothing itself.
    pub(super) const fn inherited(&self) -> &Security {
        &self.inherited
    }

    /// Notes that the root or an operation has `security`.
    pub(super) const fn note_said(&mut self) {
        self.is_said = true;
    }

    /// Returns whether the root or an operation has `security`.
    pub(super) const fn is_said(&self) -> bool {
        self.is_said
    }
}
