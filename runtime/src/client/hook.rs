//! Code of the user's that a client runs around each attempt, and what it is shown.

use crate::call::CallRecord;
use crate::json::Mismatch;
use crate::transport::TransportError;
use crate::wire::{self, RawResponse, RequestError};
use http::{HeaderMap, Method, StatusCode};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sees every attempt of every call of a client: for metrics, logs, tests, and
/// for headers such as `traceparent`.
///
/// Nothing that a hook is shown holds a credential, a parameter or a body.
pub trait Hook: Send + Sync + 'static {
    /// Before an attempt is sent.
    fn before(&self, attempt: &mut BeforeAttempt<'_>) {
        let _ = attempt;
    }

    /// When an attempt has its response or has failed.
    fn after(&self, attempt: &AfterAttempt<'_>) {
        let _ = attempt;
    }

    /// When fields of a response are read as absent because they don't fit, where decoding is lenient.
    fn mismatched(&self, response: &Mismatched<'_>) {
        let _ = response;
    }
}

/// A response with fields that don't fit.
pub struct Mismatched<'a> {
    pub(crate) call: &'a CallRecord,
    pub(crate) mismatches: &'a [Mismatch],
}

impl<'a> Mismatched<'a> {
    /// Returns the operation's name in the description.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// Returns the fields that are read as absent: 20 at the most.
    pub const fn mismatches(&self) -> &'a [Mismatch] {
        self.mismatches
    }
}

impl fmt::Debug for Mismatched<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mismatched")
            .field("operation", &self.operation())
            .field("mismatches", &self.mismatches)
            .finish_non_exhaustive()
    }
}

/// An attempt that is about to be sent.
pub struct BeforeAttempt<'a> {
    pub(crate) call: &'a CallRecord,
    pub(crate) number: u32,
    pub(crate) headers: &'a mut HeaderMap,
}

/// An attempt that is over.
pub struct AfterAttempt<'a> {
    pub(crate) call: &'a CallRecord,
    pub(crate) number: u32,
    pub(crate) outcome: Result<&'a RawResponse, &'a TransportError>,
    pub(crate) elapsed: Duration,
    pub(crate) retry_in: Option<Duration>,
}

impl BeforeAttempt<'_> {
    /// The operation's name in the description.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// The method.
    pub const fn method(&self) -> &'static Method {
        &self.call.operation.method
    }

    /// The path with placeholders for its parameters.
    pub const fn path(&self) -> &'static str {
        self.call.operation.path
    }

    /// Which attempt of the call it is, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The idempotency key, the same for all attempts of the call.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.call.idempotency_key()
    }

    /// Adds a header to this attempt.
    ///
    /// # Errors
    ///
    /// When no header can have the name or hold the value, or when the request
    /// has the header already: what a call sends is not a hook's to change.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let (name, value) = wire::header(name, value)?;
        if self.headers.contains_key(&name) || wire::is_framing(&name) {
            return Err(RequestError::new(
                format!("header `{name}`"),
                "is not a hook's to set",
            ));
        }
        self.headers.insert(name, value);
        Ok(())
    }
}

impl<'a> AfterAttempt<'a> {
    /// The operation's name in the description.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// The method.
    pub const fn method(&self) -> &'static Method {
        &self.call.operation.method
    }

    /// The path with placeholders for its parameters.
    pub const fn path(&self) -> &'static str {
        self.call.operation.path
    }

    /// Which attempt of the call it was, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The idempotency key, the same for all attempts of the call.
    pub fn idempotency_key(&self) -> Option<&'a str> {
        self.call.idempotency_key()
    }

    fn head(&self) -> Option<&'a RawResponse> {
        self.outcome.map_or_else(TransportError::head, Some)
    }

    /// The status, where the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(RawResponse::status)
    }

    /// The name that the server gave the request.
    pub fn request_id(&self) -> Option<&'a str> {
        self.head()?.header(self.call.api.request_id?)
    }

    /// Why there is no whole response.
    pub fn error(&self) -> Option<&'a TransportError> {
        self.outcome.err()
    }

    /// How long the attempt took.
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long the call waits before it tries again; `None` after its last
    /// attempt.
    pub const fn retry_in(&self) -> Option<Duration> {
        self.retry_in
    }
}

impl fmt::Debug for BeforeAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeforeAttempt")
            .field("operation", &self.operation())
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AfterAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AfterAttempt")
            .field("operation", &self.operation())
            .field("number", &self.number)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("error", &self.error())
            .field("elapsed", &self.elapsed)
            .field("retry_in", &self.retry_in)
            .finish_non_exhaustive()
    }
}

/// The hooks of a client, in the order they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn add(&mut self, hook: Arc<dyn Hook>) {
        self.0.push(hook);
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn before(&self, mut attempt: BeforeAttempt<'_>) {
        for hook in &self.0 {
            hook.before(&mut attempt);
        }
    }

    pub(crate) fn mismatched(&self, response: &Mismatched<'_>) {
        for hook in &self.0 {
            hook.mismatched(response);
        }
    }

    /// The last one added sees the outcome first, as it saw the request last.
    pub(crate) fn after(&self, attempt: &AfterAttempt<'_>) {
        for hook in self.0.iter().rev() {
            hook.after(attempt);
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} hooks", self.0.len())
    }
}
