//! The trait of types that read themselves out of JSON.

use super::error::DecodeError;
use super::value::Json;

/// A type that reads itself out of a parsed JSON value.
pub trait FromJson: Sized {
    /// Takes the value out of `json`.
    ///
    /// # Errors
    ///
    /// When the value does not fit the type.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError>;
}
