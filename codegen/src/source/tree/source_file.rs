//! One file of a tree.

use crate::ids::NodeId;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
}

/// One file. Its nodes are those from the first up to the next file's first. A file that couldn't be read has none.
#[derive(Clone, Debug)]
pub(super) struct SourceFile {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) format: Format,
    pub(super) first: NodeId,
}

impl Default for SourceFile {
    fn default() -> Self {
        Self {
            name: String::new(),
            text: String::new(),
            format: Format::Yaml,
            first: NodeId::ROOT,
        }
    }
}
