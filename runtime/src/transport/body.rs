//! Bodies that are read as they arrive, and how to collect a whole one.

use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_core::Stream;

use super::error::{TransportError, TransportErrorKind};

/// The body of a response from a [`Transport`](super::Transport), chunk by chunk.
pub struct BodyStream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>);

impl BodyStream {
    /// Creates a body from its chunks.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Box::pin(chunks))
    }

    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.0.as_mut().poll_next(context)
    }
}

/// The body of a response from a [`BlockingTransport`](super::BlockingTransport).
pub type BodyReader = Box<dyn Read + Send>;

/// A body that has arrived already.
struct Whole(Bytes);

impl Stream for Whole {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let bytes = std::mem::take(&mut self.0);
        Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
    }
}

pub(super) fn stream(body: Bytes) -> BodyStream {
    BodyStream::new(Whole(body))
}

pub(super) fn reader(body: Bytes) -> BodyReader {
    Box::new(body.reader())
}

/// Reads the body to its end.
pub(crate) async fn collect(mut body: BodyStream, max: usize) -> Result<Bytes, TransportError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = std::future::poll_fn(|context| body.poll_chunk(context)).await {
        let chunk = chunk?;
        if bytes.len().saturating_add(chunk.len()) > max {
            return Err(TransportError::too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Reads the body to its end.
#[cfg(feature = "_internal-ureq")]
pub(crate) fn read_whole(body: BodyReader, max: usize) -> Result<Bytes, TransportError> {
    // One byte more than allowed tells a body that is too large.
    let bound = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    body.take(bound)
        .read_to_end(&mut bytes)
        .map_err(read_error)?;
    if bytes.len() > max {
        return Err(TransportError::too_large());
    }
    Ok(bytes.into())
}

/// Reads the body to its end, as long as the time isn't up: each of many small pieces may be within its own timeout.
pub(crate) fn read_within(
    mut body: BodyReader,
    max: usize,
    is_over: impl Fn() -> bool,
) -> Result<Bytes, TransportError> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 8 * 1024]);
    loop {
        if is_over() {
            return Err(TransportError::timeout());
        }
        let read = match body.read(&mut piece) {
            Ok(0) => return Ok(bytes.into()),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(read_error(error)),
        };
        bytes.extend(piece.iter().take(read));
        if bytes.len() > max {
            return Err(TransportError::too_large());
        }
    }
}

/// Converts the error of a [`BodyReader`].
pub(crate) fn read_error(error: std::io::Error) -> TransportError {
    let kind = match error.kind() {
        std::io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
        _ => TransportErrorKind::Io,
    };
    match error.downcast() {
        Ok(error) => error,
        Err(error) => TransportError::new(kind, error),
    }
}
