//! What formats mean: the one table from `type` and `format` to a type of the output.
//!
//! The defaults and the settings make it; `lint` and `lower` ask it.

use std::collections::BTreeMap;

use crate::ir::Type;
use crate::openapi::model::{Limits, Type as JsonType};

/// The types of the formats of strings, integers and numbers. A format that isn't listed has the base type.
#[derive(Clone, Debug)]
pub struct Formats {
    table: BTreeMap<JsonType, BTreeMap<String, Type>>,
}

impl Default for Formats {
    /// Returns the formats of OpenAPI and JSON Schema that have a type of their own.
    fn default() -> Self {
        let rows = [
            (JsonType::Integer, "int32", Type::I32),
            (JsonType::Integer, "int64", Type::I64),
            (JsonType::Integer, "uint32", Type::U32),
            (JsonType::Integer, "uint64", Type::U64),
            // Integers by another name: an `f64` would lose their last digits.
            (JsonType::Number, "int32", Type::I32),
            (JsonType::Number, "int64", Type::I64),
            (JsonType::Number, "uint32", Type::U32),
            (JsonType::Number, "uint64", Type::U64),
            (JsonType::Number, "float", Type::F32),
            (JsonType::Number, "double", Type::F64),
            (JsonType::String, "date-time", Type::Timestamp),
            (JsonType::String, "date", Type::Date),
            (JsonType::String, "uri", Type::Url),
            (JsonType::String, "url", Type::Url),
            (JsonType::String, "byte", Type::Base64),
            (JsonType::String, "uuid", Type::Uuid),
            // Not `time`: JSON Schema's has an offset from UTC, and most servers' has none.
            (JsonType::String, "duration", Type::Duration),
            // Not of numbers: what is read of them is an `f64`, whatever they are called.
            (JsonType::String, "decimal", Type::Decimal),
            (JsonType::String, "ipv4", Type::Ipv4),
            (JsonType::String, "ipv6", Type::Ipv6),
            (
                JsonType::String,
                "password",
                Type::Sensitive(Box::new(Type::String)),
            ),
        ];
        let table = BTreeMap::new();
        let mut formats = Self { table };
        for (ty, format, to) in rows {
            formats.set(ty, format, to);
        }
        formats
    }
}

impl Formats {
    /// Returns the type of a string, an integer or a number. Every other JSON type is [`Type::Json`] here.
    #[must_use]
    pub fn get(&self, ty: JsonType, format: Option<&str>, limits: &Limits) -> Type {
        let listed = format.and_then(|format| {
            self.listed(ty, format)
                .or_else(|| self.listed(ty, wider(ty, format)?))
        });
        match (listed, ty) {
            (Some(listed), _) => listed.clone(),
            (None, JsonType::String) => Type::String,
            (None, JsonType::Number) => Type::F64,
            (None, JsonType::Integer) if beyond_i64(limits) => Type::U64,
            (None, JsonType::Integer) => Type::I64,
            (None, _) => Type::Json,
        }
    }

    fn listed(&self, ty: JsonType, format: &str) -> Option<&Type> {
        self.table.get(&ty)?.get(format)
    }

    /// Returns the JSON type of a format's values, for a schema without a `type`. An unknown format has none.
    #[must_use]
    pub fn of(&self, format: &str) -> Option<JsonType> {
        let types = [JsonType::Integer, JsonType::Number, JsonType::String];
        let listed =
            |ty: &JsonType| self.listed(*ty, format).is_some() || wider(*ty, format).is_some();
        let of_text = || TEXTS.contains(&format).then_some(JsonType::String);
        types.into_iter().find(listed).or_else(of_text)
    }

    /// Returns whether the type of the output shows the format, so that nothing else has to.
    #[must_use]
    pub fn is_shown(&self, ty: JsonType, format: &str) -> bool {
        self.listed(ty, format)
            .is_some_and(|to| *to != Type::String)
    }

    /// Returns whether a format is listed for any type.
    #[must_use]
    pub fn is_known(&self, format: &str) -> bool {
        let of = [JsonType::String, JsonType::Integer, JsonType::Number];
        of.into_iter()
            .any(|ty| self.listed(ty, format).is_some() || wider(ty, format).is_some())
    }

    /// Returns the formats that are listed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.table
            .values()
            .flat_map(BTreeMap::keys)
            .map(String::as_str)
    }

    /// Sets the type of a format.
    pub fn set(&mut self, ty: JsonType, format: &str, to: Type) {
        let formats = self.table.entry(ty).or_default();
        formats.insert(format.to_owned(), to);
    }
}

/// Formats of strings without a type of their own (JSON Schema 2020-12 validation, section 7.3, and OpenAPI's
/// registry).
const TEXTS: [&str; 19] = [
    "binary",
    "char",
    "commonmark",
    "email",
    "hostname",
    "html",
    "idn-email",
    "idn-hostname",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "string",
    "text",
    "time",
    "uri-reference",
    "uri-template",
];

/// Returns the narrowest format with a type that holds the values of one without.
fn wider(ty: JsonType, format: &str) -> Option<&'static str> {
    match (ty, format) {
        (JsonType::Integer, "int8" | "int16" | "uint8" | "uint16") => Some("int32"),
        _ => None,
    }
}

/// Returns whether only an unsigned integer reaches the maximum.
fn beyond_i64(limits: &Limits) -> bool {
    let above = |text: &String| text.parse::<i64>().is_err() && text.parse::<u64>().is_ok();
    limits
        .maximum
        .as_ref()
        .or(limits.exclusive_maximum.as_ref())
        .is_some_and(above)
}
