//! A document's schemas in the words of JSON Schema 2020-12, for the validator and for the maker of values.
//!
//! What OpenAPI has on top becomes constraints: `nullable`, `exclusiveMinimum: true`, the ranges of `int32` and its like,
//! a `discriminator` among alternatives or on a parent of schemas that take it in by `allOf`: of values of the property only
//! those that mean a schema count. A schema without `type` is of the kind that its keywords, or its number's format, have.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::discriminator;
use super::identity::{Identities, Scope};

/// The formats of strings that generated types check.
pub(super) const CHECKED: [&str; 8] = [
    "date-time",
    "date",
    "duration",
    "uuid",
    "ipv4",
    "ipv6",
    "byte",
    "decimal",
];

/// The schemas that types are for, and what they lead to.
pub(super) struct Schemas<'d> {
    document: &'d Value,
    /// Whether the document says so of itself: `$ref` has no siblings then.
    is_3_0: bool,
    /// The pointer of each schema, and its name among the definitions.
    names: BTreeMap<Key, String>,
    waiting: Vec<Key>,
    definitions: Map<String, Value>,
    identities: Identities,
    /// Whether each pattern is one that the validator takes.
    patterns: BTreeMap<String, bool>,
}

/// A schema, alone or with those that take it in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    pointer: String,
    /// As a part of another schema: a parent with a discriminator doesn't mean its children here.
    as_part: bool,
    /// What dynamic anchors stand for on the way here.
    scope: Scope,
}

/// Where a schema stands that is being translated.
#[derive(Clone, Copy)]
struct Here<'h> {
    pointer: &'h str,
    scope: &'h Scope,
}

impl<'d> Schemas<'d> {
    /// Starts with a document and none of its schemas.
    pub(super) fn of(document: &'d Value) -> Self {
        let version = document.get("openapi").and_then(Value::as_str);
        Self {
            document,
            is_3_0: version.is_some_and(|version| version.starts_with("3.0")),
            names: BTreeMap::new(),
            waiting: Vec::new(),
            definitions: Map::new(),
            identities: Identities::of(document),
            patterns: BTreeMap::new(),
        }
    }

    /// Takes in a schema and all that it leads to, and returns where it stands in [`Self::definitions`]. `None` where
    /// the pointer leads to no schema.
    pub(super) fn add(&mut self, pointer: &str) -> Option<String> {
        self.document.pointer(pointer)?;
        let place = self.place(pointer, false, &Scope::new());
        while let Some(key) = self.waiting.pop() {
            let schema = self.translated(&key);
            if let Some(name) = self.names.get(&key) {
                self.definitions.insert(name.clone(), schema);
            }
        }
        Some(place)
    }

    /// Returns the whole, as one schema document.
    pub(super) fn definitions(self) -> Value {
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": self.definitions})
    }

    fn place(&mut self, pointer: &str, as_part: bool, scope: &Scope) -> String {
        let key = Key {
            pointer: pointer.to_owned(),
            as_part,
            scope: self.identities.entered(pointer, scope),
        };
        let next = self.names.len();
        if !self.names.contains_key(&key) {
            self.waiting.push(key.clone());
        }
        let name = self.names.entry(key).or_insert_with(|| format!("t{next}"));
        format!("#/$defs/{name}")
    }

    fn translated(&mut self, key: &Key) -> Value {
        let document = self.document;
        let here = Here {
            pointer: &key.pointer,
            scope: &key.scope,
        };
        // An alternative of a union with a discriminator is what the discriminator says of it.
        if let Some((union, list, index)) = alternative(&key.pointer)
            && let Some(union) = document.pointer(union)
            && let Some(part) = union.get(list).and_then(|parts| parts.get(index))
        {
            return self.tagged(union, part, here);
        }
        match document.pointer(&key.pointer) {
            Some(schema) => self.schema(schema, here, key.as_part),
            None => json!(true),
        }
    }

