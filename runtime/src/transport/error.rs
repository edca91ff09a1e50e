//! Why a transport returns no whole response.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::wire::RawResponse;

/// Why a transport returns no whole response.
#[derive(Debug)]
pub struct TransportError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: TransportErrorKind,
    head: Option<RawResponse>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Why a transport returns no whole response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request can't be sent, so retrying is useless.
    Request,
    /// No connection could be made: the server hasn't seen the request.
    Connect,
    /// The connection broke: the server may have seen the request.
    Io,
    /// The time was up: the server may have seen the request.
    Timeout,
    /// The body is larger than [`Limits::max_body`](super::Limits::max_body).
    TooLarge,
}

impl TransportError {
    /// Creates an error. Its source is shown to users: it must not hold credentials, nor a URL with any.
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

    /// Creates the error of an attempt whose time is up.
    pub fn timeout() -> Self {
        Self(Box::new(Inner {
            kind: TransportErrorKind::Timeout,
            head: None,
            source: None,
        }))
    }

    /// Creates the error of a body that is too large.
    pub fn too_large() -> Self {
        Self(Box::new(Inner {
            kind: TransportErrorKind::TooLarge,
            head: None,
            source: None,
        }))
    }

    /// Adds the status and headers that arrived before the response broke off.
    #[must_use]
    pub fn with_head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.head = Some(RawResponse::new(status, headers, Bytes::new()));
        self
    }

    /// Returns the kind of the error.
    pub const fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Returns the status and headers, if the response broke off after them.
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
            TransportErrorKind::TooLarge => "the response is larger than allowed",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.0.source.as_deref()?)
    }
}
