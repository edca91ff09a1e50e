//! Alternatives beside members: an object with properties or parts of its own and alternatives is, by alternative, an
//! object with the members of both.
//!
//! What each alternative makes of the whole is added as a schema: an `allOf` of the whole without its alternatives, its
//! base, and of the alternative. The whole stays as it is. Whether it becomes a union is decided where it is known
//! whether a tag tells the alternatives apart.

use std::collections::{BTreeMap, BTreeSet};

use super::within::{Within, alternatives, says_something, within};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::graph::{self, Components};
use crate::openapi::model::{Derived, DerivedName, Resolved, Schema, SchemaId, Type};
use crate::openapi::targets::targets;
use crate::table::Table;

/// How many alternatives are written out in all.
const MOST_WRITTEN: usize = 10_000;

/// Writes out what alternatives make of the objects that they stand in. `parents` are the bases of those that their
/// children take in.
pub(super) fn expand(
    resolved: &mut Resolved,
    parents: BTreeMap<SchemaId, SchemaId>,
    diagnostics: &mut Diagnostics,
) {
    let targets = targets(&resolved.schemas);
    let within = within(&resolved.schemas, &targets);
    let writer = Writer {
        schemas: &mut resolved.schemas,
        targets,
        within,
        bases: BTreeMap::new(),
        parents,
        wholes: BTreeMap::new(),
        written: 0,
    };
    resolved.wholes = writer.write_all(diagnostics);
}

/// Writes alternatives out.
struct Writer<'r> {
    schemas: &'r mut Table<SchemaId, Schema>,
    targets: Table<SchemaId, SchemaId>,
    within: Table<SchemaId, Within>,
    /// By schema, what it is without the alternatives in it.
    bases: BTreeMap<SchemaId, SchemaId>,
    parents: BTreeMap<SchemaId, SchemaId>,
    wholes: BTreeMap<SchemaId, Vec<SchemaId>>,
    written: usize,
}

