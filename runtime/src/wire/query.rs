//! Parameters in a query, and fields of a form.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::path::{VALUE, encode};
use super::style::{Shape, UNWRITABLE, flat, join, scalar};
use crate::json::{Json, Object};

/// The style of a query parameter or a field of a form (OpenAPI 3.1 §4.8.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryStyle {
    /// `name=a,b`, exploded `name=a&name=b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[member]=a`, with nested lists and objects as `name[member][0]=a`.
    DeepObject,
    /// A JSON document (a parameter with `content`).
    Json,
}

/// What a value keeps under `allowReserved`: the reserved characters of RFC 3986 §2.2 that don't end a query or a pair.
/// `'` isn't among them: the URL standard encodes it, and all transports have to send the same.
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// Encodes everything but reserved characters and triplets that are already encoded (RFC 6570 §3.2.3).
fn encode_reserved(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut parts = text.split('%');
    let plain = |part| utf8_percent_encode(part, RESERVED);
    encoded.extend(parts.next().map(plain).into_iter().flatten());
    for part in parts {
        let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_triple = part.get(..2).is_some_and(is_hex);
        encoded.push_str(if is_triple { "%" } else { "%25" });
        encoded.extend(plain(part));
    }
    encoded
}

/// Deeper values are errors; parsed JSON has the same limit.
const MAX_DEPTH: usize = 128;

/// Appends pairs to a query or form, with `&` between them.
pub(super) struct Pairs<'q> {
    pub(super) text: &'q mut String,
    pub(super) reserved: bool,
}

impl Pairs<'_> {
    fn pair(&mut self, name: &str, encoded_value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(encoded_value);
    }

    fn value(&self, text: &str) -> String {
        match self.reserved {
            false => encode(text),
            true => encode_reserved(text),
        }
    }

    fn list(&self, items: &[Cow<'_, str>], separator: &str) -> String {
        join(items.iter().map(|item| self.value(item)), separator)
    }

    pub(super) fn write(
        &mut self,
        name: &str,
        json: Json<'_>,
        style: QueryStyle,
        explode: bool,
    ) -> Result<(), &'static str> {
        let separator = match style {
            QueryStyle::Form => ",",
            QueryStyle::SpaceDelimited => "%20",
            QueryStyle::PipeDelimited => "%7C",
            QueryStyle::DeepObject => return self.deep(encode(name), json, 0),
            QueryStyle::Json => return self.json(name, &json),
        };
        let json = match json {
            Json::Object(object) if style == QueryStyle::Form && explode => {
                return self.members(object);
            }
            json => json,
        };
        let name = encode(name);
        match Shape::of(json)? {
            Shape::Nothing => {}
            Shape::One(text) => self.pair(&name, &self.value(&text)),
            Shape::List(items) if explode => {
                for item in items {
                    self.pair(&name, &self.value(&item));
                }
            }
            Shape::Pairs(pairs) if explode => {
                for (member, value) in pairs {
                    self.pair(&encode(&member), &self.value(&value));
                }
            }
            Shape::List(items) => self.pair(&name, &self.list(&items, separator)),
            Shape::Pairs(pairs) => self.pair(&name, &self.list(&flat(pairs), separator)),
        }
        Ok(())
    }

    /// Appends one pair per member. A list of plain values in a member becomes one pair per item: the specification
    /// leaves it undefined, and servers read it.
    fn members(&mut self, object: Object<'_>) -> Result<(), &'static str> {
        for (member, value) in object {
            let items = match value {
                Json::Array(items) => items,
                value => vec![value],
            };
            for item in items {
                if let Some(text) = scalar(item)? {
                    self.pair(&encode(&member), &self.value(&text));
                }
            }
        }
        Ok(())
    }

    fn json(&mut self, name: &str, json: &Json<'_>) -> Result<(), &'static str> {
        if json.is_null() {
            return Ok(());
        }
        let text = serde_json::to_string(json).map_err(|_| UNWRITABLE)?;
        self.pair(&encode(name), &encode(&text));
        Ok(())
    }

    fn deep(&mut self, name: String, json: Json<'_>, depth: usize) -> Result<(), &'static str> {
        if depth > MAX_DEPTH {
            return Err("is nested too deeply");
        }
        match json {
            Json::Array(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.deep(format!("{name}%5B{index}%5D"), item, depth + 1)?;
                }
            }
            Json::Object(object) => {
                for (member, value) in object {
                    self.deep(format!("{name}%5B{}%5D", encode(&member)), value, depth + 1)?;
                }
            }
            other => {
                if let Some(text) = scalar(other)? {
                    self.pair(&name, &self.value(&text));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn write(value: serde_json::Value, style: QueryStyle, explode: bool) -> String {
        let mut text = String::new();
        let mut pairs = Pairs {
            text: &mut text,
            reserved: false,
        };
        pairs.write("color", value.into(), style, explode).unwrap();
        text
    }

    #[test]
    fn styles() {
        use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited};
        let list = json!(["blue", "black"]);
        let object = json!({"R": 100, "G": 200});
        let cases = [
            (Form, true, json!("a b&c"), "color=a%20b%26c"),
            (Form, true, json!(""), "color="),
            (Form, true, json!(null), ""),
            (Form, true, list.clone(), "color=blue&color=black"),
            (Form, false, list.clone(), "color=blue,black"),
            (Form, false, json!([]), ""),
            (Form, true, object.clone(), "G=200&R=100"),
            (Form, false, object.clone(), "color=G,200,R,100"),
            (SpaceDelimited, false, list.clone(), "color=blue%20black"),
            (PipeDelimited, false, list.clone(), "color=blue%7Cblack"),
            (
                PipeDelimited,
                false,
                object.clone(),
                "color=G%7C200%7CR%7C100",
            ),
            (
                DeepObject,
                true,
                object.clone(),
                "color%5BG%5D=200&color%5BR%5D=100",
            ),
            (
                DeepObject,
                true,
                json!({"a": [{"b": 1, "c": null}, "x"]}),
                "color%5Ba%5D%5B0%5D%5Bb%5D=1&color%5Ba%5D%5B1%5D=x",
            ),
            (
                Form,
                true,
                json!({"page": 0, "sort": ["a", "b c"], "none": []}),
                "page=0&sort=a&sort=b%20c",
            ),
            (QueryStyle::Json, false, json!([1]), "color=%5B1%5D"),
        ];
        for (style, explode, value, expected) in cases {
            assert_eq!(
                write(value.clone(), style, explode),
                expected,
                "{style:?} {explode} {value}"
            );
        }
    }

    #[test]
    fn reserved_characters_stay_where_allowed() {
        let mut text = String::new();
        let mut pairs = Pairs {
            text: &mut text,
            reserved: true,
        };
        pairs
            .write(
                "u",
                json!("https://a/b?c=d&e#f'g").into(),
                QueryStyle::Form,
                true,
            )
            .unwrap();
        assert_eq!(text, "u=https://a/b?c%3Dd%26e%23f%27g");
        assert_eq!(
            encode_reserved("a%20b%2Fc%zz%2%é%"),
            "a%20b%2Fc%25zz%252%25%C3%A9%25"
        );
    }

    #[test]
    fn nested_values_need_deep_object() {
        let mut text = String::new();
        let mut pairs = Pairs {
            text: &mut text,
            reserved: false,
        };
        assert!(
            pairs
                .write("u", json!([[1]]).into(), QueryStyle::Form, true)
                .is_err()
        );
    }
}
