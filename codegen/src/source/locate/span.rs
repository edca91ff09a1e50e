//! Where a node stands in the text of its file.

use std::ops::Range;

/// The bytes of a node in the text of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    /// The name of the member that the node is the value of.
    pub(crate) key: Option<Range<usize>>,
    /// The value. One without brackets of its own in YAML has none: its first line says nothing about it.
    pub(crate) value: Option<Range<usize>>,
    /// Where the value begins.
    pub(crate) start: usize,
}
