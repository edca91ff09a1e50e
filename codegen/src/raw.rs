//! Schemas that are not looked into: their values stay raw JSON, and what they alone reach is not generated.

use std::collections::BTreeSet;

use crate::document::tree::NodeId;
use crate::resolve::model::{Resolved, Schema, SchemaId};

/// Empties the schemas at these nodes, and with them those that are made of one by `allOf`. Gives back the nodes where no
/// schema stands.
pub(crate) fn empty(resolved: &mut Resolved, nodes: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
    let mut unknown = nodes.clone();
    let mut raw: Vec<bool> = Vec::with_capacity(resolved.schemas.len());
    for schema in &resolved.schemas {
        unknown.remove(&schema.at);
        raw.push(nodes.contains(&schema.at));
    }
    if unknown.len() < nodes.len() {
        spread(&resolved.schemas, &mut raw);
    }
    for (schema, raw) in resolved.schemas.iter_mut().zip(raw) {
        // Where a reference leads is emptied itself.
        if raw && (nodes.contains(&schema.at) || schema.reference.is_none()) {
            *schema = emptied(schema);
        }
    }
    unknown
}

/// Marks what is made of something marked, until nothing is left to mark.
fn spread(schemas: &[Schema], raw: &mut [bool]) {
    loop {
        let is_raw = |id: &SchemaId| raw.get(id.index()).copied().unwrap_or(false);
        let is_made_of_raw =
            |schema: &Schema| schema.all_of.iter().chain(&schema.reference).any(is_raw);
        let next: Vec<bool> = schemas
            .iter()
            .zip(&*raw)
            .map(|(schema, raw)| *raw || is_made_of_raw(schema))
            .collect();
        if next == *raw {
            return;
        }
        raw.copy_from_slice(&next);
    }
}

/// What is said of a schema, without what it says of values.
fn emptied(schema: &Schema) -> Schema {
    let mut empty = Schema::anything(schema.at);
    empty.title.clone_from(&schema.title);
    empty.description.clone_from(&schema.description);
    empty.deprecated = schema.deprecated;
    empty.read_only = schema.read_only;
    empty.write_only = schema.write_only;
    empty.examples.clone_from(&schema.examples);
    empty.extensions.sensitive = schema.extensions.sensitive;
    empty.extensions.role = schema.extensions.role;
    empty
}
