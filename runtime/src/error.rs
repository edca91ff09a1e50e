use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};

use crate::json::{DecodeError, Json};
use crate::reply::Reply;
use crate::request::RequestError;
use crate::retry;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Api, Operation, OperationInfo};

/// What a call fails with: `C` are the operation's error codes, `B` is the
/// body of its errors.
///
/// `Display` is one line. Neither it nor `Debug` shows credentials, bodies or
/// headers; [`raw_body`](Self::raw_body) and [`headers`](Self::headers) do.
pub struct Error<C = String, B = ()>(Box<Inner<C, B>>);

struct Inner<C, B> {
    failure: Box<Failure>,
    code: Option<C>,
    body: Option<B>,
    texts: Texts,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request can't be sent as it is; nothing was sent.
    Request,
    /// There was no connection.
    Connect,
    /// The connection broke.
    Io,
    /// An attempt took longer than it may.
    Timeout,
    /// The call took longer than it may.
    Deadline,
    /// The response is larger than it may be.
    TooLarge,
    /// The server wants the request elsewhere (3xx). It is not followed: the
    /// request holds credentials.
    Redirect,
    /// The server answered with an error (not 2xx, not 3xx).
    Status,
    /// The server answered with a success that can't be read.
    Decode,
}

/// What a call was and what became of it, whatever its operation.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) cause: Option<Cause>,
    pub(crate) reply: Option<Reply>,
    pub(crate) call: CallRecord,
}

#[derive(Debug)]
pub(crate) enum Cause {
    Request(RequestError),
    Transport(TransportError),
    Decode(DecodeError),
}

/// What is known of a call, whether it succeeded or not.
#[derive(Clone, Debug)]
pub(crate) struct CallRecord {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static OperationInfo,
    pub(crate) idempotency_key: Option<Arc<str>>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
}

impl Failure {
    pub(crate) fn request(call: CallRecord, error: RequestError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Request,
            cause: Some(Cause::Request(error)),
            reply: None,
            call,
        })
    }

    pub(crate) fn transport(call: CallRecord, error: TransportError) -> Box<Self> {
        let kind = match error.kind() {
            TransportErrorKind::Request => ErrorKind::Request,
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Io => ErrorKind::Io,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::TooLarge => ErrorKind::TooLarge,
        };
        let reply = error.head().cloned();
        Box::new(Self {
            kind,
            cause: Some(Cause::Transport(error)),
            reply,
            call,
        })
    }

    /// A reply that is no success.
    pub(crate) fn status(call: CallRecord, reply: Reply) -> Box<Self> {
        let kind = if reply.status().is_redirection() {
            ErrorKind::Redirect
        } else {
            ErrorKind::Status
        };
        Box::new(Self {
            kind,
            cause: None,
            reply: Some(reply),
            call,
        })
    }

    pub(crate) fn decode(call: CallRecord, reply: Reply, error: DecodeError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Decode,
            cause: Some(Cause::Decode(error)),
            reply: Some(reply),
            call,
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.reply.as_ref()?.header(name)
    }

    fn request_id(&self) -> Option<&str> {
        self.header(self.call.api.request_id?)
    }

    fn location(&self) -> Option<&str> {
        match self.kind {
            ErrorKind::Redirect => self.header(header::LOCATION.as_str()),
            _ => None,
        }
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
            .filter(|_| failure.kind == ErrorKind::Status);
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
            ErrorKind::Status | ErrorKind::Redirect | ErrorKind::Decode => {
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

    /// The message, where the body has one.
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
        self.failure().call.idempotency_key.as_deref()
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
                    .is_some_and(|reply| retry::wants_retry(advice, reply))
            }
            _ => false,
        }
    }
}

/// What an error's body says, by the places that the API names.
#[derive(Default)]
struct Texts {
    code: Option<String>,
    message: Option<String>,
}

impl Texts {
    fn read(api: &Api, reply: &Reply) -> Self {
        let Ok(json) = Json::parse(reply.body()) else {
            return Self::default();
        };
        let text = |path: &[&str]| {
            let (first, rest) = path.split_first()?;
            let place = rest
                .iter()
                .try_fold(json.get(first)?, |place, name| place.get(name))?;
            place.as_str().map(str::to_owned)
        };
        Self {
            code: text(api.error_code),
            message: text(api.error_message),
        }
    }
}

/// Text of a server in a line of ours: no line breaks or other controls, and
/// not without end.
struct Line<'a>(&'a str);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MAX: usize = 300;
        for c in self.0.chars().take(MAX) {
            f.write_char(if c.is_control() { ' ' } else { c })?;
        }
        if self.0.chars().nth(MAX).is_some() {
            f.write_str("…")
        } else {
            Ok(())
        }
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
            ErrorKind::Status => f.write_str("the server answered with an error")?,
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
            write!(f, ", to {}", Line(without_query(location)))?;
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

/// Queries and fragments of locations hold tokens.
fn without_query(location: &str) -> &str {
    location.split(['?', '#']).next().unwrap_or_default()
}

impl<C, B> fmt::Debug for Error<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation())
            .field("method", self.method())
            .field("path", &self.path())
            .field("status", &self.status())
            .field("code", &self.0.texts.code)
            .field("message", &self.0.texts.message)
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
        })
    }
}
