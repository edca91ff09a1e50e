//! Reads what the attempts of a call gave, as the operation's value or error.

use bytes::Bytes;
use http::Response as HttpResponse;

use super::prepared::Outcome;
use super::record::CallRecord;
use super::response::Response;
use crate::client::{Api, Config, Mismatched, Operation, trace};
use crate::error::{Error, Failure, Texts};
use crate::json::{self, DecodeError, Mismatch};
use crate::stream::{Open, Streamed};
use crate::wire::Reply;

/// The error of an operation.
pub type OperationError<O> = Error<<O as Operation>::ErrorCode, <O as Operation>::ErrorBody>;

/// What a call of an operation gives.
pub type CallResult<O> = Result<Response<<O as Operation>::Output>, OperationError<O>>;

/// Reads what the attempts gave as the operation's value or error.
pub(crate) fn read<O: Operation>(outcome: Outcome) -> CallResult<O> {
    let (reply, prepared) = outcome.map_err(Error::of::<O>)?;
    response::<O>(reply, prepared.record, &prepared.client)
}

/// The same for the value alone: what came with it is not even moved.
pub(crate) fn read_value<O: Operation>(outcome: Outcome) -> Result<O::Output, OperationError<O>> {
    let (reply, prepared) = outcome.map_err(Error::of::<O>)?;
    if prepared.record.lenient {
        return response::<O>(reply, prepared.record, &prepared.client).map(Response::into_value);
    }
    output::<O>(&reply).map_err(|cause| refused::<O>(prepared.record, reply, cause))
}

fn response<O: Operation>(reply: Reply, record: CallRecord, client: &Config) -> CallResult<O> {
    let (output, mismatches) = match record.lenient {
        true => json::leniently(|| output::<O>(&reply)),
        false => (output::<O>(&reply), Vec::new()),
    };
    match output {
        Ok(value) => {
            report(&record, &mismatches, client);
            Ok(Response::new(value, reply, record).with_mismatches(mismatches))
        }
        Err(cause) => Err(refused::<O>(record, reply, cause)),
    }
}

/// Tells hooks and traces what is read as absent.
fn report(record: &CallRecord, mismatches: &[Mismatch], client: &Config) {
    if mismatches.is_empty() {
        return;
    }
    let response = Mismatched {
        call: record,
        mismatches,
    };
    client.hooks.mismatched(&response);
    trace::mismatched(&response);
}

/// The value of a success; `None` for what is no success.
fn output<O: Operation>(reply: &Reply) -> Result<O::Output, Option<DecodeError>> {
    if O::is_success(reply.status()) {
        O::output(reply).map_err(Some)
    } else {
        Err(None)
    }
}

#[cold]
fn refused<O: Operation>(
    record: CallRecord,
    reply: Reply,
    cause: Option<DecodeError>,
) -> OperationError<O> {
    Error::of::<O>(match cause {
        Some(error) if is_error::<O>(record.api, &reply, &error) => Failure::status(record, reply),
        Some(error) => Failure::decode(record, reply, error),
        None => Failure::status(record, reply),
    })
}

/// Whether an answer that its status calls a success, and that can't be read as
/// one, is the error that the description has. Where that error's type takes
/// any object, this one has to say a code or a message, and to lack what a
/// success has, to be it.
fn is_error<O: Operation>(api: &Api, reply: &Reply, refusal: &DecodeError) -> bool {
    let takes_any = || {
        let empty = Bytes::from_static(b"{}");
        let any = Reply::new(reply.status(), reply.headers().clone(), empty);
        O::error_body(&any).is_some()
    };
    let is_of_all = || !refusal.path().contains(['.', '[']);
    O::error_body(reply).is_some()
        && (!takes_any() || is_of_all() && Texts::read(api, reply).say_something())
}

/// Reads what the attempts gave as a success whose body is still to come, or
/// as the operation's error.
pub(crate) fn read_head<O: Operation, B, S>(
    outcome: Outcome<Streamed<B>>,
    open: impl FnOnce(Open<B>, Reply, CallRecord) -> S,
) -> Result<Response<S>, OperationError<O>> {
    let (Streamed { head, body }, prepared) = outcome.map_err(Error::of::<O>)?;
    let record = prepared.record;
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
    client: &Config,
    answer: HttpResponse<Bytes>,
) -> CallResult<O> {
    response::<O>(Reply::from(answer), record, client)
}