    fn schema(&mut self, schema: &Value, here: Here<'_>, as_part: bool) -> Value {
        let Value::Object(members) = schema else {
            return json!(schema.as_bool().unwrap_or(true));
        };
        let mut made = match self.target(members, here) {
            Some(target) => {
                let place = self.place(&target, as_part, here.scope);
                Map::from_iter([("$ref".to_owned(), json!(place))])
            }
            None => Map::new(),
        };
        if made.is_empty() || !self.is_3_0 {
            self.keywords(members, here, &mut made);
        }
        // A parent that lists its children is a part of each of them without the list.
        if as_part && discriminator::lists_children(self.document, members, here.pointer) {
            made.remove("oneOf");
            made.remove("anyOf");
        }
        if !as_part && let Some(family) = self.family(members, here) {
            made = Map::from_iter([("anyOf".to_owned(), family)]);
        }
        // What stands beside a reference counts from 3.1 on.
        let counts = !self.is_3_0 || !members.contains_key("$ref");
        if counts && members.get("nullable") == Some(&Value::Bool(true)) {
            return nullable(made);
        }
        Value::Object(made)
    }

    fn keywords(
        &mut self,
        members: &Map<String, Value>,
        here: Here<'_>,
        made: &mut Map<String, Value>,
    ) {
        for (keyword, value) in members {
            let copied = match keyword.as_str() {
                "enum" | "prefixItems" | "allOf" | "oneOf" | "anyOf" if !is_full_list(value) => {
                    None
                }
                "const" | "enum" => Some(value.clone()),
                "type" => kinds(value),
                "minimum" | "maximum" => value.is_number().then(|| value.clone()),
                "exclusiveMinimum" | "exclusiveMaximum" => value.is_number().then(|| value.clone()),
                "multipleOf" => value
                    .as_f64()
                    .filter(|step| *step > 0.0)
                    .map(|_| value.clone()),
                "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" | "minContains" | "maxContains" => {
                    value.is_u64().then(|| value.clone())
                }
                "uniqueItems" | "readOnly" | "writeOnly" => {
                    value.is_boolean().then(|| value.clone())
                }
                "pattern" => value
                    .as_str()
                    .filter(|pattern| self.is_pattern(pattern))
                    .map(|_| value.clone()),
                "required" => value.as_array().map(|names| {
                    let names: std::collections::BTreeSet<&str> =
                        names.iter().filter_map(Value::as_str).collect();
                    json!(names)
                }),
                "properties" | "dependentSchemas" => self.map(value, here, keyword),
                "patternProperties" => {
                    let mut patterns = self.map(value, here, keyword);
                    if let Some(Value::Object(patterns)) = &mut patterns {
                        patterns.retain(|pattern, _| self.is_pattern(pattern));
                    }
                    patterns
                }
                "items"
                | "additionalProperties"
                | "contains"
                | "propertyNames"
                | "not"
                | "if"
                | "then"
                | "else"
                | "unevaluatedProperties"
                | "unevaluatedItems" => (value.is_object() || value.is_boolean())
                    .then(|| self.inner(value, here, keyword, false)),
                "prefixItems" => self.list(value, here, keyword, false),
                "allOf" => self.list(value, here, keyword, true),
                "oneOf" | "anyOf" => self.alternatives(members, here, keyword),
                "dependentRequired" => value.is_object().then(|| value.clone()),
                _ => None,
            };
            if let Some(copied) = copied {
                made.insert(keyword.clone(), copied);
            }
        }
        exclusive(members, made);
        formats(members, made);
        if !made.contains_key("type")
            && let Some(kind) = implied(made)
        {
            made.insert("type".to_owned(), json!(kind));
        }
    }

    /// Returns a schema inside of another.
    fn inner(&mut self, value: &Value, here: Here<'_>, at: &str, as_part: bool) -> Value {
        let pointer = format!("{}/{at}", here.pointer);
        let inner = Here {
            pointer: &pointer,
            ..here
        };
        // One with an `$id` binds what it has.
        let scope = self.identities.entered(&pointer, here.scope);
        let inner = Here {
            scope: &scope,
            ..inner
        };
        self.schema(value, inner, as_part)
    }

    fn map(&mut self, value: &Value, here: Here<'_>, keyword: &str) -> Option<Value> {
        let schemas = value.as_object()?.iter();
        let schema = |(name, schema): (&String, &Value)| {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            (
                name.clone(),
                self.inner(schema, here, &format!("{keyword}/{escaped}"), false),
            )
        };
        Some(Value::Object(schemas.map(schema).collect()))
    }

