//! A path item as it is read, before its operations inherit from it.

use super::model::{Operation, Parameter, Server};
use crate::source::tree::NodeId;

/// The operations of a path before they inherit, and what they inherit.
#[derive(Clone, Debug, Default)]
pub(super) struct PathItem {
    /// `parameters`, each with the place where the list has it.
    pub(super) parameters: Vec<(NodeId, Parameter)>,
    /// `servers`, as written.
    pub(super) servers: Vec<Server>,
    /// The operations, in order, and whether an error was reported in each.
    pub(super) operations: Vec<(Operation, bool)>,
    /// The methods of operations that aren't generated; a warning says so for each.
    pub(super) unread: Vec<String>,
    /// Whether an error was reported in what all operations inherit.
    pub(super) is_broken: bool,
}
