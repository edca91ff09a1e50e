//! The attempts of a call, over either kind of transport: the same steps, in
//! one waiting by a future and in the other by the thread.

use std::borrow::Borrow;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;

use crate::failure::{CallRecord, Failure};
use crate::hook::{AfterAttempt, BeforeAttempt};
use crate::prepare::Prepared;
use crate::reply::Reply;
use crate::retry::{Attempt, Attempts};
use crate::trace;
use crate::transport::{BlockingTransport, Limits, Transport, TransportError};

/// What the attempts of a call give.
pub(crate) type Outcome<A = Reply> = Result<(A, CallRecord), Box<Failure>>;

/// What an attempt gives: the whole reply, or one whose body is still to come.
pub(crate) trait Answer<T>: Borrow<Reply> + Send + Sized {
    /// Sends a request.
    fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Self, TransportError>> + Send;
}

/// The same on this thread.
pub(crate) trait BlockingAnswer<T>: Borrow<Reply> + Sized {
    /// Sends a request.
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError>;
}

impl<T: Transport> Answer<T> for Reply {
    fn get(
        transport: &T,
        request: Request<Bytes>,
        limits: Limits,
    ) -> impl Future<Output = Result<Self, TransportError>> + Send {
        let sending = transport.send(request, limits);
        async move { sending.await.map(Self::from) }
    }
}

impl<T: BlockingTransport> BlockingAnswer<T> for Reply {
    fn get(transport: &T, request: Request<Bytes>, limits: Limits) -> Result<Self, TransportError> {
        transport.send(request, limits).map(Self::from)
    }
}

/// Sends until there is an outcome that stands.
pub(crate) async fn run<T: Transport, A: Answer<T>>(
    transport: &T,
    prepared: Prepared,
) -> Outcome<A> {
    let span = trace::call(&prepared.record);
    trace::within(span, async {
        let mut attempts = Attempts::new(prepared.policy, transport.now());
        while let Some(attempt) = attempts.next(transport.now()) {
            let (request, limits) = prepared.attempt(attempt);
            let sent = transport.now();
            let outcome = send::<T, A>(transport, request, limits).await;
            let now = transport.now();
            match prepared.judge(outcome.as_ref().map(Borrow::borrow), &attempts, sent, now) {
                Some(wait) => transport.sleep(wait).await,
                None => return prepared.outcome(outcome, attempt, &attempts, now),
            }
        }
        Err(prepared.out_of_time(&attempts, transport.now()))
    })
    .await
}

/// Sends on this thread until there is an outcome that stands.
pub(crate) fn run_blocking<T: BlockingTransport, A: BlockingAnswer<T>>(
    transport: &T,
    prepared: &Prepared,
) -> Outcome<A> {
    let _span = trace::call(&prepared.record).entered();
    let mut attempts = Attempts::new(prepared.policy, transport.now());
    while let Some(attempt) = attempts.next(transport.now()) {
        let (request, limits) = prepared.attempt(attempt);
        let sent = transport.now();
        let outcome = A::get(transport, request, limits);
        let now = transport.now();
        match prepared.judge(outcome.as_ref().map(Borrow::borrow), &attempts, sent, now) {
            Some(wait) => transport.sleep(wait),
            None => return prepared.outcome(outcome, attempt, &attempts, now),
        }
    }
    Err(prepared.out_of_time(&attempts, transport.now()))
}

/// The response, or the end of its time, whichever comes first.
async fn send<T: Transport, A: Answer<T>>(
    transport: &T,
    request: Request<Bytes>,
    limits: Limits,
) -> Result<A, TransportError> {
    let mut response = pin!(A::get(transport, request, limits));
    let mut end = pin!(transport.sleep(limits.timeout));
    std::future::poll_fn(|context| {
        if let Poll::Ready(outcome) = response.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        end.as_mut()
            .poll(context)
            .map(|()| Err(TransportError::timeout()))
    })
    .await
}

impl Prepared {
    /// What an attempt sends: the same every time, but for what hooks add.
    fn attempt(&self, attempt: Attempt) -> (Request<Bytes>, Limits) {
        let mut request = self.request.clone();
        let (call, number) = (&self.record, attempt.number);
        self.hooks.before(BeforeAttempt {
            call,
            number,
            headers: request.headers_mut(),
        });
        (
            request,
            Limits {
                timeout: attempt.timeout,
                max_body: self.max_body,
                total: attempt.total,
            },
        )
    }

    /// Decides whether and when to try again, and tells of it.
    fn judge(
        &self,
        outcome: Result<&Reply, &TransportError>,
        attempts: &Attempts,
        sent: Instant,
        now: Instant,
    ) -> Option<Duration> {
        let retry_in = attempts.wait(outcome, now, fastrand::f64());
        let attempt = AfterAttempt {
            call: &self.record,
            number: attempts.count(),
            outcome,
            elapsed: now.saturating_duration_since(sent),
            retry_in,
        };
        trace::attempt(&attempt);
        self.hooks.after(&attempt);
        retry_in
    }
}
