//! The trait of types that write themselves as JSON.

use super::value::Json;

/// A type that lends itself to a JSON value for writing.
pub trait ToJson {
    /// The value as JSON, its strings borrowed where they can be.
    fn to_json(&self) -> Json<'_>;
}

/// Writes a value as the text of a compact JSON document.
///
/// # Errors
///
/// When the value holds a number that JSON can't write (NaN, an infinity).
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, serde_json::Error> {
    // Room for a usual request: growing costs more.
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
            "JSON has no way to write a number that is not finite"
        );
    }
}
