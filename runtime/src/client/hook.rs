//! Code of the user's that runs per attempt, and what it sees.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use super::record::CallRecord;
use crate::json::Mismatch;
use crate::transport::TransportError;
use crate::wire::{self, RawResponse, RequestError};

/// Code of your own that runs before and after every attempt: for metrics, logs, tests, and headers such as
/// `traceparent`.
///
/// Hooks see no credentials, no parameters and no bodies.
///
/// ```
/// use openapi_bindgen_runtime::{AfterAttempt, Hook};
///
/// struct Log;
///
/// impl Hook for Log {
///     fn after(&self, attempt: &AfterAttempt<'_>) {
///         println!("{} #{}: {:?}", attempt.operation(), attempt.number(), attempt.status());
///     }
/// }
/// # fn add<T>(client: openapi_bindgen_runtime::Client<T>) -> openapi_bindgen_runtime::Client<T> {
/// client.hook(Log)
/// # }
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Runs before an attempt is sent.
    fn before(&self, attempt: &mut BeforeAttempt<'_>) {
        let _ = attempt;
    }

    /// Runs after an attempt has a response or has failed.
    fn after(&self, attempt: &AfterAttempt<'_>) {
        let _ = attempt;
    }

    /// Runs when optional fields of a response don't match their schema and decode as absent, in lenient decoding.
    fn mismatched(&self, response: &Mismatched<'_>) {
        let _ = response;
    }
}

/// A response with fields that don't match their schema.
pub struct Mismatched<'a> {
    pub(crate) call: &'a CallRecord,
    pub(crate) mismatches: &'a [Mismatch],
}

impl<'a> Mismatched<'a> {
    /// Returns the operation's name in the document.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// Returns the fields that decode as absent: at most 20.
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

/// An attempt before it is sent.
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
    /// Returns the operation's name in the document.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// Returns the method.
    pub const fn method(&self) -> &'static Method {
        &self.call.operation.method
    }

    /// Returns the path, with placeholders for its parameters.
    pub const fn path(&self) -> &'static str {
        self.call.operation.path
    }

    /// Returns the number of the attempt, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the idempotency key: the same for all attempts of the call.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.call.idempotency_key()
    }

    /// Adds a header to this attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if the name or the value is invalid, or if the request has the header already: hooks can't
    /// change what a call sends.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let (name, value) = wire::header(name, value)?;
        if self.headers.contains_key(&name) || wire::is_framing(&name) {
            return Err(RequestError::new(
                format!("header `{name}`"),
                "can't be set by a hook",
            ));
        }
        self.headers.insert(name, value);
        Ok(())
    }
}

impl<'a> AfterAttempt<'a> {
    /// Returns the operation's name in the document.
    pub const fn operation(&self) -> &'static str {
        self.call.operation.id
    }

    /// Returns the method.
    pub const fn method(&self) -> &'static Method {
        &self.call.operation.method
    }

    /// Returns the path, with placeholders for its parameters.
    pub const fn path(&self) -> &'static str {
        self.call.operation.path
    }

    /// Returns the number of the attempt, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the idempotency key: the same for all attempts of the call.
    pub fn idempotency_key(&self) -> Option<&'a str> {
        self.call.idempotency_key()
    }

    fn head(&self) -> Option<&'a RawResponse> {
        self.outcome.map_or_else(TransportError::head, Some)
    }

    /// Returns the status, if the server responded.
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(RawResponse::status)
    }

    /// Returns the request ID, if the server sent one.
    pub fn request_id(&self) -> Option<&'a str> {
        self.head()?.header(self.call.api.request_id?)
    }

    /// Returns why there is no whole response.
    pub fn error(&self) -> Option<&'a TransportError> {
        self.outcome.err()
    }

    /// Returns how long the attempt took.
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns how long the call waits before the next attempt; `None` if this one is the last.
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

/// The hooks of a client, in the order in which they were added.
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

    /// Runs the hooks in reverse order: the last one saw the request last, and sees the outcome first.
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
