//! What a client needs to send requests: a network and a clock, awaited or not.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

use super::body::{self, BodyReader, BodyStream};
use super::error::TransportError;
use super::limits::Limits;

/// Sends requests asynchronously, and knows the time.
///
/// Implementations don't retry, don't follow redirects, and give every status
/// as a response.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole response.
    ///
    /// The future may be dropped at any time; the caller does so when the time
    /// is up.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Sends a request and gives the response as soon as its head is there;
    /// its body is read as it arrives, and not beyond what its reader takes.
    /// Dropping the body drops the connection. The caller bounds the time to
    /// the head and between the chunks, and the size.
    ///
    /// Unless it is implemented, the body is read whole by
    /// [`send`](Self::send), within its limits.
    fn send_streaming(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<BodyStream>, TransportError>> + Send {
        async move { Ok(self.send(request, limits).await?.map(body::stream)) }
    }

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// Waits as [`sleep`](Self::sleep) does, where the time is known to be
    /// `now`: saves to ask for it.
    ///
    /// Unless it is implemented, it sleeps.
    fn sleep_from(&self, now: Instant, duration: Duration) -> impl Future<Output = ()> + Send {
        let _ = now;
        self.sleep(duration)
    }

    /// The time that [`sleep`](Self::sleep) goes by.
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// Sends requests on the calling thread, and knows the time.
///
/// Implementations don't retry, don't follow redirects, give every status as
/// a response, and keep to the timeout themselves.
pub trait BlockingTransport: Send + Sync {
    /// Sends a request and reads the whole response.
    ///
    /// # Errors
    ///
    /// When there is no whole response in time.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError>;

    /// Sends a request and gives the response as soon as its head is there;
    /// its body is read as it arrives. Dropping the body drops the connection.
    ///
    /// [`Limits::timeout`] bounds the time to the head and then each read,
    /// [`Limits::total`] all of it. A read fails with a [`TransportError`] in
    /// an [`io::Error`](std::io::Error), or with one that says by its kind
    /// whether the time was up. The caller bounds the size.
    ///
    /// Unless it is implemented, the body is read whole by
    /// [`send`](Self::send), within its limits.
    ///
    /// # Errors
    ///
    /// When there is no head of a response in time.
    fn send_streaming(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<BodyReader>, TransportError> {
        Ok(self.send(request, limits)?.map(body::reader))
    }

    /// Waits.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    /// The time that [`sleep`](Self::sleep) goes by.
    fn now(&self) -> Instant {
        Instant::now()
    }
}
