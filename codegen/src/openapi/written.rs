//! How numbers and booleans are spelled that may stand for strings: `enum: [1.10, 1e3]` under `type: string`.
//!
//! The YAML reader gives values, not spellings. A second look at the text finds these, only where a schema lists such
//! values.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::spellings;
use crate::source::tree::{NodeId, Tree, Value};

/// Keeps the spelling of the values that may be meant as strings. Warns about those whose spelling isn't found.
pub(crate) fn keep_spellings(tree: &mut Tree, diagnostics: &mut Diagnostics) {
    let spellings = spellings(tree, &wanted(tree));
    for node in spellings.unknown {
        let value = tree.to_json(node);
        let message = format!("`{value}` may be spelled differently in the text");
        let warning = Diagnostic::warning("spelling", Place::Value(node), message);
        diagnostics.push(warning.help("put the value in quotes if it is meant as a string"));
    }
    tree.keep_written(spellings.plain);
}

/// Returns the values under `enum`, `const` and `default` of schemas that may be of strings, and those in the
/// extensions of such schemas.
fn wanted(tree: &Tree) -> Vec<NodeId> {
    let mut wanted = Vec::new();
    let nodes = (0..).map(NodeId).take(tree.len());
    for (node, key) in nodes.filter_map(|node| Some((node, tree.key(node)?))) {
        if is_text(key) {
            let values = tree.items(node).iter().copied().chain([node]);
            wanted.extend(values.filter(|node| is_other(tree, *node)));
        }
        let items = match key {
            "enum" => tree.items(node),
            "const" | "default" => std::slice::from_ref(&node),
            _ => continue,
        };
        let values: Vec<NodeId> = items
            .iter()
            .copied()
            .filter(|node| is_other(tree, *node))
            .collect();
        let schema = tree
            .parent(node)
            .filter(|schema| may_be_of_strings(tree, *schema));
        if let (Some(schema), false) = (schema, values.is_empty()) {
            wanted.extend(values);
            let members = tree.members(schema).iter();
            let extensions = members.filter(|(name, _)| name.starts_with("x-"));
            extensions.for_each(|(_, value)| scalars(tree, *value, &mut wanted));
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Returns whether a key has a text for which a number may be written: `version: 1.10`.
fn is_text(key: &str) -> bool {
    let texts = [
        "description",
        "name",
        "operationId",
        "required",
        "summary",
        "tags",
        "title",
        "version",
    ];
    texts.contains(&key)
}

/// Returns whether a value is a number or a boolean.
fn is_other(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.value(node), Value::Number(_) | Value::Bool(_))
}

/// Returns whether a schema allows strings, as far as its `type` says.
fn may_be_of_strings(tree: &Tree, schema: NodeId) -> bool {
    let Some(written) = tree.get(schema, "type") else {
        return true;
    };
    let mut types = tree.items(written).iter().chain([&written]);
    types.any(|ty| tree.as_str(*ty) == Some("string"))
}

/// Adds the numbers and booleans inside of an extension, two levels deep as lists of rows are.
fn scalars(tree: &Tree, node: NodeId, wanted: &mut Vec<NodeId>) {
    let inside = |node: NodeId| {
        let members = tree.members(node).iter().map(|(_, value)| *value);
        members.chain(tree.items(node).iter().copied())
    };
    let rows = inside(node).flat_map(inside).chain(inside(node));
    let values = rows.flat_map(inside);
    wanted.extend(values.filter(|node| is_other(tree, *node)));
}
