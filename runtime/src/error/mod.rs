//! What a call fails with.

mod context;
mod details;
mod kind;
mod page;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub(crate) use context::{ErrorContext, ErrorSource};
pub(crate) use details::ErrorDetails;
use details::{Line, without_secrets};
pub use kind::ErrorKind;
pub use page::{PageError, PageErrorKind};

use crate::client::{Operation, wants_retry};
use crate::json::DecodeError;

/// What a call fails with. `C` are the error codes of the operation, `B` is the body of its errors.
///
/// `Display` is one line: what failed, the server's code and message, or what can't be sent or decoded. Neither it nor
/// `Debug` shows credentials, other parts of bodies, or headers; [`raw_body`](Self::raw_body) and
/// [`headers`](Self::headers) do.
///
/// ```
/// use openapi_bindgen_runtime::{Error, ErrorKind};
///
/// fn report(error: &Error) {
///     match error.kind() {
///         ErrorKind::Status => println!("{:?}: {:?}", error.code(), error.message()),
///         ErrorKind::Decode => println!("{:#}", error.decode_error().unwrap()),
///         _ if error.is_retryable() => println!("try later, with key {:?}", error.idempotency_key()),
///         _ => println!("{error}"),
///     }
/// }
/// ```
pub struct Error<C = String, B = ()>(Box<Inner<C, B>>);

struct Inner<C, B> {
    context: Box<ErrorContext>,
    code: Option<C>,
    body: Option<B>,
    details: ErrorDetails,
}

impl Error {
    /// Creates an error of a body that is read as it arrives.
    pub(crate) fn of_stream(context: Box<ErrorContext>) -> Self {
        Self(Box::new(Inner {
            context,
            code: None,
            body: None,
            details: ErrorDetails::default(),
        }))
    }
}

impl<C, B> Error<C, B> {
    /// Decodes what the operation knows of its errors.
    pub(crate) fn of<O>(context: Box<ErrorContext>) -> Self
    where
        O: Operation<ErrorCode = C, ErrorBody = B>,
        C: for<'a> From<&'a str>,
    {
        let response = context
            .response
            .as_ref()
            .filter(|_| matches!(context.kind, ErrorKind::Status | ErrorKind::Redirect));
        let body = response.and_then(O::error_body);
        let mut details = ErrorDetails::default();
        if let Some(response) = response {
            details = ErrorDetails::read(context.call.api, response);
        }
        let code = details.code.as_deref().map(C::from);
        Self(Box::new(Inner {
            context,
            code,
            body,
            details,
        }))
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.context().kind
    }

    fn context(&self) -> &ErrorContext {
        &self.0.context
    }

    /// Returns the status, if the server responded.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.context().response.as_ref()?.status())
    }

    /// Returns the headers of the response, if there is one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.context().response.as_ref()?.headers())
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

    /// Returns the decoded body of the response, if it matches the document.
    pub fn body(&self) -> Option<&B> {
        self.0.body.as_ref()
    }

    /// Returns the error code, if the body has one.
    pub fn code(&self) -> Option<&C> {
        self.0.code.as_ref()
    }

    /// Returns the message, if the body has one: at the place that the document names, or else at one of the usual ones
    /// (`message`, `detail`, `error.message`, `error_description`, `title` and such). It is the server's own text;
    /// `Display` shows at most 300 characters of it, without control characters.
    pub fn message(&self) -> Option<&str> {
        self.0.details.message.as_deref()
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
}

impl<C, B> Error<C, B> {
    /// Whether the same call may succeed later: the connection failed, the time was up, or the server said so, was busy
    /// or failed. Send it with the same [`idempotency_key`](Self::idempotency_key).
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
}

impl<C, B> Error<C, B> {
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

impl<C, B> fmt::Display for Error<C, B> {
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
        if let Some(code) = &self.0.details.code {
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

impl<C, B> fmt::Debug for Error<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation())
            .field("method", self.method())
            .field("path", &self.path())
            .field("status", &self.status())
            .field("code", &line(self.0.details.code.as_ref()))
            .field("message", &line(self.0.details.message.as_ref()))
            .field("request_id", &self.request_id())
            .field("idempotency_key", &self.idempotency_key())
            .field("attempts", &self.attempts())
            .field("elapsed", &self.elapsed())
            .field("source", &self.context().source)
            .finish_non_exhaustive()
    }
}

impl<C, B> std::error::Error for Error<C, B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self.context().source.as_ref()? {
            ErrorSource::Request(error) => error,
            ErrorSource::Transport(error) => error,
            ErrorSource::Decode(error) => error,
            ErrorSource::Page(error) => error,
        })
    }
}
