//! The trait of types that decode from JSON.

use super::error::DecodeError;
use super::value::Json;

/// A type that decodes from a parsed JSON value.
///
/// ```
/// use openapi_bindgen_runtime::{DecodeError, FromJson, Json, from_slice};
///
/// struct Point(f64, f64);
///
/// impl FromJson for Point {
///     fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
///         let mut fields = json.into_fields()?;
///         let (x, y) = (fields.required("x"), fields.required("y"));
///         match (x, y) {
///             (Some(x), Some(y)) => fields.finish(Self(x, y)),
///             _ => Err(fields.into_error()),
///         }
///     }
/// }
///
/// assert_eq!(from_slice::<Point>(br#"{"x":1,"y":2}"#).unwrap().1, 2.0);
/// ```
pub trait FromJson: Sized {
    /// Decodes a value.
    ///
    /// # Errors
    ///
    /// Returns an error if the value doesn't match the type.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError>;
}
