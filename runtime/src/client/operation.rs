//! What an operation is to a client: data that builds a request and decodes a response.

use http::{Method, StatusCode};

use crate::json::DecodeError;
use crate::wire::{RawResponse, RequestError, RequestParts};

/// An operation with its parameters, as data: it builds the request and decodes the response, without any I/O.
///
/// The trait doesn't require operations and outputs to be `Send`, although most are: the compiler would check all types
/// of a large API once per operation.
pub trait Operation: 'static {
    /// The value of a success; `()` if it has no content.
    type Output: 'static;
    /// The error codes; `String` if the document lists none.
    type ErrorCode: for<'a> From<&'a str> + 'static;
    /// The body of errors; `()` if the document declares none.
    type ErrorBody: 'static;

    /// What is known without parameters.
    const INFO: &'static OperationInfo;

    /// Builds the request, without what the client adds: base URL, credentials, idempotency key, headers of all calls.
    ///
    /// # Errors
    ///
    /// Returns an error if a parameter or the body can't be sent.
    fn request(&self) -> Result<RequestParts, RequestError>;

    /// Returns whether [`output`](Self::output) decodes responses of a status: successes (2xx), and redirects that the
    /// document declares.
    fn is_success(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Decodes a successful response.
    ///
    /// # Errors
    ///
    /// Returns an error if the response doesn't match the document.
    fn output(response: &RawResponse) -> Result<Self::Output, DecodeError>;

    /// Decodes an error response; `None` if its body doesn't match the document.
    fn error_body(response: &RawResponse) -> Option<Self::ErrorBody>;
}

/// What is known of an operation without its parameters.
#[derive(Clone, Debug)]
pub struct OperationInfo {
    /// Its name in the document (`operationId`).
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path with its placeholders. Errors, spans and hooks show it, since it holds no parameter.
    pub path: &'static str,
    /// The operation's own server, in place of the API's.
    pub server: Option<&'static str>,
    /// The request header for an idempotency key, in lower case, if the operation takes one.
    pub idempotency_key: Option<&'static str>,
    /// Alternative sets of security schemes; empty if none is required.
    pub security: &'static [&'static [&'static str]],
}

impl OperationInfo {
    /// Returns whether sending the same request again has the effect of sending it once (RFC 9110 §9.2.2), regardless
    /// of a key.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.method.is_idempotent()
    }
}
