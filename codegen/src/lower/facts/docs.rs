//! Documentation of schemas: their descriptions, and the constraints that types can't show.

use super::{Facts, is_base_type};
use crate::ir::Docs;
use crate::openapi::model::{Limits, Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// How many values a sentence lists at most.
const VALUES: usize = 20;

/// Returns the documentation of a schema, with the constraints that its type can't show.
pub(crate) fn docs(facts: &Facts<'_>, schema: &Schema) -> Docs {
    let mut notes = limits(&schema.limits);
    if let Some(format) = schema
        .format
        .as_deref()
        .filter(|format| is_told(facts, schema, format))
    {
        notes.push(format!("Format: {}.", code(format)));
    }
    notes.extend(values_note(facts, schema));
    if let Some(text) = schema.default.and_then(|default| scalar(facts, default)) {
        notes.push(format!("Default: {}.", code(&text)));
    }
    let text = schema.description.clone().or_else(|| schema.title.clone());
    Docs {
        text: text.filter(|text| !text.trim().is_empty()),
        notes,
        deprecated: schema.deprecated,
    }
}

/// Returns the documentation beside a reference, or else that of its target.
pub(crate) fn docs_where_used(facts: &Facts<'_>, id: SchemaId) -> Docs {
    let schema = facts.schema(id);
    let own = docs(facts, schema);
    if schema.reference.is_none() || own.text.is_some() {
        return own;
    }
    let target = docs(facts, facts.target_schema(id));
    Docs {
        deprecated: own.deprecated,
        ..target
    }
}

/// Returns a sentence with the values of an enum that has no type of its own; none where there are too many.
fn values_note(facts: &Facts<'_>, schema: &Schema) -> Option<String> {
    let values = schema.values.as_deref().unwrap_or_default();
    if values.is_empty() || values.len() > VALUES || !is_base_type(facts, schema) {
        return None;
    }
    let values = values.iter().filter_map(|node| scalar(facts, *node));
    let values: Vec<String> = values.map(|value| code(&value)).collect();
    Some(format!("One of {}.", values.join(", ")))
}

/// Returns whether a format needs a sentence: it doesn't where the type shows it.
fn is_told(facts: &Facts<'_>, schema: &Schema, format: &str) -> bool {
    let mut types = schema.types.iter().filter(|ty| **ty != JsonType::Null);
    let formats = facts.options().formats;
    let ty = types.next().copied().or_else(|| formats.of(format));
    let ty = ty.unwrap_or(JsonType::String);
    let shown = types.next().is_none() && facts.options().formats.is_shown(ty, format);
    !shown && !format.trim().is_empty() && format.chars().count() <= 40
}

/// Returns the text of a scalar; none where it is too long for a sentence.
fn scalar(facts: &Facts<'_>, node: NodeId) -> Option<String> {
    let text = match facts.tree().value(node) {
        Node::Null | Node::Array(_) | Node::Object(_) => return None,
        Node::String(text) => text.clone(),
        _ => match facts.tree().written(node) {
            Some(written) => written.to_owned(),
            None => facts.tree().to_json(node).to_string(),
        },
    };
    (!text.is_empty() && text.chars().count() <= 80).then_some(text)
}

fn limits(limits: &Limits) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |what: &str, value: Option<String>| {
        if let Some(value) = value {
            notes.push(format!("{what}: {}.", code(&value)));
        }
    };
    say("Minimum", limits.minimum.clone());
    say("Greater than", limits.exclusive_minimum.clone());
    say("Maximum", limits.maximum.clone());
    say("Less than", limits.exclusive_maximum.clone());
    say("A multiple of", limits.multiple_of.clone());
    say("Minimum length", limits.min_length.map(|n| n.to_string()));
    say("Maximum length", limits.max_length.map(|n| n.to_string()));
    say(
        "Pattern",
        limits
            .pattern
            .clone()
            .filter(|pattern| pattern.chars().count() <= 120),
    );
    say(
        "Minimum number of items",
        limits.min_items.map(|n| n.to_string()),
    );
    say(
        "Maximum number of items",
        limits.max_items.map(|n| n.to_string()),
    );
    say(
        "Minimum number of members",
        limits.min_properties.map(|n| n.to_string()),
    );
    say(
        "Maximum number of members",
        limits.max_properties.map(|n| n.to_string()),
    );
    if limits.unique_items {
        notes.push("The items are distinct.".to_owned());
    }
    notes
}

/// Returns a code span with any text: its fence is longer than every run of backticks inside.
pub(crate) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}
