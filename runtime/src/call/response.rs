//! A call's value together with how it came.

use super::record::CallRecord;
use crate::json::Mismatch;
use crate::wire::RawResponse;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// A call's value together with how it came.
///
/// `Debug` shows neither headers nor body, but the value as its type does.
pub struct Response<T> {
    value: T,
    raw: RawResponse,
    call: CallRecord,
    mismatches: Vec<Mismatch>,
}

impl<T> Response<T> {
    pub(crate) const fn new(value: T, raw: RawResponse, call: CallRecord) -> Self {
        Self {
            value,
            raw,
            call,
            mismatches: Vec::new(),
        }
    }

    pub(crate) fn with_mismatches(mut self, mismatches: Vec<Mismatch>) -> Self {
        self.mismatches = mismatches;
        self
    }

    pub(crate) fn into_parts(self) -> (T, RawResponse, CallRecord) {
        (self.value, self.raw, self.call)
    }

    /// The value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Takes the value out.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the fields that are read as absent because they don't fit: none unless the call is lenient, and 20 at the
    /// most.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// The status.
    pub const fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The body as it was received. It may hold what should not be logged.
    pub const fn raw_body(&self) -> &Bytes {
        self.raw.body()
    }

    /// The name that the server gave the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.header(self.call.api.request_id?)
    }

    /// The idempotency key that was sent.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.call.idempotency_key()
    }

    /// How many requests were sent.
    pub const fn attempts(&self) -> u32 {
        self.call.attempts
    }

    /// How long the call took, waiting between attempts included.
    pub const fn elapsed(&self) -> Duration {
        self.call.elapsed
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts())
            .field("elapsed", &self.elapsed())
            .finish_non_exhaustive()
    }
}
