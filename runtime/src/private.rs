//! What the exported macros expand to, and what `openapi-bindgen-mock` shares. It isn't part of the public API.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash as _, Hasher};

pub use {http, serde};

use crate::json::{self, DecodeError, FromJson, Json};
use crate::json::{Literal, Unknown, UnknownInteger, UnknownValue, UnknownVariant};
pub use crate::json::{TextType, from_text};
pub use crate::wire::{header, media_type_among, value_text};

pub const UNKNOWN_VALUE: UnknownValue = UnknownValue::new();

/// Decodes a string enum; `other` keeps unknown values, which callers may write too.
pub fn read_open<T>(
    json: Json<'_>,
    listed: fn(&str) -> Option<T>,
    other: fn(String) -> T,
) -> Result<T, DecodeError> {
    let text = text(json)?;
    Ok(listed(&text).unwrap_or_else(|| {
        json::count_unnamed();
        other(text.into_owned())
    }))
}

/// Decodes a string enum; `unknown` keeps unknown values.
pub fn read_closed<T>(
    json: Json<'_>,
    listed: fn(&str) -> Option<T>,
    unknown: fn(Unknown) -> T,
) -> Result<T, DecodeError> {
    read_listed(json, listed, unknown, json::count_unlisted)
}

/// Decodes a string enum with one value.
pub fn read_constant<T>(
    json: Json<'_>,
    listed: fn(&str) -> Option<T>,
    unknown: fn(Unknown) -> T,
) -> Result<T, DecodeError> {
    read_listed(json, listed, unknown, json::count_contradiction)
}

/// Decodes a string enum, and calls `count` for an unknown value, for a union that is trying the enum.
fn read_listed<T>(
    json: Json<'_>,
    listed: fn(&str) -> Option<T>,
    unknown: fn(Unknown) -> T,
    count: fn(),
) -> Result<T, DecodeError> {
    let text = text(json)?;
    Ok(listed(&text).unwrap_or_else(|| {
        count();
        unknown(Unknown::decoded(text.into_owned()))
    }))
}

/// Decodes a string enum; unknown values are errors.
pub fn read_strict<T>(json: Json<'_>, listed: fn(&str) -> Option<T>) -> Result<T, DecodeError> {
    let mismatch = || DecodeError::mismatch("a listed value", "another string");
    listed(&text(json)?).ok_or_else(mismatch)
}

pub const fn write_text(text: &str) -> Json<'_> {
    Json::String(Cow::Borrowed(text))
}

pub fn is_same(one: &str, other: &str) -> bool {
    one == other
}

pub fn order(one: &str, other: &str) -> Ordering {
    one.cmp(other)
}

pub fn hash<H: Hasher>(text: &str, state: &mut H) {
    text.hash(state);
}

/// Keeps a number that an enum doesn't list.
pub fn unknown_integer<N: Copy>(value: N) -> UnknownInteger<N> {
    json::count_unlisted();
    UnknownInteger::decoded(value)
}

/// Keeps a number that isn't the only one of an enum.
pub fn contradicting_integer<N: Copy>(value: N) -> UnknownInteger<N> {
    json::count_contradiction();
    UnknownInteger::decoded(value)
}

/// Keeps a value that an enum doesn't list.
pub fn unknown_json(json: Json<'_>) -> UnknownVariant {
    json::count_unlisted();
    UnknownVariant::decoded(String::new(), json)
}

/// Counts a value that an enum with an `Other` variant doesn't list.
pub fn count_unnamed() {
    json::count_unnamed();
}

/// Encodes a number.
pub fn number<N: Into<serde_json::Number>>(value: N) -> Json<'static> {
    Json::Number(value.into())
}

/// Returns the listed value with a text: a string, or else what JSON reads in the text.
pub fn listed_text<T>(text: &str, listed: fn(Literal<'_>) -> Option<T>) -> Option<T> {
    listed(Literal::Text(text)).or_else(|| {
        let json = Json::parse(text.as_bytes()).ok()?;
        let literal = Literal::of(&json)?;
        (!matches!(literal, Literal::Text(_)))
            .then(|| listed(literal))
            .flatten()
    })
}

/// Compares JSON values: `1` equals `1.0`.
pub fn same(one: &Json<'_>, other: &Json<'_>) -> bool {
    match (Literal::of(one), Literal::of(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// Shows a string without quotes, and anything else as JSON.
pub fn show(json: &Json<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json {
        Json::String(text) => f.pad(text),
        other => f.pad(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
    }
}

pub fn text(json: Json<'_>) -> Result<Cow<'_, str>, DecodeError> {
    match json {
        Json::String(text) => Ok(text),
        other => Err(DecodeError::expected("a string", &other)),
    }
}

pub fn serialize<S: serde::Serializer>(json: &Json<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(json, serializer)
}

pub fn deserialize<'de, T: FromJson, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let json = serde::Deserialize::deserialize(deserializer)?;
    T::from_json(json).map_err(serde::de::Error::custom)
}
