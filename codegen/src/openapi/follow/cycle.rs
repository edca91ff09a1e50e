//! Breaks cycles of references that lead back to themselves, directly or through `allOf`: such a schema is nothing but
//! itself.
//!
//! A cycle through a property or an item is a recursive type. One through `oneOf` and `anyOf` is how documents write
//! base types, and ends if one of the variants does.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::{NodeId, Tree};
use crate::table::Table;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

type Schemas = Table<SchemaId, Schema>;

/// A reference that leads back to itself.
struct Cycle {
    /// The schema whose reference leads back.
    closing: SchemaId,
    /// The schemas of the cycle.
    through: Vec<NodeId>,
}

/// Takes the reference that closes each cycle away, and reports it.
pub(super) fn break_cycles(tree: &Tree, schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut search = Search {
        schemas,
        states: Table::beside(schemas, State::New),
        path: Vec::new(),
        found: Vec::new(),
    };
    for start in schemas.ids() {
        search.visit(start);
    }
    for cycle in search.found {
        let schema = schemas.get_mut(cycle.closing);
        diagnostics.push(report(tree, schema.at, &cycle.through));
        schema.reference = None;
    }
}

/// A depth-first search without recursion: a chain of references may be as long as the document.
struct Search<'a> {
    schemas: &'a Schemas,
    states: Table<SchemaId, State>,
    /// The schemas on the way, each with how many of its targets were taken.
    path: Vec<(SchemaId, usize)>,
    found: Vec<Cycle>,
}

impl Search<'_> {
    /// Follows the references from a schema, as far as they weren't followed before.
    fn visit(&mut self, start: SchemaId) {
        self.enter(start);
        while let Some((id, taken)) = self.path.last_mut() {
            let (id, edge) = (*id, *taken);
            *taken += 1;
            let Some(next) = target(self.schemas.get(id), edge) else {
                *self.states.get_mut(id) = State::Done;
                self.path.pop();
                continue;
            };
            match self.states.get(next) {
                State::New => self.enter(next),
                State::Open => {
                    let cycle = self.path.iter().skip_while(|(id, _)| *id != next);
                    let through = cycle.map(|(id, _)| self.schemas.get(*id).at).collect();
                    self.found.push(Cycle {
                        closing: id,
                        through,
                    });
                }
                State::Done => (),
            }
        }
    }

    /// Goes on with a schema, unless it was met before.
    fn enter(&mut self, id: SchemaId) {
        if *self.states.get(id) == State::New {
            *self.states.get_mut(id) = State::Open;
            self.path.push((id, 0));
        }
    }
}

/// Returns what a schema is made of, by number: its reference, then the parts of `allOf`.
fn target(schema: &Schema, edge: usize) -> Option<SchemaId> {
    let mut edges = schema.reference.iter().chain(&schema.all_of);
    edges.nth(edge).copied()
}

/// Makes the error about a reference that leads back to itself.
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
    .label("leads to no schema")
    .help("describe one of the schemas: a schema that only refers to itself describes nothing");
    let others = through
        .iter()
        .filter(|node| **node != at && tree.get(**node, "$ref").is_some());
    others.fold(error, |error, node| {
        error.related(place(*node), "part of the cycle")
    })
}
