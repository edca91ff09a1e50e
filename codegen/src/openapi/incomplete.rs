//! Operations of which an error cost a part: a reference leads nowhere, or a schema can't be read.

use std::collections::HashMap;

use super::model::{Operation, Resolved, Schema, SchemaId};
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::tree::{NodeId, Tree};
use crate::table::Table;

/// Returns the operations that reach a schema with an error, as `GET /pets`.
pub(crate) fn incomplete(
    tree: &Tree,
    resolved: &Resolved,
    diagnostics: &Diagnostics,
) -> Vec<String> {
    if !diagnostics.has_errors() {
        return Vec::new();
    }
    let broken = reaching(&resolved.schemas, broken(tree, resolved, diagnostics));
    let is_broken = |id: SchemaId| *broken.get(id);
    let operations = resolved.operations.iter();
    let operations = operations.filter(|operation| operation.schemas().any(is_broken));
    operations.map(name).collect()
}

/// Returns the method and the path of an operation.
fn name(operation: &Operation) -> String {
    let path = operation.path.escape_debug();
    format!("{} {path}", operation.method.name())
}

/// Returns the innermost schemas around each error.
fn broken(tree: &Tree, resolved: &Resolved, diagnostics: &Diagnostics) -> Vec<SchemaId> {
    let schemas = resolved.schemas.iter();
    let schemas: HashMap<NodeId, SchemaId> = schemas.map(|(id, schema)| (schema.at, id)).collect();
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let around = |node| std::iter::successors(Some(node), |node| tree.parent(*node));
    let nodes = errors.filter_map(|error| error.place.node());
    nodes
        .filter_map(|node| around(node).find_map(|node| schemas.get(&node).copied()))
        .collect()
}

/// Marks these schemas and those that lead to them. Each is looked at once.
fn reaching(schemas: &Table<SchemaId, Schema>, mut open: Vec<SchemaId>) -> Table<SchemaId, bool> {
    let mut leading: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (id, schema) in schemas.iter() {
        for part in schema.parts() {
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
