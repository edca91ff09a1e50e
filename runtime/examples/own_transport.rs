//! A transport of your own: here over hyper's client, as tower services are
//! called too.
//!
//! `cargo run -p openapi-bindgen-runtime --example own_transport`

use std::time::Duration;

use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openapi_bindgen_runtime::{
    self as runtime, Bytes, Limits, Transport, TransportError, TransportErrorKind,
};

/// Plain HTTP/1.1 without proxies or TLS.
#[derive(Clone)]
struct Hyper(hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>);

impl Transport for Hyper {
    async fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let response = self
            .0
            .request(request.map(Full::new))
            .await
            .map_err(|error| {
                let kind = match error.is_connect() {
                    true => TransportErrorKind::Connect,
                    false => TransportErrorKind::Io,
                };
                TransportError::new(kind, error)
            })?;
        let (head, body) = response.into_parts();
        match Limited::new(body, limits.max_body).collect().await {
            Ok(body) => Ok(http::Response::from_parts(head, body.to_bytes())),
            Err(error) => {
                let error = match error.is::<LengthLimitError>() {
                    true => TransportError::too_large(),
                    false => TransportError::new(TransportErrorKind::Io, error),
                };
                Err(error.with_head(head.status, head.headers))
            }
        }
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// What a generator writes out of an API's description, in short.
static API: runtime::Api = runtime::Api {
    name: "greetings",
    version: "1",
    base_url: "https://greetings.example",
    user_agent: "greetings/1.0",
    headers: &[],
    request_id: None,
    retry_advice: None,
    error_code: &[],
    error_message: &[],
    usual_error_message: true,
    unsaid_security: false,
    security_schemes: &[],
};

struct Greet;

impl runtime::Operation for Greet {
    type Output = String;
    type ErrorCode = String;
    type ErrorBody = ();
    const INFO: &'static runtime::OperationInfo = &runtime::OperationInfo {
        id: "greet",
        method: runtime::Method::GET,
        path: "/greeting",
        idempotency_key: None,
        security: &[],
        server: None,
    };

    fn request(&self) -> Result<runtime::RequestParts, runtime::RequestError> {
        let mut request = runtime::RequestBuilder::new(Self::INFO.method.clone());
        request.path_literal(Self::INFO.path);
        request.finish()
    }

    fn output(reply: &runtime::RawResponse) -> Result<String, runtime::DecodeError> {
        reply.json()
    }

    fn error_body(_: &runtime::RawResponse) -> Option<()> {
        None
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = serve_once("\"Hello over hyper\"")?;
    let transport = Hyper(
        hyper_util::client::legacy::Client::builder(TokioExecutor::new())
            .build(HttpConnector::new()),
    );
    let client = runtime::Client::new(&API, transport).base_url(url);
    let greeting = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(client.call(Greet).into_future())?;
    println!("{greeting}");
    Ok(())
}

/// A server on this machine that answers one request, and its URL.
fn serve_once(body: &'static str) -> std::io::Result<String> {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let _ = stream.read(&mut [0; 1024])?;
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    });
    Ok(url)
}
