//! Operations and what they are made of.

use super::info::Server;
use super::pagination::OwnPagination;
use super::role::Role;
use super::schema::SchemaId;
use super::security::Security;
use crate::http::{Location, Method, StatusRange, Style};
use crate::source::tree::NodeId;

/// An operation, with what it inherits from its path and the root.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The node.
    pub at: NodeId,
    /// The key under `paths`, as written.
    pub path: String,
    /// The node of the path item under `paths`.
    pub path_at: NodeId,
    /// The method.
    pub method: Method,
    /// `operationId`; none where another operation has it already, which a warning says.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The parameters of the path that it doesn't override (by name and location), then its own.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// Its own or else the root's.
    pub security: Security,
    /// Its own or else the path's; empty means the root's.
    pub servers: Vec<Server>,
    /// `x-bindgen-errors`.
    pub errors: Vec<ErrorCode>,
    /// `x-bindgen-group`: the groups, outermost first.
    pub group: Option<Vec<String>>,
    /// `x-bindgen-name`.
    pub name: Option<String>,
    /// `x-bindgen-pagination`.
    pub pagination: OwnPagination,
}

impl Operation {
    /// Returns the schemas of the parameters and the bodies.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        let parameters = self.parameters.iter();
        let parameters = parameters.filter_map(|parameter| match &parameter.shape {
            ParameterShape::Schema(schema) => Some(*schema),
            ParameterShape::Content(media) => media.schema,
        });
        let bodies = self.contents().flatten();
        parameters.chain(bodies.filter_map(|media| media.schema))
    }

    /// Returns the content of each body.
    pub(crate) fn contents(&self) -> impl Iterator<Item = &Vec<MediaType>> {
        let body = self.request_body.iter().map(|body| &body.content);
        let responses = self.responses.iter();
        body.chain(responses.map(|response| &response.content))
    }
}

/// An operation of the document that isn't generated.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The key under `paths`, as written.
    pub path: String,
    /// The method; none where all operations of the path are missing, however many there are.
    pub method: Option<String>,
    /// `operationId`, where it could be read.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
}

/// An entry of `x-bindgen-errors`.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// The node.
    pub at: NodeId,
    /// `code`.
    pub code: String,
    /// `description`.
    pub description: Option<String>,
    /// `httpStatusCode`.
    pub status: Option<u16>,
    /// `type`: the family of errors that the code belongs to.
    pub family: Option<String>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The node.
    pub at: NodeId,
    /// The component that it is referred to as (`components.parameters`), or its address in another file.
    pub component: Option<String>,
    /// `name`.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// `description`.
    pub description: Option<String>,
    /// `required`: always true in a path.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`, or the location's default.
    pub style: Style,
    /// `explode`, or the style's default.
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

impl Parameter {
    /// Returns whether two parameters are the same to an operation: by name and location, names of headers regardless
    /// of case (RFC 9110, section 5.1).
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.location == other.location
            && match self.location {
                Location::Header => self.name.eq_ignore_ascii_case(&other.name),
                _ => self.name == other.name,
            }
    }
}

/// What describes the values of a parameter.
#[derive(Clone, Debug)]
pub enum ParameterShape {
    /// A schema: a value is written in the parameter's style.
    Schema(SchemaId),
    /// A media type: a value is written in it, and the result is one text.
    Content(MediaType),
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The node.
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
    /// The node.
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

/// An example: its value, unless that is kept where it can't be read.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// `value`.
    pub value: Option<NodeId>,
}

/// How one property of a form or multipart body is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The node.
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

/// A response of an operation.
#[derive(Clone, Debug)]
pub struct Response {
    /// The node.
    pub at: NodeId,
    /// The key under `responses`.
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
    /// The node.
    pub at: NodeId,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// The one entry of `content`.
    pub content: Option<MediaType>,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
}
