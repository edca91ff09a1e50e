//! What an attempt gives whose body is read as it arrives: the body of a success, or else the whole response.

use std::borrow::Borrow;

use bytes::Bytes;
use http::{Request, Response};

use super::bounds::Bounds;
use crate::call::{Answer, BlockingAnswer};
use crate::transport::{
    BlockingTransport, BodyReader, BodyStream, Limits, Transport, TransportError, collect,
    read_within,
};
use crate::wire::Reply;

/// What an attempt gives.
pub(crate) struct Streamed<B> {
    /// Whole, body included, where the answer is no success.
    pub(crate) head: Reply,
    /// The body of a success.
    pub(crate) body: Option<Open<B>>,
}

/// A body that is still to come.
pub(crate) struct Open<B> {
    pub(super) body: B,
    pub(super) bounds: Bounds,
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
