//! Decodes values that are strings in JSON, with `FromStr`.

use crate::json::{DecodeError, Json};

/// Decodes a value from a string. The error shows nothing of the string.
pub(crate) fn parsed<T: std::str::FromStr>(
    json: &Json<'_>,
    expected: &'static str,
) -> Result<T, DecodeError> {
    let Json::String(text) = json else {
        return Err(DecodeError::expected(expected, json));
    };
    text.parse()
        .map_err(|_| DecodeError::mismatch(expected, "another string"))
}
