//! The document with every `$ref` followed: flat lists and ids, nothing left to look up by name.
//!
//! Everything keeps the [`NodeId`] it was read from, so that later stages can point at it.

use crate::document::tree::NodeId;

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
    /// All operations, in document order, with what they inherit from their path and the root.
    pub operations: Vec<Operation>,
    /// Every schema that was read, wherever it stands; a [`SchemaId`] is an index.
    pub schemas: Vec<Schema>,
    /// `components.schemas`, in document order.
    pub components: Vec<(String, SchemaId)>,
}

impl Resolved {
    /// The schema of an id. Ids come from this document only, so that it is always there.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        // An id of another document gives that document's nearest schema instead of a panic.
        static NOWHERE: std::sync::LazyLock<Schema> = std::sync::LazyLock::new(|| Schema::anything(NodeId::ROOT));
        self.schemas.get(id.index()).unwrap_or(&NOWHERE)
    }
}

/// An index into [`Resolved::schemas`].
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
#[derive(Clone, Debug)]
pub struct Info {
    pub title: String,
    pub version: String,
    pub description: Option<String>,
}

/// A server, its variables still in braces.
#[derive(Clone, Debug)]
pub struct Server {
    pub at: NodeId,
    pub url: String,
    pub description: Option<String>,
    pub variables: Vec<(String, ServerVariable)>,
}

/// One variable of a server URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    pub at: NodeId,
    pub default: String,
    pub values: Vec<String>,
    pub description: Option<String>,
}

/// A tag of the root.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub description: Option<String>,
}

/// One of `components.securitySchemes`.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    pub at: NodeId,
    pub name: String,
    pub description: Option<String>,
    pub kind: SecurityKind,
}

/// How a security scheme puts its credential on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    Basic,
    Bearer,
    ApiKeyHeader(String),
    ApiKeyQuery(String),
    ApiKeyCookie(String),
    /// OAuth 2 and OpenID Connect: the caller brings the token, which goes out as a bearer.
    Token,
    /// Mutual TLS or an HTTP scheme the runtime doesn't know; a diagnostic was given.
    Unsupported,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

/// One operation with its path's and the root's share.
#[derive(Clone, Debug)]
pub struct Operation {
    pub at: NodeId,
    /// The key under `paths`, as written.
    pub path: String,
    pub path_at: NodeId,
    pub method: Method,
    pub id: Option<String>,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    /// The operation's parameters and those of the path that it doesn't override (name and location).
    pub parameters: Vec<Parameter>,
    pub request_body: Option<RequestBody>,
    pub responses: Vec<Response>,
    /// The operation's own or else the root's; empty means none is needed.
    /// Alternatives of sets of (scheme name, scopes).
    pub security: Vec<Vec<(String, Vec<String>)>>,
    /// The operation's own or the path's; empty means the root's.
    pub servers: Vec<Server>,
    /// `x-bindgen-errors`.
    pub errors: Vec<ErrorCode>,
}

/// An entry of `x-bindgen-errors`.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    pub at: NodeId,
    pub code: String,
    pub description: Option<String>,
    pub status: Option<u16>,
    /// A family of errors this code belongs to (`type`).
    pub family: Option<String>,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// A parameter's `style`, the location's default filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub at: NodeId,
    /// The component it was referenced as (`components.parameters`), if any.
    pub component: Option<String>,
    pub name: String,
    pub location: Location,
    pub description: Option<String>,
    /// Always true in a path.
    pub required: bool,
    pub deprecated: bool,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
    pub shape: ParameterShape,
    /// `example` and the values of `examples`.
    pub examples: Vec<NodeId>,
    pub role: Option<Role>,
}

/// A parameter is described by a schema, or by one media type.
#[derive(Clone, Debug)]
pub enum ParameterShape {
    Schema(SchemaId),
    Content(MediaType),
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
    pub at: NodeId,
    pub description: Option<String>,
    pub required: bool,
    pub content: Vec<MediaType>,
}

