//! Schemas that are nothing but themselves: a `$ref` that leads back to itself, directly or through `allOf`.
//!
//! A cycle through a property or an item is a recursive type and fine; one through `oneOf` and `anyOf` is how
//! documents write base types, and has an end as long as one branch has.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::read::model::{Schema, SchemaId};
use crate::source::tree::{NodeId, Tree};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Takes the reference that closes each cycle away, and reports it.
pub(super) fn break_cycles(tree: &Tree, schemas: &mut [Schema], diagnostics: &mut Diagnostics) {
    let mut states = vec![State::New; schemas.len()];
    let mut faults = Vec::new();
    for start in 0..schemas.len() {
        search(start, schemas, &mut states, &mut faults);
    }
    for fault in faults {
        if let Some(schema) = schemas.get_mut(fault.closing) {
            diagnostics.push(report(tree, schema.at, &fault.through));
            schema.reference = None;
        }
    }
}

struct Fault {
    /// The schema whose reference leads back.
    closing: usize,
    /// The schemas of the cycle.
    through: Vec<NodeId>,
}

/// A depth-first search without recursion: a chain of references may be as long as the document.
fn search(start: usize, schemas: &[Schema], states: &mut [State], faults: &mut Vec<Fault>) {
    let mut path: Vec<(usize, usize)> = Vec::new();
    enter(start, states, &mut path);
    while let Some((at, edge)) = path.last_mut() {
        let (at, taken) = (*at, *edge);
        *edge += 1;
        let Some(next) = schemas.get(at).and_then(|schema| target(schema, taken)) else {
            set(states, at, State::Done);
            path.pop();
            continue;
        };
        match states.get(next.index()) {
            Some(State::New) => enter(next.index(), states, &mut path),
            Some(State::Open) => {
                let cycle = path
                    .iter()
                    .skip_while(|(schema, _)| *schema != next.index());
                let through = cycle
                    .filter_map(|(schema, _)| schemas.get(*schema).map(|schema| schema.at))
                    .collect();
                faults.push(Fault {
                    closing: at,
                    through,
                });
            }
            Some(State::Done) | None => (),
        }
    }
}

fn enter(schema: usize, states: &mut [State], path: &mut Vec<(usize, usize)>) {
    if states.get(schema) == Some(&State::New) {
        set(states, schema, State::Open);
        path.push((schema, 0));
    }
}

fn set(states: &mut [State], schema: usize, state: State) {
    if let Some(slot) = states.get_mut(schema) {
        *slot = state;
    }
}

/// What a schema is made of, by number: its reference, then the parts of `allOf`.
fn target(schema: &Schema, edge: usize) -> Option<SchemaId> {
    let mut edges = schema.reference.iter().chain(&schema.all_of);
    edges.nth(edge).copied()
}

fn report(tree: &Tree, at: NodeId, through: &[NodeId]) -> Diagnostic {
    let place = |node: NodeId| {
        tree.get(node, "$ref")
            .map_or(Place::Key(node), Place::Value)
    };
    let text = tree
        .get(at, "$ref")
        .and_then(|node| tree.as_str(node))
        .unwrap_or_default();
    let error = Diagnostic::error(
        "reference-cycle",
        place(at),
        format!("`{text}` leads back to itself"),
    )
    .label("never arrives")
    .help(
        "let one of the schemas say what it is: a schema that only refers to itself has no shape",
    );
    let others = through
        .iter()
        .filter(|node| **node != at && tree.get(**node, "$ref").is_some());
    others.fold(error, |error, node| {
        error.related(place(*node), "on the way round")
    })
}
