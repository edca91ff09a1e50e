//! Where names come from, and documentation.

use crate::source::tree::NodeId;

/// Where a name comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The node that diagnostics point at.
    pub at: NodeId,
    /// The names that lead to the node, outermost first: an identifier is made of them.
    pub segments: Vec<String>,
    /// The name that a setting or the document sets.
    pub name_override: Option<String>,
}

impl Origin {
    /// Makes the origin of what one segment names.
    #[must_use]
    pub fn new(at: NodeId, segment: impl Into<String>) -> Self {
        Self {
            at,
            segments: vec![segment.into()],
            name_override: None,
        }
    }

    /// Sets the name that replaces what the segments give.
    #[must_use]
    pub fn with_override(self, name_override: Option<String>) -> Self {
        Self {
            name_override,
            ..self
        }
    }

    /// Returns the origin of a part. A name that is asked for is that of the whole.
    #[must_use]
    pub fn with_segment(mut self, segment: impl Into<String>) -> Self {
        self.segments.push(segment.into());
        self.name_override = None;
        self
    }
}

/// The documentation of an item, a field or a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// The description, as written.
    pub text: Option<String>,
    /// What the type can't express: constraints, defaults. One sentence each.
    pub notes: Vec<String>,
    pub deprecated: bool,
}
