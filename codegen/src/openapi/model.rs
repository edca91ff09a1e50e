//! The model of a document: flat lists and ids, with every `$ref` followed.
//!
//! Everything keeps the [`NodeId`] it was read from, so that later stages can point at it. The model is data: how it is
//! read is known elsewhere in this room.

mod operation;
mod pagination;
mod schema;
mod security;

use std::collections::BTreeSet;

pub use crate::http::{Location, Method, SecurityKind, StatusRange, Style};
pub use operation::{
    Encoding, ErrorCode, Example, Header, LeftOut, MediaType, Operation, Parameter, ParameterShape,
    RequestBody, Response, Role,
};
pub use pagination::{Cursor, Pagination, Paging, Said, Turn};
pub use schema::{
    Derived, Discriminator, EnumExtension, EnumRow, Extensions, Limits, Schema, Type, ValueTexts,
};
pub use security::{Security, SecurityScheme};

use crate::source::tree::NodeId;
use crate::table::{Table, id};

/// A document with its references followed.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The root node.
    pub at: NodeId,
    /// `info`.
    pub info: Info,
    /// `servers` of the root, never empty: OpenAPI's default is one server with the URL `/`.
    pub servers: Vec<Server>,
    /// `tags` of the root.
    pub tags: Vec<Tag>,
    /// `components.securitySchemes`, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Whether the root or any operation has `security`, an empty one included.
    pub says_security: bool,
    /// All operations, in document order, with what they inherit from their path and the root.
    pub operations: Vec<Operation>,
    /// Every schema that was read, wherever it stands.
    pub(crate) schemas: Table<SchemaId, Schema>,
    /// `components.schemas`, in document order.
    pub components: Vec<(String, SchemaId)>,
    /// `x-bindgen-pagination` of the root: the rules for all operations, of which the first that fits applies.
    pub pagination: Vec<Pagination>,
    /// The roots of the files that something refers to as a whole: each is one object, named after its file.
    pub whole_files: BTreeSet<NodeId>,
    /// The operations that are missing from `operations`: an error says why, or a warning.
    pub left_out: Vec<LeftOut>,
}

impl Resolved {
    /// Returns the schema of an id.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        self.schemas.get(id)
    }

    /// Returns all schemas in the order of their ids.
    pub fn schemas(&self) -> impl ExactSizeIterator<Item = &Schema> {
        self.schemas.rows()
    }
}

id! {
    /// The id of a schema.
    pub struct SchemaId;
}

impl SchemaId {
    /// Returns the position in the table of schemas.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// `info`.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`, of the API rather than of the specification.
    pub version: String,
    /// `description`.
    pub description: Option<String>,
}

/// A server, its variables still in braces.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it stands.
    pub at: NodeId,
    /// `url`.
    pub url: String,
    /// `name`, of OpenAPI 3.2.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, by name.
    pub variables: Vec<(String, ServerVariable)>,
}

impl Server {
    /// Returns the URL with every variable at its default. A name in braces without a variable stays as it is.
    pub(crate) fn url_by_default(&self) -> String {
        let mut url = String::with_capacity(self.url.len());
        let mut rest = self.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            url.push_str(before);
            let named = after.split_once('}').and_then(|(name, after)| {
                let (_, variable) = self.variables.iter().find(|(known, _)| known == name)?;
                Some((variable, after))
            });
            match named {
                Some((variable, after)) => {
                    url.push_str(&variable.default);
                    rest = after;
                }
                None => {
                    url.push('{');
                    rest = after;
                }
            }
        }
        url.push_str(rest);
        url
    }
}

/// One variable of a server URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Where it stands.
    pub at: NodeId,
    /// `default`.
    pub default: String,
    /// `enum`; empty where every value is allowed.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

/// A tag of the root.
#[derive(Clone, Debug)]
pub struct Tag {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
}
