//! What became of a call once its attempts are over.

use std::time::Instant;

use bytes::Bytes;
use http::Response as HttpResponse;

use crate::error::{Error, ErrorKind};
use crate::failure::{CallRecord, Failure};
use crate::operation::Operation;
use crate::prepare::Prepared;
use crate::reply::Reply;
use crate::response::Response;
use crate::retry::{Attempt, Attempts};
use crate::run::Outcome;
use crate::stream::{Open, Streamed};
use crate::transport::{TransportError, TransportErrorKind};

/// The error of an operation.
pub type OperationError<O> = Error<<O as Operation>::ErrorCode, <O as Operation>::ErrorBody>;

/// What a call of an operation gives.
pub type CallResult<O> = Result<Response<<O as Operation>::Output>, OperationError<O>>;

impl Prepared {
    fn record(&self, attempts: &Attempts, now: Instant) -> CallRecord {
        CallRecord {
            attempts: attempts.count(),
            elapsed: attempts.elapsed(now),
            ..self.record.clone()
        }
    }

    /// The outcome of the last attempt, as that of the call.
    pub(crate) fn outcome<A>(
        &self,
        outcome: Result<A, TransportError>,
        attempt: Attempt,
        attempts: &Attempts,
        now: Instant,
    ) -> Outcome<A> {
        let record = self.record(attempts, now);
        let error = match outcome {
            Ok(answer) => return Ok((answer, record)),
            Err(error) => error,
        };
        let is_deadline = attempt.is_last_moment && error.kind() == TransportErrorKind::Timeout;
        let mut failure = Failure::transport(record, error);
        if is_deadline {
            failure.kind = ErrorKind::Deadline;
        }
        Err(failure)
    }

    /// The call's time was up before an attempt could be made.
    pub(crate) fn out_of_time(&self, attempts: &Attempts, now: Instant) -> Box<Failure> {
        let record = self.record(attempts, now);
        Box::new(Failure {
            kind: ErrorKind::Deadline,
            cause: None,
            reply: None,
            call: record,
        })
    }
}

/// Reads what the attempts gave as the operation's value or error.
pub(crate) fn read<O: Operation>(outcome: Outcome) -> CallResult<O> {
    let (reply, record) = outcome.map_err(Error::of::<O>)?;
    if !reply.status().is_success() {
        return Err(Error::of::<O>(Failure::status(record, reply)));
    }
    match O::output(&reply) {
        Ok(value) => Ok(Response::new(value, reply, record)),
        Err(error) => Err(Error::of::<O>(Failure::decode(record, reply, error))),
    }
}

/// Reads what the attempts gave as a success whose body is still to come, or
/// as the operation's error.
pub(crate) fn read_head<O: Operation, B, S>(
    outcome: Outcome<Streamed<B>>,
    open: impl FnOnce(Open<B>, Reply, CallRecord) -> S,
) -> Result<Response<S>, OperationError<O>> {
    let (Streamed { head, body }, record) = outcome.map_err(Error::of::<O>)?;
    match body {
        Some(body) => {
            let stream = open(body, head.clone(), record.clone());
            Ok(Response::new(stream, head, record))
        }
        None => Err(Error::of::<O>(Failure::status(record, head))),
    }
}

/// Reads a response that came by other ways than a client's transport.
pub(crate) fn read_response<O: Operation>(
    record: CallRecord,
    response: HttpResponse<Bytes>,
) -> CallResult<O> {
    read::<O>(Ok((Reply::from(response), record)))
}
