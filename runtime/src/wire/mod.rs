//! What goes over the wire: requests from values, and values from responses.
//!
//! The room knows HTTP and JSON. It knows no clients, no transports and no time.

mod base_url;
mod error;
mod form;
mod headers;
mod media;
mod multipart;
mod path;
mod query;
mod request;
mod response;
mod style;
mod text;
mod typed_headers;

pub(crate) use base_url::{BaseUrl, base_url, climbs};
pub use error::RequestError;
pub use form::FormField;
pub use headers::header;
pub(crate) use headers::{
    Headers, header_name, header_value, is_framing, static_name, with_cookie,
};
pub use media::among as media_type_among;
pub use multipart::PartType;
pub use path::PathStyle;
pub(crate) use path::VALUE as PERCENT_ENCODED;
pub use query::QueryStyle;
pub use request::{RequestBuilder, RequestParts};
pub use response::RawResponse;
pub use style::text as value_text;
pub(crate) use text::is_same;
pub use typed_headers::{HeaderReader, ResponseHeaders, TypedHeaders};