impl Writer<'_> {
    fn write_all(mut self, diagnostics: &mut Diagnostics) -> BTreeMap<SchemaId, Vec<SchemaId>> {
        let mut open = self.found();
        open.reverse();
        while let Some((whole, union)) = open.pop() {
            let list: Vec<SchemaId> = self.distinct_alternatives(union);
            if list.len() < 2 {
                continue;
            }
            self.written = self.written.saturating_add(list.len());
            if self.written > MOST_WRITTEN {
                diagnostics.push(too_many(self.schemas.get(whole)));
                break;
            }
            let base = self.base_of(whole);
            let written: Vec<SchemaId> = list
                .into_iter()
                .map(|alternative| self.write(whole, base, alternative))
                .collect();
            // An alternative may have alternatives itself.
            let inner = written.iter().filter_map(|id| match self.within_of(*id) {
                Within::One(union, _) if self.is_written(*id) => Some((*id, union)),
                _ => None,
            });
            open.extend(inner);
            self.wholes.insert(whole, written);
        }
        self.wholes
    }

    /// Returns the objects with members beside the alternatives in them, each with the schema that has these.
    fn found(&self) -> Vec<(SchemaId, SchemaId)> {
        let mut found = Vec::new();
        for (id, within) in self.within.iter() {
            if let Within::One(union, _) = within
                && self.has_members_beside(id, *union)
            {
                found.push((id, *union));
            }
        }
        if found.is_empty() {
            return found;
        }
        let circles = self.circles();
        found.retain(|(id, _)| circles.cycle(id.index()).is_none());
        found
    }

    /// Returns whether there is more to an object than alternatives, or the schema that has them.
    fn has_members_beside(&self, id: SchemaId, union: SchemaId) -> bool {
        let schema = self.schemas.get(id);
        if schema.extensions.union.is_some() {
            return false;
        }
        let parts = schema.all_of.iter().map(|part| self.target(*part));
        if id == union {
            return !schema.properties.is_empty() || parts.count() > 0;
        }
        let says = |part: SchemaId| {
            let part = self.schemas.get(part);
            let lists = [&part.one_of, &part.any_of].into_iter();
            let mut lists = lists.filter(|list| says_something(self.schemas, &self.targets, list));
            has_own_members(part) || !part.all_of.is_empty() || lists.next().is_some()
        };
        has_own_members(schema) || parts.filter(|part| says(*part)).count() > 1
    }

    /// Finds the schemas that a value of them has to match again, as a whole.
    fn circles(&self) -> Components {
        let of_the_same_value = |schema: &Schema| {
            let lists = [&schema.all_of, &schema.one_of, &schema.any_of];
            let ids = schema.reference.iter().chain(lists.into_iter().flatten());
            ids.map(|id| id.index()).collect()
        };
        let edges: Vec<Vec<usize>> = self.schemas.rows().map(of_the_same_value).collect();
        graph::components(&edges)
    }

    /// Returns the alternatives of a union, each once, without null.
    fn distinct_alternatives(&self, union: SchemaId) -> Vec<SchemaId> {
        let list = alternatives(self.schemas, &self.targets, self.schemas.get(union));
        let is_null = |id: &SchemaId| self.schemas.get(self.target(*id)).types == [Type::Null];
        let mut seen = BTreeSet::new();
        let list = list.iter().copied().filter(|id| !is_null(id));
        list.filter(|id| seen.insert(self.target(*id))).collect()
    }

    /// Returns what a schema is without the alternatives in it.
    fn base_of(&mut self, id: SchemaId) -> SchemaId {
        let union = match self.within_of(id) {
            Within::One(union, _) => union,
            _ => return id,
        };
        let of_children = self.parents.get(&id).filter(|_| union == id);
        if let Some(known) = self.bases.get(&id).or(of_children) {
            return *known;
        }
        let mut base = self.schemas.get(id).clone();
        for list in [&mut base.one_of, &mut base.any_of] {
            if says_something(self.schemas, &self.targets, list) {
                list.clear();
            }
        }
        base.extensions.name = None;
        base.derived = Some(Derived {
            of: id,
            name: DerivedName::With("base"),
        });
        let parts = base.all_of.clone();
        let place = self.schemas.push(base);
        // Known before its parts are, which may lead back to it.
        self.bases.insert(id, place);
        let parts = parts.into_iter();
        let parts = parts
            .map(|part| match self.within_of(part) {
                Within::Nothing | Within::Several => part,
                Within::One(..) => self.base_of(self.target(part)),
            })
            .collect();
        self.schemas.get_mut(place).all_of = parts;
        place
    }

    /// Returns what an alternative makes of a whole. One that takes in the base is the whole already.
    fn write(&mut self, whole: SchemaId, base: SchemaId, alternative: SchemaId) -> SchemaId {
        let target = self.target(alternative);
        if self.takes_in(target, base) {
            return alternative;
        }
        let (own, meant) = (
            self.schemas.get(alternative).clone(),
            self.schemas.get(target),
        );
        let mut written = Schema::anything(own.at);
        written.title = own.title.or_else(|| meant.title.clone());
        written.description = own.description.or_else(|| meant.description.clone());
        written.deprecated = own.deprecated;
        written.extensions.name.clone_from(&own.extensions.name);
        written.all_of = vec![base, alternative];
        written.derived = Some(Derived {
            of: target,
            name: DerivedName::Inside(whole),
        });
        self.schemas.push(written)
    }

    /// Returns whether an object has another one among its parts, at any depth.
    fn takes_in(&self, id: SchemaId, part: SchemaId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if id == part {
                return true;
            }
            if seen.insert(id) {
                let parts = self.schemas.get(id).all_of.iter();
                open.extend(parts.map(|part| self.target(*part)));
            }
        }
        false
    }

    /// Returns where a reference leads. What was added refers to nothing.
    fn target(&self, id: SchemaId) -> SchemaId {
        match self.is_written(id) {
            true => id,
            false => *self.targets.get(id),
        }
    }

    /// Returns the alternatives in a schema. Those in what was written are of the alternative that it is for.
    fn within_of(&self, id: SchemaId) -> Within {
        let id = match &self.schemas.get(id).derived {
            Some(derived) if self.is_written(id) => match derived.name {
                DerivedName::Inside(_) => derived.of,
                DerivedName::With(_) => return Within::Nothing,
            },
            _ => self.target(id),
        };
        *self.within.get(id)
    }

    /// Returns whether a schema was added here.
    fn is_written(&self, id: SchemaId) -> bool {
        id.index() >= self.within.len()
    }
}

/// Returns whether an object itself describes members.
fn has_own_members(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || !schema.pattern_properties.is_empty()
        || !schema.conditional.is_empty()
}

fn too_many(schema: &Schema) -> Diagnostic {
    Diagnostic::warning(
        "loose-union",
        Place::Value(schema.at),
        format!(
            "more than {MOST_WRITTEN} alternatives stand beside the members of objects; those of this object and of others \
             become optional fields"
        ),
    )
    .help("refer to alternatives by a property instead of listing them beside members")
}
