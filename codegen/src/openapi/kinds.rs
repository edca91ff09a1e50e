//! What each node was read as: the kind of its object.

use super::model::SchemaId;
use crate::defect::{self, Certain as _};
use crate::source::tree::{NodeId, Tree};

/// The invariant of what is kept by node.
const ONE_TREE: &str = "a reader knows the nodes of one tree";

/// The kind of object that a node was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A schema, and which.
    Schema(SchemaId),
    Parameter,
    Response,
    RequestBody,
    Header,
    Example,
    SecurityScheme,
    PathItem,
    /// Some other object of the specification.
    Other(&'static str),
}

impl Kind {
    /// Returns the name of the kind with its article.
    pub(super) const fn describe(self) -> &'static str {
        match self {
            Self::Schema(_) => "a schema",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::SecurityScheme => "a security scheme",
            Self::PathItem => "a path item",
            Self::Other(what) => what,
        }
    }
}

/// The kinds of the nodes of a tree, as far as they are known.
#[derive(Debug)]
pub(super) struct Kinds(Vec<Option<Kind>>);

impl Kinds {
    /// Makes a table in which no kind is known.
    pub(super) fn new(tree: &Tree) -> Self {
        Self(vec![None; tree.len()])
    }

    /// Returns what a node was read as, if it was.
    pub(super) fn get(&self, node: NodeId) -> Option<Kind> {
        let kind = self.0.get(node.index());
        kind.copied().certain(ONE_TREE)
    }

    /// Notes what a node is read as.
    pub(super) fn set(&mut self, node: NodeId, kind: Kind) {
        match self.0.get_mut(node.index()) {
            Some(slot) => *slot = Some(kind),
            None => defect::record(ONE_TREE),
        }
    }
}
