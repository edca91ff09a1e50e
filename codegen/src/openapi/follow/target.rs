//! Finds the schema that a reference leads to, and reads it if it isn't read yet.

use crate::openapi::kinds::Kind;
use crate::openapi::model::SchemaId;
use crate::openapi::reader::Reader;
use crate::openapi::reference::Reference;
use crate::openapi::{object, schema};
use crate::source::tree::{NodeId, Value};

/// Returns the schema that a reference leads to. Reads it if it isn't read yet.
pub(super) fn find(reader: &mut Reader<'_>, reference: &Reference) -> Option<SchemaId> {
    let node = reader.target(reference)?;
    match reader.kinds.get(node) {
        Some(Kind::Schema(id)) => Some(id),
        None if could_be_schema(reader, node) => {
            reader.references.note_whole(reader.tree, node);
            Some(schema::read(reader, node))
        }
        _ => {
            object::report_wrong(reader, reference, "a schema", node);
            None
        }
    }
}

/// Returns whether a schema may stand at a node.
fn could_be_schema(reader: &Reader<'_>, node: NodeId) -> bool {
    node != NodeId::ROOT && matches!(reader.tree.value(node), Value::Object(_) | Value::Bool(_))
}
