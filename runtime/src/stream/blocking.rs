//! Readers of a body on this thread.

use std::fmt;
use std::io::{self, Read};
use std::time::Instant;

use super::attempt::OpenBody;
use super::context::StreamContext;
use crate::client::CallRecord;
use crate::transport::{
    BlockingTransport, BodyReader, TransportError, TransportErrorKind, read_error,
};
use crate::wire::RawResponse;

/// The body of a response as it arrives. It buffers only what isn't read yet, and has no size limit.
///
/// The timeout of an attempt applies to each read, the deadline of the call to all of them. A body that breaks off ends
/// with an [`io::Error`] that holds an [`Error`](crate::Error), and isn't requested again. Dropping the reader drops
/// the connection.
///
/// `Debug` shows nothing of the body.
pub struct ByteReader {
    /// `None` once the body is over.
    body: Option<BodyReader>,
    now: Box<dyn Fn() -> Instant + Send>,
    context: StreamContext,
}

impl ByteReader {
    pub(crate) fn new<T: BlockingTransport + 'static>(
        transport: T,
        open: OpenBody<BodyReader>,
        head: RawResponse,
        call: CallRecord,
    ) -> Self {
        let now = transport.now();
        Self {
            body: Some(open.body),
            now: Box::new(move || transport.now()),
            context: StreamContext::new(head, call, open.bounds, now),
        }
    }

    fn end(&mut self, error: TransportError) -> io::Error {
        self.body = None;
        let kind = match error.kind() {
            TransportErrorKind::Timeout => io::ErrorKind::TimedOut,
            _ => io::ErrorKind::Other,
        };
        io::Error::new(kind, self.context.error(error, (self.now)()))
    }
}

impl Read for ByteReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(body) = &mut self.body else {
            return Ok(0);
        };
        let bounds = self.context.bounds;
        if bounds.deadline.is_some() && bounds.is_over((self.now)()) {
            return Err(self.end(TransportError::timeout()));
        }
        match body.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(self.end(read_error(error))),
            read => read,
        }
    }
}

impl fmt::Debug for ByteReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.shown("ByteReader", f)
    }
}
