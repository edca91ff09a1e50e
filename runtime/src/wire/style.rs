//! Converts values to text, for all styles of parameters.

use std::borrow::Cow;

use crate::json::{Json, ToJson};

/// A parameter's value, in the forms that styles distinguish.
pub(super) enum Shape<'a> {
    /// `null`, or nothing else: the parameter is omitted.
    Nothing,
    One(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Pairs(Vec<(Cow<'a, str>, Cow<'a, str>)>),
}

/// Problems of values that a style can't represent.
pub(super) const NESTED: &str = "holds nested lists or objects";

pub(super) const UNWRITABLE: &str = "is a number that isn't finite";

impl<'a> Shape<'a> {
    /// Takes a value apart. `null` in lists and objects is omitted, like undefined values in RFC 6570 §2.3, and so is
    /// what is empty then.
    pub(super) fn of(json: Json<'a>) -> Result<Self, &'static str> {
        Ok(match json {
            Json::Null => Self::Nothing,
            Json::Array(items) => {
                let mut list = Vec::with_capacity(items.len());
                for item in items {
                    list.extend(scalar(item)?);
                }
                if list.is_empty() {
                    Self::Nothing
                } else {
                    Self::List(list)
                }
            }
            Json::Object(object) => {
                let mut pairs = Vec::with_capacity(object.len());
                for (name, value) in object {
                    pairs.extend(scalar(value)?.map(|text| (name, text)));
                }
                if pairs.is_empty() {
                    Self::Nothing
                } else {
                    Self::Pairs(pairs)
                }
            }
            other => scalar(other)?.map_or(Self::Nothing, Self::One),
        })
    }
}

/// Returns the text of a string, number or boolean; `None` for `null`.
pub(super) fn scalar(json: Json<'_>) -> Result<Option<Cow<'_, str>>, &'static str> {
    match json {
        Json::Null => Ok(None),
        Json::Bool(true) => Ok(Some("true".into())),
        Json::Bool(false) => Ok(Some("false".into())),
        Json::Number(number) => Ok(Some(number.to_string().into())),
        Json::String(text) => Ok(Some(text)),
        Json::Array(_) | Json::Object(_) => Err(NESTED),
        Json::Unwritable(_) | Json::Foreign(_) => Err(UNWRITABLE),
    }
}

/// Returns the text of a plain value, for a body of text.
pub fn text(value: &dyn ToJson) -> Result<String, &'static str> {
    Ok(scalar(value.to_json())?.unwrap_or_default().into_owned())
}

/// Alternates names and values, for styles that don't explode objects.
pub(super) fn flat<'a>(pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>) -> Vec<Cow<'a, str>> {
    pairs
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect()
}

/// Joins parts with a separator.
pub(super) fn join<I: IntoIterator<Item = String>>(parts: I, separator: &str) -> String {
    let mut text = String::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            text.push_str(separator);
        }
        text.push_str(&part);
    }
    text
}
