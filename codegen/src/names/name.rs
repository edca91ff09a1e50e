//! An identifier as plain data.

use std::fmt;

/// The text of an identifier. Keywords are raw (`r#type`).
///
/// Only this stage makes names, and only from text that is an identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// Makes a name from an identifier or a raw identifier.
    pub(super) const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text, with `r#` if the name is raw.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text without `r#`, as documentation links to it.
    #[must_use]
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
