//! Why a request can't be sent.

use std::borrow::Cow;
use std::fmt;

/// Why a request can't be sent: the part of it, and what is wrong with it.
///
/// It never shows the value. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    part: Cow<'static, str>,
    problem: Cow<'static, str>,
}

impl RequestError {
    /// Creates an error from a noun for the part ("header `x`") and what is wrong with it ("holds a line break").
    /// Neither may hold a part of a value.
    pub fn new(part: impl Into<Cow<'static, str>>, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            part: part.into(),
            problem: problem.into(),
        }
    }

    /// Returns the part of the request.
    pub fn part(&self) -> &str {
        &self.part
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.part, self.problem)
    }
}

impl std::error::Error for RequestError {}
