//! What an operation is to a client: data that makes a request and reads a response.

use crate::json::DecodeError;
use crate::wire::{RawResponse, RequestError, RequestParts};
use http::{Method, StatusCode};

/// One operation of an API with its parameters, as data: it says what to send
/// and reads what came back, and does no I/O.
///
/// Operations and what they give are `Send` where their parts are; the trait
/// doesn't ask for it, since the compiler would go through all types of a large
/// API once an operation.
pub trait Operation: 'static {
    /// What a success gives; `()` where it has no content.
    type Output: 'static;
    /// The codes of its errors; `String` where the description lists none.
    type ErrorCode: for<'a> From<&'a str> + 'static;
    /// The body of its errors; `()` where the description has none.
    type ErrorBody: 'static;

    /// What is known without parameters.
    const INFO: &'static OperationInfo;

    /// The request, without what the client adds: base URL, credentials,
    /// idempotency key, pinned headers.
    ///
    /// # Errors
    ///
    /// When a parameter or the body can't be sent.
    fn request(&self) -> Result<RequestParts, RequestError>;

    /// Whether a status is an answer, for [`output`](Self::output) to read:
    /// a success (2xx), or a redirect that the description has.
    fn is_success(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Reads the response of a success.
    ///
    /// # Errors
    ///
    /// When the response is not what the description says.
    fn output(response: &RawResponse) -> Result<Self::Output, DecodeError>;

    /// Reads the response of an error; `None` where its body is not what the
    /// description says.
    fn error_body(response: &RawResponse) -> Option<Self::ErrorBody>;
}

/// What is known of an operation without its parameters.
#[derive(Clone, Debug)]
pub struct OperationInfo {
    /// Its name in the description (`operationId`).
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path with its placeholders: errors, spans and hooks name it, as it
    /// holds nothing of the parameters.
    pub path: &'static str,
    /// A server of the operation's own, in place of the API's.
    pub server: Option<&'static str>,
    /// The request header that carries an idempotency key, in lower case,
    /// where the operation has one.
    pub idempotency_key: Option<&'static str>,
    /// Alternatives of sets of names of security schemes; empty where none is
    /// needed.
    pub security: &'static [&'static [&'static str]],
}

impl OperationInfo {
    /// Whether sending the same request again does no more than sending it
    /// once (RFC 9110 §9.2.2), a key aside.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }
}
