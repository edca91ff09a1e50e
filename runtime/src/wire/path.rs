//! Parameters in a path.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::style::{Shape, UNWRITABLE, flat, join};
use crate::json::Json;

/// The style of a path parameter (OpenAPI 3.1 §4.8.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathStyle {
    /// `a,b`
    Simple,
    /// `.a,b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// A JSON document (a parameter with `content`).
    Json,
}

/// Everything but the unreserved characters of RFC 3986 §2.3: a value is one segment, or one query value, whatever it
/// holds.
pub(crate) const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is encoded in the literal parts of a path template: it isn't allowed in a path or query (RFC 3986 §3.3, §3.4).
pub(super) const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// Encodes a path parameter; empty if there is no value.
pub(super) fn write(
    name: &str,
    json: Json<'_>,
    style: PathStyle,
    explode: bool,
) -> Result<String, &'static str> {
    if style == PathStyle::Json {
        return match serde_json::to_string(&json) {
            Ok(text) => Ok(encode(&text)),
            Err(_) => Err(UNWRITABLE),
        };
    }
    let shape = Shape::of(json)?;
    if matches!(shape, Shape::Nothing) {
        return Ok(String::new());
    }
    Ok(match style {
        PathStyle::Matrix => matrix(&encode(name), shape, explode),
        PathStyle::Label => format!(".{}", list(shape, explode, if explode { "." } else { "," })),
        PathStyle::Simple | PathStyle::Json => list(shape, explode, ","),
    })
}

fn list(shape: Shape<'_>, explode: bool, separator: &str) -> String {
    match shape {
        Shape::Nothing => String::new(),
        Shape::One(text) => encode(&text),
        Shape::List(items) => values(items, separator),
        Shape::Pairs(pairs) if explode => join(pairs.iter().map(assignment), separator),
        Shape::Pairs(pairs) => values(flat(pairs), separator),
    }
}

fn matrix(name: &str, shape: Shape<'_>, explode: bool) -> String {
    let one = |value: String| match value.as_str() {
        "" => format!(";{name}"),
        _ => format!(";{name}={value}"),
    };
    match shape {
        Shape::List(items) if explode => items.iter().map(|item| one(encode(item))).collect(),
        Shape::Pairs(pairs) if explode => pairs
            .iter()
            .map(|pair| format!(";{}", assignment(pair)))
            .collect(),
        other => one(list(other, false, ",")),
    }
}

fn values(items: Vec<Cow<'_, str>>, separator: &str) -> String {
    join(items.iter().map(|item| encode(item)), separator)
}

fn assignment((name, value): &(Cow<'_, str>, Cow<'_, str>)) -> String {
    format!("{}={}", encode(name), encode(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The table of OpenAPI 3.1 §4.8.12.4, and RFC 6570 §3.2 where it is silent.
    #[test]
    fn styles() {
        let list = json!(["blue", "black"]);
        let object = json!({"R": 100, "G": 200});
        let cases = [
            (PathStyle::Simple, false, json!("bl/ue"), "bl%2Fue"),
            (PathStyle::Simple, false, list.clone(), "blue,black"),
            (PathStyle::Simple, true, list.clone(), "blue,black"),
            (PathStyle::Simple, false, json!(["a,b", "c"]), "a%2Cb,c"),
            (PathStyle::Simple, false, object.clone(), "G,200,R,100"),
            (PathStyle::Simple, true, object.clone(), "G=200,R=100"),
            (PathStyle::Label, false, json!("blue"), ".blue"),
            (PathStyle::Label, false, list.clone(), ".blue,black"),
            (PathStyle::Label, true, list.clone(), ".blue.black"),
            (PathStyle::Label, false, object.clone(), ".G,200,R,100"),
            (PathStyle::Label, true, object.clone(), ".G=200.R=100"),
            (PathStyle::Matrix, false, json!("blue"), ";color=blue"),
            (PathStyle::Matrix, false, json!(""), ";color"),
            (PathStyle::Matrix, false, list.clone(), ";color=blue,black"),
            (
                PathStyle::Matrix,
                true,
                list.clone(),
                ";color=blue;color=black",
            ),
            (
                PathStyle::Matrix,
                false,
                object.clone(),
                ";color=G,200,R,100",
            ),
            (PathStyle::Matrix, true, object.clone(), ";G=200;R=100"),
            (PathStyle::Json, false, json!({"a": 1}), "%7B%22a%22%3A1%7D"),
        ];
        for (style, explode, value, expected) in cases {
            let written = write("color", value.clone().into(), style, explode).unwrap();
            assert_eq!(written, expected, "{style:?} {explode} {value}");
        }
    }
}
