//! Which schemas are objects with properties.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::model::{Resolved, SchemaId};
use crate::table::Table;

/// Finds the schemas with properties, and those that include them by `allOf`.
pub(super) fn objects(
    resolved: &Resolved,
    targets: &Table<SchemaId, SchemaId>,
) -> BTreeSet<SchemaId> {
    let mut wholes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in resolved.schemas.iter() {
        for part in &schema.all_of {
            wholes.entry(*targets.get(*part)).or_default().push(id);
        }
    }
    let own = resolved
        .schemas
        .iter()
        .filter(|(_, schema)| !schema.properties.is_empty());
    let mut open: Vec<SchemaId> = own.map(|(id, _)| id).collect();
    let mut objects = BTreeSet::new();
    while let Some(id) = open.pop() {
        if objects.insert(id) {
            open.extend(wholes.get(&id).into_iter().flatten());
        }
    }
    objects
}
