//! The servers of an API.

use super::{Docs, Origin, Type};

/// A server that a client can use.
#[derive(Clone, Debug)]
pub struct Server {
    pub origin: Origin,
    pub docs: Docs,
    /// The URL, its variables in braces.
    pub url: String,
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's URL that callers can set.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// The name in the URL.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub default: String,
    /// A string, or an enum of strings.
    pub ty: Type,
}
