//! The transport on ureq, which blocks the calling thread.

use std::fmt;
use std::io::{self, Read};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response};
use ureq::Body;

use super::body::{BodyReader, read_whole};
use super::error::{TransportError, TransportErrorKind};
use super::limits::Limits;
use super::traits::BlockingTransport;

/// Sends requests with ureq on the calling thread. Clones share connections.
///
/// Proxies come from the environment, as in ureq: with `CONNECT`, whatever the scheme. `NO_PROXY` takes names, not
/// ranges of addresses. If `REQUEST_METHOD` is set, proxies are ignored: under CGI, the sender of a request sets
/// `HTTP_PROXY`.
#[derive(Clone)]
pub struct UreqTransport(ureq::Agent);

impl UreqTransport {
    /// Creates a transport with connections of its own.
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .tls_config(tls());
        let config = match std::env::var_os("REQUEST_METHOD") {
            Some(_) => config.proxy(None),
            None => config,
        };
        Self(config.build().into())
    }

    /// Creates a transport with an agent of your own. It must not follow redirects, and must not treat a status as an
    /// error.
    pub const fn with_agent(agent: ureq::Agent) -> Self {
        Self(agent)
    }
}

fn tls() -> ureq::tls::TlsConfig {
    let builder = ureq::tls::TlsConfig::builder();
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    let builder = builder.root_certs(ureq::tls::RootCerts::PlatformVerifier);
    #[cfg(feature = "native-tls")]
    let builder = builder.provider(ureq::tls::TlsProvider::NativeTls);
    #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
    let builder = builder
        .provider(ureq::tls::TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(rustls::crypto::ring::default_provider().into());
    builder.build()
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").finish_non_exhaustive()
    }
}

impl UreqTransport {
    /// Returns the response once its head has arrived. `bound` limits the time.
    fn head(
        &self,
        request: Request<Bytes>,
        bound: Bound,
    ) -> Result<Response<Body>, TransportError> {
        let (head, body) = request.into_parts();
        // A method without a body must not have a `Content-Length`; one with a body must have it, even if it is 0 (RFC
        // 9110 §8.6).
        let is_bodiless = !matches!(head.method, Method::POST | Method::PUT | Method::PATCH);
        if body.is_empty() && is_bodiless {
            self.run(Request::from_parts(head, ()), bound)
        } else {
            self.run(Request::from_parts(head, body.as_ref()), bound)
        }
    }

    fn run<B: ureq::AsSendBody>(
        &self,
        request: Request<B>,
        bound: Bound,
    ) -> Result<Response<Body>, TransportError> {
        let config = self.0.configure_request(request);
        let config = match bound {
            Bound::Whole(time) => config.timeout_global(Some(time)),
            Bound::Parts { each, total } => config
                .timeout_global(total)
                .timeout_resolve(Some(each))
                .timeout_connect(Some(each))
                .timeout_send_request(Some(each))
                .timeout_send_body(Some(each))
                .timeout_recv_response(Some(each))
                .timeout_per_read(Some(each)),
        };
        let request = config.allow_non_standard_methods(true).build();
        self.0.run(request).map_err(failed)
    }
}

/// The time limits of a request.
#[derive(Clone, Copy)]
enum Bound {
    /// For everything, including the body.
    Whole(Duration),
    /// For each step until the head, for each read of the body, and for all of them.
    Parts {
        each: Duration,
        total: Option<Duration>,
    },
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        let response = self.head(request, Bound::Whole(limits.timeout))?;
        let (head, body) = response.into_parts();
        match read_whole(reader(body), limits.max_body) {
            Ok(body) => Ok(Response::from_parts(head, body)),
            Err(error) => Err(error.with_head(head.status, head.headers)),
        }
    }

    fn send_streaming(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<BodyReader>, TransportError> {
        let bound = Bound::Parts {
            each: limits.timeout,
            total: limits.total,
        };
        Ok(self.head(request, bound)?.map(reader))
    }
}

/// Returns the body as it arrives, without a size limit of its own.
fn reader(body: Body) -> BodyReader {
    Box::new(Reader(body.into_with_config().limit(u64::MAX).reader()))
}

/// Converts the errors of a body's reader.
struct Reader<R>(R);

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer);
        read.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => io::Error::other(failed(error.into())),
        })
    }
}

fn failed(error: ureq::Error) -> TransportError {
    use ureq::Error;
    let kind = match &error {
        Error::Timeout(_) => TransportErrorKind::Timeout,
        Error::HostNotFound | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            TransportErrorKind::Connect
        }
        Error::Http(_) | Error::BadUri(_) | Error::InvalidProxyUrl => TransportErrorKind::Request,
        Error::Tls(_) | Error::TlsRequired => TransportErrorKind::Connect,
        #[cfg(feature = "rustls")]
        Error::Rustls(_) => TransportErrorKind::Connect,
        #[cfg(feature = "native-tls")]
        Error::NativeTls(_) => TransportErrorKind::Connect,
        Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => TransportErrorKind::Connect,
            _ if is_distrust(error) => TransportErrorKind::Connect,
            std::io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
            _ => TransportErrorKind::Io,
        },
        _ => TransportErrorKind::Io,
    };
    match error {
        // The error may hold the URL, and the URL a key.
        Error::BadUri(_) => TransportError::new(kind, "the URL is not usable"),
        error => TransportError::new(kind, error),
    }
}

/// Returns whether the server's certificate was refused. The server has seen no request then.
#[cfg(feature = "rustls")]
fn is_distrust(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(inner, Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(not(feature = "rustls"))]
const fn is_distrust(_: &std::io::Error) -> bool {
    false
}
