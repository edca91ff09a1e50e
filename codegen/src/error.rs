//! The one error of the face.

use std::fmt;

/// Why nothing was generated: every diagnostic, as it is shown.
///
/// `Debug` prints what `Display` prints, so that a build script may return it from `main`.
pub struct Error {
    report: String,
}

impl Error {
    pub(crate) fn new(report: impl Into<String>) -> Self {
        Self {
            report: report.into(),
        }
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
