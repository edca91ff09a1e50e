//! Bodies that are read as they arrive, over both transports.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use common::server::{Server, Step, refusing_url};
use common::transports::{BlockingScript, Fate, NoWait, Script};
use common::{Create, Get, OK, SECRET, block_on, block_on_paused, client, create};
use openapi_bindgen_runtime::{
    AfterAttempt, BlockingTransport, BodyReader, BodyStream, ByteReader, ByteStream, Bytes, Error,
    ErrorKind, Hook, Limits, OperationError, ReqwestTransport, Response, Transport, TransportError,
    UreqTransport,
};

const HEAD: &str = "HTTP/1.1 200 OK\r\nrequest-id: req_1\r\ncontent-length: ";

/// What is waited for comes sooner, unless something is wrong.
const LONG: Duration = Duration::from_secs(20);

type Streamed<S> = Result<Response<S>, OperationError<Create>>;

fn awaited(url: &str) -> Streamed<ByteStream> {
    let client = client(NoWait::over(ReqwestTransport::new()), url);
    block_on(client.call(create()).send_streaming())
}

fn blocking(url: &str) -> Streamed<ByteReader> {
    let client = client(NoWait::over(UreqTransport::new()), url);
    client.call(create()).send_streaming_blocking()
}

/// The error in what a reader fails with.
fn of_reading(error: std::io::Error) -> Error {
    *error.into_inner().unwrap().downcast().unwrap()
}

/// A server whose every next part of a body waits to be let.
struct Halting {
    url: String,
    go: Sender<()>,
    /// Whether the connection was closed by the client.
    closed: Receiver<()>,
}

/// Sends the head and the first part, and each other part when it is told to.
fn halting(parts: &'static [&'static str]) -> Halting {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let ((go, wait), (tell_closed, closed)) = (channel(), channel());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_head(&stream);
        let length: usize = parts.iter().map(|part| part.len()).sum();
        write!(stream, "{HEAD}{length}\r\n\r\n").unwrap();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 && wait.recv().is_err() {
                break;
            }
            // The client may be gone.
            let _ = stream.write_all(part.as_bytes());
        }
        // The request's own body may be left to read.
        while stream.read(&mut [0; 1024]).is_ok_and(|read| read > 0) {}
        let _ = tell_closed.send(());
    });
    Halting { url, go, closed }
}

fn read_head(stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > 2 {
        line.clear();
    }
}

#[test]
fn each_part_is_there_before_the_next_is_sent() {
    let server = halting(&["first", "second"]);
    block_on(async {
        let call = client(ReqwestTransport::new(), &server.url).call(create());
        let response = call.send_streaming().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.request_id(), Some("req_1"));
        assert_eq!(response.attempts(), 1);
        assert!(response.idempotency_key().is_some());
        let mut body = response.into_value();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "first");
        server.go.send(()).unwrap();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "second");
        assert_eq!(body.chunk().await.unwrap(), None);
        assert_eq!(body.chunk().await.unwrap(), None);
    });

    let server = halting(&["first", "second"]);
    let response = blocking(&server.url).unwrap();
    assert_eq!(response.request_id(), Some("req_1"));
    let mut body = response.into_value();
    let mut first = [0; 5];
    body.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"first");
    server.go.send(()).unwrap();
    let mut rest = String::new();
    body.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "second");
}

#[test]
fn a_stream_that_is_dropped_ends_the_connection() {
    let server = halting(&["first", "second"]);
    block_on(async {
        let call = client(ReqwestTransport::new(), &server.url).call(create());
        let mut body = call.send_streaming().await.unwrap().into_value();
        body.chunk().await.unwrap();
        drop(body);
        server.go.send(()).unwrap();
        // Nothing else ends the server's reading. What closes the connection runs beside this.
        let closed = tokio::task::spawn_blocking(move || server.closed.recv_timeout(LONG));
        closed.await.unwrap().unwrap();
    });
    let server = halting(&["first", "second"]);
    let body = blocking(&server.url).unwrap().into_value();
    drop(body);
    server.go.send(()).unwrap();
    server.closed.recv_timeout(LONG).unwrap();
}

/// An error's body, a byte each time the clock has moved on.
#[derive(Clone, Default)]
struct Dripping(Arc<AtomicU64>);

impl Dripping {
    const EACH: Duration = Duration::from_millis(200);
}

impl Read for Dripping {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        assert!(
            self.0.fetch_add(1, Ordering::Relaxed) < 1000,
            "it is read on and on"
        );
        buffer[0] = b'x';
        Ok(1)
    }
}