    fn list(
        &mut self,
        value: &Value,
        here: Here<'_>,
        keyword: &str,
        as_part: bool,
    ) -> Option<Value> {
        let parts = value.as_array()?.iter().enumerate();
        let part = |(index, part): (usize, &Value)| {
            self.inner(part, here, &format!("{keyword}/{index}"), as_part)
        };
        Some(Value::Array(parts.map(part).collect()))
    }

    fn alternatives(
        &mut self,
        members: &Map<String, Value>,
        here: Here<'_>,
        keyword: &str,
    ) -> Option<Value> {
        let union = Value::Object(members.clone());
        let parts = members.get(keyword)?.as_array()?.iter().enumerate();
        let part = |(index, part): (usize, &Value)| {
            let pointer = format!("{}/{keyword}/{index}", here.pointer);
            let scope = self.identities.entered(&pointer, here.scope);
            let here = Here {
                pointer: &pointer,
                scope: &scope,
            };
            self.tagged(&union, part, here)
        };
        Some(Value::Array(parts.map(part).collect()))
    }

    /// Returns an alternative, with the tag that the union's discriminator has for it.
    fn tagged(&mut self, union: &Value, part: &Value, here: Here<'_>) -> Value {
        let made = self.schema(part, here, false);
        match discriminator::of_alternative(self.document, union, part, here.pointer) {
            Some(tag) => json!({"allOf": [made, tag]}),
            None => made,
        }
    }

    /// Returns what a parent with a discriminator stands for: each schema that takes it in, and itself where a tag
    /// means it.
    fn family(&mut self, members: &Map<String, Value>, here: Here<'_>) -> Option<Value> {
        if ["oneOf", "anyOf", "$ref"]
            .iter()
            .any(|keyword| members.contains_key(*keyword))
        {
            return None;
        }
        let family =
            discriminator::family(self.document, members.get("discriminator")?, here.pointer)?;
        let mut parts: Vec<Value> = Vec::new();
        for (pointer, tag) in family.children {
            let place = self.place(&pointer, true, here.scope);
            parts.push(json!({"allOf": [{"$ref": place}, tag]}));
        }
        if let Some(tag) = family.itself {
            let place = self.place(here.pointer, true, here.scope);
            parts.push(json!({"allOf": [{"$ref": place}, tag]}));
        }
        Some(Value::Array(parts))
    }

    fn is_pattern(&mut self, pattern: &str) -> bool {
        if let Some(known) = self.patterns.get(pattern) {
            return *known;
        }
        let is_one = jsonschema::options()
            .build(&json!({"pattern": pattern}))
            .is_ok();
        self.patterns.insert(pattern.to_owned(), is_one);
        is_one
    }

    /// Returns the pointer that a schema's reference leads to; `None` where that is in another file or nowhere.
    fn target(&self, members: &Map<String, Value>, here: Here<'_>) -> Option<String> {
        let reference = |keyword: &str| members.get(keyword).and_then(Value::as_str);
        let (document, at) = (self.document, here.pointer);
        if let Some(reference) = reference("$ref") {
            return self.identities.target(document, at, reference);
        }
        let reference = reference("$dynamicRef")?;
        let identities = &self.identities;
        identities.dynamic_target(document, at, reference, here.scope)
    }
}

/// Returns the union, the keyword and the index where a pointer leads to an alternative.
fn alternative(pointer: &str) -> Option<(&str, &str, usize)> {
    let (rest, index) = pointer.rsplit_once('/')?;
    let (union, list) = rest.rsplit_once('/')?;
    let is_list = list == "oneOf" || list == "anyOf";
    Some((union, list, index.parse().ok().filter(|_| is_list)?))
}

fn is_full_list(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty())
}

const KINDS: [&str; 7] = [
    "string", "number", "integer", "boolean", "array", "object", "null",
];

fn kinds(value: &Value) -> Option<Value> {
    let is_kind = |kind: &&str| KINDS.contains(kind);
    match value {
        Value::String(kind) => is_kind(&kind.as_str()).then(|| value.clone()),
        Value::Array(kinds) => {
            let known: std::collections::BTreeSet<&str> = kinds
                .iter()
                .filter_map(Value::as_str)
                .filter(is_kind)
                .collect();
            (!known.is_empty()).then(|| json!(known))
        }
        _ => None,
    }
}

