//! Where names come from, and documentation.

use crate::source::tree::NodeId;

/// Where a name comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The node that diagnostics point at.
    pub at: NodeId,
    /// The names that lead to the node, outermost first: an identifier is made of them.
    pub segments: Vec<String>,
    /// What each segment stands for. Those that are missing are names.
    pub roles: Vec<SegmentRole>,
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
            roles: Vec::new(),
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
        self.roles.resize(self.segments.len(), SegmentRole::Name);
        self.name_override = None;
        self
    }

    /// Returns the segments, each with what it stands for.
    pub fn steps(&self) -> impl Iterator<Item = (&str, SegmentRole)> {
        let roles = self.roles.iter().copied();
        let roles = roles.chain(std::iter::repeat(SegmentRole::Name));
        self.segments.iter().map(String::as_str).zip(roles)
    }
}

/// What a segment of a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentRole {
    /// A name of the document, or a keyword.
    Name,
    /// An operation: its id, or a part of its method and path.
    Operation,
    /// The body of a request.
    Body,
    /// A media type other than JSON.
    MediaType,
    /// A response.
    Response,
    /// The items of a list.
    Item,
    /// The values of a map.
    Value,
    /// An item of a tuple.
    TupleItem,
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
