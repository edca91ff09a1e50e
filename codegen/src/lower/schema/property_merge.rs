//! Types of properties that several parts of an `allOf` describe: values have to match all of them.

use super::members::Members;
use super::narrow::Narrowed;
use super::{LoweredType, MOST_NESTED, SchemaLowerer};
use crate::ir::{ItemKind, Type};
use crate::lower::facts::{self, Facts, has_items};
use crate::lower::report::Report;
use crate::openapi::model::SchemaId;

/// How many schemas of one property are merged. With more, only the last one counts.
const MOST_PARTS: usize = 64;

impl<'a> SchemaLowerer<'a> {
    /// Returns how a property is typed that has to match all these schemas, the nearest last.
    pub(super) fn type_of_all(&mut self, name: &str, schemas: &[SchemaId]) -> LoweredType {
        let [others @ .., last] = schemas else {
            return LoweredType::plain(Type::Json);
        };
        if others.is_empty() {
            return self.type_of(*last);
        }
        let set_by_user = |id: &&SchemaId| {
            let mut nodes = [**id, self.facts.target(**id)]
                .into_iter()
                .map(|id| self.facts.schema(id).at);
            nodes.any(|node| self.facts.options().formats_at.contains_key(&node))
        };
        if let Some(set_by_user) = schemas.iter().rev().find(set_by_user) {
            return self.type_of(*set_by_user);
        }
        let distinct = distinct(self.facts, schemas);
        let [first, .., nearest] = distinct.as_slice() else {
            return self.type_of(distinct.first().copied().unwrap_or(*last));
        };
        let key: Vec<SchemaId> = distinct.iter().map(|id| self.facts.target(*id)).collect();
        if let Some(known) = self.combined.of_all.get(&key) {
            return known.clone();
        }
        if distinct.len() > MOST_PARTS || self.depth >= MOST_NESTED {
            warn_of_conflict(self.facts, self.report, name, *first, *nearest);
            return self.type_of(*nearest);
        }
        match self.narrowest(&distinct, *nearest) {
            Narrowed::Fits(lowered) => {
                self.combined.of_all.insert(key, lowered.clone());
                return lowered;
            }
            Narrowed::Conflict => {
                report_conflict(self.facts, self.report, name, *nearest);
                return self.type_of(*nearest);
            }
            Narrowed::NotPlain => {}
        }
        let is_list = |id: &SchemaId| self.facts.is_list(*id);
        let may_be_object = |id: &SchemaId| self.facts.may_be_object(*id);
        let combined = if distinct.iter().all(is_list) {
            self.list_of_all(name, &distinct)
        } else if distinct.iter().all(may_be_object) {
            self.object_of_all(&key, *nearest)
        } else {
            None
        };
        combined.unwrap_or_else(|| {
            warn_of_conflict(self.facts, self.report, name, *first, *nearest);
            self.type_of(*nearest)
        })
    }

    /// Returns the type of an `allOf` whose parts are arrays: each item has to match all of them.
    pub(super) fn list_of_parts(
        &mut self,
        id: SchemaId,
        constrained: &[SchemaId],
        nullable: bool,
    ) -> Option<LoweredType> {
        let schema = self.facts.schema(id);
        let has_own = self.facts.has_own_constraints(schema);
        let is_list = (!has_own || self.facts.is_array(schema))
            && !constrained.is_empty()
            && constrained.iter().all(|part| self.facts.is_list(*part));
        if !is_list {
            return None;
        }
        let mut parts = constrained.to_vec();
        parts.extend(Some(id).filter(|_| has_items(schema)));
        let mut lowered = self.list_of_all("items", &parts)?;
        lowered.nullable |= nullable;
        Some(lowered)
    }

    fn list_of_all(&mut self, name: &str, schemas: &[SchemaId]) -> Option<LoweredType> {
        let nullable = all_nullable(self.facts, schemas);
        let with_items = schemas
            .iter()
            .copied()
            .filter(|id| has_items(self.facts.target_schema(*id)));
        let ty = match with_items.collect::<Vec<SchemaId>>().as_slice() {
            [] => Type::List(Box::new(Type::Json)),
            // The `allOf` itself may be the one with the items: its own type isn't known yet.
            [only] if self.facts.is_list(*only) => self.type_of(*only).ty,
            [only] => self.array(*only, nullable).ty,
            several => {
                let items: Option<Vec<SchemaId>> = several
                    .iter()
                    .map(|id| {
                        let schema = self.facts.target_schema(*id);
                        schema.items.filter(|_| schema.prefix_items.is_empty())
                    })
                    .collect();
                let item = self.type_of_all(name, &items?).element();
                Type::List(Box::new(item))
            }
        };
        Some(LoweredType { ty, nullable })
    }

    /// Makes the object with the members of all, named after the nearest.
    fn object_of_all(&mut self, schemas: &[SchemaId], nearest: SchemaId) -> Option<LoweredType> {
        let mut members = Members::default();
        let are_objects = schemas
            .iter()
            .all(|id| self.gatherer.gather(*id, false, &mut members));
        if !are_objects || members.is_empty() {
            return None;
        }
        let id = self.items.reserve();
        let lowered = LoweredType {
            ty: Type::Named(id),
            nullable: all_nullable(self.facts, schemas),
        };
        // Kept before the members are built, since they may hold the object again.
        self.combined
            .of_all
            .insert(schemas.to_vec(), lowered.clone());
        self.depth += 1;
        let kind = ItemKind::Struct(self.build_members(members));
        self.depth -= 1;
        let item = self
            .naming
            .item(nearest, facts::docs_where_used(self.facts, nearest), kind);
        self.items.fill(id, item);
        Some(lowered)
    }
}

/// Returns the schemas that constrain values, each once.
fn distinct(facts: &Facts<'_>, schemas: &[SchemaId]) -> Vec<SchemaId> {
    let mut distinct: Vec<SchemaId> = Vec::new();
    for id in schemas.iter().rev() {
        let target = facts.target(*id);
        let known = distinct.iter().any(|other| facts.target(*other) == target);
        if !known && facts.has_constraints(target) {
            distinct.insert(0, *id);
        }
    }
    distinct
}

fn all_nullable(facts: &Facts<'_>, schemas: &[SchemaId]) -> bool {
    schemas
        .iter()
        .all(|id| facts.is_nullable(facts.target_schema(*id)))
}

fn warn_of_conflict(
    facts: &Facts<'_>,
    report: &Report,
    name: &str,
    first: SchemaId,
    nearest: SchemaId,
) {
    let (old, new) = (facts.target(first), facts.target(nearest));
    if facts.schema(old).types == facts.schema(new).types {
        return;
    }
    report_conflict(facts, report, name, nearest);
}

fn report_conflict(facts: &Facts<'_>, report: &Report, name: &str, nearest: SchemaId) {
    let at = facts.schema(nearest).at;
    report.warn(
        "all-of-conflict",
        at,
        format!("the parts of this object give `{name}` different types; the last one is used"),
        "give the property one type in every part",
    );
}
