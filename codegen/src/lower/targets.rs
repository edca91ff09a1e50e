//! What is asked of many schemas, worked out once for all: a chain of them may be as long as the document.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::model::{Resolved, SchemaId};

/// Follows every chain of references once, however long it is: each schema on the way learns where it ends.
pub(super) fn targets(resolved: &Resolved) -> Vec<SchemaId> {
    let count = resolved.schemas.len();
    let mut targets: Vec<Option<SchemaId>> = vec![None; count];
    for start in (0..).take(count).map(SchemaId) {
        let mut way = Vec::new();
        let mut at = start;
        // Resolution refuses cycles of pure references; the bound only keeps that invariant local.
        let end = loop {
            match (targets.get(at.index()), resolved.schema(at).reference) {
                (Some(Some(known)), _) => break *known,
                (_, Some(next)) if way.len() < count => {
                    way.push(at);
                    at = next;
                }
                _ => break at,
            }
        };
        for id in way.into_iter().chain([at]) {
            if let Some(slot) = targets.get_mut(id.index()) {
                *slot = Some(end);
            }
        }
    }
    (0..)
        .map(SchemaId)
        .zip(targets)
        .map(|(id, target)| target.unwrap_or(id))
        .collect()
}

/// From the schemas with members up to those that they are parts of.
pub(super) fn objects(resolved: &Resolved, targets: &[SchemaId]) -> BTreeSet<SchemaId> {
    let schemas = || (0..).map(SchemaId).zip(&resolved.schemas);
    let mut wholes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in schemas() {
        for part in &schema.all_of {
            let part = targets.get(part.index()).copied().unwrap_or(*part);
            wholes.entry(part).or_default().push(id);
        }
    }
    let own = schemas().filter(|(_, schema)| !schema.properties.is_empty());
    let mut open: Vec<SchemaId> = own.map(|(id, _)| id).collect();
    let mut objects = BTreeSet::new();
    while let Some(id) = open.pop() {
        if objects.insert(id) {
            open.extend(wholes.get(&id).into_iter().flatten());
        }
    }
    objects
}
