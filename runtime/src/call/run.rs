//! Makes the attempts of a call, over async and blocking transports. Both loops take the same steps.

use std::borrow::Borrow;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::prepared::{CallOutcome, Ended, Prepared};
use super::retry::Attempts;
use crate::client::trace;
use crate::transport::{
    AttemptOutput, BlockingAttemptOutput, BlockingTransport, Transport, TransportError,
};

/// Sends requests until an outcome is final.
///
/// No `async fn` takes a request as a parameter on the way: its future would hold the parameter twice, and awaiting a
/// call allocates the future.
pub(crate) async fn run<T: Transport, A: AttemptOutput<T>>(
    transport: &T,
    prepared: Box<Prepared>,
) -> CallOutcome<A> {
    let span = trace::call(&prepared.record);
    trace::within(span, async {
        let mut now = transport.now();
        let mut attempts = Attempts::new(&prepared.policy, now);
        while let Some(attempt) = attempts.next(now) {
            let (request, limits) = prepared.attempt(attempt);
            let outcome = {
                let mut response = pin!(A::get(transport, request, limits));
                // The time that hooks take isn't the attempt's.
                let start = match prepared.client.hooks.is_empty() {
                    true => now,
                    false => transport.now(),
                };
                let mut end = pin!(transport.sleep_from(start, limits.timeout));
                poll_fn(|context| first(response.as_mut(), end.as_mut(), context)).await
            };
            let sent = std::mem::replace(&mut now, transport.now());
            let outcome = outcome.map(A::of);
            match prepared.decide_retry(outcome.as_ref().map(Borrow::borrow), &attempts, sent, now)
            {
                Some(wait) => transport.sleep(wait).await,
                None => {
                    let ended = Ended::new(&attempts, now);
                    return prepared.finish(outcome, attempt, &ended);
                }
            }
            now = transport.now();
        }
        let ended = Ended::new(&attempts, now);
        Err(prepared.deadline_exceeded(&ended))
    })
    .await
}

/// Sends requests on this thread until an outcome is final.
pub(crate) fn run_blocking<T: BlockingTransport, A: BlockingAttemptOutput<T>>(
    transport: &T,
    prepared: Box<Prepared>,
) -> CallOutcome<A> {
    let _span = trace::call(&prepared.record).entered();
    let mut now = transport.now();
    let mut attempts = Attempts::new(&prepared.policy, now);
    while let Some(attempt) = attempts.next(now) {
        let (request, limits) = prepared.attempt(attempt);
        let outcome = A::get(transport, request, limits);
        let sent = std::mem::replace(&mut now, transport.now());
        match prepared.decide_retry(outcome.as_ref().map(Borrow::borrow), &attempts, sent, now) {
            Some(wait) => transport.sleep(wait),
            None => {
                let ended = Ended::new(&attempts, now);
                return prepared.finish(outcome, attempt, &ended);
            }
        }
        now = transport.now();
    }
    let ended = Ended::new(&attempts, now);
    Err(prepared.deadline_exceeded(&ended))
}

/// Returns the response or the timeout, whichever comes first.
fn first<S>(
    response: Pin<&mut impl Future<Output = Result<S, TransportError>>>,
    end: Pin<&mut impl Future<Output = ()>>,
    context: &mut Context<'_>,
) -> Poll<Result<S, TransportError>> {
    let response = response.poll(context);
    if response.is_ready() {
        return response;
    }
    end.poll(context).map(|()| Err(TransportError::timeout()))
}
