//! What a client needs to send requests: a network and a clock, async or blocking.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

use super::body::{self, BodyReader, BodyStream};
use super::error::TransportError;
use super::limits::Limits;

/// Sends requests asynchronously, and tells the time.
///
/// Implementations don't retry, don't follow redirects, and return every status as a response.
///
/// ```
/// use std::time::Duration;
///
/// use openapi_bindgen_runtime::{Bytes, Limits, Transport, TransportError};
///
/// /// Responds to every request with 204.
/// struct NoContent;
///
/// impl Transport for NoContent {
///     async fn send(
///         &self,
///         _: http::Request<Bytes>,
///         _: Limits,
///     ) -> Result<http::Response<Bytes>, TransportError> {
///         let mut response = http::Response::new(Bytes::new());
///         *response.status_mut() = http::StatusCode::NO_CONTENT;
///         Ok(response)
///     }
///
///     async fn sleep(&self, _: Duration) {}
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and returns the whole response.
    ///
    /// The caller drops the future when the time is up.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Sends a request and returns the response as soon as its head has arrived. The body is read as it arrives, and
    /// not beyond what the caller takes. Dropping the body drops the connection. The caller limits the time until the
    /// head and between the chunks, and the size.
    ///
    /// By default, it reads the whole body with [`send`](Self::send), within its limits.
    fn send_streaming(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<BodyStream>, TransportError>> + Send {
        async move { Ok(self.send(request, limits).await?.map(body::stream)) }
    }

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// Waits like [`sleep`](Self::sleep) if the current time is known: it saves asking for it.
    ///
    /// By default, it calls [`sleep`](Self::sleep).
    fn sleep_from(&self, now: Instant, duration: Duration) -> impl Future<Output = ()> + Send {
        let _ = now;
        self.sleep(duration)
    }

    /// Returns the time of the clock that [`sleep`](Self::sleep) uses.
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// Sends requests on the calling thread, and tells the time.
///
/// Implementations don't retry, don't follow redirects, return every status as a response, and enforce the timeout
/// themselves.
pub trait BlockingTransport: Send + Sync {
    /// Sends a request and returns the whole response.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no whole response in time.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError>;

    /// Sends a request and returns the response as soon as its head has arrived. The body is read as it arrives.
    /// Dropping the body drops the connection.
    ///
    /// [`Limits::timeout`] limits the time until the head and then each read, [`Limits::total`] limits everything. A
    /// read fails with a [`TransportError`] in an [`io::Error`](std::io::Error), or with one whose kind says whether
    /// the time is up. The caller limits the size.
    ///
    /// By default, it reads the whole body with [`send`](Self::send), within its limits.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no head of a response in time.
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

    /// Returns the time of the clock that [`sleep`](Self::sleep) uses.
    fn now(&self) -> Instant {
        Instant::now()
    }
}
