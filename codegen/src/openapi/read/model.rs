//! The objects of OpenAPI as a document writes them, and the vocabulary that later stages share.
//!
//! References are kept as written: [`RefOr`] in the objects, [`Store::references`] for the schemas.

mod operation;
mod pagination;
mod schema;
mod store;

use std::collections::HashMap;

pub use operation::{
    Encoding, ErrorCode, Example, Header, Location, MediaType, Method, Operation, Parameter,
    PathItem, RequestBody, Response, Role, StatusRange, Style,
};
pub use pagination::{Cursor, Pagination, Paging, Said, Turn};
pub use schema::{
    Derived, Discriminator, EnumExtension, EnumRow, Extensions, Limits, Schema, Type, ValueTexts,
};
pub use store::{Kind, Store};

use crate::source::tree::NodeId;

/// The edition of the specification that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.x: schemas are OpenAPI's own dialect.
    V3_0,
    /// 3.1.x and later: schemas are JSON Schema 2020-12.
    V3_1,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The root node.
    pub at: NodeId,
    /// `info`.
    pub info: Info,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `tags`.
    pub tags: Vec<Tag>,
    /// `security`.
    pub security: Vec<SecurityRequirement>,
    /// `paths`: the path as written, its node, its operations.
    pub paths: Vec<(String, NodeId, PathItem)>,
    /// `components`.
    pub components: Components,
    /// `x-bindgen-pagination`: the rules for all operations, the first that fits being the one.
    pub pagination: Vec<Pagination>,
    /// The schemas, and what readers remember.
    pub store: Store,
}

/// An object, or a reference to one.
#[derive(Clone, Debug)]
pub enum RefOr<T> {
    /// The object.
    Value(T),
    /// `$ref`.
    Reference(Reference),
    /// Something that couldn't be read; an error says why.
    Broken,
}

/// The target of a `$ref`, as written.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The node of the text.
    pub at: NodeId,
    /// The text.
    pub target: String,
    /// `description` beside it, which goes before the target's (OpenAPI 3.1.0, section 4.8.23).
    pub description: Option<String>,
}

/// The entries of one section of `components`.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// Name, node and object, in order.
    pub list: Vec<(String, NodeId, RefOr<T>)>,
    by_node: HashMap<NodeId, usize>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            by_node: HashMap::new(),
        }
    }
}

impl<T> Entries<T> {
    /// Adds an entry.
    pub fn push(&mut self, name: String, at: NodeId, value: RefOr<T>) {
        self.by_node.insert(at, self.list.len());
        self.list.push((name, at, value));
    }

    /// The entry that stands at a node.
    #[must_use]
    pub fn at(&self, node: NodeId) -> Option<&(String, NodeId, RefOr<T>)> {
        self.list.get(*self.by_node.get(&node)?)
    }
}

/// `components`, except for the schemas, which are in the [`Store`].
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// `schemas`.
    pub schemas: Vec<(String, SchemaId)>,
    /// `parameters`.
    pub parameters: Entries<Parameter>,
    /// `responses`.
    pub responses: Entries<Response>,
    /// `requestBodies`.
    pub request_bodies: Entries<RequestBody>,
    /// `headers`.
    pub headers: Entries<Header>,
    /// `examples`.
    pub examples: Entries<Example>,
    /// `securitySchemes`.
    pub security_schemes: Entries<SecurityScheme>,
    /// `pathItems`.
    pub path_items: Entries<PathItem>,
}

/// An index into the table of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

impl SchemaId {
    /// The index as the tables want it.
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
    /// Returns the URL with every variable at its default. What no variable stands for keeps its braces.
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

/// A security scheme as written.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: NodeId,
    /// `type`.
    pub kind: String,
    /// `description`.
    pub description: Option<String>,
    /// `name`: of the header, query parameter or cookie.
    pub name: Option<String>,
    /// `in`.
    pub location: Option<String>,
    /// `scheme`: the HTTP authentication scheme.
    pub scheme: Option<String>,
}

/// Schemes that have to be met together: name, where it stands, scopes.
pub type SecurityRequirement = Vec<(String, NodeId, Vec<String>)>;
