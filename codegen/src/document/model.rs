//! The objects of OpenAPI as a document writes them, and the vocabulary that later stages share.
//!
//! References are kept as written: [`RefOr`] in the objects, [`Store::references`] for the schemas.

mod schema;

use std::collections::{BTreeMap, HashMap};

pub use schema::{Discriminator, EnumExtension, Extensions, Limits, Schema, Type};

use super::tree::{NodeId, Tree};

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

/// What the readers of a document share and what later references are read with.
#[derive(Clone, Debug)]
pub struct Store {
    /// The edition of the specification.
    pub version: Version,
    /// Every schema read so far; a [`SchemaId`] is an index. Their references aren't followed yet.
    pub schemas: Vec<Schema>,
    /// The schemas' `$ref`s.
    pub references: Vec<(SchemaId, Reference)>,
    /// The schemas' `discriminator.mapping` entries.
    pub mappings: Vec<(SchemaId, String, Reference)>,
    /// A document's or a caller's own spellings of extension names, and ours.
    pub aliases: BTreeMap<String, String>,
    /// What each node was read as.
    kinds: Vec<Option<Kind>>,
}

impl Store {
    /// An empty store for a tree.
    #[must_use]
    pub fn new(tree: &Tree, version: Version, aliases: BTreeMap<String, String>) -> Self {
        Self {
            version,
            schemas: Vec::new(),
            references: Vec::new(),
            mappings: Vec::new(),
            aliases,
            kinds: vec![None; tree.len()],
        }
    }

    /// What a node was read as, if it was.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> Option<Kind> {
        self.kinds.get(node.index()).copied().flatten()
    }

    pub(super) fn set_kind(&mut self, node: NodeId, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(node.index()) {
            *slot = Some(kind);
        }
    }
}

/// The sort of object that a node was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A schema, and which.
    Schema(SchemaId),
    /// A parameter.
    Parameter,
    /// A response.
    Response,
    /// A request body.
    RequestBody,
    /// A header.
    Header,
    /// An example.
    Example,
    /// A security scheme.
    SecurityScheme,
    /// A path item.
    PathItem,
    /// Some other object of the specification.
    Other(&'static str),
}

impl Kind {
    /// With its article, as a message says it.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Schema(_) => "a schema",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::SecurityScheme => "a security scheme",
            Self::PathItem => "a path item",
            Self::Other(what) => what,
        }
    }
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
    /// `description`.
    pub description: Option<String>,
    /// `variables`, by name.
    pub variables: Vec<(String, ServerVariable)>,
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

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
}

/// The operations of a path, and what they share.
#[derive(Clone, Debug)]
pub struct PathItem {
    /// Where it stands.
    pub at: NodeId,
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `parameters`.
    pub parameters: Vec<RefOr<Parameter>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// The operations, in order.
    pub operations: Vec<Operation>,
    /// Whether something that all operations share couldn't be read; an error says what.
    pub broken: bool,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub at: NodeId,
    /// The member it is.
    pub method: Method,
    /// `operationId`, and where it stands.
    pub id: Option<(String, NodeId)>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `parameters`.
    pub parameters: Vec<RefOr<Parameter>>,
    /// `requestBody`.
    pub request_body: Option<RefOr<RequestBody>>,
    /// `responses`.
    pub responses: Vec<(StatusRange, RefOr<Response>)>,
    /// `security`.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `x-bindgen-errors`.
    pub errors: Vec<ErrorCode>,
    /// Whether something in it couldn't be read; an error says what.
    pub broken: bool,
}

/// An entry of `x-bindgen-errors`.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// Where it stands.
    pub at: NodeId,
    /// `code`.
    pub code: String,
    /// `description`.
    pub description: Option<String>,
    /// `httpStatusCode`.
    pub status: Option<u16>,
    /// A family of errors this code belongs to (`type`).
    pub family: Option<String>,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query of the URL.
    Query,
    /// A request header.
    Header,
    /// A cookie.
    Cookie,
}

/// A parameter's `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `;name=a,b`
    Matrix,
    /// `.a.b`
    Label,
    /// `a,b`
    Simple,
    /// `name=a&name=b` or `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=a`
    DeepObject,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub at: NodeId,
    /// `name`.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// `content`, of which one entry is allowed.
    pub content: Vec<MediaType>,
    /// `example` and `examples`.
    pub examples: Vec<(String, RefOr<Example>)>,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
}

/// What `x-bindgen-role` says a header or a property is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `idempotency-key`, on a header parameter.
    IdempotencyKey,
    /// `request-id`, on a response header.
    RequestId,
    /// `retry-advice`, on a response header: `true` or `false`.
    RetryAdvice,
    /// `error-code`, on a string property of an error body.
    ErrorCode,
    /// `error-message`, on a string property of an error body.
    ErrorMessage,
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
    /// `content`.
    pub content: Vec<MediaType>,
}

/// An entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands.
    pub at: NodeId,
    /// The key, as written.
    pub name: String,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// `example` (without a name) and `examples`.
    pub examples: Vec<(String, RefOr<Example>)>,
    /// `encoding`, by property.
    pub encoding: Vec<(String, Encoding)>,
}

/// An example: its value, unless it is kept elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// `value`.
    pub value: Option<NodeId>,
}

/// How one property of a form or multipart body is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where it stands.
    pub at: NodeId,
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// One status.
    Exact(u16),
    /// `1XX` to `5XX`, by the first digit.
    Class(u8),
    /// Every status that no other response names.
    Default,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands.
    pub at: NodeId,
    /// `description`.
    pub description: String,
    /// `headers`.
    pub headers: Vec<(String, RefOr<Header>)>,
    /// `content`.
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
