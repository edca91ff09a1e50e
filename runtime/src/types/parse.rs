//! Values that stand in JSON as a string, by `FromStr`.

use crate::json::{DecodeError, Json};

/// A value that is written as a string; of a string that does not parse the
/// error says only that.
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
