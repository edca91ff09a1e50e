//! A complete request with its call: what every attempt sends, and how the last attempt ends the call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, Uri};

use super::retry::{Attempt, Attempts, Policy};
use crate::client::{AfterAttempt, BeforeAttempt, CallRecord, Config, trace};
use crate::error::{ErrorContext, ErrorKind};
use crate::transport::{Limits, TransportError, TransportErrorKind};
use crate::wire::{Headers, RawResponse};

/// A complete request, and how to send it.
pub(crate) struct Prepared {
    pub(super) method: Method,
    pub(crate) uri: Uri,
    /// The headers beside the client's; they take precedence.
    pub(super) headers: Headers,
    pub(super) body: Bytes,
    pub(crate) record: CallRecord,
    pub(crate) policy: Policy,
    pub(crate) max_body: usize,
    pub(crate) client: Arc<Config>,
}

/// The outcome of all attempts: what the last one returned, with the request, or an error.
pub(crate) type CallOutcome<A = RawResponse> = Result<(A, Box<Prepared>), Box<ErrorContext>>;

/// The attempts of a call that is over.
pub(super) struct Ended {
    count: u32,
    elapsed: Duration,
}

impl Ended {
    pub(super) fn new(attempts: &Attempts<'_>, now: Instant) -> Self {
        Self {
            count: attempts.count(),
            elapsed: attempts.elapsed(now),
        }
    }
}

impl Prepared {
    /// Returns the request of every attempt, with the same bytes each time.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.over(&self.client.options.headers);
        request
    }

    /// Returns the request of an attempt. Only hooks make a difference between attempts.
    pub(super) fn attempt(&self, attempt: Attempt) -> (Request<Bytes>, Limits) {
        let mut request = self.request();
        let (call, number) = (&self.record, attempt.number);
        self.client.hooks.before(BeforeAttempt {
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

    /// Decides whether and when to retry, and reports the attempt to hooks and traces.
    pub(super) fn decide_retry(
        &self,
        outcome: Result<&RawResponse, &TransportError>,
        attempts: &Attempts<'_>,
        sent: Instant,
        now: Instant,
    ) -> Option<Duration> {
        let retry_in = attempts.wait(outcome, now, fastrand::f64);
        let attempt = AfterAttempt {
            call: &self.record,
            number: attempts.count(),
            outcome,
            elapsed: now.saturating_duration_since(sent),
            retry_in,
        };
        trace::attempt(&attempt);
        self.client.hooks.after(&attempt);
        retry_in
    }

    /// Ends the call with the outcome of its last attempt.
    pub(super) fn finish<A>(
        self: Box<Self>,
        outcome: Result<A, TransportError>,
        attempt: Attempt,
        attempts: &Ended,
    ) -> CallOutcome<A> {
        let prepared = self.ended(attempts);
        let error = match outcome {
            Ok(output) => return Ok((output, prepared)),
            Err(error) => error,
        };
        let is_deadline = attempt.is_last_moment && error.kind() == TransportErrorKind::Timeout;
        let mut context = ErrorContext::transport(prepared.record, error);
        if is_deadline {
            context.kind = ErrorKind::Deadline;
        }
        Err(context)
    }

    /// Ends a call whose deadline passed before an attempt could start.
    pub(super) fn deadline_exceeded(self: Box<Self>, attempts: &Ended) -> Box<ErrorContext> {
        ErrorContext::deadline(self.ended(attempts).record)
    }

    fn ended(mut self: Box<Self>, attempts: &Ended) -> Box<Self> {
        self.record.attempts = attempts.count;
        self.record.elapsed = attempts.elapsed;
        self
    }
}
