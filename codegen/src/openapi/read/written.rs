//! How numbers and booleans are spelled that may stand for strings: `enum: [1.10, 1e3]` under `type: string`.
//!
//! Readers of YAML give values, and not what they are written as. A second look at the text finds it, only where a schema
//! lists such values.

use crate::source::spellings;
use crate::source::tree::{FileId, NodeId, Tree, Value};

/// Keeps the spelling of the values that may be taken for strings. `text` is the root document's.
pub(crate) fn keep_spellings(tree: &mut Tree, text: &str) {
    let wanted = wanted(tree);
    let mut files: Vec<FileId> = wanted.iter().map(|node| tree.file(*node)).collect();
    files.dedup();
    for file in files {
        let nodes = wanted.iter().copied();
        let nodes = nodes.filter(|node| tree.file(*node) == file).collect();
        let text = match file {
            FileId::ROOT => text.strip_prefix('\u{feff}').unwrap_or(text),
            file => tree.text(file),
        };
        let found = spellings(text, tree, file, nodes);
        tree.keep_written(found);
    }
}

/// The values under `enum`, `const` and `default` of schemas that may be of strings, and what their extensions say of such values.
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

/// The keys of texts that numbers are written for: `version: 1.10`.
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

fn is_other(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.value(node), Value::Number(_) | Value::Bool(_))
}

fn may_be_of_strings(tree: &Tree, schema: NodeId) -> bool {
    let Some(said) = tree.get(schema, "type") else {
        return true;
    };
    let mut types = tree.items(said).iter().chain([&said]);
    types.any(|ty| tree.as_str(*ty) == Some("string"))
}

/// The numbers and booleans inside of an extension, two levels deep as lists of rows are.
fn scalars(tree: &Tree, node: NodeId, wanted: &mut Vec<NodeId>) {
    let inside = |node: NodeId| {
        let members = tree.members(node).iter().map(|(_, value)| *value);
        members.chain(tree.items(node).iter().copied())
    };
    let rows = inside(node).flat_map(inside).chain(inside(node));
    let values = rows.flat_map(inside);
    wanted.extend(values.filter(|node| is_other(tree, *node)));
}
