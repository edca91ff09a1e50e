//! JSON in and out of generated types, without derive macros.
//!
//! A document is parsed once into a [`Json`] tree that borrows from its text;
//! generated types take themselves out of the tree ([`FromJson`]) and lend
//! themselves to a tree for writing ([`ToJson`]).

mod error;
mod fields;
mod foreign;
mod lenient;
mod mismatch;
mod object;
mod read;
mod serde;
mod shapes;
mod text;
mod tuples;
mod value;
mod weight;
mod write;

pub use error::DecodeError;
pub use fields::Fields;
pub use foreign::Foreign;
pub(crate) use lenient::leniently;
pub use mismatch::Mismatch;
pub use object::Object;
pub use read::FromJson;
pub use shapes::Shapes;
pub use value::{Described, Json, Kind};
pub(crate) use weight::{contradict, lose, miss, miss_open};
pub use write::{AsJson, ToJson};

/// Reads a value out of the text of a JSON document.
///
/// # Errors
///
/// When the text is no JSON document, is nested more than 128 levels deep, or
/// does not fit `T`.
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, DecodeError> {
    T::from_json(Json::parse(text)?)
}

/// The text of a JSON document without the mark that some servers put before
/// it, which a reader may ignore (RFC 8259 §8.1).
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Reads a value out of its text alone, without quotes: a string where `T` is
/// one, else a number or a boolean.
///
/// # Errors
///
/// When the text does not fit `T`.
pub(crate) fn from_text<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    let as_string = T::from_json(Json::String(text.into()));
    as_string.or_else(|error| match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::Bool(_) | Json::Number(_))) => T::from_json(json),
        _ => Err(error),
    })
}

/// Writes a value as the text of a compact JSON document.
///
/// # Errors
///
/// When the value holds a number that JSON can't write (NaN, an infinity).
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, serde_json::Error> {
    // Room for a usual request: growing costs more.
    let mut text = Vec::with_capacity(512);
    value.to_json().write_to(&mut text)?;
    Ok(text)
}
