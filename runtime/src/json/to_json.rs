//! The trait of types that encode to JSON, and its text.

use super::value::Json;

/// A type that encodes to a JSON value.
pub trait ToJson {
    /// Encodes the value. Strings are borrowed where possible.
    fn to_json(&self) -> Json<'_>;
}

/// Encodes a value as compact JSON text.
///
/// # Errors
///
/// Returns an error if JSON can't represent the value: it holds a number that isn't finite, or a file.
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, serde_json::Error> {
    // Enough for a typical request: growing costs more.
    let mut text = Vec::with_capacity(512);
    serde_json::to_writer(&mut text, &value.to_json())?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_has_no_text_for_is_an_error() {
        let error = to_vec(&vec![1.0, f64::NAN]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "JSON can't represent a number that isn't finite"
        );
    }
}
