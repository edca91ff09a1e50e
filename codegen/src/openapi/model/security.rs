//! Security schemes, and which of them an operation demands.

use crate::source::tree::NodeId;

/// Alternatives, each of them a set of schemes with their scopes. None means that no credential is needed.
pub type Security = Vec<Vec<(String, Vec<String>)>>;

/// One of `components.securitySchemes`.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: NodeId,
    /// Its name among the components.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// How the credential is sent.
    pub kind: SecurityKind,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// HTTP Basic (RFC 7617).
    Basic,
    /// HTTP Bearer (RFC 6750).
    Bearer,
    /// An API key in the header of this name.
    ApiKeyHeader(String),
    /// An API key in the query parameter of this name.
    ApiKeyQuery(String),
    /// An API key in the cookie of this name.
    ApiKeyCookie(String),
    /// OAuth 2 and OpenID Connect: the caller obtains the token, which is sent as a bearer token.
    Token,
    /// Mutual TLS or an HTTP scheme that the runtime doesn't know; a warning says so.
    Unsupported,
}
