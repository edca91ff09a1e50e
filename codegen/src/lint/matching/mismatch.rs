//! Where a value doesn't match its schema.

use crate::diagnostic::Place;
use crate::source::tree::NodeId;

/// The first place where a value doesn't match.
pub(crate) struct Mismatch {
    /// The value.
    pub(crate) node: NodeId,
    /// The part of the schema that it doesn't match.
    pub(crate) because: Place,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) kind: Kind,
}

/// What a value doesn't match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Type,
    /// A property is missing.
    Missing,
    Format,
    /// The one value of a constant.
    Constant,
    Other,
}

impl Kind {
    /// Returns whether the generated type refuses the value.
    pub(crate) const fn is_refused(self) -> bool {
        matches!(self, Self::Type | Self::Missing | Self::Format)
    }

    /// Returns whether the value is meant for another schema.
    pub(super) const fn is_elsewhere(self) -> bool {
        matches!(self, Self::Type | Self::Constant)
    }
}

/// Whether a value matches. The error is boxed, since most values do.
pub(super) type Matches = Result<(), Box<Mismatch>>;

impl Mismatch {
    pub(super) fn new(
        node: NodeId,
        because: Place,
        message: String,
        label: impl Into<String>,
    ) -> Box<Self> {
        Box::new(Self {
            node,
            because,
            message,
            label: label.into(),
            kind: Kind::Other,
        })
    }

    pub(super) const fn of(mut self: Box<Self>, kind: Kind) -> Box<Self> {
        self.kind = kind;
        self
    }
}
