//! The transport on reqwest and tokio.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{self, HeaderMap, HeaderValue};
use http::uri::PathAndQuery;
use http::{Request, Response, Uri};
use http_body::Body as _;
use reqwest::Url;

use super::body::BodyStream;
use super::error::{TransportError, TransportErrorKind};
use super::limits::Limits;
use super::traits::Transport;
use crate::wire;

/// Sends requests with reqwest, on tokio. Clones share connections.
///
/// Proxies come from the environment, as in reqwest. Creating a transport never fails: if the HTTP client can't be
/// built, calls fail with the reason.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: Result<reqwest::Client, Arc<dyn std::error::Error + Send + Sync>>,
    /// The `Accept` that the client adds to requests without one, if it is known.
    accept: Option<HeaderValue>,
    first: Arc<OnceLock<First>>,
}

/// The URL of the first request, to copy or to change its path: parsing the URL of each request takes a tenth of a
/// call.
struct First {
    uri: Uri,
    url: Url,
}

impl ReqwestTransport {
    /// Creates a transport with connections of its own.
    pub fn new() -> Self {
        Self {
            client: build().map_err(Arc::from),
            accept: Some(ACCEPT),
            first: Arc::default(),
        }
    }

    /// Creates a transport with a client of your own. It must not follow redirects or retry.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self {
            client: Ok(client),
            accept: None,
            first: Arc::default(),
        }
    }

    /// Converts a URI to reqwest's type.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let whole = || {
            let url = Url::parse(&uri.to_string());
            url.map_err(|error| TransportError::new(TransportErrorKind::Request, error))
        };
        match self.first.get() {
            Some(first) if is_same(&first.uri, uri) => Ok(first.url.clone()),
            Some(first) if is_same_server(&first.uri, uri) => {
                let mut url = first.url.clone();
                url.set_path(uri.path());
                url.set_query(uri.query());
                Ok(url)
            }
            Some(_) => whole(),
            None => {
                let (uri, url) = (uri.clone(), whole()?);
                // If another call was first, its server stays.
                let _ = self.first.set(First {
                    uri,
                    url: url.clone(),
                });
                Ok(url)
            }
        }
    }

    /// Starts sending a request.
    fn execute(
        &self,
        request: Request<Bytes>,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError>
    {
        let client = match &self.client {
            Ok(client) => client,
            Err(error) => {
                let error = Shared(Arc::clone(error));
                return Err(TransportError::new(TransportErrorKind::Request, error));
            }
        };
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, self.url(&head.uri)?);
        let mut headers = head.headers;
        // The client reserves space for the header even if the request has it, which doubles the space of the request.
        let is_full = headers.len() == headers.capacity();
        if is_full && self.accept.is_some() && self.accept.as_ref() == headers.get(header::ACCEPT) {
            headers.remove(header::ACCEPT);
        }
        *request.headers_mut() = headers;
        *request.body_mut() = Some(body.into());
        Ok(client.execute(request))
    }
}

/// Compares byte by byte, since `Uri` ignores the case of hosts.
fn is_same(one: &Uri, other: &Uri) -> bool {
    let [this, that] = [one, other].map(|uri| uri.path_and_query().map(PathAndQuery::as_str));
    is_same_server(one, other) && wire::is_same(this.unwrap_or_default(), that.unwrap_or_default())
}

fn is_same_server(one: &Uri, other: &Uri) -> bool {
    match (one.authority(), other.authority()) {
        (Some(this), Some(that)) => {
            wire::is_same(this.as_str(), that.as_str()) && one.scheme() == other.scheme()
        }
        _ => false,
    }
}

/// The `Accept` of most calls.
const ACCEPT: HeaderValue = HeaderValue::from_static("application/json");

fn build() -> Result<reqwest::Client, Box<dyn std::error::Error + Send + Sync>> {
    let builder = reqwest::Client::builder()
        .default_headers(HeaderMap::from_iter([(header::ACCEPT, ACCEPT)]))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false);
    #[cfg(feature = "native-tls")]
    let builder = builder.tls_backend_native();
    #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
    let builder = builder.tls_backend_preconfigured(super::tls::config()?);
    Ok(builder.build()?)
}

impl Default for ReqwestTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send {
        // Before the future, so that it doesn't hold the request.
        let executing = self.execute(request);
        async move {
            let mut response = executing?.await.map_err(failed)?;
            let body = read(&mut response, limits.max_body).await;
            let headers = std::mem::take(response.headers_mut());
            match body {
                Ok(body) => {
                    let mut whole = Response::new(body);
                    *whole.status_mut() = response.status();
                    *whole.version_mut() = response.version();
                    *whole.headers_mut() = headers;
                    Ok(whole)
                }
                Err(error) => Err(error.with_head(response.status(), headers)),
            }
        }
    }

    async fn send_streaming(
        &self,
        request: Request<Bytes>,
        _: Limits,
    ) -> Result<Response<BodyStream>, TransportError> {
        let response = self.execute(request)?.await.map_err(failed)?;
        let response: Response<reqwest::Body> = response.into();
        Ok(response.map(|body| BodyStream::new(Chunks(body))))
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(duration)
    }

    fn sleep_from(&self, now: Instant, duration: Duration) -> impl Future<Output = ()> + Send {
        match now.checked_add(duration) {
            Some(end) => tokio::time::sleep_until(end.into()),
            None => tokio::time::sleep(duration),
        }
    }

    /// Returns tokio's time, so that tests can pause it.
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

async fn read(response: &mut reqwest::Response, max: usize) -> Result<Bytes, TransportError> {
    let Some(first) = response.chunk().await.map_err(failed)? else {
        return Ok(Bytes::new());
    };
    if first.len() > max {
        return Err(TransportError::too_large());
    }
    let Some(second) = response.chunk().await.map_err(failed)? else {
        return Ok(first);
    };
    let mut body = BytesMut::from(first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if body.len() + chunk.len() > max {
            return Err(TransportError::too_large());
        }
        body.extend_from_slice(&chunk);
        next = response.chunk().await.map_err(failed)?;
    }
    Ok(body.freeze())
}

/// A body as it arrives.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => {
                    // Trailers aren't part of the body.
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(failed(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Converts an error, without the URL: it may hold a key.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Io
    };
    TransportError::new(kind, error.without_url())
}

/// Why the client couldn't be built; all calls share it.
#[derive(Debug)]
struct Shared(Arc<dyn std::error::Error + Send + Sync>);

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the HTTP client can't be built: {}", self.0)
    }
}

impl std::error::Error for Shared {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_one_server_and_of_others_are_as_they_were_written() {
        let transport = ReqwestTransport::new();
        for uri in [
            "http://localhost:8080/a%2Fb/c?x=%26&y=z",
            "http://localhost:8080/",
            "http://localhost:8080/base//d%20e",
            "http://localhost:8081/a?b",
            "https://localhost:8080/a",
            "http://localhost:8080/a?",
        ] {
            let url = transport.url(&uri.parse().unwrap()).unwrap();
            assert_eq!(url, Url::parse(uri).unwrap());
        }
    }
}
