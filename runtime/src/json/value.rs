use std::borrow::Cow;

use serde_json::Number;

use super::{DecodeError, Fields, Object, weight};
use crate::types::{File, Literal, UnknownVariant};

/// A JSON value that borrows its strings where it can.
///
/// Members of objects keep their order. A member that stands twice in the
/// text is read as its last value (RFC 8259 §4 leaves it open).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number: integers up to 64 bits exactly, others as `f64`.
    Number(Number),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Json<'a>>),
    /// An object.
    Object(Object<'a>),
    /// A file: only a multipart body can carry it. Parsing never makes it. It
    /// is boxed to keep the other values, and the objects of them, small.
    File(Box<Cow<'a, File>>),
    /// A value that JSON has no text for (NaN, an infinity), and what it is:
    /// writing it is an error. Parsing never makes it.
    Unwritable(&'static str),
}

/// Where an API's description has an object.
///
/// First the JSON pointer of its schema (RFC 6901), behind a `#` and the file's path where that isn't the root document;
/// empty where it is not known. Then the schemas of properties that stand elsewhere, each with the properties' names.
#[derive(Clone, Copy, Debug)]
pub struct Described(
    pub &'static str,
    pub &'static [(&'static str, &'static [&'static str])],
);

/// What a JSON value is, without its value: fit for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// No JSON value at all.
    Unwritable,
}

impl Kind {
    /// The kind with its article, as messages name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Unwritable => "a value outside of JSON",
        }
    }
}

impl<'a> Json<'a> {
    /// Parses the text of a JSON document.
    ///
    /// # Errors
    ///
    /// When the text is no JSON document or is nested more than 128 levels
    /// deep.
    pub fn parse(text: &'a [u8]) -> Result<Self, DecodeError> {
        let text = super::without_mark(text);
        // Text that is known to be UTF-8 is read faster.
        let json = match std::str::from_utf8(text) {
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(text),
        };
        json.map_err(|error| DecodeError::syntax(text.is_empty(), error))
    }

    /// What the value is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
            Self::Unwritable(_) | Self::File(_) => Kind::Unwritable,
        }
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where the value is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The value of an object's member; `None` where there is none or the
    /// value is no object.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.as_object()?.get(name)
    }

    /// Takes an object apart, to read its members one by one.
    ///
    /// # Errors
    ///
    /// When the value is no object.
    pub fn into_fields(self) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_at("")
    }

    /// Takes an object apart whose schema the API's description has at a JSON pointer, with all of its properties: errors
    /// name it.
    ///
    /// # Errors
    ///
    /// When the value is no object.
    #[inline]
    pub fn into_fields_at(self, schema: &'static str) -> Result<Fields<'a>, DecodeError> {
        self.into_fields_of(Described(schema, &[]))
    }

    /// Takes an object apart that the API's description has at a place: errors name it.
    ///
    /// # Errors
    ///
    /// When the value is no object.
    #[inline]
    pub fn into_fields_of(self, described: Described) -> Result<Fields<'a>, DecodeError> {
        match self {
            Self::Object(object) => Ok(Fields::new(object, described)),
            other => Err(DecodeError::expected("an object", &other)),
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

    /// Returns the object with the tag of its variant, whatever stood there. A tag that isn't there becomes the first
    /// member: some servers read it before the others.
    #[must_use]
    pub fn tagged(self, name: &'a str, tag: impl Into<Self>) -> Self {
        match self {
            Self::Object(mut object) => {
                object.set_first(name, tag.into());
                Self::Object(object)
            }
            other => other,
        }
    }

    /// The object without the tag of its variant, for a type that has no place
    /// for it.
    #[must_use]
    pub fn untagged(self, name: &str) -> Self {
        match self {
            Self::Object(object) => {
                let mut members = object.into_members();
                members.retain(|(other, _)| other != name);
                Self::Object(Object::from_unique(members))
            }
            other => other,
        }
    }

    /// Keeps the value as a variant of a union that the description does not
    /// list; `name` is the member that told so.
    pub fn into_unknown_variant(self, name: &str) -> UnknownVariant {
        weight::miss();
        let tag = match self.optional_tag(name) {
            Some(Literal::Text(text)) => text.to_owned(),
            Some(Literal::Integer(number)) => number.to_string(),
            Some(Literal::Bool(value)) => value.to_string(),
            _ => String::new(),
        };
        UnknownVariant::decoded(tag, self)
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

    /// The same value without borrowed parts.
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(value) => Json::Number(value),
            Self::String(text) => Json::String(Cow::Owned(text.into_owned())),
            Self::Array(items) => Json::Array(items.into_iter().map(Json::into_owned).collect()),
            Self::Object(object) => Json::Object(object.into_owned()),
            Self::File(file) => Json::File(Box::new(Cow::Owned(file.into_owned()))),
            Self::Unwritable(what) => Json::Unwritable(what),
        }
    }

    /// The same tree with its strings borrowed from this one, for reading
    /// one value in more than one way.
    pub fn borrowed(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(value) => Json::Number(value.clone()),
            Self::String(text) => Json::String(Cow::Borrowed(text)),
            Self::Array(items) => Json::Array(items.iter().map(Json::borrowed).collect()),
            Self::Object(object) => Json::Object(object.borrowed()),
            Self::File(file) => Json::File(Box::new(Cow::Borrowed(file))),
            Self::Unwritable(what) => Json::Unwritable(what),
        }
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}

