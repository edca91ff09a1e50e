//! JSON values without parts, to compare them with the values of enums.

use serde_json::Number;

use super::value::Json;

/// A JSON value without parts: a string, a number or a boolean.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Literal<'a> {
    /// A string.
    Text(&'a str),
    /// A number without a fraction, however it is written: `1.0` is `1` (JSON Schema 2020-12 core §4.2.3).
    Integer(i128),
    /// A number with a fraction.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
}

impl<'a> Literal<'a> {
    /// Returns the value, if it has no parts and isn't `null`.
    pub fn of(json: &'a Json<'_>) -> Option<Self> {
        match json {
            Json::String(text) => Some(Self::Text(text)),
            Json::Bool(value) => Some(Self::Bool(*value)),
            Json::Number(number) => match whole(number) {
                Some(value) => Some(Self::Integer(value)),
                None => number.as_f64().map(Self::Number),
            },
            _ => None,
        }
    }
}

/// Returns a number without a fraction, if an integer type could hold it.
pub(crate) fn whole(number: &Number) -> Option<i128> {
    number.as_i128().or_else(|| {
        let value = number.as_f64()?;
        // 2^100 exceeds every type here, and is exact in both.
        #[allow(clippy::cast_possible_truncation)]
        (value.fract() == 0.0 && value.abs() < 2f64.powi(100)).then_some(value as i128)
    })
}

impl<'a> From<Literal<'a>> for Json<'a> {
    fn from(literal: Literal<'a>) -> Self {
        #[allow(clippy::cast_precision_loss)]
        match literal {
            Literal::Text(text) => Self::from(text),
            Literal::Bool(value) => Self::Bool(value),
            Literal::Integer(value) => match Number::from_i128(value) {
                Some(number) => Self::Number(number),
                None => Self::from(Literal::Number(value as f64)),
            },
            Literal::Number(value) => match Number::from_f64(value) {
                Some(number) => Self::Number(number),
                None => Self::Unwritable("a number that isn't finite"),
            },
        }
    }
}
