//! Where nodes stand in the text of their file: worked out by a second look at the text, only when there is something to
//! show.
//!
//! The tree and the [`outline`] of the text are walked side by side. Where the two disagree, the nodes below have no span,
//! and all others keep theirs.

mod json;
mod outline;
mod pending;
mod resume;
mod span;
mod walk;
mod yaml;

use std::collections::BTreeMap;

use super::tree::{FileId, Format, NodeId, Tree};
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
        let pending = PendingSpans::new(tree, nodes);
        let Some(root) = tree.root(file).filter(|_| !pending.is_empty()) else {
            return Self::default();
        };
        let outline = match tree.format(file) {
            Format::Json => json::outline(tree.text(file)),
            Format::Yaml => yaml::outline(tree.text(file)),
        };
        let found = Walk::new(tree, file, pending).run(&outline, root);
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

/// Returns how scalars are spelled that aren't quoted.
pub(crate) fn spellings(tree: &Tree, nodes: &[NodeId]) -> BTreeMap<NodeId, String> {
    let mut by_file: BTreeMap<FileId, Vec<NodeId>> = BTreeMap::new();
    for node in nodes {
        by_file.entry(tree.file(*node)).or_default().push(*node);
    }
    let mut spellings = BTreeMap::new();
    for (file, nodes) in by_file {
        let spans = Spans::find(tree, file, nodes.iter().copied());
        let text = tree.text(file);
        let spelling = |node: NodeId| {
            let written = text.get(spans.exact(node)?.value.clone()?)?.trim();
            // An alias is spelled somewhere else.
            let is_plain =
                written.starts_with(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c));
            is_plain.then(|| (node, written.to_owned()))
        };
        spellings.extend(nodes.into_iter().filter_map(spelling));
    }
    spellings
}

#[cfg(test)]
mod tests;
