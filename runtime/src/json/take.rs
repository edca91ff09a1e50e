//! Takes JSON values apart, for types that read themselves out of them.

use super::error::DecodeError;
use super::fields::Fields;
use super::literal::Literal;
use super::place::SchemaPlace;
use super::value::Json;

impl<'a> Json<'a> {
    /// Takes an object apart, to read its members one by one.
    ///
    /// # Errors
    ///
    /// When the value is no object.
    pub fn into_fields(self) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_at("")
    }

    /// Takes an object apart whose schema the document has at a JSON pointer, with all of its properties. Errors name it.
    ///
    /// # Errors
    ///
    /// When the value is no object.
    #[inline]
    pub fn into_fields_at(self, schema: &'static str) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_of(SchemaPlace(schema, &[]))
    }

    /// Takes an object apart that the document has at a place. Errors name it.
    ///
    /// # Errors
    ///
    /// When the value is no object.
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
    /// When the value is no array.
    pub fn into_array(self) -> Result<Vec<Json<'a>>, DecodeError> {
        match self {
            Self::Array(items) => Ok(items),
            other => Err(DecodeError::expected("an array", &other)),
        }
    }

    /// The string that tells the variants of a union apart.
    ///
    /// # Errors
    ///
    /// When the value is no object, or the member is absent or no string.
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

    /// Returns the string, number or boolean that tells the variants of a union apart.
    ///
    /// # Errors
    ///
    /// When the value is no object, or the member is absent, `null` or has parts.
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

    /// Returns the string, number or boolean that tells the variants of a union apart, where it is there.
    pub fn optional_tag(&self, name: &str) -> Option<Literal<'_>> {
        self.get(name).and_then(Literal::of)
    }
}
