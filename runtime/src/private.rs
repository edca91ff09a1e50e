//! What the exported macros expand to: no part of the public interface.

use std::borrow::Cow;

pub use {http, serde};

use crate::json::{DecodeError, FromJson, Json};
pub use crate::types::TextType;
use crate::types::{Unknown, UnknownValue};

pub const UNKNOWN_VALUE: UnknownValue = UnknownValue::new();

pub fn unknown(text: String) -> Unknown {
    Unknown::decoded(text)
}

pub fn text(json: Json<'_>) -> Result<Cow<'_, str>, DecodeError> {
    match json {
        Json::String(text) => Ok(text),
        other => Err(DecodeError::expected("a string", &other)),
    }
}

pub fn serialize<S: serde::Serializer>(json: &Json<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(json, serializer)
}

pub fn deserialize<'de, T: FromJson, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let json = serde::Deserialize::deserialize(deserializer)?;
    T::from_json(json).map_err(serde::de::Error::custom)
}
