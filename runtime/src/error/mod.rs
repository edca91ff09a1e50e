//! What a call fails with.

mod context;
mod details;
mod kind;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub(crate) use context::{ErrorContext, ErrorSource};
pub(crate) use details::ErrorDetails;
use details::{Line, without_secrets};
pub use kind::ErrorKind;

use crate::call::wants_retry;
use crate::client::Operation;
use crate::json::DecodeError;
use crate::pages::PageError;

/// What a call fails with: `C` are the operation's error codes, `B` is the
/// body of its errors.
///
/// `Display` is one line: what failed, the server's code and message, or what
/// can't be sent or read. Neither it nor `Debug` shows credentials, other parts
/// of bodies, or headers; [`raw_body`](Self::raw_body) and [`headers`](Self::headers) do.
pub struct Error<C = String, B = ()>(Box<Inner<C, B>>);

struct Inner<C, B> {
    context: Box<ErrorContext>,
    code: Option<C>,
    body: Option<B>,
    details: ErrorDetails,
}

impl Error {
    /// A context that came after the operation's answer.
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
    /// Reads out of the response what the operation knows of its errors.
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

    /// What kind of context it is.
    pub fn kind(&self) -> ErrorKind {
        self.context().kind
    }

    fn context(&self) -> &ErrorContext {
        &self.0.context
    }

    /// The status, where the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.context().response.as_ref()?.status())
    }

    /// The headers of the answer, where there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.context().response.as_ref()?.headers())
    }

    /// The body of the answer as it was received, where there was a whole one.
    /// It may hold what should not be logged.
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self.kind() {
            ErrorKind::Status | ErrorKind::Redirect | ErrorKind::Decode | ErrorKind::Page => {
                Some(self.context().response.as_ref()?.body())
            }
            _ => None,
        }
    }

    /// The body of the answer, where it is as the description says.
    pub fn body(&self) -> Option<&B> {
        self.0.body.as_ref()
    }

    /// The error code, where the body names one.
    pub fn code(&self) -> Option<&C> {
        self.0.code.as_ref()
    }

    /// The message, where the body has one: in the member that the
    /// description names, or else in one of the usual ones (`message`,
    /// `detail`, `error.message`, `error_description`, `title` and such). It
    /// is the server's text as it came; `Display` shows it in one line, with
    /// control characters replaced and cut off after 300 characters.
    pub fn message(&self) -> Option<&str> {
        self.0.details.message.as_deref()
    }

    /// The name that the server gave the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.context().request_id()
    }

    /// Where the server wants the request, in a
    /// [`Redirect`](ErrorKind::Redirect).
    pub fn location(&self) -> Option<&str> {
        self.context().location()
    }

    /// Where and why the answer could not be read, in a
    /// [`Decode`](ErrorKind::Decode).
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.context().source {
            Some(ErrorSource::Decode(error)) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with what a page says of the next one, in a
    /// [`Page`](ErrorKind::Page).
    pub fn page_error(&self) -> Option<&PageError> {
        match &self.context().source {
            Some(ErrorSource::Page(error)) => Some(error),
            _ => None,
        }
    }

    /// The operation's name in the description.
    pub fn operation(&self) -> &'static str {
        self.context().call.operation.id
    }

    /// The method of the request.
    pub fn method(&self) -> &'static Method {
        &self.context().call.operation.method
    }

    /// The path of the request, with placeholders for its parameters.
    pub fn path(&self) -> &'static str {
        self.context().call.operation.path
    }

    /// The idempotency key that was sent: with the same one, the same call may
    /// be made again.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.context().call.idempotency_key()
    }

    /// How many requests were sent (or tried to be sent).
    pub fn attempts(&self) -> u32 {
        self.context().call.attempts
    }

    /// How long the call took, waiting between attempts included.
    pub fn elapsed(&self) -> Duration {
        self.context().call.elapsed
    }
}

impl<C, B> Error<C, B> {
    /// Whether the same call may succeed when it is made again: the
    /// connection failed, the time was up, or the server said so, was busy or
    /// broken. Make it with the same
    /// [`idempotency_key`](Self::idempotency_key).
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
    /// What is wrong with the request, the answer, or what it says of the next
    /// page: none of these details holds a value.
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
            ErrorKind::Timeout => f.write_str("no answer in time")?,
            ErrorKind::Deadline => f.write_str("not done before the deadline")?,
            ErrorKind::TooLarge => f.write_str("the answer is larger than it may be")?,
            ErrorKind::Decode => f.write_str("the answer can't be read")?,
            ErrorKind::Redirect => f.write_str("redirects are not followed")?,
            ErrorKind::Status if self.status() == Some(StatusCode::NOT_MODIFIED) => {
                f.write_str("nothing has changed")?;
            }
            ErrorKind::Status => f.write_str("the server answered with an error")?,
            ErrorKind::Page => f.write_str("the next page can't be asked for")?,
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

/// The text of a server, as it is shown.
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
