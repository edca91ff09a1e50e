//! The lowerer of operations.

use super::api::ApiParts;
use super::headers::pinned_headers;
use crate::ir::{Coverage, Item, Samples, Server};
use crate::lower::coverage::EmittedProperties;
use crate::lower::facts::Facts;
use crate::lower::item_table::ItemTable;
use crate::lower::naming::Naming;
use crate::lower::report::Report;
use crate::lower::schema::SchemaLowerer;
use crate::openapi::model::SchemaId;
use crate::table::Table;

/// Lowers operations.
pub(crate) struct OperationLowerer<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) naming: &'a Naming<'a>,
    pub(super) report: &'a Report,
    pub(super) schemas: SchemaLowerer<'a>,
    /// The headers that every operation sends.
    pub(super) pinned_headers: Vec<(String, String)>,
}

impl<'a> OperationLowerer<'a> {
    /// Makes a lowerer of operations on top of one of schemas.
    pub(crate) fn new(
        facts: &'a Facts<'a>,
        naming: &'a Naming<'a>,
        report: &'a Report,
        schemas: SchemaLowerer<'a>,
    ) -> Self {
        Self {
            facts,
            naming,
            report,
            schemas,
            pinned_headers: pinned_headers(facts),
        }
    }

    /// Lowers a component, whether an operation uses it or not.
    pub(crate) fn component(&mut self, schema: SchemaId) {
        self.schemas.type_of(schema);
    }

    /// Lowers the structs that were deferred.
    pub(crate) fn deferred(&mut self) {
        self.schemas.build_deferred();
    }

    /// Ends the lowering. Returns the parts of the API so far, the types, and the properties that are part of them.
    pub(crate) fn finish(self, servers: Vec<Server>) -> (ApiParts, ItemTable, EmittedProperties) {
        let (items, emitted) = self.schemas.finish();
        let parts = ApiParts {
            operations: Vec::new(),
            types: Table::new(Item::placeholder()),
            examples: Vec::new(),
            samples: Samples::default(),
            coverage: Coverage::default(),
            servers,
            pinned_headers: self.pinned_headers,
        };
        (parts, items, emitted)
    }
}
