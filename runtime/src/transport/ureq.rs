use std::fmt;
use std::io::Read as _;

use bytes::Bytes;
use http::{Method, Request, Response};

use super::{BlockingTransport, Limits, TransportError, TransportErrorKind};

/// Sends requests with ureq on the calling thread. Clones share their
/// connections.
///
/// Proxies are taken from the environment as ureq does it: by `CONNECT`,
/// whatever the scheme.
#[derive(Clone)]
pub struct UreqTransport(ureq::Agent);

impl UreqTransport {
    /// A transport with connections of its own.
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .tls_config(tls())
            .build();
        Self(config.into())
    }

    /// A transport on an agent that was made elsewhere. It must not follow
    /// redirects, and not take a status as an error.
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
    fn run<B: ureq::AsSendBody>(
        &self,
        request: Request<B>,
        limits: Limits,
    ) -> Result<Response<ureq::Body>, TransportError> {
        let request = self
            .0
            .configure_request(request)
            .timeout_global(Some(limits.timeout))
            .allow_non_standard_methods(true)
            .build();
        self.0.run(request).map_err(failed)
    }
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        let (head, body) = request.into_parts();
        // A method that comes without a body must not have a `Content-Length`,
        // one that comes with a body must have it, even if it is 0 (RFC 9110 §8.6).
        let is_bodiless = !matches!(head.method, Method::POST | Method::PUT | Method::PATCH);
        let response = if body.is_empty() && is_bodiless {
            self.run(Request::from_parts(head, ()), limits)?
        } else {
            self.run(Request::from_parts(head, body.as_ref()), limits)?
        };
        let (head, mut body) = response.into_parts();
        match read(&mut body, limits.max_body) {
            Ok(body) => Ok(Response::from_parts(head, body)),
            Err(error) => Err(error.with_head(head.status, head.headers)),
        }
    }
}

fn read(body: &mut ureq::Body, max: usize) -> Result<Bytes, TransportError> {
    // One byte more than may be: it tells a body that fits from one that does not.
    let bound = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let mut reader = body.with_config().limit(u64::MAX).reader().take(bound);
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| failed(error.into()))?;
    if bytes.len() > max {
        Err(TransportError::too_large())
    } else {
        Ok(bytes.into())
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
        // It may hold the URL, and that a key.
        Error::BadUri(_) => TransportError::new(kind, "the URL is not usable"),
        error => TransportError::new(kind, error),
    }
}

/// Whether the server's certificate was refused: it has seen no request then.
#[cfg(feature = "rustls")]
fn is_distrust(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(inner, Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(not(feature = "rustls"))]
const fn is_distrust(_: &std::io::Error) -> bool {
    false
}
