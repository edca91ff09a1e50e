//! Which operations an error cost a part of their types: a reference of theirs leads nowhere, or a schema can't be read.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, Severity};
use crate::lower::{of_operation, parts};
use crate::openapi::model::{Operation, Resolved, Schema, SchemaId};
use crate::source::tree::{NodeId, Tree};
use crate::table::Table;

/// The operations that reach a schema with an error, as `GET /pets`.
pub(crate) fn operations(
    tree: &Tree,
    resolved: &Resolved,
    diagnostics: &Diagnostics,
) -> Vec<String> {
    if !diagnostics.has_errors() {
        return Vec::new();
    }
    let faulty = reaching(&resolved.schemas, faulty(tree, resolved, diagnostics));
    let is_faulty = |id: SchemaId| *faulty.get(id);
    let operations = resolved.operations.iter();
    let operations = operations.filter(|operation| of_operation(operation).any(is_faulty));
    operations.map(name).collect()
}

fn name(operation: &Operation) -> String {
    let path = operation.path.escape_debug();
    format!("{} {path}", operation.method.name())
}

/// The schemas in which an error stands, and not in one inside of them.
fn faulty(tree: &Tree, resolved: &Resolved, diagnostics: &Diagnostics) -> Vec<SchemaId> {
    let schemas = resolved.schemas.iter();
    let schemas: HashMap<NodeId, SchemaId> = schemas.map(|(id, schema)| (schema.at, id)).collect();
    let errors = diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    let around = |node| std::iter::successors(Some(node), |node| tree.parent(*node));
    let nodes = errors.filter_map(|fault| fault.place.node());
    nodes
        .filter_map(|node| around(node).find_map(|node| schemas.get(&node).copied()))
        .collect()
}

/// Marks these schemas, and those that lead to them. Each is looked at once.
fn reaching(schemas: &Table<SchemaId, Schema>, mut open: Vec<SchemaId>) -> Table<SchemaId, bool> {
    let mut leading: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (id, schema) in schemas.iter() {
        for part in parts(schema) {
            leading.entry(part).or_default().push(id);
        }
    }
    let mut marked = Table::beside(schemas, false);
    while let Some(id) = open.pop() {
        if !std::mem::replace(marked.get_mut(id), true) {
            open.extend(leading.remove(&id).unwrap_or_default());
        }
    }
    marked
}