impl<'a> From<Object<'a>> for Json<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}

impl From<serde_json::Value> for Json<'static> {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(value) => Self::Number(value),
            Value::String(text) => Self::String(Cow::Owned(text)),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(map) => Self::Object(Object::from_unique(
                map.into_iter()
                    .map(|(name, value)| (Cow::Owned(name), Self::from(value)))
                    .collect(),
            )),
        }
    }
}

/// What JSON can't write becomes `null`, as `serde_json` has it for NaN.
impl From<Json<'_>> for serde_json::Value {
    fn from(json: Json<'_>) -> Self {
        match json {
            Json::Null | Json::Unwritable(_) | Json::File(_) => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(value) => Self::Number(value),
            Json::String(text) => Self::String(text.into_owned()),
            Json::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Json::Object(object) => Self::Object(
                object
                    .into_iter()
                    .map(|(name, value)| (name.into_owned(), Self::from(value)))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Json<'_> {
        Json::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn writes_what_it_read_in_the_same_order() {
        let text =
            r#"{"z":[1,-2,2.5,true,null],"a":{"ü":"\n","e":1e300},"m":18446744073709551615}"#;
        let written = serde_json::to_string(&parse(text)).unwrap();
        assert_eq!(written, text.replace("1e300", "1e+300"));
    }

    #[test]
    fn borrows_strings_without_escapes() {
        let json = parse(r#"{"plain":"text","escaped":"a\nb"}"#);
        assert!(matches!(
            json.get("plain"),
            Some(Json::String(Cow::Borrowed("text")))
        ));
        assert!(matches!(
            json.get("escaped"),
            Some(Json::String(Cow::Owned(_)))
        ));
    }

    #[test]
    fn a_member_that_stands_twice_has_its_last_value() {
        assert_eq!(parse(r#"{"a":1,"b":2,"a":3}"#), parse(r#"{"a":3,"b":2}"#));
        let many: Vec<String> = (0..100).map(|n| format!(r#""k{}":{n}"#, n % 60)).collect();
        let json = format!("{{{}}}", many.join(","));
        let json = parse(&json);
        assert_eq!(json.as_object().unwrap().len(), 60);
        assert_eq!(json.get("k3"), Some(&Json::Number(63.into())));
        assert_eq!(json.get("k59"), Some(&Json::Number(59.into())));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "[".repeat(100_000);
        let error = Json::parse(deep.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("recursion limit"), "{error}");
    }

    #[test]
    fn converts_from_and_to_serde_json() {
        let value = serde_json::json!({"a": [1, "x", null, {"b": false}], "c": 1.5});
        let json = Json::from(value.clone());
        assert_eq!(json.borrowed(), json.clone().into_owned());
        assert_eq!(serde_json::Value::from(json), value);
    }

    #[test]
    fn what_json_cannot_write_is_an_error() {
        let error = serde_json::to_vec(&Json::Unwritable("NaN")).unwrap_err();
        assert_eq!(error.to_string(), "JSON has no way to write NaN");
    }
}