/// An entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    pub at: NodeId,
    /// The key, as written: `application/json; charset=utf-8`, `text/*`.
    pub name: String,
    pub schema: Option<SchemaId>,
    /// `example` and the values of `examples`, each with its name (empty for `example`).
    pub examples: Vec<(String, NodeId)>,
    /// `encoding`, by property.
    pub encoding: Vec<(String, Encoding)>,
}

/// How one property of a form or multipart body is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    pub at: NodeId,
    pub content_type: Option<String>,
    pub style: Option<Style>,
    pub explode: Option<bool>,
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

/// A response of an operation.
#[derive(Clone, Debug)]
pub struct Response {
    pub at: NodeId,
    pub status: StatusRange,
    pub description: String,
    pub headers: Vec<(String, Header)>,
    pub content: Vec<MediaType>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct Header {
    pub at: NodeId,
    pub description: Option<String>,
    pub required: bool,
    pub schema: Option<SchemaId>,
    pub role: Option<Role>,
}

/// A JSON type of a schema's `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A schema as written, its subschemas and reference as ids. OpenAPI 3.0's `nullable` and `exclusiveMinimum: true`
/// are already said in the words of 3.1.
#[derive(Clone, Debug)]
pub struct Schema {
    pub at: NodeId,
    /// Where `$ref` leads. In 3.0 everything beside it is ignored (and reported), in 3.1 it holds too.
    pub reference: Option<SchemaId>,
    /// `true` or `false` in place of an object.
    pub boolean: Option<bool>,
    /// `type`, empty where nothing is said. 3.0's `nullable: true` adds [`Type::Null`] where there is a type.
    pub types: Vec<Type>,
    /// 3.0's `nullable: true`, said with or without a type.
    pub nullable: bool,
    pub format: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: Option<NodeId>,
    /// `example` and `examples`.
    pub examples: Vec<NodeId>,
    /// `enum`.
    pub values: Option<Vec<NodeId>>,
    /// `const`.
    pub constant: Option<NodeId>,
    pub properties: Vec<(String, SchemaId)>,
    /// `required`: names and where they stand.
    pub required: Vec<(String, NodeId)>,
    pub additional_properties: Option<SchemaId>,
    /// `patternProperties`: pattern and schema.
    pub pattern_properties: Vec<(String, SchemaId)>,
    pub items: Option<SchemaId>,
    pub prefix_items: Vec<SchemaId>,
    pub all_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub not: Option<SchemaId>,
    pub discriminator: Option<Discriminator>,
    pub limits: Limits,
    pub extensions: Extensions,
}

impl Schema {
    /// The schema that allows everything.
    #[must_use]
    pub fn anything(at: NodeId) -> Self {
        Self {
            at,
            reference: None,
            boolean: None,
            types: Vec::new(),
            nullable: false,
            format: None,
            title: None,
            description: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
            examples: Vec::new(),
            values: None,
            constant: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional_properties: None,
            pattern_properties: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            discriminator: None,
            limits: Limits::default(),
            extensions: Extensions::default(),
        }
    }
}

/// The constraints that a Rust type doesn't say; numbers as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub minimum: Option<String>,
    pub maximum: Option<String>,
    pub exclusive_minimum: Option<String>,
    pub exclusive_maximum: Option<String>,
    pub multiple_of: Option<String>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

/// `discriminator`.
#[derive(Clone, Debug)]
pub struct Discriminator {
    pub at: NodeId,
    pub property: String,
    /// Value and schema.
    pub mapping: Vec<(String, SchemaId)>,
}

/// The extensions a schema may carry, read in `document::extensions`.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// `x-bindgen-enum`.
    pub enumeration: Option<EnumExtension>,
    /// `x-bindgen-union`: the property that names the sibling with the options.
    pub union: Option<(String, NodeId)>,
    /// `x-bindgen-sensitive`.
    pub sensitive: bool,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
    /// `x-bindgen-name`: the Rust name the author wants, and where it stands.
    pub name: Option<(String, NodeId)>,
}

/// `x-bindgen-enum`: what `enum` can't say.
#[derive(Clone, Debug)]
pub struct EnumExtension {
    pub at: NodeId,
    /// `kind: open` or `kind: closed`.
    pub open: Option<bool>,
    /// A description per value.
    pub descriptions: Vec<(String, String)>,
}
