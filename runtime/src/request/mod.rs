//! Requests out of parameters and bodies (OpenAPI 3.1 §4.8.12, parameter
//! objects; RFC 6570 for what it leaves open).

mod body;
mod builder;
mod error;
mod multipart;
mod path;
mod query;
mod style;

pub use body::{FormField, PartType};
pub use builder::{RequestBuilder, RequestParts};
pub use error::RequestError;
pub use path::PathStyle;
pub use query::QueryStyle;

pub(crate) use builder::{header, header_name, header_value, with_cookie};
pub(crate) use path::VALUE as PERCENT_ENCODED;
#[cfg(feature = "mock")]
pub(crate) use style::text;
