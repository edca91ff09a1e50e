//! Parses the text of JSON documents.

use super::error::DecodeError;
use super::from_json::FromJson;
use super::value::Json;

impl<'a> Json<'a> {
    /// Parses the text of a JSON document.
    ///
    /// # Errors
    ///
    /// Returns an error if the text isn't JSON, or is nested more than 128 levels deep.
    pub fn parse(text: &'a [u8]) -> Result<Self, DecodeError> {
        let text = without_bom(text);
        // Parsing is faster if the text is known to be UTF-8.
        let json = match std::str::from_utf8(text) {
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(text),
        };
        json.map_err(|error| DecodeError::syntax(text.is_empty(), error))
    }
}

/// Decodes a value from the text of a JSON document.
///
/// # Errors
///
/// Returns an error if the text isn't JSON, is nested more than 128 levels deep, or doesn't match `T`.
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, DecodeError> {
    T::from_json(Json::parse(text)?)
}

/// Strips the byte order mark that some servers write, which readers may ignore (RFC 8259 §8.1).
fn without_bom(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Decodes a value from its plain text, without quotes: from a string if `T` takes one, else from a number or a
/// boolean.
///
/// # Errors
///
/// Returns an error if the text doesn't match `T`.
pub fn from_text<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    let as_string = T::from_json(Json::String(text.into()));
    as_string.or_else(|error| match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::Bool(_) | Json::Number(_))) => T::from_json(json),
        _ => Err(error),
    })
}
