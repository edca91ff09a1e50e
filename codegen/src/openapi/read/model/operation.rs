//! Path items, operations and what they are made of.

use super::{Paging, RefOr, Reference, SchemaId, SecurityRequirement, Server};
use crate::source::tree::NodeId;

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
    /// `QUERY`, of OpenAPI 3.2 (draft-ietf-httpbis-safe-method-w-body).
    Query,
}

impl Method {
    /// As HTTP spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }
}

/// The operations of a path, and what they share.
#[derive(Clone, Debug)]
pub struct PathItem {
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `parameters`.
    pub parameters: Vec<RefOr<Parameter>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// The operations, in order.
    pub operations: Vec<Operation>,
    /// The methods of operations that are not read. A warning tells of each.
    pub unread: Vec<String>,
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
    /// `x-bindgen-pagination`.
    pub paging: Paging,
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
