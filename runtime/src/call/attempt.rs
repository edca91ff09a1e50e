//! What one attempt gives: a whole response, or one whose body is still to come.

use std::borrow::Borrow;

use bytes::Bytes;
use http::{Request, Response};

use crate::transport::{BlockingTransport, Limits, Transport, TransportError};
use crate::wire::Reply;

/// What an attempt gives: the whole reply, or one whose body is still to come.
pub(crate) trait Answer<T>: Borrow<Reply> + Send + Sized {
    /// What the transport gives.
    type Sent: Send;

    /// Sends a request.
    fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Self::Sent, TransportError>> + Send;

    /// The answer, once it is there: not by a future around the transport's.
    fn of(sent: Self::Sent) -> Self;
}

/// The same on this thread.
pub(crate) trait BlockingAnswer<T>: Borrow<Reply> + Sized {
    /// Sends a request.
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError>;
}

impl<T: Transport> Answer<T> for Reply {
    type Sent = Response<Bytes>;

    fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Self::Sent, TransportError>> + Send {
        transport.send(request, limits)
    }

    fn of(sent: Self::Sent) -> Self {
        sent.into()
    }
}

impl<T: BlockingTransport> BlockingAnswer<T> for Reply {
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError> {
        transport.send(request, limits).map(Self::from)
    }
}
