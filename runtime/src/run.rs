//! The attempts of a call, over either kind of transport: the same steps, in
//! one waiting by a future and in the other by the thread.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

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
///
/// The request is no parameter of an `async fn` on its way: a future keeps
/// room for what it was given and once more for what becomes of it, and each
/// call allocates its future.
pub(crate) async fn run<T: Transport>(transport: &T, prepared: &Prepared) -> Outcome {
    let span = trace::call(&prepared.record);
    trace::within(span, async {
        let mut now = transport.now();
        let mut attempts = Attempts::new(prepared.policy, now);
        while let Some(attempt) = attempts.next(now) {
            let (request, limits) = prepared.attempt(attempt);
            let outcome = {
                let mut response = pin!(transport.send(request, limits));
                let mut end = pin!(transport.sleep(limits.timeout));
                poll_fn(|context| first(response.as_mut(), end.as_mut(), context)).await
            };
            let sent = std::mem::replace(&mut now, transport.now());
            match prepared.judge(outcome.as_ref(), &attempts, sent, now) {
                Some(wait) => transport.sleep(wait).await,
                None => return prepared.outcome(outcome, attempt, &attempts, now),
            }
            now = transport.now();
        }
        Err(prepared.out_of_time(&attempts, now))
    })
    .await
}

/// Sends on this thread until there is an outcome that stands.
pub(crate) fn run_blocking<T: BlockingTransport>(transport: &T, prepared: &Prepared) -> Outcome {
    let _span = trace::call(&prepared.record).entered();
    let mut now = transport.now();
    let mut attempts = Attempts::new(prepared.policy, now);
    while let Some(attempt) = attempts.next(now) {
        let (request, limits) = prepared.attempt(attempt);
        let outcome = transport.send(request, limits).map(Reply::from);
        let sent = std::mem::replace(&mut now, transport.now());
        match prepared.judge(outcome.as_ref(), &attempts, sent, now) {
            Some(wait) => transport.sleep(wait),
            None => return prepared.outcome(outcome, attempt, &attempts, now),
        }
        now = transport.now();
    }
    Err(prepared.out_of_time(&attempts, now))
}

/// The response, or the end of its time, whichever comes first.
fn first(
    response: Pin<&mut impl Future<Output = Result<Response<Bytes>, TransportError>>>,
    end: Pin<&mut impl Future<Output = ()>>,
    context: &mut Context<'_>,
) -> Poll<Result<Reply, TransportError>> {
    if let Poll::Ready(outcome) = response.poll(context) {
        return Poll::Ready(outcome.map(Reply::from));
    }
    end.poll(context).map(|()| Err(TransportError::timeout()))
}

impl Prepared {
    /// What an attempt sends: the same every time, but for what hooks add.
    fn attempt(&self, attempt: Attempt) -> (Request<Bytes>, Limits) {
        let mut request = self.request();
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
