//! The trait of types that write themselves as JSON.

use super::value::Json;

/// A type that lends itself to a JSON value for writing.
pub trait ToJson {
    /// The value as JSON, its strings borrowed where they can be.
    fn to_json(&self) -> Json<'_>;
}
