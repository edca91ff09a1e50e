//! The attempts of a call, over either kind of transport.

use std::pin::pin;
use std::task::Poll;

use crate::error::{CallRecord, Failure};
use crate::prepare::Prepared;
use crate::reply::Reply;
use crate::retry::{Attempt, Attempts};
use crate::transport::{BlockingTransport, Limits, Transport, TransportError};

/// Sends until there is an outcome that stands.
pub(crate) async fn run<T: Transport>(
    transport: &T,
    prepared: Prepared,
) -> Result<(Reply, CallRecord), Box<Failure>> {
    let mut attempts = Attempts::new(prepared.policy, transport.now());
    while let Some(attempt) = attempts.next(transport.now()) {
        let outcome = attempt_once(transport, &prepared, attempt).await;
        let now = transport.now();
        match attempts.wait(outcome.as_ref(), now, fastrand::f64()) {
            Some(wait) => transport.sleep(wait).await,
            None => return prepared.outcome(outcome, attempt, &attempts, now),
        }
    }
    Err(prepared.out_of_time(&attempts, transport.now()))
}

/// The response, or the end of its time, whichever comes first.
async fn attempt_once<T: Transport>(
    transport: &T,
    prepared: &Prepared,
    attempt: Attempt,
) -> Result<Reply, TransportError> {
    let limits = Limits {
        timeout: attempt.timeout,
        max_body: prepared.max_body,
    };
    let mut response = pin!(transport.send(prepared.request.clone(), limits));
    let mut end = pin!(transport.sleep(attempt.timeout));
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

/// Sends on this thread until there is an outcome that stands.
pub(crate) fn run_blocking<T: BlockingTransport>(
    transport: &T,
    prepared: &Prepared,
) -> Result<(Reply, CallRecord), Box<Failure>> {
    let mut attempts = Attempts::new(prepared.policy, transport.now());
    while let Some(attempt) = attempts.next(transport.now()) {
        let limits = Limits {
            timeout: attempt.timeout,
            max_body: prepared.max_body,
        };
        let outcome = transport
            .send(prepared.request.clone(), limits)
            .map(Reply::from);
        let now = transport.now();
        match attempts.wait(outcome.as_ref(), now, fastrand::f64()) {
            Some(wait) => transport.sleep(wait),
            None => return prepared.outcome(outcome, attempt, &attempts, now),
        }
    }
    Err(prepared.out_of_time(&attempts, transport.now()))
}
