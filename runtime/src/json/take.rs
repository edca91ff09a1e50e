//! Takes JSON values apart, for types that decode from them.

use super::error::DecodeError;
use super::fields::Fields;
use super::literal::Literal;
use super::place::SchemaPlace;
use super::value::Json;

impl<'a> Json<'a> {
    /// Takes an object apart, to decode its members one by one.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an object.
    pub fn into_fields(self) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_at("")
    }

    /// Takes an object apart whose schema, with all of its properties, is at a JSON pointer of the document. Errors
    /// name it.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an object.
    #[inline]
    pub fn into_fields_at(self, schema: &'static str) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_of(SchemaPlace(schema, &[]))
    }

    /// Takes an object apart that has a place in the document. Errors name it.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an object.
    #[inline]
    pub fn into_fields_of(self, described: SchemaPlace) -> Result<Fields<'a>, DecodeError> {
        match self {
            Self::Object(object) => Ok(Fields::new(object, described)),
            other => Err(DecodeError::expected("an object", &other)),
        }
    }

    /// Takes an array apart.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an array.
    pub fn into_array(self) -> Result<Vec<Json<'a>>, DecodeError> {
        match self {
            Self::Array(items) => Ok(items),
            other => Err(DecodeError::expected("an array", &other)),
        }
    }

    /// Returns the tag of a union.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an object, or the member is absent or not a string.
    pub fn tag(&self, name: &'static str) -> Result<&str, DecodeError> {
        let Self::Object(object) = self else {
            return Err(DecodeError::expected("an object", self));
        };
        match object.get(name) {
            Some(Self::String(tag)) => Ok(tag),
            Some(other) => Err(DecodeError::expected("a string", other).at_field(name)),
            None => Err(DecodeError::missing().at_field(name)),
        }
    }

    /// Returns the tag of a union: a string, a number or a boolean.
    ///
    /// # Errors
    ///
    /// Returns an error if the value isn't an object, or the member is absent, `null` or has parts.
    pub fn tag_value(&self, name: &'static str) -> Result<Literal<'_>, DecodeError> {
        let Self::Object(object) = self else {
            return Err(DecodeError::expected("an object", self));
        };
        let Some(tag) = object.get(name) else {
            return Err(DecodeError::missing().at_field(name));
        };
        let expected = "a string, a number or a boolean";
        Literal::of(tag).ok_or_else(|| DecodeError::expected(expected, tag).at_field(name))
    }

    /// Returns the tag of a union, if it has one: a string, a number or a boolean.
    pub fn optional_tag(&self, name: &str) -> Option<Literal<'_>> {
        self.get(name).and_then(Literal::of)
    }
}
