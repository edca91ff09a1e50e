//! Opaque schemas: they aren't looked into, their values are raw JSON, and what they alone reach isn't generated.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::source::tree::NodeId;
use crate::table::Table;

/// Empties the schemas at these nodes, and those that take one of them in by `allOf`.
pub(super) fn empty(resolved: &mut Resolved, nodes: &BTreeSet<NodeId>) {
    if nodes.is_empty() {
        return;
    }
    let mut opaque = Table::beside(&resolved.schemas, false);
    for (id, schema) in resolved.schemas.iter() {
        *opaque.get_mut(id) = nodes.contains(&schema.at);
    }
    spread(&resolved.schemas, &mut opaque);
    for (id, is_opaque) in opaque.iter() {
        let schema = resolved.schemas.get_mut(id);
        // What a reference leads to is emptied itself.
        if *is_opaque && (nodes.contains(&schema.at) || schema.reference.is_none()) {
            *schema = emptied(schema);
        }
    }
}

/// Marks what takes in something marked. Each schema is looked at once, however long the chains are.
fn spread(schemas: &Table<SchemaId, Schema>, opaque: &mut Table<SchemaId, bool>) {
    let mut takers: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in schemas.iter() {
        for part in schema.all_of.iter().chain(&schema.reference) {
            takers.entry(*part).or_default().push(id);
        }
    }
    let marked = opaque.iter().filter(|(_, is_opaque)| **is_opaque);
    let mut open: Vec<SchemaId> = marked.map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        for taker in takers.remove(&id).unwrap_or_default() {
            if !std::mem::replace(opaque.get_mut(taker), true) {
                open.push(taker);
            }
        }
    }
}

/// Returns what describes a schema, without what it says of values.
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
