//! Schemas that are not looked into: their values stay raw JSON, and what they alone reach is not generated.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::source::tree::NodeId;
use crate::table::Table;

/// Empties the schemas at these nodes, and with them those that are made of one by `allOf`. Gives back the nodes where no
/// schema stands.
pub(crate) fn empty(resolved: &mut Resolved, nodes: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
    let mut unknown = nodes.clone();
    let mut opaque = Table::beside(&resolved.schemas, false);
    for (id, schema) in resolved.schemas.iter() {
        unknown.remove(&schema.at);
        *opaque.get_mut(id) = nodes.contains(&schema.at);
    }
    if unknown.len() < nodes.len() {
        spread(&resolved.schemas, &mut opaque);
    }
    for (id, is_opaque) in opaque.iter() {
        let schema = resolved.schemas.get_mut(id);
        // Where a reference leads is emptied itself.
        if *is_opaque && (nodes.contains(&schema.at) || schema.reference.is_none()) {
            *schema = emptied(schema);
        }
    }
    unknown
}

/// Marks what is made of something marked. Each schema is looked at once: a document may chain as many as it has room for.
fn spread(schemas: &Table<SchemaId, Schema>, opaque: &mut Table<SchemaId, bool>) {
    let mut made_of_it: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in schemas.iter() {
        for part in schema.all_of.iter().chain(&schema.reference) {
            made_of_it.entry(*part).or_default().push(id);
        }
    }
    let marked = opaque.iter().filter(|(_, is_opaque)| **is_opaque);
    let mut open: Vec<SchemaId> = marked.map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        for made in made_of_it.remove(&id).unwrap_or_default() {
            if !std::mem::replace(opaque.get_mut(made), true) {
                open.push(made);
            }
        }
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
