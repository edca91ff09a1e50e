//! The attempts of a call, over either kind of transport: the same steps, in
//! one waiting by a future and in the other by the thread.

use std::borrow::Borrow;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::attempt::{AttemptOutput, BlockingAttemptOutput};
use super::prepared::{CallOutcome, Ended, Prepared};
use super::retry::Attempts;
use crate::client::trace;
use crate::transport::{BlockingTransport, Transport, TransportError};

/// Sends until there is an outcome that stands.
///
/// No `async fn` on the way of a request takes it as a parameter: a future
/// keeps room for what it was given and once more for what becomes of it, and
/// awaiting a call allocates its future.
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
                // Hooks may take their time: it is not the attempt's.
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

/// Sends on this thread until there is an outcome that stands.
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

/// The response, or the end of its time, whichever comes first.
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
