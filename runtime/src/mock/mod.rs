//! A server on loopback in place of an API, for the tests of programs that
//! call it (feature `mock`).
//!
//! Generated crates wrap it by [`mock!`](crate::mock!) in a type of their own,
//! with a method an operation. It runs on a thread of its own, so that awaited
//! and blocking calls both reach it, and it ends when it is dropped.

mod answer;
mod endpoint;
mod macros;
mod read;
mod request;
mod route;
mod script;
mod server;
mod state;

pub use answer::Answer;
pub use endpoint::{Configured, Endpoint};
pub use read::{Parameter, Unreadable, json, list, value};
pub use request::{Request, Unexpected};
pub use route::Route;
pub use server::Server;

use std::fmt;

use crate::api::{SecurityKind, SecurityScheme};
use crate::operation::Operation;
use crate::types::SecretKey;

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
    fn answer(output: &Self::Output) -> Answer;

    /// An error code as the API writes it.
    fn code(code: &Self::ErrorCode) -> &str;
}

/// An operation whose success the description shows, or that has no content.
pub trait HasExample: Mocked {}

/// What a description shows of an operation's answers.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// The success.
    pub success: Option<Example>,
    /// The error codes that the description lists.
    pub failures: &'static [Failure],
}

/// An answer of the description.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The status.
    pub status: u16,
    /// The media type; empty where there is no content.
    pub content_type: &'static str,
    /// The content.
    pub body: &'static str,
}

/// An error code of the description.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// As the API writes it.
    pub code: &'static str,
    /// The status that it comes with.
    pub status: u16,
    /// What it says, for people.
    pub message: &'static str,
    /// The description's own body with this code.
    pub example: Option<Example>,
}

/// A credential that no API would take.
pub fn credential(scheme: &SecurityScheme) -> SecretKey {
    match scheme.kind {
        SecurityKind::Basic => SecretKey::basic("mock_user", "mock_password"),
        _ => SecretKey::from("mock_key"),
    }
}
