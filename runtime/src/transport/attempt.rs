//! What one attempt returns: a whole response, or one whose body is still to come.

use std::borrow::Borrow;

use bytes::Bytes;
use http::{Request, Response};

use super::error::TransportError;
use super::limits::Limits;
use super::traits::{BlockingTransport, Transport};
use crate::wire::RawResponse;

/// What one attempt returns: a whole response, or one whose body is still to come.
pub(crate) trait AttemptOutput<T>: Borrow<RawResponse> + Send + Sized {
    /// What the transport returns.
    type Sent: Send;

    /// Sends a request.
    fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Self::Sent, TransportError>> + Send;

    /// Converts what the transport returned. A future around the transport's would be larger.
    fn of(sent: Self::Sent) -> Self;
}

/// What one blocking attempt returns.
pub(crate) trait BlockingAttemptOutput<T>: Borrow<RawResponse> + Sized {
    /// Sends a request on this thread.
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError>;
}

impl<T: Transport> AttemptOutput<T> for RawResponse {
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

impl<T: BlockingTransport> BlockingAttemptOutput<T> for RawResponse {
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError> {
        transport.send(request, limits).map(Self::from)
    }
}
