//! Values that logs must not show.

use std::fmt;

use crate::json::{DecodeError, FromJson, Json, TextType, ToJson};

/// A value that must not be logged, such as a link that signs its holder in.
///
/// `Debug` shows a placeholder, and there is no `Display`. JSON and `serde` see the value itself.
///
/// ```
/// use openapi_bindgen_runtime::Sensitive;
///
/// let link = Sensitive::new("https://example.com/login?token=1");
/// assert_eq!(format!("{link:?}"), "[redacted]");
/// assert_eq!(*link.expose(), "https://example.com/login?token=1");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Takes the value out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

/// Any text type takes a string literal.
impl<T: TextType> From<&str> for Sensitive<T> {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl<T: FromJson> FromJson for Sensitive<T> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        T::from_json(json).map(Self)
    }
}

impl<T: ToJson> ToJson for Sensitive<T> {
    fn to_json(&self) -> Json<'_> {
        self.0.to_json()
    }
}

impl<T: ToJson> serde::Serialize for Sensitive<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de, T: FromJson> serde::Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        Self::from_json(json).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_expose_shows_it() {
        let link = Sensitive::new("https://example.com/secret".to_owned());
        assert_eq!(format!("{link:?} {link:#?}"), "[redacted] [redacted]");
        assert_eq!(link.expose(), "https://example.com/secret");
        assert_eq!(
            serde_json::to_string(&link).unwrap(),
            "\"https://example.com/secret\""
        );
    }
}
