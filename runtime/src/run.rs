//! The attempts of a call, over either kind of transport: the same steps, in
//! one waiting by a future and in the other by the thread.

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
pub(crate) type Outcome = Result<(Reply, CallRecord), Box<Failure>>;

/// Sends until there is an outcome that stands.
pub(crate) async fn run<T: Transport>(transport: &T, prepared: Prepared) -> Outcome {
    let span = trace::call(&prepared.record);
    trace::within(span, async {
        let mut attempts = Attempts::new(prepared.policy, transport.now());
        while let Some(attempt) = attempts.next(transport.now()) {
            let (request, limits) = prepared.attempt(attempt);
            let sent = transport.now();
            let outcome = send(transport, request, limits).await;
            let now = transport.now();
            match prepared.judge(outcome.as_ref(), &attempts, sent, now) {
                Some(wait) => transport.sleep(wait).await,
                None => return prepared.outcome(outcome, attempt, &attempts, now),
            }
        }
        Err(prepared.out_of_time(&attempts, transport.now()))
    })
    .await
}

/// Sends on this thread until there is an outcome that stands.
pub(crate) fn run_blocking<T: BlockingTransport>(transport: &T, prepared: &Prepared) -> Outcome {
    let _span = trace::call(&prepared.record).entered();
    let mut attempts = Attempts::new(prepared.policy, transport.now());
    while let Some(attempt) = attempts.next(transport.now()) {
        let (request, limits) = prepared.attempt(attempt);
        let sent = transport.now();
        let outcome = transport.send(request, limits).map(Reply::from);
        let now = transport.now();
        match prepared.judge(outcome.as_ref(), &attempts, sent, now) {
            Some(wait) => transport.sleep(wait),
            None => return prepared.outcome(outcome, attempt, &attempts, now),
        }
    }
    Err(prepared.out_of_time(&attempts, transport.now()))
}

/// The response, or the end of its time, whichever comes first.
async fn send<T: Transport>(
    transport: &T,
    request: Request<Bytes>,
    limits: Limits,
) -> Result<Reply, TransportError> {
    let mut response = pin!(transport.send(request, limits));
    let mut end = pin!(transport.sleep(limits.timeout));
    std::future::poll_fn(|context| {
        if let Poll::Ready(outcome) = response.as_mut().poll(context) {
            return Poll::Ready(outcome.map(Reply::from));
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
