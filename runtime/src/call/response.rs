//! The value of a call with everything that came along.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::client::CallRecord;
use crate::error::{ErrorContext, PageError};
use crate::json::Mismatch;
use crate::wire::{RawResponse, ResponseHeaders, TypedHeaders};

/// The value of a call with its status, headers and other details.
///
/// `Debug` shows the value as its own type does, and neither headers nor body.
///
/// ```
/// # use openapi_bindgen_runtime as runtime;
/// fn log<T>(response: &runtime::Response<T>) {
///     println!(
///         "{} after {} attempts in {:?}, request {:?}",
///         response.status(),
///         response.attempts(),
///         response.elapsed(),
///         response.request_id(),
///     );
/// }
/// ```
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

    /// Creates the error context of this page, whose next page can't be requested.
    pub(crate) fn page_context(&self, error: PageError) -> Box<ErrorContext> {
        ErrorContext::page(self.call.clone(), self.raw.clone(), error)
    }

    /// Returns the value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Takes the value out.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the optional fields that don't match their schema and decode as absent: at most 20, and none unless the
    /// call is lenient.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// Returns the status.
    pub const fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// Returns the headers.
    pub const fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// Reads the headers that the document declares: `H` is the generated type of the operation's headers.
    ///
    /// A header that is missing or can't be read is `None`; [`TypedHeaders::mismatches`] says why.
    ///
    /// ```
    /// # use openapi_bindgen_runtime::{HeaderReader, Response, ResponseHeaders};
    /// # struct ListPetsHeaders { x_rate_limit_remaining: Option<u64> }
    /// # impl ResponseHeaders for ListPetsHeaders {
    /// #     fn read(reader: &mut HeaderReader<'_>) -> Self {
    /// #         Self { x_rate_limit_remaining: reader.text("X-RateLimit-Remaining", false) }
    /// #     }
    /// # }
    /// fn is_busy<T>(response: &Response<T>) -> bool {
    ///     let headers = response.typed_headers::<ListPetsHeaders>();
    ///     headers.x_rate_limit_remaining == Some(0)
    /// }
    /// ```
    pub fn typed_headers<H: ResponseHeaders>(&self) -> TypedHeaders<H> {
        TypedHeaders::read(self.headers())
    }

    /// Returns the body as received. It may hold secrets.
    pub const fn raw_body(&self) -> &Bytes {
        self.raw.body()
    }

    /// Returns the ID that the server gave the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.header(self.call.api.request_id?)
    }

    /// Returns the idempotency key that was sent.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.call.idempotency_key()
    }

    /// Returns how many requests were sent.
    pub const fn attempts(&self) -> u32 {
        self.call.attempts
    }

    /// Returns how long the call took, including the waits between attempts.
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
