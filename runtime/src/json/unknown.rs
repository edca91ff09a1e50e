//! What open enums and unions keep of values that the document doesn't list.

use std::fmt;

use super::error::DecodeError;
use super::literal::Literal;
use super::to_json::ToJson;
use super::value::Json;
use super::weight;

/// A string that the document doesn't list for an enum, as the server wrote it.
///
/// Only decoding creates it: programs can read such a value but not invent one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown(String);

impl Unknown {
    pub(crate) fn decoded(text: String) -> Self {
        Self(text)
    }

    /// Returns the value, byte for byte.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number that the document doesn't list for an enum. Only decoding creates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger<N>(N);

impl<N: Copy> UnknownInteger<N> {
    pub(crate) const fn decoded(value: N) -> Self {
        Self(value)
    }

    /// Returns the number.
    pub const fn get(&self) -> N {
        self.0
    }
}

/// The error for a text or a number that the document doesn't list for an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownValue;

impl UnknownValue {
    pub(crate) const fn new() -> Self {
        Self
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the values that the document lists")
    }
}

impl std::error::Error for UnknownValue {}

/// A variant that the document doesn't list for a union. It keeps the JSON value; only decoding creates it.
///
/// `Debug` shows the tag and why no variant matches, since nothing is known of the rest.
#[derive(Clone)]
pub struct UnknownVariant {
    tag: Box<str>,
    json: Json<'static>,
    reason: Option<Box<str>>,
}

/// Two are equal if their values are.
impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl UnknownVariant {
    pub(crate) fn decoded(tag: String, json: Json<'_>) -> Self {
        Self {
            tag: tag.into_boxed_str(),
            json: json.into_owned(),
            reason: None,
        }
    }

    /// Adds why no variant matches.
    pub(crate) fn because(mut self, reason: &DecodeError) -> Self {
        self.reason = Some(reason.to_string().into_boxed_str());
        self
    }

    /// Returns the tag; empty if the union is untagged.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns why the closest variant of an untagged union doesn't match. It names places and kinds, never values.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Returns the whole value.
    pub const fn json(&self) -> &Json<'static> {
        &self.json
    }
}

impl Json<'_> {
    /// Keeps the value as a variant that the document doesn't list; `name` is the member with the tag.
    pub fn into_unknown_variant(self, name: &str) -> UnknownVariant {
        weight::count_unlisted();
        let tag = match self.optional_tag(name) {
            Some(Literal::Text(text)) => text.to_owned(),
            Some(Literal::Integer(number)) => number.to_string(),
            Some(Literal::Bool(value)) => value.to_string(),
            _ => String::new(),
        };
        UnknownVariant::decoded(tag, self)
    }
}

impl ToJson for UnknownVariant {
    fn to_json(&self) -> Json<'_> {
        self.json.borrowed()
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("UnknownVariant");
        shown.field("tag", &self.tag);
        if let Some(reason) = &self.reason {
            shown.field("reason", reason);
        }
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_shows_its_tag_alone() {
        let json = Json::parse(br#"{"type":"new","secret":1}"#).unwrap();
        let unknown = UnknownVariant::decoded("new".to_owned(), json.clone());
        assert_eq!(
            format!("{unknown:?}"),
            r#"UnknownVariant { tag: "new", .. }"#
        );
        assert_eq!(unknown.to_json(), json);
    }
}
