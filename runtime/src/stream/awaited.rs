//! Streams of a body's chunks.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;

use super::attempt::OpenBody;
use super::context::StreamContext;
use crate::client::CallRecord;
use crate::error::Error;
use crate::transport::{BodyStream, Transport, TransportError};
use crate::wire::RawResponse;

/// The body of a response as it arrives. It buffers only what isn't read yet, and has no size limit.
///
/// The timeout of an attempt applies to each chunk, the deadline of the call to all of them. A body that breaks off
/// ends with an error, and isn't requested again. Dropping the stream drops the connection.
///
/// `Debug` shows nothing of the body.
///
/// ```
/// # use openapi_bindgen_runtime::{ByteStream, Error};
/// # async fn copy(mut body: ByteStream, file: &mut Vec<u8>) -> Result<(), Error> {
/// while let Some(chunk) = body.chunk().await? {
///     file.extend(chunk);
/// }
/// # Ok(())
/// # }
/// ```
pub struct ByteStream {
    /// `None` once the body is over.
    body: Option<BodyStream>,
    clock: Arc<dyn Clock>,
    /// Runs while a chunk is awaited.
    timer: Option<Timer>,
    context: StreamContext,
}

type Timer = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The clock of a transport.
trait Clock: Send + Sync {
    fn now(&self) -> Instant;
    fn sleep(self: Arc<Self>, duration: Duration) -> Timer;
}

impl<T: Transport> Clock for T {
    fn now(&self) -> Instant {
        Transport::now(self)
    }

    fn sleep(self: Arc<Self>, duration: Duration) -> Timer {
        Box::pin(async move { Transport::sleep(&*self, duration).await })
    }
}

impl ByteStream {
    pub(crate) fn new<T: Transport>(
        transport: T,
        open: OpenBody<BodyStream>,
        head: RawResponse,
        call: CallRecord,
    ) -> Self {
        let now = transport.now();
        Self {
            body: Some(open.body),
            clock: Arc::new(transport),
            timer: None,
            context: StreamContext::new(head, call, open.bounds, now),
        }
    }

    /// Returns the next bytes of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection breaks or the time is up. Nothing follows an error.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let next = std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context));
        next.await.transpose()
    }

    fn end(&mut self, error: TransportError) -> Poll<Option<Result<Bytes, Error>>> {
        self.body = None;
        self.timer = None;
        Poll::Ready(Some(Err(self.context.error(error, self.clock.now()))))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else {
            return Poll::Ready(None);
        };
        let bounds = this.context.bounds;
        if bounds.deadline.is_some() && bounds.is_over(this.clock.now()) {
            return this.end(TransportError::timeout());
        }
        if let Poll::Ready(chunk) = body.poll_chunk(context) {
            this.timer = None;
            return match chunk {
                Some(Ok(chunk)) => Poll::Ready(Some(Ok(chunk))),
                Some(Err(error)) => this.end(error),
                None => {
                    this.body = None;
                    Poll::Ready(None)
                }
            };
        }
        let timer = this.timer.get_or_insert_with(|| {
            let patience = bounds.patience(this.clock.now());
            Arc::clone(&this.clock).sleep(patience)
        });
        match timer.as_mut().poll(context) {
            Poll::Ready(()) => this.end(TransportError::timeout()),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.shown("ByteStream", f)
    }
}