impl BlockingTransport for Dripping {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        Err(TransportError::timeout())
    }

    fn send_streaming(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<BodyReader>, TransportError> {
        let body: BodyReader = Box::new(self.clone());
        Ok(http::Response::builder().status(500).body(body).unwrap())
    }

    fn now(&self) -> Instant {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        *START + Self::EACH * u32::try_from(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[test]
fn an_errors_body_takes_no_longer_than_an_attempt() {
    let call = client(Dripping::default(), "http://localhost").call(create());
    let call = call.retries(0).timeout(Duration::from_millis(800));
    let error = call.send_streaming_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.status().unwrap(), 500);
    assert_eq!(error.elapsed(), Duration::from_millis(800));
}

#[test]
fn no_bound_of_size_holds() {
    const SIZE: usize = 1 << 20;
    let server = Server::start(vec![Step::reply(200, vec![b'x'; SIZE])]);
    block_on(async {
        let call = client(ReqwestTransport::new(), &server.url).call(create());
        let response = call.max_response_size(10).send_streaming().await.unwrap();
        assert!(response.raw_body().is_empty());
        let (mut body, mut read) = (response.into_value(), 0);
        while let Some(chunk) = body.chunk().await.unwrap() {
            read += chunk.len();
        }
        assert_eq!(read, SIZE);
    });
    let call = client(UreqTransport::new(), &server.url).call(create());
    let response = call.max_response_size(10).send_streaming_blocking();
    let mut body = Vec::new();
    let read = response.unwrap().into_value().read_to_end(&mut body);
    assert_eq!(read.unwrap(), SIZE);
}

#[test]
fn an_error_is_read_whole_and_typed() {
    let step = Step::reply(
        404,
        r#"{"error":{"code":"not_found","message":"gone"},"hint":"h"}"#,
    );
    let server = Server::start(vec![step]);
    let check = |error: OperationError<Create>| {
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.code().unwrap().as_str(), "not_found");
        assert_eq!(error.message(), Some("gone"));
        assert_eq!(error.body().unwrap().hint, "h");
        assert_eq!(error.request_id(), Some("req_1"));
    };
    check(awaited(&server.url).unwrap_err());
    check(blocking(&server.url).unwrap_err());

    let server = Server::start(vec![Step::reply(404, vec![b'x'; 100])]);
    let call = client(ReqwestTransport::new(), &server.url).call(create());
    let error = block_on(call.max_response_size(99).send_streaming()).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
    assert_eq!(error.status().unwrap(), 404);
    let call = client(UreqTransport::new(), &server.url).call(create());
    let error = call.max_response_size(99).send_streaming_blocking();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[test]
fn attempts_are_repeated_until_there_is_a_head_and_never_after() {
    let broken = format!("{HEAD}100\r\n\r\nfirst");
    let script = || {
        vec![
            Step::reply(503, ""),
            Step::RawThenReset(String::new()),
            Step::Raw(broken.clone()),
        ]
    };
    let check = |error: Error| {
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Io, 3));
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.request_id(), Some("req_1"));
        assert_eq!(error.operation(), "Create");
        assert!(error.idempotency_key().is_some());
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains(SECRET) && !shown.contains("first"),
            "{shown}"
        );
    };
    let server = Server::start(script());
    block_on(async {
        let client = client(NoWait::over(ReqwestTransport::new()), &server.url);
        let response = client.call(create()).send_streaming().await.unwrap();
        assert_eq!(response.attempts(), 3);
        let mut body = response.into_value();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "first");
        check(body.chunk().await.unwrap_err());
        assert_eq!(body.chunk().await.unwrap(), None);
    });
    assert_same_key(&server);

    let server = Server::start(script());
    let mut body = blocking(&server.url).unwrap().into_value();
    let mut text = String::new();
    check(of_reading(body.read_to_string(&mut text).unwrap_err()));
    assert_eq!(body.read(&mut [0]).unwrap(), 0);
    assert_same_key(&server);
}

