//! Decodes parameters from their text.

use std::fmt;

use openapi_bindgen_runtime::__private::from_text;
use openapi_bindgen_runtime::{DecodeError, FromJson, from_slice};

/// A parameter of a request: all of its texts.
///
/// `Debug` shows its name alone.
pub struct Parameter {
    place: &'static str,
    name: &'static str,
    texts: Vec<String>,
}

impl Parameter {
    pub(super) const fn new(place: &'static str, name: &'static str, texts: Vec<String>) -> Self {
        Self { place, name, texts }
    }

    /// Decodes a required parameter.
    ///
    /// # Errors
    ///
    /// Returns an error if the parameter is missing or doesn't match the document.
    pub fn required<T>(
        self,
        read: impl FnOnce(&[String]) -> Result<T, DecodeError>,
    ) -> Result<T, Unreadable> {
        let Self { place, name, .. } = self;
        let missing = || Unreadable::new(format!("{place} `{name}`"), DecodeError::missing());
        self.optional(read)?.ok_or_else(missing)
    }

    /// Decodes an optional parameter.
    ///
    /// # Errors
    ///
    /// Returns an error if the parameter is present and doesn't match the document.
    pub fn optional<T>(
        self,
        read: impl FnOnce(&[String]) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, Unreadable> {
        if self.texts.is_empty() {
            return Ok(None);
        }
        let place = || format!("{} `{}`", self.place, self.name);
        let value = read(&self.texts).map_err(|error| Unreadable::new(place(), error))?;
        Ok(Some(value))
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameter")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Decodes one value: the first text if there are several.
///
/// # Errors
///
/// Returns an error if the text doesn't match `T`.
pub fn value<T: FromJson>(texts: &[String]) -> Result<T, DecodeError> {
    texts
        .first()
        .map_or_else(|| Err(DecodeError::missing()), |text| from_text(text))
}

/// Decodes a list with one element per text, or with a separator, from the parts of one text.
///
/// # Errors
///
/// Returns an error if an element doesn't match `T`.
pub fn list<T: FromJson>(
    separator: Option<char>,
) -> impl FnOnce(&[String]) -> Result<Vec<T>, DecodeError> {
    move |texts| match (separator, texts.first()) {
        (Some(separator), Some(text)) => elements(text.split(separator)),
        _ => elements(texts.iter().map(String::as_str)),
    }
}

fn elements<'t, T: FromJson>(texts: impl Iterator<Item = &'t str>) -> Result<Vec<T>, DecodeError> {
    texts
        .enumerate()
        .map(|(index, text)| from_text(text).map_err(|error| error.at_index(index)))
        .collect()
}

/// Decodes the text of a JSON document.
///
/// # Errors
///
/// Returns an error if the text isn't JSON or doesn't match `T`.
pub fn json<T: FromJson>(texts: &[String]) -> Result<T, DecodeError> {
    let text = texts.first().ok_or_else(DecodeError::missing)?;
    from_slice(text.as_bytes())
}

/// Why a request can't be decoded as a call: the part of it, and what is wrong there. It holds none of the request's
/// values.
#[derive(Debug)]
pub struct Unreadable {
    part: String,
    error: DecodeError,
}

impl Unreadable {
    pub(super) fn new(part: impl Into<String>, error: DecodeError) -> Self {
        Self {
            part: part.into(),
            error,
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.error)
    }
}

impl std::error::Error for Unreadable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(texts: &[&str]) -> Parameter {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        Parameter::new("query parameter", "n", texts)
    }

    #[test]
    fn scalars_are_what_their_type_says() {
        assert_eq!(parameter(&["5"]).required(value::<String>).unwrap(), "5");
        assert_eq!(parameter(&["5"]).required(value::<i64>).unwrap(), 5);
        assert!(parameter(&["true"]).required(value::<bool>).unwrap());
        assert_eq!(parameter(&[]).optional(value::<i64>).unwrap(), None);
    }

    #[test]
    fn lists() {
        let joined = parameter(&["1,2"]).required(list::<i64>(Some(',')));
        assert_eq!(joined.unwrap(), [1, 2]);
        let apart = parameter(&["1", "2"]).required(list::<i64>(None));
        assert_eq!(apart.unwrap(), [1, 2]);
    }

    #[test]
    fn what_is_wrong_is_told_without_the_value() {
        let error = parameter(&["secret"]).required(value::<i64>).unwrap_err();
        assert_eq!(
            error.to_string(),
            "query parameter `n`: expected an integer, found a string"
        );
        let error = parameter(&[]).required(value::<i64>).unwrap_err();
        assert_eq!(error.to_string(), "query parameter `n`: missing");
    }
}
