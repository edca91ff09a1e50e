//! Schemas that hold for a value again and again: no validator comes to an end with them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Returns the places of the definitions that lead to such a schema.
pub(super) fn endless(definitions: &Value) -> BTreeSet<String> {
    let mut at_once: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut at_all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let schemas = definitions.get("$defs").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let place = format!("#/$defs/{name}");
        references(schema, true, at_once.entry(place.clone()).or_default());
        references(schema, false, at_all.entry(place).or_default());
    }
    let is_circular =
        |place: &&String| closure(&at_once, at_once.get(*place)).contains(place.as_str());
    let circular: BTreeSet<&str> = at_once
        .keys()
        .filter(is_circular)
        .map(String::as_str)
        .collect();
    if circular.is_empty() {
        return BTreeSet::new();
    }
    let leads_there = |place: &&String| {
        let reached = closure(&at_all, at_all.get(*place));
        circular.contains(place.as_str()) || !reached.is_disjoint(&circular)
    };
    at_all.keys().filter(leads_there).cloned().collect()
}

/// Returns what is reached from some places.
fn closure<'g>(
    graph: &'g BTreeMap<String, BTreeSet<String>>,
    start: Option<&'g BTreeSet<String>>,
) -> BTreeSet<&'g str> {
    let mut open: Vec<&str> = start.into_iter().flatten().map(String::as_str).collect();
    let mut reached = BTreeSet::new();
    while let Some(place) = open.pop() {
        if reached.insert(place) {
            let next = graph.get(place).into_iter().flatten();
            open.extend(next.map(String::as_str));
        }
    }
    reached
}

/// The references in a schema: all, or those that hold for the value itself and not for something inside of it.
fn references(schema: &Value, at_once: bool, found: &mut BTreeSet<String>) {
    const OF_THE_VALUE: [&str; 8] = [
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "if",
        "then",
        "else",
        "dependentSchemas",
    ];
    match schema {
        Value::Object(members) => {
            if let Some(place) = members.get("$ref").and_then(Value::as_str) {
                found.insert(place.to_owned());
            }
            for (keyword, value) in members {
                if !at_once || OF_THE_VALUE.contains(&keyword.as_str()) {
                    inside(value, at_once, found);
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| references(item, at_once, found)),
        _ => {}
    }
}

fn inside(value: &Value, at_once: bool, found: &mut BTreeSet<String>) {
    references(value, at_once, found);
    // The members of `dependentSchemas` are schemas, whatever they are called.
    for schema in value
        .as_object()
        .into_iter()
        .flat_map(|members| members.values())
    {
        references(schema, at_once, found);
    }
}
