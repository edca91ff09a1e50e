//! JSON values as a tree that borrows from its text: the data that everything else here reads and writes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Number;

use super::foreign::Foreign;

/// A JSON value. It borrows its strings where possible.
///
/// Members of objects keep their order. Of two members with the same name, the last value counts (RFC 8259 §4 leaves it
/// open).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number. Integers of up to 64 bits are exact, others are `f64`.
    Number(Number),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Json<'a>>),
    /// An object.
    Object(Object<'a>),
    /// A value outside of JSON, such as a file: encoding it is an error, and only a body that knows its type can carry
    /// it. Parsing never creates it.
    Foreign(&'a (dyn Foreign + 'static)),
    /// A value that JSON can't represent (NaN, an infinity), by what it is: encoding it is an error. Parsing never
    /// creates it.
    Unwritable(&'static str),
}

/// The kind of a JSON value, fit for messages.
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
    /// Not a JSON value.
    Unwritable,
}

impl Kind {
    /// Returns the kind with its article, for messages.
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
    /// Returns the kind of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
            Self::Unwritable(_) | Self::Foreign(_) => Kind::Unwritable,
        }
    }

    /// Returns whether the value is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a number.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns an object.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Returns the elements of an array.
    pub fn as_array(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the value of an object's member.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.as_object()?.get(name)
    }

    /// Sets the tag of an object's variant, whatever the object has there. A new tag becomes the first member, since
    /// some servers read it first.
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

    /// Removes the tag of an object's variant, for a type without a field for it.
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

    /// Returns the value without borrowed parts. Values outside of JSON are lost.
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(value) => Json::Number(value),
            Self::String(text) => Json::String(Cow::Owned(text.into_owned())),
            Self::Array(items) => Json::Array(items.into_iter().map(Json::into_owned).collect()),
            Self::Object(object) => Json::Object(object.into_owned()),
            Self::Foreign(value) => Json::Unwritable(value.what()),
            Self::Unwritable(what) => Json::Unwritable(what),
        }
    }

    /// Returns a tree that borrows its strings from this one, to decode one value in several ways.
    pub fn borrowed(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(value) => Json::Number(value.clone()),
            Self::String(text) => Json::String(Cow::Borrowed(text)),
            Self::Array(items) => Json::Array(items.iter().map(Json::borrowed).collect()),
            Self::Object(object) => Json::Object(object.borrowed()),
            Self::Foreign(value) => Json::Foreign(*value),
            Self::Unwritable(what) => Json::Unwritable(what),
        }
    }
}

/// From this size on, duplicates are found by sorting: a server must not be able to make parsing quadratic.
const SMALL: usize = 16;

/// The members of a JSON object, in order.
#[derive(Clone, Debug, Default)]
pub struct Object<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// The order of members has no meaning (RFC 8259 §4).
impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let in_step = self.members.iter().zip(&other.members);
        if in_step.clone().all(|((a, _), (b, _))| a == b) {
            return in_step.into_iter().all(|((_, a), (_, b))| a == b);
        }
        sorted(&self.members) == sorted(&other.members)
    }
}

fn sorted<'m, 'a>(members: &'m [(Cow<'a, str>, Json<'a>)]) -> Vec<(&'m str, &'m Json<'a>)> {
    let mut list: Vec<_> = members
        .iter()
        .map(|(name, value)| (name.as_ref(), value))
        .collect();
    list.sort_unstable_by_key(|(name, _)| *name);
    list
}

impl<'a> Object<'a> {
    /// Creates an object without members.
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
        }
    }

    /// Creates an object with one member: the tag of a variant.
    pub fn tagged(name: &'a str, tag: &'a str) -> Self {
        let mut object = Self::new();
        object.push(name, Json::from(tag));
        object
    }

    /// Creates an object from parsed members. Of equal names, the last value counts, at the place of the first.
    pub(super) fn from_parsed(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        let mut object = Self { members };
        if object.has_duplicates() {
            object.drop_duplicates();
        }
        object
    }

    pub(super) fn into_members(self) -> Vec<(Cow<'a, str>, Json<'a>)> {
        self.members
    }

    pub(super) fn from_unique(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        Self { members }
    }

    fn has_duplicates(&self) -> bool {
        let members = &self.members;
        // In most objects, the length and the last letter distinguish all names.
        let mut seen = 0u64;
        let is_new = |(name, _): &(Cow<'_, str>, _)| {
            let last = name.as_bytes().last().copied().unwrap_or_default();
            let bit = 1 << ((name.len() + 7 * usize::from(last)) % 64);
            let is_new = seen & bit == 0;
            seen |= bit;
            is_new
        };
        if members.iter().all(is_new) {
            return false;
        }
        if members.len() <= SMALL {
            return members
                .iter()
                .enumerate()
                .any(|(at, (name, _))| members.iter().take(at).any(|(other, _)| other == name));
        }
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair.first() == pair.last())
    }

    fn drop_duplicates(&mut self) {
        let mut places = BTreeMap::<Cow<'a, str>, usize>::new();
        let mut kept: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        for (name, value) in self.members.drain(..) {
            match places.get(&name).and_then(|place| kept.get_mut(*place)) {
                Some((_, earlier)) => *earlier = value,
                None => {
                    places.insert(name.clone(), kept.len());
                    kept.push((name, value));
                }
            }
        }
        self.members = kept;
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Returns the value of a member.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.members
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value)
    }

    /// Returns the members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_ref(), value))
    }

    /// Adds a member at the end, without looking for one of the same name.
    #[inline]
    pub fn push(&mut self, name: &'a str, value: Json<'a>) {
        if self.members.capacity() == 0 {
            // Growing does the same with more work.
            self.members = Vec::with_capacity(4);
        }
        self.members.push((Cow::Borrowed(name), value));
    }

    /// Sets a member: in its place if it exists, else as the first.
    pub fn set_first(&mut self, name: &'a str, value: Json<'a>) {
        match self.members.iter_mut().find(|(other, _)| other == name) {
            Some((_, earlier)) => *earlier = value,
            None => self.members.insert(0, (Cow::Borrowed(name), value)),
        }
    }

    pub(super) fn into_owned(self) -> Object<'static> {
        let owned = |(name, value): (Cow<'a, str>, Json<'a>)| {
            (Cow::Owned(name.into_owned()), value.into_owned())
        };
        Object::from_unique(self.members.into_iter().map(owned).collect())
    }

    pub(super) fn borrowed(&self) -> Object<'_> {
        Object::from_unique(
            self.members
                .iter()
                .map(|(name, value)| (Cow::Borrowed(name.as_ref()), value.borrowed()))
                .collect(),
        )
    }
}

impl<'a> IntoIterator for Object<'a> {
    type Item = (Cow<'a, str>, Json<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
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

/// What JSON can't represent becomes `null`, as in `serde_json`.
impl From<Json<'_>> for serde_json::Value {
    fn from(json: Json<'_>) -> Self {
        match json {
            Json::Null | Json::Unwritable(_) | Json::Foreign(_) => Self::Null,
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
        assert_eq!(error.to_string(), "JSON can't represent NaN");
    }

    #[test]
    fn order_does_not_tell_objects_apart() {
        let parse = |text: &'static str| Json::parse(text.as_bytes()).unwrap();
        assert_eq!(parse(r#"{"a":1,"b":2}"#), parse(r#"{"b":2,"a":1}"#));
        assert_ne!(parse(r#"{"a":1,"b":2}"#), parse(r#"{"a":2,"b":1}"#));
        assert_ne!(parse(r#"{"a":1}"#), parse(r#"{"a":1,"b":1}"#));
    }
}
