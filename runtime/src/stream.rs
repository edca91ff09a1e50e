//! Answers whose body is read as it arrives: what the attempts give, and what
//! a failure of the body is, awaited ([`ByteStream`]) or not ([`ByteReader`]).

mod awaited;
mod blocking;

use std::borrow::Borrow;
use std::fmt;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

pub use awaited::ByteStream;
pub use blocking::ByteReader;

use crate::error::{Error, ErrorKind};
use crate::failure::{CallRecord, Failure};
use crate::reply::Reply;
use crate::run::{Answer, BlockingAnswer};
use crate::transport::{
    BlockingTransport, BodyReader, BodyStream, Limits, Transport, TransportError,
    TransportErrorKind, collect, read_within,
};

/// What an attempt gives.
pub(crate) struct Streamed<B> {
    /// Whole, body included, where the answer is no success.
    pub(crate) head: Reply,
    /// The body of a success.
    pub(crate) body: Option<Open<B>>,
}

/// A body that is still to come.
pub(crate) struct Open<B> {
    body: B,
    bounds: Bounds,
}

/// What bounds the reading of a body.
#[derive(Clone, Copy)]
struct Bounds {
    /// How long a chunk may take.
    timeout: Duration,
    deadline: Option<Instant>,
}

impl Bounds {
    fn new(limits: Limits, now: Instant) -> Self {
        Self {
            timeout: limits.timeout,
            deadline: limits.total.and_then(|total| now.checked_add(total)),
        }
    }

    fn is_over(&self, now: Instant) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// How long the next chunk may take.
    fn patience(&self, now: Instant) -> Duration {
        let left = |deadline: Instant| deadline.saturating_duration_since(now);
        let left = self.deadline.map(left);
        left.map_or(self.timeout, |left| left.min(self.timeout))
    }
}

impl<B> Borrow<Reply> for Streamed<B> {
    fn borrow(&self) -> &Reply {
        &self.head
    }
}

impl<T: Transport> Answer<T> for Streamed<BodyStream> {
    type Sent = Self;

    fn of(sent: Self) -> Self {
        sent
    }

    async fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Self, TransportError> {
        let bounds = Bounds::new(limits, transport.now());
        let response = transport.send_streaming(request, limits).await?;
        if response.status().is_success() {
            return Ok(Self::open(response, bounds));
        }
        let (head, body) = response.into_parts();
        match collect(body, limits.max_body).await {
            Ok(body) => Ok(Self::closed(Response::from_parts(head, body))),
            Err(error) => Err(error.with_head(head.status, head.headers)),
        }
    }
}

impl<T: BlockingTransport> BlockingAnswer<T> for Streamed<BodyReader> {
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError> {
        let begun = transport.now();
        let bounds = Bounds::new(limits, begun);
        let response = transport.send_streaming(request, limits)?;
        if response.status().is_success() {
            return Ok(Self::open(response, bounds));
        }
        let (head, body) = response.into_parts();
        // The whole attempt has that time: it is no stream.
        let is_over = || transport.now().saturating_duration_since(begun) >= limits.timeout;
        match read_within(body, limits.max_body, is_over) {
            Ok(body) => Ok(Self::closed(Response::from_parts(head, body))),
            Err(error) => Err(error.with_head(head.status, head.headers)),
        }
    }
}

impl<B> Streamed<B> {
    fn open(response: Response<B>, bounds: Bounds) -> Self {
        let (head, body) = response.into_parts();
        Self {
            head: Reply::new(head.status, head.headers, Bytes::new()),
            body: Some(Open { body, bounds }),
        }
    }

    fn closed(response: Response<Bytes>) -> Self {
        Self {
            head: Reply::from(response),
            body: None,
        }
    }
}

/// What a failure of a body is told with.
struct Context {
    head: Reply,
    call: CallRecord,
    started: Option<Instant>,
    bounds: Bounds,
}

impl Context {
    fn new(head: Reply, call: CallRecord, bounds: Bounds, now: Instant) -> Self {
        Self {
            started: now.checked_sub(call.elapsed),
            head,
            call,
            bounds,
        }
    }

    /// The failure of the call with its body.
    fn error(&self, error: TransportError, now: Instant) -> Error {
        let mut call = self.call.clone();
        if let Some(started) = self.started {
            call.elapsed = now.saturating_duration_since(started);
        }
        let is_deadline = error.kind() == TransportErrorKind::Timeout && self.bounds.is_over(now);
        let error = error.with_head(self.head.status(), self.head.headers().clone());
        let mut failure = Failure::transport(call, error);
        if is_deadline {
            failure.kind = ErrorKind::Deadline;
        }
        Error::of_stream(failure)
    }

    fn shown(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("operation", &self.call.operation.id)
            .field("status", &self.head.status())
            .finish_non_exhaustive()
    }
}
