//! What any call fails with, whichever operation it is of.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::context::{ErrorContext, ErrorSource};
use super::details::{Line, without_secrets};
use super::kind::ErrorKind;
use super::page::PageError;
use crate::client::wants_retry;
use crate::json::DecodeError;
use crate::wire::{ResponseHeaders, TypedHeaders};

/// What any call fails with, whichever operation it is of: an [`Error`](crate::Error) without the types of its code and
/// body. The root of a generated crate has it as `Error`.
///
/// `?` converts the error of every operation. All of it stays: the code as text, the body as
/// [`raw_body`](Self::raw_body).
///
/// `Display` is one line: what failed, the server's code and message, or what can't be sent or decoded. Neither it nor
/// `Debug` shows credentials, other parts of bodies, or headers; [`raw_body`](Self::raw_body) and
/// [`headers`](Self::headers) do.
///
/// ```
/// # use openapi_bindgen_runtime as runtime;
/// use runtime::{AnyError, BlockingTransport, Call, Operation};
///
/// fn both<A: Operation, B: Operation, T: BlockingTransport>(
///     first: Call<A, T>,
///     second: Call<B, T>,
/// ) -> Result<(A::Output, B::Output), AnyError> {
///     Ok((first.call()?, second.call()?))
/// }
/// ```
pub struct AnyError(Box<ErrorContext>);

impl AnyError {
    pub(super) const fn new(context: Box<ErrorContext>) -> Self {
        Self(context)
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.context().kind
    }

    const fn context(&self) -> &ErrorContext {
        &self.0
    }

    /// Returns the status, if the server responded.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.context().response.as_ref()?.status())
    }

    /// Returns the headers of the response, if there is one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.context().response.as_ref()?.headers())
    }

    /// Reads the headers that the document declares for error responses, if there is a response: `H` is the generated
    /// type of the operation's error headers.
    pub fn typed_headers<H: ResponseHeaders>(&self) -> Option<TypedHeaders<H>> {
        self.headers().map(TypedHeaders::read)
    }

    /// Returns the body of the response as received, if there is a whole one. It may hold secrets.
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self.kind() {
            ErrorKind::Status | ErrorKind::Redirect | ErrorKind::Decode | ErrorKind::Page => {
                Some(self.context().response.as_ref()?.body())
            }
            _ => None,
        }
    }

    /// Returns the text of the error code, if the body has one.
    pub fn code(&self) -> Option<&str> {
        self.context().details.code.as_deref()
    }

    /// Returns the message, if the body has one: at the place that the document names, or else at one of the usual ones
    /// (`message`, `detail`, `error.message`, `error_description`, `title` and such). It is the server's own text;
    /// `Display` shows at most 300 characters of it, without control characters.
    pub fn message(&self) -> Option<&str> {
        self.context().details.message.as_deref()
    }

    /// Returns the ID that the server gave the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.context().request_id()
    }

    /// Returns the target of a [`Redirect`](ErrorKind::Redirect).
    pub fn location(&self) -> Option<&str> {
        self.context().location()
    }

    /// Returns why the response of a [`Decode`](ErrorKind::Decode) can't be decoded, and where.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.context().source {
            Some(ErrorSource::Decode(error)) => Some(error),
            _ => None,
        }
    }

    /// Returns why the next page can't be requested, for a [`Page`](ErrorKind::Page).
    pub fn page_error(&self) -> Option<&PageError> {
        match &self.context().source {
            Some(ErrorSource::Page(error)) => Some(error),
            _ => None,
        }
    }

    /// Returns the operation's name in the document.
    pub fn operation(&self) -> &'static str {
        self.context().call.operation.id
    }

    /// Returns the method of the request.
    pub fn method(&self) -> &'static Method {
        &self.context().call.operation.method
    }

    /// Returns the path of the request, with placeholders for its parameters.
    pub fn path(&self) -> &'static str {
        self.context().call.operation.path
    }

    /// Returns the idempotency key that was sent. Sending the call again with the same key is safe.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.context().call.idempotency_key()
    }

    /// Returns how many requests were sent, including those that failed to be sent.
    pub fn attempts(&self) -> u32 {
        self.context().call.attempts
    }

    /// Returns how long the call took, including the waits between attempts.
    pub fn elapsed(&self) -> Duration {
        self.context().call.elapsed
    }

    /// Returns whether the same call may succeed later: the connection failed, the time was up, or the server said so,
    /// was busy or failed. Send it with the same [`idempotency_key`](Self::idempotency_key).
    pub fn is_retryable(&self) -> bool {
        let context = self.context();
        match context.kind {
            ErrorKind::Connect | ErrorKind::Io | ErrorKind::Timeout | ErrorKind::Deadline => true,
            ErrorKind::Status => {
                let advice = context.call.api.retry_advice;
                context
                    .response
                    .as_ref()
                    .is_some_and(|response| wants_retry(advice, response))
            }
            _ => false,
        }
    }

    /// Returns what is wrong with the request, the response, or its next page. The text holds no value.
    fn reason(&self) -> Option<String> {
        Some(match self.context().source.as_ref()? {
            ErrorSource::Request(error) => error.to_string(),
            ErrorSource::Decode(error) => error.to_string(),
            ErrorSource::Page(error) => error.to_string(),
            ErrorSource::Transport(_) => return None,
        })
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = self.context();
        write!(f, "{} {}: ", self.method(), self.path())?;
        match context.kind {
            ErrorKind::Request => f.write_str("the request can't be sent")?,
            ErrorKind::Connect => f.write_str("no connection to the server")?,
            ErrorKind::Io => f.write_str("the connection broke")?,
            ErrorKind::Timeout => f.write_str("no response in time")?,
            ErrorKind::Deadline => f.write_str("deadline exceeded")?,
            ErrorKind::TooLarge => f.write_str("the response is larger than allowed")?,
            ErrorKind::Decode => f.write_str("the response can't be decoded")?,
            ErrorKind::Redirect => f.write_str("redirects aren't followed")?,
            ErrorKind::Status if self.status() == Some(StatusCode::NOT_MODIFIED) => {
                f.write_str("nothing has changed")?;
            }
            ErrorKind::Status => f.write_str("the server responded with an error")?,
            ErrorKind::Page => f.write_str("the next page can't be requested")?,
        }
        if let Some(status) = self.status() {
            write!(f, ": {status}")?;
        }
        if let Some(code) = &context.details.code {
            write!(f, ", {}", Line(code))?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {}", Line(message))?;
        }
        if let Some(location) = self.location() {
            write!(f, ", to {}", Line(&without_secrets(location)))?;
        }
        if let Some(reason) = self.reason() {
            write!(f, ": {}", Line(&reason))?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {})", Line(id))?;
        }
        match context.call.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " after {attempts} attempts"),
        }
    }
}

/// Returns a text of the server as it is shown.
fn line(text: Option<&String>) -> Option<String> {
    text.map(|text| Line(text).to_string())
}

impl fmt::Debug for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation())
            .field("method", self.method())
            .field("path", &self.path())
            .field("status", &self.status())
            .field("code", &line(self.context().details.code.as_ref()))
            .field("message", &line(self.context().details.message.as_ref()))
            .field("request_id", &self.request_id())
            .field("idempotency_key", &self.idempotency_key())
            .field("attempts", &self.attempts())
            .field("elapsed", &self.elapsed())
            .field("source", &self.context().source)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for AnyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self.context().source.as_ref()? {
            ErrorSource::Request(error) => error,
            ErrorSource::Transport(error) => error,
            ErrorSource::Decode(error) => error,
            ErrorSource::Page(error) => error,
        })
    }
}
