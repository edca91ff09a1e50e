//! The operations.

use super::{Docs, Origin, Pagination, Type, Value};
pub use crate::http::{Location, Method, StatusRange, Style};

/// One call of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    pub origin: Origin,
    /// The id as the document has it, or else the method and path.
    pub id: String,
    pub docs: Docs,
    pub method: Method,
    /// The template, for people to read.
    pub template: String,
    pub path: Vec<PathPart>,
    pub tags: Vec<String>,
    /// In the document's order.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub success: Vec<Response>,
    pub failure: Vec<Response>,
    /// What is asked for, where it is not just JSON.
    pub accept: Option<String>,
    /// The codes that an error body may carry; empty where the document lists none.
    pub error_codes: Vec<Value>,
    /// The header that makes a repeated request safe.
    pub idempotency_key: Option<String>,
    /// Alternatives of sets of scheme names; empty means none is needed.
    pub security: Vec<Vec<String>>,
    /// A server of the operation's own.
    pub server: Option<String>,
    /// Whether a success declares the header `Link`.
    pub has_link_header: bool,
    /// Where its response is a page of a list. Filled when types are shared.
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// The types that a call is made of.
    pub fn sent(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = self.body.iter().flat_map(|body| &body.contents);
        parameters.chain(bodies.map(|content| &content.ty))
    }

    /// The types that an answer is made of.
    pub fn received(&self) -> impl Iterator<Item = &Type> {
        let replies = self.success.iter().chain(&self.failure);
        let contents = replies.flat_map(|reply| &reply.contents);
        contents.map(|content| &content.ty)
    }

    /// Both.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.sent().chain(self.received())
    }
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Sent as it stands, already percent-encoded.
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
    /// What is sent where the caller says nothing.
    pub fallback: Option<String>,
    /// Declared once for many operations: the client offers it too.
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

/// What is sent.
#[derive(Clone, Debug)]
pub struct Body {
    /// One, or what the caller picks from, best first; never empty.
    pub contents: Vec<BodyContent>,
    pub required: bool,
    pub docs: Docs,
}

/// A way to send a body.
#[derive(Clone, Debug)]
pub struct BodyContent {
    /// The media type as the document has it: what tells it from others.
    pub origin: Origin,
    /// The media types that are sent so, as the document has them.
    pub declared: Vec<String>,
    /// The one that is sent.
    pub media_type: String,
    pub encoding: BodyEncoding,
    /// How fields of a form are written, by name, where the document says.
    pub fields: Vec<(String, ParameterEncoding)>,
    /// The content types of a multipart body's parts, by name, where the document says.
    pub parts: Vec<(String, String)>,
    pub ty: Type,
}

impl BodyContent {
    /// Whether it is made of parts, and not `multipart/form-data`.
    #[must_use]
    pub fn is_other_multipart(&self) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default();
        let is_form = essence.trim().eq_ignore_ascii_case("multipart/form-data");
        self.encoding == BodyEncoding::Multipart && !is_form
    }
}

/// How a body becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEncoding {
    Json,
    Form,
    Multipart,
    /// The text of one value.
    Text,
    /// JSON or the text of one value, by what the message says it is: only of what is received.
    Any,
    Bytes,
}

/// What comes back for some statuses.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: StatusRange,
    pub docs: Docs,
    /// None, one, or what the server picks from, best first.
    pub contents: Vec<ResponseContent>,
}

/// What a reply may carry.
#[derive(Clone, Debug)]
pub struct ResponseContent {
    /// The media type as the document has it: what tells it from others.
    pub origin: Origin,
    /// The media types that are read so, as the document has them, the best first.
    pub declared: Vec<String>,
    pub encoding: ResponseEncoding,
    pub ty: Type,
}

impl ResponseContent {
    /// Whether both are read to the same.
    #[must_use]
    pub fn is_read_like(&self, other: &Self) -> bool {
        (self.encoding, &self.ty) == (other.encoding, &other.ty)
    }
}

/// How bytes become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseEncoding {
    Json,
    /// The text of one value.
    Text,
    /// JSON or the text of one value, by the `Content-Type`.
    Any,
    Bytes,
}
