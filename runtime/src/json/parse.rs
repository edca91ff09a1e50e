//! From the text of a JSON document to values.

use super::error::DecodeError;
use super::from_json::FromJson;
use super::value::Json;

impl<'a> Json<'a> {
    /// Parses the text of a JSON document.
    ///
    /// # Errors
    ///
    /// When the text is no JSON document or is nested more than 128 levels
    /// deep.
    pub fn parse(text: &'a [u8]) -> Result<Self, DecodeError> {
        let text = without_bom(text);
        // Text that is known to be UTF-8 is read faster.
        let json = match std::str::from_utf8(text) {
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(text),
        };
        json.map_err(|error| DecodeError::syntax(text.is_empty(), error))
    }
}

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
fn without_bom(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Reads a value out of its text alone, without quotes: a string where `T` is
/// one, else a number or a boolean.
///
/// # Errors
///
/// When the text does not fit `T`.
pub fn from_text<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    let as_string = T::from_json(Json::String(text.into()));
    as_string.or_else(|error| match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::Bool(_) | Json::Number(_))) => T::from_json(json),
        _ => Err(error),
    })
}
