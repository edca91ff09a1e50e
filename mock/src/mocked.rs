//! What a mock server needs to know about an operation.

use std::fmt;

use openapi_bindgen_runtime::Operation;

use super::examples::Examples;
use super::read::Unreadable;
use super::request::Request;
use super::response::MockResponse;

/// An operation that a [`Server`](crate::Server) can mock.
pub trait Mocked: Operation {
    /// A call as it arrived: its decoded parameters and body.
    type Received: Clone + fmt::Debug + Send + 'static;

    /// The responses that the document shows.
    const EXAMPLES: Examples;

    /// Decodes a call from its request.
    ///
    /// # Errors
    ///
    /// Returns an error if a parameter or the body doesn't match the document.
    fn received(request: &Request) -> Result<Self::Received, Unreadable>;

    /// Returns the response that carries an output.
    fn response(output: &Self::Output) -> MockResponse;

    /// Returns an error code as the API writes it.
    fn code(code: &Self::ErrorCode) -> &str;
}

/// An operation with a default response: the document shows its success, or it has no content.
pub trait HasExample: Mocked {}
