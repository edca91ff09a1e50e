//! Typed mock servers for tests of programs that call an API.
//!
//! Generated crates declare a mock of their own with [`mock!`], with one method per operation. A mock listens on
//! loopback, on a thread of its own: both async and blocking calls reach it. Dropping it ends it.
//!
//! ```ignore
//! let mock = Mock::start()?;
//! mock.get_pet().replies(Pet::new("Rex")).then().fails(GetPetErrorCode::NotFound);
//!
//! let client = mock.client();
//! assert_eq!(client.get_pet("1").await?.name, "Rex");
//! assert_eq!(client.get_pet("2").await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
//! assert_eq!(mock.get_pet().calls().len(), 2);
//! assert!(mock.unexpected().is_empty());
//! ```

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
