//! A schema with its references and `allOf` taken in: what holds for a value, and the choices that are left.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// How many references and parts are followed into each other.
const DEPTH: usize = 24;

/// What holds for a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    /// Keywords, each as all parts together say it.
    pub(super) keywords: Map<String, Value>,
    /// Lists of alternatives that are still to be chosen from.
    pub(super) choices: Vec<Choice>,
    /// No value fits.
    pub(super) is_never: bool,
    /// The references that were followed: what holds twice holds once.
    followed: BTreeSet<String>,
}

/// Alternatives, and whether several may hold at once.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) parts: Vec<Value>,
    pub(super) several: bool,
}

impl Flat {
    /// Takes a schema in.
    pub(super) fn of(definitions: &Value, schema: &Value) -> Self {
        let mut flat = Self::default();
        flat.take(definitions, schema, 0);
        flat
    }

    /// Takes another schema in: both hold.
    pub(super) fn and(&self, definitions: &Value, schema: &Value) -> Self {
        let mut flat = self.clone();
        flat.take(definitions, schema, 0);
        flat
    }

    fn take(&mut self, definitions: &Value, schema: &Value, depth: usize) {
        let Value::Object(members) = schema else {
            self.is_never |= schema == &Value::Bool(false);
            return;
        };
        if depth > DEPTH {
            self.is_never = true;
            return;
        }
        for (keyword, value) in members {
            match (keyword.as_str(), value) {
                ("$ref", Value::String(place)) => {
                    let target = place
                        .strip_prefix('#')
                        .and_then(|pointer| definitions.pointer(pointer));
                    if let Some(target) = target
                        && self.followed.insert(place.clone())
                    {
                        self.take(definitions, target, depth + 1);
                    }
                }
                ("allOf", Value::Array(parts)) => {
                    for part in parts {
                        self.take(definitions, part, depth + 1);
                    }
                }
                ("oneOf" | "anyOf", Value::Array(parts)) => self.choices.push(Choice {
                    parts: parts.clone(),
                    several: keyword == "anyOf",
                }),
                ("then" | "else", _) => {}
                ("if", condition) => self.condition(members, condition),
                ("dependentSchemas", Value::Object(schemas)) => {
                    for (name, schema) in schemas {
                        let with = json!({"allOf": [schema, {"required": [name]}]});
                        self.choices.push(Choice {
                            parts: vec![json!({}), with],
                            several: false,
                        });
                    }
                }
                _ => self.keyword(keyword, value),
            }
        }
    }

    fn condition(&mut self, members: &Map<String, Value>, condition: &Value) {
        let branch = |keyword| members.get(keyword).cloned().unwrap_or(json!({}));
        self.choices.push(Choice {
            parts: vec![
                json!({"allOf": [condition, branch("then")]}),
                branch("else"),
            ],
            several: false,
        });
    }

    fn keyword(&mut self, keyword: &str, value: &Value) {
        let joined = match self.keywords.get(keyword) {
            None => value.clone(),
            Some(known) => match keyword {
                "properties" | "patternProperties" => both_maps(known, value),
                "required" => both_lists(known, value),
                "enum" => common(known, value),
                "type" => common_kinds(known, value),
                "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
                    greater(known, value, true)
                }
                "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
                    greater(known, value, false)
                }
                "items" | "additionalProperties" => json!({"allOf": [known, value]}),
                _ => value.clone(),
            },
        };
        self.is_never |= keyword == "type" && joined == json!([]);
        self.keywords.insert(keyword.to_owned(), joined);
    }
}

fn both_maps(one: &Value, other: &Value) -> Value {
    let (Value::Object(one), Value::Object(other)) = (one, other) else {
        return other.clone();
    };
    let mut both = one.clone();
    for (name, schema) in other {
        let joined = match both.get(name) {
            Some(known) if known != schema => json!({"allOf": [known, schema]}),
            _ => schema.clone(),
        };
        both.insert(name.clone(), joined);
    }
    Value::Object(both)
}

fn both_lists(one: &Value, other: &Value) -> Value {
    let mut all = one.as_array().cloned().unwrap_or_default();
    for item in other.as_array().into_iter().flatten() {
        if !all.contains(item) {
            all.push(item.clone());
        }
    }
    Value::Array(all)
}

fn common(one: &Value, other: &Value) -> Value {
    let other = other.as_array().map(Vec::as_slice).unwrap_or_default();
    let items = one.as_array().into_iter().flatten();
    Value::Array(items.filter(|item| other.contains(item)).cloned().collect())
}

/// Returns the kinds that both allow. An integer is a number.
fn common_kinds(one: &Value, other: &Value) -> Value {
    let kinds = |value: &Value| -> Vec<String> {
        match value {
            Value::String(kind) => vec![kind.clone()],
            Value::Array(kinds) => kinds
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    };
    let (one, other) = (kinds(one), kinds(other));
    let mut common: Vec<String> = Vec::new();
    for kind in one.iter().chain(&other) {
        let fits = |kinds: &[String]| {
            kinds.contains(kind) || (kind == "integer" && kinds.contains(&"number".to_owned()))
        };
        if fits(&one) && fits(&other) && !common.contains(kind) {
            common.push(kind.clone());
        }
    }
    json!(common)
}

fn greater(one: &Value, other: &Value, wanted: bool) -> Value {
    let is_greater = one.as_f64() > other.as_f64();
    if is_greater == wanted {
        one.clone()
    } else {
        other.clone()
    }
}
