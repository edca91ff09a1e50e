//! Circular unions: unions that are alternatives of each other.
//!
//! `A: oneOf [B, Leaf]` and `B: oneOf [A, Other]` allow the same values: those of `Leaf` and `Other`. No Rust type
//! holds itself, and JSON Schema forbids such schemas (2020-12 core, section 9.4.1), but their meaning is clear.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::graph;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::openapi::targets::targets;
use crate::table::Table;

/// How many alternatives are written out in all. Each union of a cycle gets those of the whole cycle.
const MOST_WRITTEN: usize = 100_000;

/// Gives each union of a cycle the alternatives of all, in the order of the schemas, without the unions themselves.
pub(super) fn expand(resolved: &mut Resolved, diagnostics: &mut Diagnostics) {
    let schemas = &resolved.schemas;
    let edges: Vec<Vec<usize>> = schemas.rows().map(of_the_same_value).collect();
    let components = graph::components(&edges);
    // By cycle, the alternatives that lead out of it.
    let mut exits: BTreeMap<usize, Vec<SchemaId>> = BTreeMap::new();
    for (id, schema) in schemas.iter() {
        if let Some(cycle) = components.cycle(id.index()) {
            let own =
                alternatives(schema).filter(|it| !components.share_a_cycle(id.index(), it.index()));
            exits.entry(cycle).or_default().extend(own);
        }
    }
    if exits.is_empty() {
        return;
    }
    let targets = targets(&resolved.schemas);
    let mut written = 0_usize;
    for id in resolved.schemas.ids() {
        let (index, schema) = (id.index(), resolved.schemas.get_mut(id));
        let Some(exits) = components.cycle(index).and_then(|cycle| exits.get(&cycle)) else {
            continue;
        };
        let is_circular = |id: &SchemaId| components.share_a_cycle(index, id.index());
        if !alternatives(schema).any(|id| is_circular(&id)) {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                "endless-type",
                Place::Value(schema.at),
                "this union is an alternative of itself; the alternative adds nothing and is ignored",
            )
            .help("remove the alternative from the union"),
        );
        written = written.saturating_add(exits.len());
        if written > MOST_WRITTEN {
            diagnostics.push(too_large(schema));
            write_out(schema, &[], is_circular, &targets);
            continue;
        }
        write_out(schema, exits, is_circular, &targets);
    }
}

fn too_large(schema: &Schema) -> Diagnostic {
    Diagnostic::error(
        "too-large",
        Place::Value(schema.at),
        "the unions that are alternatives of each other have too many alternatives",
    )
    .help("list the alternatives in one of them, and refer to that one")
}

/// Replaces the circular alternatives of a union by those that lead out of the cycle.
fn write_out(
    schema: &mut Schema,
    exits: &[SchemaId],
    is_circular: impl Fn(&SchemaId) -> bool,
    targets: &Table<SchemaId, SchemaId>,
) {
    let target = |id: &SchemaId| *targets.get(*id);
    let list = if schema.one_of.iter().any(&is_circular) {
        &mut schema.one_of
    } else {
        &mut schema.any_of
    };
    list.retain(|id| !is_circular(id));
    let mut known: BTreeSet<SchemaId> = list.iter().map(target).collect();
    list.extend(exits.iter().filter(|exit| known.insert(target(exit))));
}

/// Returns the schemas that a value of this one has to match, or may match, as a whole.
fn of_the_same_value(schema: &Schema) -> Vec<usize> {
    let wrapped = schema.is_wrapper().then_some(&schema.all_of);
    let parts = wrapped.into_iter().flatten().copied();
    let ids = schema.reference.into_iter().chain(parts);
    ids.chain(alternatives(schema))
        .map(SchemaId::index)
        .collect()
}

fn alternatives(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.one_of.iter().chain(&schema.any_of).copied()
}