fn assert_same_key(server: &Server) {
    let requests = server.requests();
    let keys: Vec<_> = requests
        .iter()
        .map(|request| request.header("idempotency-key").unwrap())
        .collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[test]
fn what_never_answers_is_the_error_of_the_call() {
    let url = refusing_url();
    assert_eq!(awaited(&url).unwrap_err().kind(), ErrorKind::Connect);
    assert_eq!(blocking(&url).unwrap_err().kind(), ErrorKind::Connect);
}

#[test]
fn hooks_see_the_attempts() {
    #[derive(Default)]
    struct Seen(Mutex<Vec<Option<u16>>>);
    struct Tell(Arc<Seen>);
    impl Hook for Tell {
        fn after(&self, attempt: &AfterAttempt<'_>) {
            let status = attempt.status().map(|status| status.as_u16());
            self.0.0.lock().unwrap().push(status);
        }
    }
    let server = Server::start(vec![Step::reply(500, ""), Step::reply(200, "x")]);
    let seen = Arc::new(Seen::default());
    let client = client(NoWait::over(ReqwestTransport::new()), &server.url);
    let client = client.hook(Tell(Arc::clone(&seen)));
    block_on(client.call(create()).send_streaming()).unwrap();
    assert_eq!(*seen.0.lock().unwrap(), [Some(500), Some(200)]);
}

#[test]
fn a_transport_of_ones_own_needs_no_streams() {
    let script = Script::at_once([Fate::Reply(200, &[], OK)]);
    block_on_paused(async {
        let call = client(script.clone(), "http://localhost").call(Get::new());
        let mut body = call.send_streaming().await.unwrap().into_value();
        assert_eq!(body.chunk().await.unwrap().unwrap(), OK);
        assert_eq!(body.chunk().await.unwrap(), None);
        let shown = format!("{body:?}");
        assert_eq!(shown, r#"ByteStream { operation: "Get", status: 200, .. }"#);
    });
    let call = client(BlockingScript(script), "http://localhost").call(Get::new());
    let mut body = call.send_streaming_blocking().unwrap().into_value();
    let mut text = String::new();
    body.read_to_string(&mut text).unwrap();
    assert_eq!(text, OK);
}

/// Answers at once, and sends a chunk after each of these times.
#[derive(Clone)]
struct Slow(&'static [u64]);

impl Transport for Slow {
    async fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        Err(TransportError::timeout())
    }

    async fn send_streaming(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> Result<http::Response<BodyStream>, TransportError> {
        let chunks = Chunks {
            waits: self.0.iter(),
            wait: None,
        };
        Ok(http::Response::new(BodyStream::new(chunks)))
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

struct Chunks {
    waits: std::slice::Iter<'static, u64>,
    wait: Option<std::pin::Pin<Box<tokio::time::Sleep>>>,
}

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        use std::task::Poll;
        let mut wait = match self.wait.take() {
            Some(wait) => wait,
            None => match self.waits.next() {
                Some(seconds) => Box::pin(tokio::time::sleep(Duration::from_secs(*seconds))),
                None => return Poll::Ready(None),
            },
        };
        match wait.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Ok(Bytes::from_static(b"x")))),
            Poll::Pending => {
                self.wait = Some(wait);
                Poll::Pending
            }
        }
    }
}

/// The chunks that came, what ended them, and after how many seconds.
fn slow(
    waits: &'static [u64],
    timeout: u64,
    deadline: Option<u64>,
) -> (usize, Option<ErrorKind>, u64) {
    block_on_paused(async {
        let mut call = client(Slow(waits), "http://localhost").call(Get::new());
        call = call.timeout(Duration::from_secs(timeout));
        if let Some(deadline) = deadline {
            call = call.deadline(Duration::from_secs(deadline));
        }
        let start = tokio::time::Instant::now();
        let mut body = call.send_streaming().await.unwrap().into_value();
        let mut count = 0;
        let end = loop {
            match body.chunk().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => break None,
                Err(error) => {
                    assert_eq!(error.elapsed().as_secs(), start.elapsed().as_secs());
                    break Some(error.kind());
                }
            }
        };
        (count, end, start.elapsed().as_secs())
    })
}

#[test]
fn the_timeout_is_for_each_chunk_and_the_deadline_for_all() {
    assert_eq!(slow(&[9, 9, 9], 10, None), (3, None, 27));
    assert_eq!(slow(&[9, 11], 10, None), (1, Some(ErrorKind::Timeout), 19));
    assert_eq!(
        slow(&[9, 9, 9], 10, Some(20)),
        (2, Some(ErrorKind::Deadline), 20)
    );
    assert_eq!(slow(&[9, 9], 10, Some(19)), (2, None, 18));
    assert_eq!(
        slow(&[30], 80, Some(20)),
        (0, Some(ErrorKind::Deadline), 20)
    );
}

#[test]
fn a_reader_that_is_left_waiting_fails_too() {
    let stalled = format!("{HEAD}100\r\n\r\nfirst");
    for (timeout, deadline, expected) in [
        (100, None, ErrorKind::Timeout),
        (60_000, Some(300), ErrorKind::Deadline),
    ] {
        let server = Server::start(vec![Step::RawThenStall(stalled.clone())]);
        let mut call = client(UreqTransport::new(), &server.url)
            .call(create())
            .timeout(Duration::from_millis(timeout));
        if let Some(deadline) = deadline {
            call = call.deadline(Duration::from_millis(deadline));
        }
        let mut body = call.send_streaming_blocking().unwrap().into_value();
        let error = body.read_to_string(&mut String::new()).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
        assert_eq!(of_reading(error).kind(), expected);
    }
}

#[test]
fn a_head_that_never_comes_is_a_timeout() {
    let server = Server::start(vec![Step::RawThenStall(String::new())]);
    let timeout = Duration::from_millis(50);
    let call = client(UreqTransport::new(), &server.url).call(create());
    let error = call.timeout(timeout).retries(0).send_streaming_blocking();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    let call = client(ReqwestTransport::new(), &server.url).call(create());
    let error = block_on(call.timeout(timeout).retries(0).send_streaming());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
}
