//! What touches the outside: the network and time.

#[cfg(feature = "_reqwest")]
mod reqwest;
#[cfg(all(feature = "_reqwest", feature = "rustls", not(feature = "native-tls")))]
mod tls;
#[cfg(feature = "_ureq")]
mod ureq;

mod body;
mod default;
mod error;

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

#[cfg(feature = "_reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "_ureq")]
pub use self::ureq::UreqTransport;
#[cfg(feature = "_ureq")]
pub(crate) use body::read_whole;
pub use body::{BodyReader, BodyStream};
pub(crate) use body::{collect, of_reading, read_within};
pub use default::DefaultTransport;
pub use error::{TransportError, TransportErrorKind};

/// The longest time that is waited for: thirty years. Clocks and timers of
/// some systems can't tell what lies further ahead, and panic.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// What bounds one attempt. No time is longer than thirty years, however long
/// the caller's is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// How long the attempt may take, body included.
    pub timeout: Duration,
    /// How many bytes of (decompressed) body may be read.
    pub max_body: usize,
    /// How long all that is left of the call may take, where that is bounded:
    /// for a body that is read as it arrives.
    pub total: Option<Duration>,
}

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
