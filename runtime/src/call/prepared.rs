//! A request that is complete, and the call that it is of: what every attempt sends, and how the last one ends the call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, Uri};

use super::record::CallRecord;
use super::retry::{Attempt, Attempts, Policy};
use crate::client::{AfterAttempt, BeforeAttempt, Config, trace};
use crate::error::{ErrorKind, Failure};
use crate::transport::{Limits, TransportError, TransportErrorKind};
use crate::wire::{Headers, Reply};

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
pub(crate) type Outcome<A = Reply> = Result<(A, Box<Prepared>), Box<Failure>>;

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
    pub(super) fn judge(
        &self,
        outcome: Result<&Reply, &TransportError>,
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

    /// The same, once its attempts are over.
    pub(super) fn ended(mut self: Box<Self>, attempts: u32, elapsed: Duration) -> Box<Self> {
        self.record.attempts = attempts;
        self.record.elapsed = elapsed;
        self
    }

    /// The outcome of the last attempt, as that of the call.
    pub(super) fn with<A>(
        self: Box<Self>,
        outcome: Result<A, TransportError>,
        attempt: Attempt,
    ) -> Outcome<A> {
        let error = match outcome {
            Ok(answer) => return Ok((answer, self)),
            Err(error) => error,
        };
        let is_deadline = attempt.is_last_moment && error.kind() == TransportErrorKind::Timeout;
        let mut failure = Failure::transport(self.record, error);
        if is_deadline {
            failure.kind = ErrorKind::Deadline;
        }
        Err(failure)
    }

    /// The call's time was up before an attempt could be made.
    pub(super) fn out_of_time(self: Box<Self>) -> Box<Failure> {
        Box::new(Failure {
            kind: ErrorKind::Deadline,
            cause: None,
            reply: None,
            call: self.record,
        })
    }
}
