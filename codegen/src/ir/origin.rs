//! Where names come from, and what is said for readers.

use crate::source::tree::NodeId;

/// Where a name comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Where to point at when something is wrong with it.
    pub at: NodeId,
    /// The names that lead to the place, outermost first: what a name is made of.
    pub segments: Vec<String>,
    /// The name that a setting or the document asks for.
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

    /// Puts a name in the place of what the segments give.
    #[must_use]
    pub fn with_override(self, name_override: Option<String>) -> Self {
        Self {
            name_override,
            ..self
        }
    }

    /// Returns the origin of a part: the name that is asked for is that of the whole.
    #[must_use]
    pub fn with_segment(mut self, segment: impl Into<String>) -> Self {
        self.segments.push(segment.into());
        self.name_override = None;
        self
    }
}

/// What is said of an item, a field, a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// The description, as written.
    pub text: Option<String>,
    /// What the type can't say: constraints, defaults. One sentence each.
    pub notes: Vec<String>,
    pub deprecated: bool,
}
