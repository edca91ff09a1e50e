//! What an attempt returns whose body is read as it arrives: a success with the body to come, or a whole response.

use std::borrow::Borrow;

use bytes::Bytes;
use http::{Request, Response};

use super::bounds::TimeBounds;
use crate::transport::{
    AttemptOutput, BlockingAttemptOutput, BlockingTransport, BodyReader, BodyStream, Limits,
    Transport, TransportError, collect, read_within,
};
use crate::wire::RawResponse;

/// What an attempt with a streamed body returns.
pub(crate) struct StreamedResponse<B> {
    /// Whole, including the body, unless the response is a success.
    pub(crate) head: RawResponse,
    /// The body of a success.
    pub(crate) body: Option<OpenBody<B>>,
}

/// A body that is still to come.
pub(crate) struct OpenBody<B> {
    pub(super) body: B,
    pub(super) bounds: TimeBounds,
}

impl<B> Borrow<RawResponse> for StreamedResponse<B> {
    fn borrow(&self) -> &RawResponse {
        &self.head
    }
}

impl<T: Transport> AttemptOutput<T> for StreamedResponse<BodyStream> {
    type Sent = Self;

    fn of(sent: Self) -> Self {
        sent
    }

    async fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Self, TransportError> {
        let bounds = TimeBounds::new(limits, transport.now());
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

impl<T: BlockingTransport> BlockingAttemptOutput<T> for StreamedResponse<BodyReader> {
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError> {
        let begun = transport.now();
        let bounds = TimeBounds::new(limits, begun);
        let response = transport.send_streaming(request, limits)?;
        if response.status().is_success() {
            return Ok(Self::open(response, bounds));
        }
        let (head, body) = response.into_parts();
        // The timeout applies to the whole attempt, since nothing is streamed.
        let is_over = || transport.now().saturating_duration_since(begun) >= limits.timeout;
        match read_within(body, limits.max_body, is_over) {
            Ok(body) => Ok(Self::closed(Response::from_parts(head, body))),
            Err(error) => Err(error.with_head(head.status, head.headers)),
        }
    }
}

impl<B> StreamedResponse<B> {
    fn open(response: Response<B>, bounds: TimeBounds) -> Self {
        let (head, body) = response.into_parts();
        Self {
            head: RawResponse::new(head.status, head.headers, Bytes::new()),
            body: Some(OpenBody { body, bounds }),
        }
    }

    fn closed(response: Response<Bytes>) -> Self {
        Self {
            head: RawResponse::from(response),
            body: None,
        }
    }
}
