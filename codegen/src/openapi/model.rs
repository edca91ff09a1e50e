//! The model of a document: flat lists and ids, with every `$ref` followed.
//!
//! Everything keeps the [`NodeId`] it was read from, so that later stages can point at it. The model is data: how it is
//! read is known elsewhere in this room.

mod info;
mod operation;
mod pagination;
mod rare;
mod role;
mod schema;
mod security;

use std::collections::{BTreeMap, BTreeSet};

pub use crate::http::{Location, Method, SecurityKind, StatusRange, Style};
pub use info::{Info, Server, ServerVariable, Tag};
pub use operation::{
    Encoding, ErrorCode, Example, Header, LeftOut, MediaType, Operation, Parameter, ParameterShape,
    RequestBody, Response,
};
pub use pagination::{Cursor, Located, OwnPagination, PageStrategy, PaginationRule};
pub use role::Role;
pub use schema::{
    Derived, DerivedName, Discriminator, EnumExtension, EnumRow, Extensions, Limits, Schema,
    SchemaId, Type, ValueTexts,
};
pub use security::{Security, SecurityScheme};

use crate::source::tree::NodeId;
use crate::table::Table;

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
    /// The groups of the tags that have some of their own, outermost first: `x-bindgen-group`, or `parent`.
    pub tag_groups: BTreeMap<String, Vec<String>>,
    /// `components.securitySchemes`, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Whether the root or any operation has `security`, an empty one included.
    pub says_security: bool,
    /// All operations, in document order, with what they inherit from their path and the root.
    pub operations: Vec<Operation>,
    /// Every schema that was read, wherever it is.
    pub(crate) schemas: Table<SchemaId, Schema>,
    /// `components.schemas`, in document order.
    pub components: Vec<(String, SchemaId)>,
    /// `x-bindgen-pagination` of the root: the rules for all operations, of which the first that fits applies.
    pub pagination: Vec<PaginationRule>,
    /// The roots of the files that something refers to as a whole: each is one object, named after its file.
    pub whole_files: BTreeSet<NodeId>,
    /// By object with alternatives beside its members, what each alternative makes of the whole. Empty until it is
    /// written out.
    pub(crate) wholes: BTreeMap<SchemaId, Vec<SchemaId>>,
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
