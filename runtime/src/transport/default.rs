//! The default transport: reqwest for async calls, ureq for blocking ones.

use std::fmt;
use std::sync::Arc;
#[cfg(any(feature = "_internal-reqwest", feature = "_internal-ureq"))]
use std::sync::OnceLock;

/// The default transport: reqwest for async calls (feature `reqwest`), ureq for blocking ones (feature `blocking`).
/// Without these features, it sends nothing.
///
/// Each is created when it is first used. Clones share it and its connections.
#[derive(Clone, Default)]
pub struct DefaultTransport(
    #[cfg_attr(
        not(any(feature = "_internal-reqwest", feature = "_internal-ureq")),
        expect(dead_code)
    )]
    Arc<Lazy>,
);

#[derive(Default)]
struct Lazy {
    #[cfg(feature = "_internal-reqwest")]
    reqwest: OnceLock<super::ReqwestTransport>,
    #[cfg(feature = "_internal-ureq")]
    ureq: OnceLock<super::UreqTransport>,
}

impl DefaultTransport {
    /// Creates a transport with connections of its own.
    pub fn new() -> Self {
        Self::default()
    }
}

impl fmt::Debug for DefaultTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultTransport").finish_non_exhaustive()
    }
}

#[cfg(feature = "_internal-reqwest")]
mod asynchronous {
    use std::time::{Duration, Instant};

    use bytes::Bytes;
    use http::{Request, Response};

    use super::DefaultTransport;
    use crate::transport::{BodyStream, Limits, ReqwestTransport, Transport, TransportError};

    impl DefaultTransport {
        fn reqwest(&self) -> &ReqwestTransport {
            self.0.reqwest.get_or_init(ReqwestTransport::new)
        }
    }

    impl Transport for DefaultTransport {
        fn send(
            &self,
            request: Request<Bytes>,
            limits: Limits,
        ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send {
            self.reqwest().send(request, limits)
        }

        async fn send_streaming(
            &self,
            request: Request<Bytes>,
            limits: Limits,
        ) -> Result<Response<BodyStream>, TransportError> {
            self.reqwest().send_streaming(request, limits).await
        }

        fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send {
            self.reqwest().sleep(duration)
        }

        fn sleep_from(&self, now: Instant, duration: Duration) -> impl Future<Output = ()> + Send {
            self.reqwest().sleep_from(now, duration)
        }

        fn now(&self) -> Instant {
            self.reqwest().now()
        }
    }
}

#[cfg(feature = "_internal-ureq")]
mod blocking {
    use bytes::Bytes;
    use http::{Request, Response};

    use super::DefaultTransport;
    use crate::transport::{BlockingTransport, BodyReader, Limits, TransportError, UreqTransport};

    impl DefaultTransport {
        fn ureq(&self) -> &UreqTransport {
            self.0.ureq.get_or_init(UreqTransport::new)
        }
    }

    impl BlockingTransport for DefaultTransport {
        fn send(
            &self,
            request: Request<Bytes>,
            limits: Limits,
        ) -> Result<Response<Bytes>, TransportError> {
            self.ureq().send(request, limits)
        }

        fn send_streaming(
            &self,
            request: Request<Bytes>,
            limits: Limits,
        ) -> Result<Response<BodyReader>, TransportError> {
            self.ureq().send_streaming(request, limits)
        }
    }
}
