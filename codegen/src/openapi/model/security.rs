//! Security schemes, and which of them an operation demands.

use crate::http::SecurityKind;
use crate::source::tree::NodeId;

/// Alternatives, each of them a set of schemes with their scopes. None means that no credential is needed.
pub type Security = Vec<Vec<(String, Vec<String>)>>;

/// One of `components.securitySchemes`.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The node.
    pub at: NodeId,
    /// Its name among the components.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// How the credential is sent.
    pub kind: SecurityKind,
}
