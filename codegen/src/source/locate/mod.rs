//! Where nodes stand in the text of their file: worked out by a second look at the text, only when there is something
//! to show.
//!
//! The values of a JSON text are counted. For YAML, the tree and the [`outline`] of the text are walked side by side: where
//! the two disagree, the nodes below have no span, and all others keep theirs.

mod json;
mod outline;
mod pending;
mod resume;
mod span;
mod walk;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{FileId, Format, NodeId, Tree, Value};
use pending::PendingSpans;
use walk::Walk;

pub(crate) use span::Span;

/// The spans of some nodes of one file.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    found: BTreeMap<NodeId, Span>,
}

impl Spans {
    /// Finds nodes of one file.
    pub(crate) fn find(tree: &Tree, file: FileId, nodes: impl IntoIterator<Item = NodeId>) -> Self {
        let nodes: BTreeSet<NodeId> = nodes.into_iter().collect();
        let Some(root) = tree.root(file).filter(|_| !nodes.is_empty()) else {
            return Self::default();
        };
        let text = tree.text(file);
        let found = match tree.format(file) {
            Format::Json => json::spans(text, root, nodes),
            Format::Yaml => {
                let pending = PendingSpans::new(tree, nodes);
                Walk::new(tree, file, pending).run(&yaml::outline(text), root)
            }
        };
        Self { found }
    }

    /// Returns the span of a node, where it was found.
    pub(crate) fn exact(&self, node: NodeId) -> Option<&Span> {
        self.found.get(&node)
    }

    /// Returns the span of the nearest value around a node that was found.
    pub(crate) fn around(&self, tree: &Tree, node: NodeId) -> Option<&Span> {
        let mut around = std::iter::successors(tree.parent(node), |node| tree.parent(*node));
        around.find_map(|node| self.exact(node))
    }
}

/// How scalars are spelled.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    /// Those of scalars that aren't quoted, and written where they are used.
    pub(crate) plain: BTreeMap<NodeId, String>,
    /// The scalars that aren't found in the text.
    pub(crate) unknown: Vec<NodeId>,
}

/// Returns how scalars are spelled.
pub(crate) fn spellings(tree: &Tree, nodes: &[NodeId]) -> Spellings {
    let mut by_file: BTreeMap<FileId, Vec<NodeId>> = BTreeMap::new();
    for node in nodes {
        by_file.entry(tree.file(*node)).or_default().push(*node);
    }
    let mut spellings = Spellings::default();
    for (file, mut nodes) in by_file {
        if tree.format(file) == Format::Json {
            let known = nodes.extract_if(.., |node| has_one_spelling(tree.value(*node)));
            let known = known.map(|node| (node, tree.to_json(node).to_string()));
            spellings.plain.extend(known);
        }
        let spans = Spans::find(tree, file, nodes.iter().copied());
        for node in nodes {
            let value = spans.exact(node).and_then(|span| span.value.clone());
            let written = value.and_then(|value| tree.text(file).get(value));
            match written.map(str::trim) {
                Some(written) if is_plain(written) => {
                    spellings.plain.insert(node, written.to_owned());
                }
                Some(_) => {}
                None => spellings.unknown.push(node),
            }
        }
    }
    spellings
}

/// Returns whether JSON can spell a scalar in one way only. Other numbers have fractions or exponents.
fn has_one_spelling(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => !number.is_f64(),
        _ => false,
    }
}

/// Returns whether a scalar is neither quoted nor an alias, which is spelled somewhere else.
fn is_plain(written: &str) -> bool {
    written.starts_with(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

#[cfg(test)]
mod tests;
