//! Schemas that are not looked into: their values stay raw JSON, and what they alone reach is not generated.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::model::{Resolved, Schema};
use crate::source::tree::NodeId;

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

/// Marks what is made of something marked. Each schema is looked at once: a document may chain as many as it has room for.
fn spread(schemas: &[Schema], raw: &mut [bool]) {
    let mut made_of_it: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, schema) in schemas.iter().enumerate() {
        for part in schema.all_of.iter().chain(&schema.reference) {
            made_of_it.entry(part.index()).or_default().push(index);
        }
    }
    let marked = raw.iter().enumerate().filter(|(_, raw)| **raw);
    let mut open: Vec<usize> = marked.map(|(index, _)| index).collect();
    while let Some(index) = open.pop() {
        for made in made_of_it.remove(&index).unwrap_or_default() {
            if let Some(raw) = raw.get_mut(made).filter(|raw| !**raw) {
                *raw = true;
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
