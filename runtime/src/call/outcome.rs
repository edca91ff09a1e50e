//! Decodes the outcome of a call's attempts into the operation's value or error.

use bytes::Bytes;
use http::Response as HttpResponse;

use super::prepared::CallOutcome;
use super::response::Response;
use crate::client::{Api, CallRecord, Config, Mismatched, Operation, trace};
use crate::error::{Error, ErrorContext, ErrorDetails};
use crate::json::{self, DecodeError, Mismatch};
use crate::stream::{OpenBody, StreamedResponse};
use crate::wire::RawResponse;

/// The error type of an operation.
pub type OperationError<O> = Error<<O as Operation>::ErrorCode, <O as Operation>::ErrorBody>;

/// The result of a call.
pub type CallResult<O> = Result<Response<<O as Operation>::Output>, OperationError<O>>;

/// Decodes the outcome of the attempts.
pub(crate) fn read<O: Operation>(outcome: CallOutcome) -> CallResult<O> {
    let (response, prepared) = outcome.map_err(Error::of::<O>)?;
    decode_response::<O>(response, prepared.record, &prepared.client)
}

/// Decodes the value alone. Everything else isn't even moved.
pub(crate) fn read_value<O: Operation>(
    outcome: CallOutcome,
) -> Result<O::Output, OperationError<O>> {
    let (response, prepared) = outcome.map_err(Error::of::<O>)?;
    if prepared.record.lenient {
        return decode_response::<O>(response, prepared.record, &prepared.client)
            .map(Response::into_value);
    }
    output::<O>(&response).map_err(|reason| error_of::<O>(prepared.record, response, reason))
}

fn decode_response<O: Operation>(
    response: RawResponse,
    record: CallRecord,
    client: &Config,
) -> CallResult<O> {
    let (output, mismatches) = match record.lenient {
        true => json::decode_leniently(|| output::<O>(&response)),
        false => (output::<O>(&response), Vec::new()),
    };
    match output {
        Ok(value) => {
            report(&record, &mismatches, client);
            Ok(Response::new(value, response, record).with_mismatches(mismatches))
        }
        Err(reason) => Err(error_of::<O>(record, response, reason)),
    }
}

/// Reports to hooks and traces which fields decode as absent.
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

/// Decodes the value of a success; the error is `None` if the response isn't one.
fn output<O: Operation>(response: &RawResponse) -> Result<O::Output, Option<DecodeError>> {
    if O::is_success(response.status()) {
        O::output(response).map_err(Some)
    } else {
        Err(None)
    }
}

#[cold]
fn error_of<O: Operation>(
    record: CallRecord,
    response: RawResponse,
    reason: Option<DecodeError>,
) -> OperationError<O> {
    Error::of::<O>(match reason {
        Some(error) if is_error::<O>(record.api, &response, &error) => {
            ErrorContext::status(record, response)
        }
        Some(error) => ErrorContext::decode(record, response, error),
        None => ErrorContext::status(record, response),
    })
}

/// Returns whether a response with a success status that can't be decoded as one is the error that the document
/// declares. If the error's type accepts any object, the response also has to hold a code or a message, and to lack
/// what a success has.
fn is_error<O: Operation>(api: &Api, response: &RawResponse, error: &DecodeError) -> bool {
    let takes_any = || {
        let empty = Bytes::from_static(b"{}");
        let any = RawResponse::new(response.status(), response.headers().clone(), empty);
        O::error_body(&any).is_some()
    };
    let is_of_all = || !error.path().contains(['.', '[']);
    O::error_body(response).is_some()
        && (!takes_any() || is_of_all() && ErrorDetails::read(api, response).say_something())
}

/// Returns a success whose body is still to come, or decodes the operation's error.
pub(crate) fn read_head<O: Operation, B, S>(
    outcome: CallOutcome<StreamedResponse<B>>,
    open: impl FnOnce(OpenBody<B>, RawResponse, CallRecord) -> S,
) -> Result<Response<S>, OperationError<O>> {
    let (StreamedResponse { head, body }, prepared) = outcome.map_err(Error::of::<O>)?;
    let record = prepared.record;
    match body {
        Some(body) => {
            let stream = open(body, head.clone(), record.clone());
            Ok(Response::new(stream, head, record))
        }
        None => Err(Error::of::<O>(ErrorContext::status(record, head))),
    }
}

/// Decodes a response that didn't come through a client's transport.
pub(crate) fn read_response<O: Operation>(
    record: CallRecord,
    client: &Config,
    response: HttpResponse<Bytes>,
) -> CallResult<O> {
    decode_response::<O>(RawResponse::from(response), record, client)
}
