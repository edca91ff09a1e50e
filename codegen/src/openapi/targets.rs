//! Where chains of references end.

use super::model::{Schema, SchemaId};
use crate::table::Table;

/// Returns where the reference of each schema ends. Each chain is followed once, however long it is.
pub(crate) fn targets(schemas: &Table<SchemaId, Schema>) -> Table<SchemaId, SchemaId> {
    let mut targets: Table<SchemaId, Option<SchemaId>> = Table::beside(schemas, None);
    for start in schemas.ids() {
        let mut way = Vec::new();
        let mut at = start;
        // Cycles of references are broken when they are read; the bound keeps that invariant local.
        let end = loop {
            match (targets.get(at), schemas.get(at).reference) {
                (Some(known), _) => break *known,
                (None, Some(next)) if way.len() < schemas.len() => {
                    way.push(at);
                    at = next;
                }
                _ => break at,
            }
        };
        for id in way.into_iter().chain([at]) {
            *targets.get_mut(id) = Some(end);
        }
    }
    let mut ends = Table::new(SchemaId(0));
    for (id, target) in targets.iter() {
        ends.push(target.unwrap_or(id));
    }
    ends
}
