//! The independent judge: whether a value fits what stands at a place of the definitions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::rc::Rc;

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};

/// Where the definitions are for the validator. Nothing is fetched.
const BASE: &str = "https://gate.invalid/document";

/// How many validators are kept: those of one large document would fill the memory.
const KEPT: usize = 400;

/// Judges values by the definitions of one document.
pub(super) struct Validity {
    registry: Registry<'static>,
    validators: RefCell<HashMap<String, Option<Rc<Validator>>>>,
}

impl Validity {
    pub(super) fn of(definitions: &Value) -> io::Result<Self> {
        let resource = Resource::from_contents(definitions.clone());
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(BASE, resource)
            .and_then(|registry| registry.prepare())
            .map_err(io::Error::other)?;
        Ok(Self {
            registry,
            validators: RefCell::default(),
        })
    }

    /// Returns whether a value fits the schema at a place; `None` where the validator takes no such schema.
    pub(super) fn fits(&self, place: &str, value: &Value) -> Option<bool> {
        Some(self.validator(place)?.is_valid(value))
    }

    /// Returns where a value doesn't fit: the places of the first faults in it.
    pub(super) fn faults(&self, place: &str, value: &Value) -> Vec<Vec<String>> {
        let Some(validator) = self.validator(place) else {
            return Vec::new();
        };
        let tokens = |pointer: &str| -> Vec<String> {
            pointer
                .split('/')
                .skip(1)
                .map(|token| token.replace("~1", "/").replace("~0", "~"))
                .collect()
        };
        validator
            .iter_errors(value)
            .take(4)
            .map(|error| tokens(error.instance_path().as_str()))
            .collect()
    }

    /// Returns whether a name is one of a pattern's.
    pub(super) fn matches(&self, pattern: &str, name: &str) -> bool {
        let key = format!("pattern {pattern}");
        let known = self.validators.borrow().get(&key).cloned();
        let validator = known.unwrap_or_else(|| {
            let made = jsonschema::options().build(&json!({"pattern": pattern}));
            let made = made.ok().map(Rc::new);
            self.validators.borrow_mut().insert(key, made.clone());
            made
        });
        validator.is_some_and(|validator| validator.is_valid(&json!(name)))
    }

    fn validator(&self, place: &str) -> Option<Rc<Validator>> {
        if let Some(known) = self.validators.borrow().get(place) {
            return known.clone();
        }
        let made = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .with_format("decimal", is_decimal)
            .build(&json!({"$ref": format!("{BASE}{}", encoded(place))}));
        let made = made.ok().map(Rc::new);
        let mut validators = self.validators.borrow_mut();
        if validators.len() >= KEPT {
            validators.clear();
        }
        validators.insert(place.to_owned(), made.clone());
        made
    }
}

/// Returns the definitions without what types don't check: lengths, ranges, counts and patterns. More than one alternative
/// may hold then.
pub(super) fn without_bounds(definitions: &Value) -> Value {
    let mut made = serde_json::Map::new();
    let schemas = definitions.get("$defs").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        made.insert(name.clone(), unbounded(schema));
    }
    json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": made})
}

fn unbounded(schema: &Value) -> Value {
    const BOUNDS: [&str; 13] = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
    ];
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let mut made = serde_json::Map::new();
    for (keyword, value) in members {
        let inner = match (keyword.as_str(), value) {
            (bound, _) if BOUNDS.contains(&bound) => continue,
            ("const" | "enum" | "required" | "type", _) => value.clone(),
            ("properties" | "patternProperties" | "dependentSchemas", Value::Object(schemas)) => {
                let schemas = schemas.iter();
                Value::Object(
                    schemas
                        .map(|(name, schema)| (name.clone(), unbounded(schema)))
                        .collect(),
                )
            }
            (_, Value::Array(parts)) => Value::Array(parts.iter().map(unbounded).collect()),
            _ => unbounded(value),
        };
        // What tells alternatives apart may be gone.
        let keyword = match keyword.as_str() {
            "oneOf" if !members.contains_key("anyOf") => "anyOf",
            other => other,
        };
        made.insert(keyword.to_owned(), inner);
    }
    Value::Object(made)
}

/// Returns a fragment as it stands in a URI.
fn encoded(place: &str) -> String {
    let mut text = String::new();
    for byte in place.bytes() {
        match byte {
            b'#' | b'/' | b'$' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.bytes().all(is_digit)
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut parts = digits.splitn(2, '.');
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(all_digits) && parts.next().is_none_or(all_digits)
}
