//! Where references end, worked out once for all: a chain of them may be as long as the document.

use crate::openapi::model::{Schema, SchemaId};

/// Follows every chain of references once, however long it is: each schema on the way learns where it ends.
pub(crate) fn targets(schemas: &[Schema]) -> Vec<SchemaId> {
    let count = schemas.len();
    let mut targets: Vec<Option<SchemaId>> = vec![None; count];
    for start in (0..).take(count).map(SchemaId) {
        let mut way = Vec::new();
        let mut at = start;
        // Resolution refuses cycles of pure references; the bound only keeps that invariant local.
        let end = loop {
            match (
                targets.get(at.index()),
                schemas.get(at.index()).and_then(|schema| schema.reference),
            ) {
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
