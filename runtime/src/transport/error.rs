//! Why a transport has no whole response to give.

use crate::wire::RawResponse;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// Why a transport has no whole response to give.
#[derive(Debug)]
pub struct TransportError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: TransportErrorKind,
    head: Option<RawResponse>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kept a transport from giving a whole response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request can't be sent as it is: trying again is of no use.
    Request,
    /// There was no connection: the server has not seen the request.
    Connect,
    /// The connection broke: the server may have seen the request.
    Io,
    /// The time was up: the server may have seen the request.
    Timeout,
    /// The body is larger than [`Limits::max_body`](super::Limits::max_body).
    TooLarge,
}

impl TransportError {
    /// An error. Its source is shown to users: it must not hold credentials,
    /// nor a URL with any.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            head: None,
            source: Some(source.into()),
        }))
    }

    /// The time was up.
    pub fn timeout() -> Self {
        Self(Box::new(Inner {
            kind: TransportErrorKind::Timeout,
            head: None,
            source: None,
        }))
    }

    /// The body is larger than it may be.
    pub fn too_large() -> Self {
        Self(Box::new(Inner {
            kind: TransportErrorKind::TooLarge,
            head: None,
            source: None,
        }))
    }

    /// The same error, with what came of the response before it broke off.
    #[must_use]
    pub fn with_head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.head = Some(RawResponse::new(status, headers, Bytes::new()));
        self
    }

    /// What kept the transport.
    pub const fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// The status and headers, where the response broke off after them.
    pub const fn head(&self) -> Option<&RawResponse> {
        self.0.head.as_ref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.kind {
            TransportErrorKind::Request => "the request can't be sent",
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Io if self.0.head.is_some() => "the response broke off",
            TransportErrorKind::Io => "the connection broke before a response",
            TransportErrorKind::Timeout => "no whole response in time",
            TransportErrorKind::TooLarge => "the response is larger than it may be",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.0.source.as_deref()?)
    }
}
