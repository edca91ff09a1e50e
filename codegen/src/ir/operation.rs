//! Operations: parameters, request bodies and responses.

use super::{Docs, Origin, Pagination, Response, Type, Value};
pub use crate::http::{Location, Method, StatusRange, Style};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub origin: Origin,
    /// `operationId`, or else the method and path.
    pub id: String,
    pub docs: Docs,
    pub method: Method,
    /// The path template, for documentation.
    pub template: String,
    pub path: Vec<PathPart>,
    pub tags: Vec<String>,
    /// The groups that the document puts it into, outermost first.
    pub group: Option<Vec<String>>,
    /// The parameters, in the document's order.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub success: Vec<Response>,
    pub failure: Vec<Response>,
    /// The enum of what error responses carry, where they don't all carry the same: an item of `ItemKind::Failures`.
    pub failure_enum: Option<Type>,
    /// The headers that successful responses declare: an item of `ItemKind::Headers`.
    pub headers: Option<Type>,
    /// The headers that error responses declare.
    pub error_headers: Option<Type>,
    /// The value of `Accept`, where it isn't just JSON.
    pub accept: Option<String>,
    /// The codes of error responses; empty where the document lists none.
    pub error_codes: Vec<Value>,
    /// The header with the idempotency key.
    pub idempotency_key: Option<String>,
    /// Alternative sets of names of security schemes; empty where none is needed.
    pub security: Vec<Vec<String>>,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// Whether a successful response declares the header `Link`.
    pub has_link_header: bool,
    /// How its pages follow each other, where it has pages. Filled in after types are shared.
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// Returns the types that a call sends.
    pub fn sent(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = self.body.iter().flat_map(|body| &body.contents);
        parameters.chain(bodies.map(|content| &content.ty))
    }

    /// Returns the types that a call receives.
    pub fn received(&self) -> impl Iterator<Item = &Type> {
        let replies = self.success.iter().chain(&self.failure);
        let contents = replies.flat_map(|reply| &reply.contents);
        let contents = contents.map(|content| &content.ty);
        let headers = self.headers.iter().chain(&self.error_headers);
        contents.chain(&self.failure_enum).chain(headers)
    }

    /// Returns the types that a call sends or receives.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.sent().chain(self.received())
    }
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text that is sent as it is: already percent-encoded.
    Literal(String),
    /// The index of a parameter.
    Parameter(usize),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub location: Location,
    pub ty: Type,
    pub required: bool,
    pub encoding: ParameterEncoding,
    /// The value that is sent where the caller sets none.
    pub fallback: Option<String>,
    /// Whether it is declared once for many operations: then the client has a setter too.
    pub shared: bool,
}

/// How a parameter's value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    Style {
        style: Style,
        explode: bool,
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The contents that callers choose from, best first. Never empty.
    pub contents: Vec<BodyContent>,
    pub required: bool,
    pub docs: Docs,
}

/// A content of a request body.
#[derive(Clone, Debug)]
pub struct BodyContent {
    /// Named after the media type, which distinguishes it from other contents.
    pub origin: Origin,
    /// The media types with this content, as the document writes them.
    pub declared: Vec<String>,
    /// The media type that is sent.
    pub media_type: String,
    pub encoding: BodyEncoding,
    /// How fields of a form are encoded, by name, where the document says so.
    pub fields: Vec<(String, ParameterEncoding)>,
    /// The content types of a multipart body's parts, by name, where the document says so.
    pub parts: Vec<(String, String)>,
    pub ty: Type,
}

impl BodyContent {
    /// Returns whether it is multipart, but not `multipart/form-data`.
    #[must_use]
    pub fn is_other_multipart(&self) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default();
        let is_form = essence.trim().eq_ignore_ascii_case("multipart/form-data");
        self.encoding == BodyEncoding::Multipart && !is_form
    }
}

/// How a request body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEncoding {
    Json,
    Form,
    Multipart,
    /// The text of one value.
    Text,
    /// JSON or the text of one value, by the `Content-Type`: only in responses.
    Any,
    Bytes,
}
