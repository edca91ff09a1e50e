//! Bodies of `application/x-www-form-urlencoded`.

use super::query::{Pairs, QueryStyle};
use super::style::scalar;
use crate::json::Json;

/// How to encode a field of a form, if the document says so (OpenAPI 3.1 §4.8.15, encoding objects).
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    /// The name of the field.
    pub name: &'static str,
    /// The style of its value.
    pub style: QueryStyle,
    /// Whether lists and objects become one pair per part.
    pub explode: bool,
}

/// Encodes a form. Without an encoding, fields are exploded in style `form`, or in `deepObject` if they are or hold
/// objects.
pub(super) fn form(json: Json<'_>, fields: &[FormField]) -> Result<String, &'static str> {
    let mut text = String::new();
    let mut pairs = Pairs {
        text: &mut text,
        reserved: false,
    };
    let Json::Object(object) = json else {
        return if json.is_null() {
            Ok(text)
        } else {
            Err("is not an object")
        };
    };
    for (name, value) in object {
        let (style, explode) = match fields.iter().find(|field| field.name == name) {
            Some(field) => (field.style, field.explode),
            None if is_nested(&value) => (QueryStyle::DeepObject, true),
            None => (QueryStyle::Form, true),
        };
        pairs.write(&name, value, style, explode)?;
    }
    Ok(text)
}

fn is_nested(json: &Json<'_>) -> bool {
    match json {
        Json::Object(_) => true,
        Json::Array(items) => items.iter().any(|item| scalar(item.borrowed()).is_err()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_are_written_as_encoded_and_otherwise_as_their_shape_needs() {
        let value =
            json!({"a": "x y", "b": [1, 2], "c": {"d": true}, "e": [{"f": 1}], "g": ["h", "i"]});
        let fields = [FormField {
            name: "g",
            style: QueryStyle::DeepObject,
            explode: true,
        }];
        assert_eq!(
            form(value.into(), &fields).unwrap(),
            "a=x%20y&b=1&b=2&c%5Bd%5D=true&e%5B0%5D%5Bf%5D=1&g%5B0%5D=h&g%5B1%5D=i"
        );
    }
}
