//! A request that is complete, and the call that it is of: what every attempt sends, and how the last one ends the call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, Uri};

use super::record::CallRecord;
use super::retry::{Attempt, Attempts, Policy};
use crate::client::{AfterAttempt, BeforeAttempt, Config, trace};
use crate::error::{ErrorContext, ErrorKind};
use crate::transport::{Limits, TransportError, TransportErrorKind};
use crate::wire::{Headers, RawResponse};

/// A request and how to send it.
pub(crate) struct Prepared {
    pub(super) method: Method,
    pub(crate) uri: Uri,
    /// In addition to the client's, and over them.
    pub(super) headers: Headers,
    pub(super) body: Bytes,
    pub(crate) record: CallRecord,
    pub(crate) policy: Policy,
    pub(crate) max_body: usize,
    pub(crate) client: Arc<Config>,
}

/// What the attempts of a call give: an answer, and the request that it is to.
pub(crate) type CallOutcome<A = RawResponse> = Result<(A, Box<Prepared>), Box<ErrorContext>>;

/// What is known of the attempts of a call once they are over: the policy that they borrow goes with the request.
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
    /// What every attempt sends: the same bytes each time.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.over(&self.client.options.headers);
        request
    }

    /// What an attempt sends: the same every time, but for what hooks add.
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

    /// Decides whether and when to try again, and tells of it.
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

    /// Ends a call whose time is up before an attempt can be made.
    pub(super) fn deadline_exceeded(self: Box<Self>, attempts: &Ended) -> Box<ErrorContext> {
        Box::new(ErrorContext {
            kind: ErrorKind::Deadline,
            source: None,
            response: None,
            call: self.ended(attempts).record,
        })
    }

    fn ended(mut self: Box<Self>, attempts: &Ended) -> Box<Self> {
        self.record.attempts = attempts.count;
        self.record.elapsed = attempts.elapsed;
        self
    }
}
