//! Transports for tests: one over another that does not wait between
//! attempts, and two without any network, on a clock of their own.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use openapi_bindgen_runtime::{
    BlockingTransport, BodyReader, BodyStream, Bytes, Limits, StatusCode, Transport,
    TransportError, TransportErrorKind,
};

type Request = http::Request<Bytes>;
type Response = http::Response<Bytes>;

/// The transport inside, with the waits between attempts left out.
#[derive(Clone)]
pub struct NoWait<T> {
    inner: T,
    is_sending: Arc<AtomicBool>,
}

impl<T> NoWait<T> {
    pub fn over(inner: T) -> Self {
        Self {
            inner,
            is_sending: Arc::default(),
        }
    }
}

impl<T: Transport> Transport for NoWait<T> {
    async fn send(&self, request: Request, limits: Limits) -> Result<Response, TransportError> {
        self.is_sending.store(true, Ordering::SeqCst);
        let response = self.inner.send(request, limits).await;
        self.is_sending.store(false, Ordering::SeqCst);
        response
    }

    async fn send_streaming(
        &self,
        request: Request,
        limits: Limits,
    ) -> Result<http::Response<BodyStream>, TransportError> {
        self.is_sending.store(true, Ordering::SeqCst);
        let response = self.inner.send_streaming(request, limits).await;
        // What waits for the body of a success waits for the server.
        let is_open = response
            .as_ref()
            .is_ok_and(|head| head.status().is_success());
        self.is_sending.store(is_open, Ordering::SeqCst);
        response
    }

    async fn sleep(&self, duration: Duration) {
        if self.is_sending.load(Ordering::SeqCst) {
            self.inner.sleep(duration).await;
            self.is_sending.store(false, Ordering::SeqCst);
        }
    }
}

impl<T: BlockingTransport> BlockingTransport for NoWait<T> {
    fn send(&self, request: Request, limits: Limits) -> Result<Response, TransportError> {
        self.inner.send(request, limits)
    }

    fn send_streaming(
        &self,
        request: Request,
        limits: Limits,
    ) -> Result<http::Response<BodyReader>, TransportError> {
        self.inner.send_streaming(request, limits)
    }

    fn sleep(&self, _: Duration) {}
}

/// What becomes of an attempt without network, after a time.
#[derive(Clone, Debug)]
pub enum Fate {
    Reply(u16, &'static [(&'static str, &'static str)], &'static str),
    Fails(TransportErrorKind),
    /// Neither answers nor fails.
    Hangs,
}

/// Plays a script, on tokio's clock. The last step repeats.
#[derive(Clone)]
pub struct Script(Arc<Inner>);

struct Inner {
    steps: Mutex<VecDeque<(Duration, Fate)>>,
    sent: Mutex<Vec<Request>>,
    start: Instant,
    /// The clock of blocking calls.
    passed: Mutex<Duration>,
}

impl Script {
    pub fn new(steps: impl IntoIterator<Item = (Duration, Fate)>) -> Self {
        Self(Arc::new(Inner {
            steps: Mutex::new(steps.into_iter().collect()),
            sent: Mutex::default(),
            start: Instant::now(),
            passed: Mutex::default(),
        }))
    }

    pub fn at_once(fates: impl IntoIterator<Item = Fate>) -> Self {
        Self::new(fates.into_iter().map(|fate| (Duration::ZERO, fate)))
    }

    pub fn sent(&self) -> Vec<Request> {
        self.0.sent.lock().unwrap().clone()
    }

    fn next(&self, request: Request) -> (Duration, Fate) {
        self.0.sent.lock().unwrap().push(request);
        let mut steps = self.0.steps.lock().unwrap();
        if steps.len() > 1 {
            steps.pop_front().unwrap()
        } else {
            steps[0].clone()
        }
    }
}

fn outcome(fate: Fate) -> Result<Response, TransportError> {
    match fate {
        Fate::Reply(status, headers, body) => {
            let mut response =
                http::Response::builder().status(StatusCode::from_u16(status).unwrap());
            for (name, value) in headers {
                response = response.header(*name, *value);
            }
            Ok(response.body(Bytes::from_static(body.as_bytes())).unwrap())
        }
        Fate::Fails(kind) => Err(TransportError::new(kind, "by script")),
        Fate::Hangs => Err(TransportError::timeout()),
    }
}

impl Transport for Script {
    async fn send(&self, request: Request, _: Limits) -> Result<Response, TransportError> {
        let (time, fate) = self.next(request);
        tokio::time::sleep(time).await;
        if matches!(fate, Fate::Hangs) {
            std::future::pending::<()>().await;
        }
        outcome(fate)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

/// [`Script`] for blocking calls, on a clock that only it moves.
#[derive(Clone)]
pub struct BlockingScript(pub Script);

impl BlockingTransport for BlockingScript {
    fn send(&self, request: Request, limits: Limits) -> Result<Response, TransportError> {
        let (time, fate) = self.0.next(request);
        if time >= limits.timeout || matches!(fate, Fate::Hangs) {
            self.sleep(limits.timeout);
            return Err(TransportError::timeout());
        }
        self.sleep(time);
        outcome(fate)
    }

    fn sleep(&self, duration: Duration) {
        *self.0.0.passed.lock().unwrap() += duration;
    }

    fn now(&self) -> Instant {
        self.0.0.start + *self.0.0.passed.lock().unwrap()
    }
}
