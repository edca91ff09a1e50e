//! What a call fails with.

mod context;
mod details;
mod kind;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub(crate) use context::{Cause, Failure};
pub(crate) use details::Texts;
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
    failure: Box<Failure>,
    code: Option<C>,
    body: Option<B>,
    texts: Texts,
}

impl Error {
    /// A failure that came after the operation's answer.
    pub(crate) fn of_stream(failure: Box<Failure>) -> Self {
        Self(Box::new(Inner {
            failure,
            code: None,
            body: None,
            texts: Texts::default(),
        }))
    }
}

impl<C, B> Error<C, B> {
    /// Reads out of the reply what the operation knows of its errors.
    pub(crate) fn of<O>(failure: Box<Failure>) -> Self
    where
        O: Operation<ErrorCode = C, ErrorBody = B>,
        C: for<'a> From<&'a str>,
    {
        let reply = failure
            .reply
            .as_ref()
            .filter(|_| matches!(failure.kind, ErrorKind::Status | ErrorKind::Redirect));
        let body = reply.and_then(O::error_body);
        let mut texts = Texts::default();
        if let Some(reply) = reply {
            texts = Texts::read(failure.call.api, reply);
        }
        let code = texts.code.as_deref().map(C::from);
        Self(Box::new(Inner {
            failure,
            code,
            body,
            texts,
        }))
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.failure().kind
    }

    fn failure(&self) -> &Failure {
        &self.0.failure
    }

    /// The status, where the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.failure().reply.as_ref()?.status())
    }

    /// The headers of the answer, where there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.failure().reply.as_ref()?.headers())
    }

    /// The body of the answer as it was received, where there was a whole one.
    /// It may hold what should not be logged.
    pub fn raw_body(&self) -> Option<&Bytes> {
        match self.kind() {
            ErrorKind::Status | ErrorKind::Redirect | ErrorKind::Decode | ErrorKind::Page => {
                Some(self.failure().reply.as_ref()?.body())
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
        self.0.texts.message.as_deref()
    }

    /// The name that the server gave the request, for support.
    pub fn request_id(&self) -> Option<&str> {
        self.failure().request_id()
    }

    /// Where the server wants the request, in a
    /// [`Redirect`](ErrorKind::Redirect).
    pub fn location(&self) -> Option<&str> {
        self.failure().location()
    }

    /// Where and why the answer could not be read, in a
    /// [`Decode`](ErrorKind::Decode).
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.failure().cause {
            Some(Cause::Decode(error)) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with what a page says of the next one, in a
    /// [`Page`](ErrorKind::Page).
    pub fn page_error(&self) -> Option<&PageError> {
        match &self.failure().cause {
            Some(Cause::Page(error)) => Some(error),
            _ => None,
        }
    }

    /// The operation's name in the description.
    pub fn operation(&self) -> &'static str {
        self.failure().call.operation.id
    }

    /// The method of the request.
    pub fn method(&self) -> &'static Method {
        &self.failure().call.operation.method
    }

    /// The path of the request, with placeholders for its parameters.
    pub fn path(&self) -> &'static str {
        self.failure().call.operation.path
    }

    /// The idempotency key that was sent: with the same one, the same call may
    /// be made again.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.failure().call.idempotency_key()
    }

    /// How many requests were sent (or tried to be sent).
    pub fn attempts(&self) -> u32 {
        self.failure().call.attempts
    }

    /// How long the call took, waiting between attempts included.
    pub fn elapsed(&self) -> Duration {
        self.failure().call.elapsed
    }
}

impl<C, B> Error<C, B> {
    /// Whether the same call may succeed when it is made again: the
    /// connection failed, the time was up, or the server said so, was busy or
    /// broken. Make it with the same
    /// [`idempotency_key`](Self::idempotency_key).
    pub fn is_retryable(&self) -> bool {
        let failure = self.failure();
        match failure.kind {
            ErrorKind::Connect | ErrorKind::Io | ErrorKind::Timeout | ErrorKind::Deadline => true,
            ErrorKind::Status => {
                let advice = failure.call.api.retry_advice;
                failure
                    .reply
                    .as_ref()
                    .is_some_and(|reply| wants_retry(advice, reply))
            }
            _ => false,
        }
    }
}

impl<C, B> Error<C, B> {
    /// What is wrong with the request, the answer, or what it says of the next
    /// page: none of these texts holds a value.
    fn reason(&self) -> Option<String> {
        Some(match self.failure().cause.as_ref()? {
            Cause::Request(error) => error.to_string(),
            Cause::Decode(error) => error.to_string(),
            Cause::Page(error) => error.to_string(),
            Cause::Transport(_) => return None,
        })
    }
}

impl<C, B> fmt::Display for Error<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = self.failure();
        write!(f, "{} {}: ", self.method(), self.path())?;
        match failure.kind {
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
        if let Some(code) = &self.0.texts.code {
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
        match failure.call.attempts {
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
            .field("code", &line(self.0.texts.code.as_ref()))
            .field("message", &line(self.0.texts.message.as_ref()))
            .field("request_id", &self.request_id())
            .field("idempotency_key", &self.idempotency_key())
            .field("attempts", &self.attempts())
            .field("elapsed", &self.elapsed())
            .field("cause", &self.failure().cause)
            .finish_non_exhaustive()
    }
}

impl<C, B> std::error::Error for Error<C, B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self.failure().cause.as_ref()? {
            Cause::Request(error) => error,
            Cause::Transport(error) => error,
            Cause::Decode(error) => error,
            Cause::Page(error) => error,
        })
    }
}
