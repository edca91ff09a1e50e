//! A server on loopback in place of an API, for the tests of programs that
//! call it.
//!
//! Generated crates wrap it by [`mock!`] in a type of their own,
//! with a method an operation. It runs on a thread of its own, so that awaited
//! and blocking calls both reach it, and it ends when it is dropped.

#[macro_use]
mod macros;

mod credential;
mod endpoint;
mod examples;
mod mocked;
mod read;
mod request;
mod response;
mod route;
mod script;
mod server;
mod state;

pub use credential::credential;
pub use endpoint::{Configured, Endpoint};
pub use examples::{ErrorExample, Example, Examples};
pub use mocked::{HasExample, Mocked};
pub use read::{Parameter, Unreadable, json, list, value};
pub use request::{Request, Unexpected};
pub use response::MockResponse;
pub use route::Route;
pub use server::Server;
