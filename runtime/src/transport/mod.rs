//! What touches the outside: the network and time.

#[cfg(feature = "_reqwest")]
mod reqwest;
#[cfg(all(feature = "_reqwest", feature = "rustls", not(feature = "native-tls")))]
mod tls;
#[cfg(feature = "_ureq")]
mod ureq;

mod default;
mod error;

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

#[cfg(feature = "_reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "_ureq")]
pub use self::ureq::UreqTransport;
pub use default::DefaultTransport;
pub use error::{TransportError, TransportErrorKind};

/// What bounds one attempt.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// How long the attempt may take, body included.
    pub timeout: Duration,
    /// How many bytes of (decompressed) body may be read.
    pub max_body: usize,
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

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

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

    /// Waits.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    /// The time that [`sleep`](Self::sleep) goes by.
    fn now(&self) -> Instant {
        Instant::now()
    }
}
