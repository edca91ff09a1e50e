//! The schemas as they are read, with the references in them that aren't followed yet.
//!
//! Schemas refer to each other in circles and in chains as long as the document, so that their references are followed
//! one after the other once the schemas are read.

use super::model::{Schema, SchemaId, Type};
use super::reference::Reference;
use crate::source::tree::NodeId;
use crate::table::Table;

/// References of schemas that aren't followed yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// `$ref`s.
    pub(super) references: Vec<(SchemaId, Reference)>,
    /// `$dynamicRef`s.
    pub(super) dynamic: Vec<(SchemaId, Reference)>,
    /// The entries of `discriminator.mapping`, by value.
    pub(super) mappings: Vec<(SchemaId, String, Reference)>,
}

/// Every schema read so far.
#[derive(Debug)]
pub(super) struct SchemaTable {
    table: Table<SchemaId, Schema>,
    pending: Pending,
}

impl SchemaTable {
    /// Makes an empty table.
    pub(super) fn new() -> Self {
        Self {
            table: Table::new(Schema::anything(NodeId::ROOT)),
            pending: Pending::default(),
        }
    }

    /// Adds a schema that allows everything, for a node. What is read there takes its place.
    pub(super) fn add(&mut self, at: NodeId) -> SchemaId {
        self.table.push(Schema::anything(at))
    }

    /// Adds a schema of strings that the document doesn't have, for a node.
    pub(super) fn add_string(&mut self, at: NodeId) -> SchemaId {
        self.table.push(Schema {
            types: vec![Type::String],
            ..Schema::anything(at)
        })
    }

    /// Returns a schema, to change it.
    pub(super) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        self.table.get_mut(id)
    }

    /// Returns all schemas.
    pub(super) const fn table(&self) -> &Table<SchemaId, Schema> {
        &self.table
    }

    /// Returns all schemas, to change them.
    pub(super) const fn table_mut(&mut self) -> &mut Table<SchemaId, Schema> {
        &mut self.table
    }

    /// Gives all schemas away.
    pub(super) fn into_table(self) -> Table<SchemaId, Schema> {
        self.table
    }

    /// Keeps the `$ref` of a schema until it is followed.
    pub(super) fn refer(&mut self, id: SchemaId, reference: Reference) {
        self.pending.references.push((id, reference));
    }

    /// Keeps the `$dynamicRef` of a schema until it is followed.
    pub(super) fn refer_dynamically(&mut self, id: SchemaId, reference: Reference) {
        self.pending.dynamic.push((id, reference));
    }

    /// Keeps an entry of the mapping of a schema's discriminator until it is followed.
    pub(super) fn refer_by_tag(&mut self, id: SchemaId, tag: String, reference: Reference) {
        self.pending.mappings.push((id, tag, reference));
    }

    /// Takes the references that aren't followed yet, if there are any.
    pub(super) fn take_pending(&mut self) -> Option<Pending> {
        let Pending {
            references,
            dynamic,
            mappings,
        } = &self.pending;
        let is_empty = references.is_empty() && dynamic.is_empty() && mappings.is_empty();
        (!is_empty).then(|| std::mem::take(&mut self.pending))
    }
}
