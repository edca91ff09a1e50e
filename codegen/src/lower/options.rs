//! The options of the lowering.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::Formats;
use crate::ir::Type;
use crate::source::tree::NodeId;

/// What steers the lowering beside the document.
#[derive(Clone, Copy, Debug)]
pub struct LowerOptions<'a> {
    /// What formats mean.
    pub formats: &'a Formats,
    /// The types that settings set, by the nodes of their schemas.
    pub formats_at: &'a BTreeMap<NodeId, Type>,
    /// The properties that may be missing although they are required.
    pub optional: &'a BTreeSet<NodeId>,
    /// Whether decoding refuses a value that a closed enum doesn't list.
    pub strict_enums: bool,
    /// The names that settings set, by node.
    pub names: &'a BTreeMap<NodeId, String>,
    /// Whether what no operation reaches is left out.
    pub only_reached: bool,
    /// Whether the examples of responses are kept.
    pub examples: bool,
    /// The examples that don't match their schema.
    pub refused: &'a BTreeSet<NodeId>,
    /// The properties that lead to the code of an error; empty where its role says so.
    pub error_code: &'a [String],
    /// The properties that lead to the message of an error; empty where its role says so.
    pub error_message: &'a [String],
}
