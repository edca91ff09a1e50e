//! Values of an `enum` that are repeated, or that `x-bindgen-enum` lists differently.

use std::collections::HashSet;

use super::warning::{Words, warn};
use crate::diagnostic::Diagnostics;
use crate::openapi::model::Schema;
use crate::source::tree::{NodeId, Tree};

/// Warns about values that are listed twice.
pub(super) fn repeated(tree: &Tree, schema: &Schema, diagnostics: &mut Diagnostics) {
    let values = schema.values.as_deref().unwrap_or_default();
    let mut seen: HashSet<String> = HashSet::new();
    for value in values {
        let text = tree.to_json(*value).to_string();
        let message = format!("the value {text} is listed twice");
        if !seen.insert(text) {
            let words = Words {
                message: &message,
                label: "repeated here",
                help: "remove one of the two",
            };
            warn(*value, "repeated", &words, diagnostics);
        }
    }
}

/// Warns where `enum` and `x-bindgen-enum` list different values.
pub(super) fn rows(tree: &Tree, schema: &Schema, diagnostics: &mut Diagnostics) {
    let (Some(extension), Some(values)) = (&schema.extensions.enumeration, &schema.values) else {
        return;
    };
    if extension.rows.is_empty() {
        return;
    }
    let listed: HashSet<String> = values.iter().map(|value| spelled(tree, *value)).collect();
    let rows = extension.rows.iter().map(|row| row.value.0.as_str());
    for row in rows.clone().filter(|row| !listed.contains(*row)) {
        let words = Words {
            message: &format!("the extension describes `{row}`, which `enum` doesn't list"),
            label: "not in `enum`",
            help: "spell the value as `enum` does",
        };
        warn(extension.at, "enum-rows", &words, diagnostics);
    }
    let described: HashSet<&str> = rows.collect();
    let is_left_out = |value: &NodeId| {
        let value = spelled(tree, *value);
        value != "null" && !described.contains(value.as_str())
    };
    let left_out: Vec<NodeId> = values.iter().copied().filter(is_left_out).collect();
    // The extension may be there for a few of the values.
    if left_out.len() > extension.rows.len() {
        return;
    }
    for value in left_out {
        let words = Words {
            message: &format!("the extension doesn't describe `{}`", spelled(tree, value)),
            label: "not described",
            help: "add the value to the extension's `values`, or remove it here",
        };
        warn(value, "enum-rows", &words, diagnostics);
    }
}

/// Returns a value as a text: that of a string, or else its JSON.
fn spelled(tree: &Tree, node: NodeId) -> String {
    tree.as_str(node)
        .map_or_else(|| tree.to_json(node).to_string(), str::to_owned)
}
