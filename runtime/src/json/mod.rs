//! JSON in and out of generated types, without derive macros.
//!
//! A document is parsed once into a [`Json`] tree that borrows from its text;
//! generated types take themselves out of the tree ([`FromJson`]) and lend
//! themselves to a tree for writing ([`ToJson`]).

mod error;
mod fields;
mod object;
mod read;
mod serde;
mod shapes;
mod text;
mod tuples;
mod value;
mod write;

pub use error::DecodeError;
pub use fields::Fields;
pub use object::Object;
pub use read::FromJson;
pub use shapes::Shapes;
pub(crate) use shapes::lose;
pub use value::{Json, Kind};
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
