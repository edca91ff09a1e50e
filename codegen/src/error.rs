//! The one error of the face.

use std::fmt;

/// Why nothing was generated: every diagnostic, as it is shown.
///
/// `Debug` prints what `Display` prints, so that a build script may return it from `main`.
pub struct Error {
    report: String,
    is_report: bool,
}

impl Error {
    pub(crate) fn new(report: impl Into<String>) -> Self {
        Self {
            report: report.into(),
            is_report: false,
        }
    }

    /// Makes the error of a document whose diagnostics were written.
    pub(crate) fn of_document(report: String) -> Self {
        Self {
            report,
            is_report: true,
        }
    }

    /// Returns whether the text is the report of a document's diagnostics, in the format that was asked for; otherwise it
    /// is a message for people.
    #[must_use]
    pub const fn is_report(&self) -> bool {
        self.is_report
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report)
    }
}

impl std::error::Error for Error {}
