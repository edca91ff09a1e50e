//! The document with every `$ref` followed: flat lists and ids, nothing left to look up by name.
//!
//! Everything keeps the [`NodeId`] it was read from, so that later stages can point at it.

use std::collections::BTreeSet;

pub use crate::openapi::read::model::{
    Cursor, Derived, Discriminator, Encoding, ErrorCode, Info, Limits, Location, Method,
    Pagination, Paging, Role, Said, Schema, SchemaId, Server, ServerVariable, StatusRange, Style,
    Tag, Turn, Type, ValueTexts,
};
use crate::source::tree::NodeId;

/// An API description whose references all lead somewhere.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The root node.
    pub at: NodeId,
    /// `info`.
    pub info: Info,
    /// `servers` of the root; never empty (OpenAPI's default is one server with the URL `/`).
    pub servers: Vec<Server>,
    /// `tags` of the root.
    pub tags: Vec<Tag>,
    /// `components.securitySchemes`, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Whether the root or any operation has `security`, an empty one included.
    pub says_security: bool,
    /// All operations, in document order, with what they inherit from their path and the root.
    pub operations: Vec<Operation>,
    /// Every schema that was read, wherever it stands; a [`SchemaId`] is an index.
    pub schemas: Vec<Schema>,
    /// `components.schemas`, in document order.
    pub components: Vec<(String, SchemaId)>,
    /// `x-bindgen-pagination` of the root: the rules for all operations, the first that fits being the one.
    pub pagination: Vec<Pagination>,
    /// The roots of the files that something refers to as a whole: each is one object, called as its file is.
    pub whole_files: BTreeSet<NodeId>,
    /// The operations that are missing from `operations`: an error says why, or a warning.
    pub left_out: Vec<LeftOut>,
}

/// An operation of the document that isn't generated.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The key under `paths`, as written.
    pub path: String,
    /// The method; none where all operations of the path are missing, as many as there may be.
    pub method: Option<String>,
    /// `operationId`, where it could be read.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
}

impl Resolved {
    /// The schema of an id. Ids come from this document only, so that it is always there.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        // An id of another document gives that document's nearest schema instead of a panic.
        static NOWHERE: std::sync::LazyLock<Schema> =
            std::sync::LazyLock::new(|| Schema::anything(NodeId::ROOT));
        self.schemas.get(id.index()).unwrap_or(&NOWHERE)
    }
}

/// One of `components.securitySchemes`.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub at: NodeId,
    /// Its name among the components.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// What goes on the wire.
    pub kind: SecurityKind,
}

/// How a security scheme puts its credential on the wire.
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
    /// OAuth 2 and OpenID Connect: the caller brings the token, which goes out as a bearer.
    Token,
    /// Mutual TLS or an HTTP scheme the runtime doesn't know; a diagnostic was given.
    Unsupported,
}

/// One operation with its path's and the root's share.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub at: NodeId,
    /// The key under `paths`, as written.
    pub path: String,
    /// Where the path item stands under `paths`.
    pub path_at: NodeId,
    /// The method.
    pub method: Method,
    /// `operationId`; none where another operation has it already, of which a warning tells.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The operation's parameters and those of the path that it doesn't override (name and location).
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// The operation's own or else the root's; empty means none is needed.
    /// Alternatives of sets of (scheme name, scopes).
    pub security: Vec<Vec<(String, Vec<String>)>>,
    /// The operation's own or the path's; empty means the root's.
    pub servers: Vec<Server>,
    /// `x-bindgen-errors`.
    pub errors: Vec<ErrorCode>,
    /// `x-bindgen-pagination`.
    pub paging: Paging,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub at: NodeId,
    /// The component it was referenced as (`components.parameters`), or where it stands in a file of its own.
    pub component: Option<String>,
    /// `name`.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// `description`.
    pub description: Option<String>,
    /// Always true in a path.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`, the location's default filled in.
    pub style: Style,
    /// `explode`, the style's default filled in.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`, or the one entry of `content`.
    pub shape: ParameterShape,
    /// `example` and the values of `examples`.
    pub examples: Vec<NodeId>,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
}

/// A parameter is described by a schema, or by one media type.
#[derive(Clone, Debug)]
pub enum ParameterShape {
    /// A schema, written in the parameter's style.
    Schema(SchemaId),
    /// A media type: the value is written in it and then stands as one text.
    Content(MediaType),
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it stands.
    pub at: NodeId,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// An entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands.
    pub at: NodeId,
    /// The key, as written: `application/json; charset=utf-8`, `text/*`.
    pub name: String,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// `example` and the values of `examples`, each with its name (empty for `example`).
    pub examples: Vec<(String, NodeId)>,
    /// `encoding`, by property.
    pub encoding: Vec<(String, Encoding)>,
}

/// A response of an operation.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands.
    pub at: NodeId,
    /// The key.
    pub status: StatusRange,
    /// `description`.
    pub description: String,
    /// `headers`, by name as written.
    pub headers: Vec<(String, Header)>,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct Header {
    /// Where it stands.
    pub at: NodeId,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `schema`, or that of the one entry of `content`.
    pub schema: Option<SchemaId>,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
}
