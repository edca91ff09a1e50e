//! The nodes that spans are looked for.

use std::collections::{BTreeSet, HashSet};

use crate::source::tree::{NodeId, Tree};

/// The nodes of one file whose spans are looked for, and those that lead to them.
#[derive(Debug)]
pub(super) struct PendingSpans {
    nodes: BTreeSet<NodeId>,
    /// The objects and arrays around the nodes.
    around: HashSet<NodeId>,
}

impl PendingSpans {
    pub(super) fn new(tree: &Tree, nodes: BTreeSet<NodeId>) -> Self {
        let mut around = HashSet::new();
        for node in &nodes {
            let mut at = *node;
            while let Some(parent) = tree.parent(at)
                && around.insert(parent)
            {
                at = parent;
            }
        }
        Self { nodes, around }
    }

    /// Returns whether the span of a node is of use: for itself, or for one inside of it that isn't found.
    pub(super) fn has(&self, node: NodeId) -> bool {
        self.nodes.contains(&node) || self.around.contains(&node)
    }

    /// Returns whether nodes inside of a node are looked for.
    pub(super) fn is_around(&self, node: NodeId) -> bool {
        self.around.contains(&node)
    }
}
