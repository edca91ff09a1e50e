//! What a type can't say, said in its documentation.

use super::Lower;
use crate::ir::Docs;
use crate::openapi::model::{Limits, Schema, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// More values than this are looked up elsewhere.
const VALUES: usize = 20;

impl Lower<'_> {
    pub(super) fn docs(&self, schema: &Schema) -> Docs {
        let mut notes = limits(&schema.limits);
        if let Some(format) = schema
            .format
            .as_deref()
            .filter(|format| self.is_told(schema, format))
        {
            notes.push(format!("Format: {}.", code(format)));
        }
        notes.extend(self.values_note(schema));
        if let Some(text) = schema.default.and_then(|default| self.scalar(default)) {
            notes.push(format!("Default: {}.", code(&text)));
        }
        let text = schema.description.clone().or_else(|| schema.title.clone());
        Docs {
            text: text.filter(|text| !text.trim().is_empty()),
            notes,
            deprecated: schema.deprecated,
        }
    }

    /// The values of an enum that is typed as what its values are, where they aren't too many to be read.
    fn values_note(&self, schema: &Schema) -> Option<String> {
        let values = schema.values.as_deref().unwrap_or_default();
        if values.is_empty() || values.len() > VALUES || !self.is_base(schema) {
            return None;
        }
        let values = values.iter().filter_map(|node| self.scalar(*node));
        let values: Vec<String> = values.map(|value| code(&value)).collect();
        Some(format!("One of {}.", values.join(", ")))
    }

    /// Formats that the type itself shows aren't worth a sentence.
    fn is_told(&self, schema: &Schema, format: &str) -> bool {
        let mut types = schema.types.iter().filter(|ty| **ty != JsonType::Null);
        let formats = self.wishes.formats;
        let ty = types.next().copied().or_else(|| formats.of(format));
        let ty = ty.unwrap_or(JsonType::String);
        let shown = types.next().is_none() && self.wishes.formats.is_shown(ty, format);
        !shown && !format.trim().is_empty() && format.chars().count() <= 40
    }

    /// A value short enough to stand in a sentence.
    fn scalar(&self, node: NodeId) -> Option<String> {
        let text = match self.tree.value(node) {
            Node::Null | Node::Array(_) | Node::Object(_) => return None,
            Node::String(text) => text.clone(),
            _ => match self.tree.written(node) {
                Some(written) => written.to_owned(),
                None => self.tree.to_json(node).to_string(),
            },
        };
        (!text.is_empty() && text.chars().count() <= 80).then_some(text)
    }
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

/// A code span that holds any text: its fence is longer than every run of backticks inside.
pub(super) fn code(text: &str) -> String {
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
