//! What a server has to know of an operation to stand in for it.

use std::fmt;

use super::examples::Examples;
use super::read::Unreadable;
use super::request::Request;
use super::response::MockResponse;
use openapi_bindgen_runtime::Operation;

/// An operation that a [`Server`] can stand in for.
pub trait Mocked: Operation {
    /// A call as it arrived: its parameters and its body, read back.
    type Received: Clone + fmt::Debug + Send + 'static;

    /// What the description shows of the answers.
    const EXAMPLES: Examples;

    /// Reads a call back from its request.
    ///
    /// # Errors
    ///
    /// When a parameter or the body is not what the description says.
    fn received(request: &Request) -> Result<Self::Received, Unreadable>;

    /// The answer that carries an output.
    fn response(output: &Self::Output) -> MockResponse;

    /// An error code as the API writes it.
    fn code(code: &Self::ErrorCode) -> &str;
}

/// An operation whose success the description shows, or that has no content.
pub trait HasExample: Mocked {}
