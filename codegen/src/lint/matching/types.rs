//! Whether a value has a JSON type.

use crate::openapi::model::Type;
use crate::source::tree::Value;

pub(super) fn is_of(value: &Value, expected: Type) -> bool {
    match (value, expected) {
        (Value::Number(number), Type::Integer) => {
            number.is_i64()
                || number.is_u64()
                || number.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        (Value::Null, Type::Null)
        | (Value::Bool(_), Type::Boolean)
        | (Value::Number(_), Type::Number)
        | (Value::String(_), Type::String)
        | (Value::Array(_), Type::Array)
        | (Value::Object(_), Type::Object) => true,
        _ => false,
    }
}

/// Returns a type with its article.
pub(super) const fn describe(expected: Type) -> &'static str {
    match expected {
        Type::Null => "null",
        Type::Boolean => "a boolean",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "a string",
        Type::Array => "an array",
        Type::Object => "an object",
    }
}