/// 3.0 has `exclusiveMinimum: true` beside `minimum`.
fn exclusive(members: &Map<String, Value>, made: &mut Map<String, Value>) {
    for (flag, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if members.get(flag) == Some(&Value::Bool(true))
            && let Some(value) = made.remove(bound)
        {
            made.insert(flag.to_owned(), value);
        }
    }
}

/// The formats that types check, and the ranges of numbers. A number's format makes a schema one of that kind, whether it
/// says `number` or nothing.
fn formats(members: &Map<String, Value>, made: &mut Map<String, Value>) {
    let text = |keyword: &str| {
        members
            .get(keyword)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    of_the_kind(text("format"), made);
    let kinds = kinds_of(made);
    let has = |kind: &str| kinds.iter().any(|known| known == kind);
    if text("contentEncoding").eq_ignore_ascii_case("base64") {
        made.insert("format".to_owned(), json!("byte"));
    }
    let format = text("format");
    let range = match format {
        "int8" => Some((json!(i8::MIN), json!(i8::MAX))),
        "int16" => Some((json!(i16::MIN), json!(i16::MAX))),
        "uint8" => Some((json!(0), json!(u8::MAX))),
        "uint16" => Some((json!(0), json!(u16::MAX))),
        "int32" => Some((json!(i32::MIN), json!(i32::MAX))),
        "int64" => Some((json!(i64::MIN), json!(i64::MAX))),
        "uint32" => Some((json!(0), json!(u32::MAX))),
        "uint64" => Some((json!(0), json!(u64::MAX))),
        _ => None,
    };
    if let (Some((least, most)), true) = (range, has("integer")) {
        made.entry("minimum").or_insert(least);
        made.entry("maximum").or_insert(most);
    }
    if format == "float" && has("number") {
        made.entry("minimum").or_insert(json!(-3.4e38));
        made.entry("maximum").or_insert(json!(3.4e38));
    }
    if CHECKED.contains(&format) && (has("string") || kinds.is_empty()) {
        made.insert("format".to_owned(), json!(format));
    }
}

/// Says the kind that a number's format means.
fn of_the_kind(format: &str, made: &mut Map<String, Value>) {
    let kind = match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            "integer"
        }
        "float" | "double" => "number",
        _ => return,
    };
    let is_free = implied(made).is_none() && !made.contains_key("enum");
    match made.get_mut("type") {
        None if is_free => {
            made.insert("type".to_owned(), json!(kind));
        }
        Some(Value::String(known)) if known == "number" => *known = kind.to_owned(),
        Some(Value::Array(known)) => {
            for known in known.iter_mut().filter(|known| *known == "number") {
                *known = json!(kind);
            }
        }
        _ => {}
    }
}

/// Returns the kinds that a translated schema names.
pub(super) fn kinds_of(schema: &Map<String, Value>) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns the kind that a schema without `type` can only mean.
fn implied(made: &Map<String, Value>) -> Option<&'static str> {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| made.contains_key(*keyword));
    if has(&[
        "$ref", "allOf", "oneOf", "anyOf", "const", "enum", "not", "if",
    ]) {
        None
    } else if has(&[
        "properties",
        "additionalProperties",
        "patternProperties",
        "required",
        "minProperties",
        "maxProperties",
        "dependentSchemas",
    ]) {
        Some("object")
    } else if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        Some("array")
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        Some("string")
    } else {
        None
    }
}

/// Returns the same or null.
fn nullable(mut made: Map<String, Value>) -> Value {
    let is_plain = made.contains_key("type")
        && !["$ref", "allOf", "oneOf", "anyOf", "const", "enum", "not"]
            .iter()
            .any(|keyword| made.contains_key(*keyword));
    if !is_plain {
        return json!({"anyOf": [{"type": "null"}, made]});
    }
    let mut kinds = kinds_of(&made);
    kinds.push("null".to_owned());
    kinds.dedup();
    made.insert("type".to_owned(), json!(kinds));
    Value::Object(made)
}
