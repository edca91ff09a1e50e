//! `allOf`: the one part that constrains values, or the object with the members of all parts.

use std::collections::BTreeSet;

use super::members::{Gatherer, Members};
use super::narrow::Narrowed;
use super::{LoweredType, Memo, SchemaLowerer};
use crate::ir::{ItemKind, Type, TypeId};
use crate::lower::facts::Facts;
use crate::lower::item_table::ItemTable;
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

impl<'a> SchemaLowerer<'a> {
    /// Lowers an `allOf`: to the type of the one part that constrains values, or to the object with the properties of
    /// all parts.
    pub(super) fn all_of(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        match self.narrowest(&[id], id) {
            Narrowed::Fits(mut lowered) => {
                // In 3.0, `nullable` beside `allOf` is meant to allow null, as it does beside a reference.
                lowered.nullable |= schema.nullable;
                return self.named_as(id, lowered);
            }
            Narrowed::Conflict => {
                warn_of_parts(self.report, schema);
                return LoweredType {
                    ty: Type::Json,
                    nullable,
                };
            }
            Narrowed::NotPlain if schema.values.is_some() || schema.constant.is_some() => {
                return self.enumeration(id, nullable);
            }
            Narrowed::NotPlain => {}
        }
        let constrained: Vec<SchemaId> = schema
            .all_of
            .iter()
            .copied()
            .filter(|part| self.facts.has_constraints(*part))
            .collect();
        let requires = requires_more(self.facts, &mut self.gatherer, schema, &constrained);
        // The schema of a parent's own properties is a part of its children, and no child by itself.
        let is_base = |id: &SchemaId| self.facts.target_schema(*id).derived.is_some();
        if let ([only], false) = (
            constrained.as_slice(),
            self.facts.has_own_constraints(schema) || requires,
        ) && !is_base(only)
        {
            let mut lowered = self.type_of(*only);
            lowered.nullable |= nullable;
            return self.named_as(id, lowered);
        }
        if constrained.is_empty() && !self.facts.has_own_constraints(schema) && !requires {
            return LoweredType {
                ty: Type::Json,
                nullable,
            };
        }
        if let Some(lowered) = self.list_of_parts(id, &constrained, nullable) {
            return self.named_as(id, lowered);
        }
        let mut members = Members::default();
        if self.gatherer.gather(id, false, &mut members) {
            return self.define_struct(id, nullable, members);
        }
        if self.gatherer.is_spent() {
            return LoweredType::plain(Type::Json);
        }
        warn_of_parts(self.report, schema);
        LoweredType {
            ty: Type::Json,
            nullable,
        }
    }

    /// Returns the type, as an alias where the schema has a name.
    fn named_as(&mut self, id: SchemaId, lowered: LoweredType) -> LoweredType {
        let is_known =
            matches!(self.memo.get(&id), Some(Memo::Done(known)) if known.ty == lowered.ty);
        let is_own = lowered
            .ty
            .named()
            .is_some_and(|ty| is_at(self.facts, &self.items, ty, id));
        if self.naming.name_of(id).is_none() || is_known || is_own {
            return lowered;
        }
        let inner = ItemKind::Alias(lowered.ty);
        self.define(id, lowered.nullable, |_| inner)
    }
}

/// Returns whether an item was made from a schema.
fn is_at(facts: &Facts<'_>, items: &ItemTable, item: TypeId, schema: SchemaId) -> bool {
    let item = items.get(item);
    item.is_some_and(|item| item.named && item.origin.at == facts.schema(schema).at)
}

fn warn_of_parts(report: &Report, schema: &Schema) {
    report.warn(
        "all-of",
        schema.at,
        "no single type matches all parts of this `allOf`; it is typed as raw JSON",
        "combine objects only, or schemas of the same type",
    );
}

/// Returns whether the whole requires more than its one constrained part: then it is another object.
fn requires_more(
    facts: &Facts<'_>,
    gatherer: &mut Gatherer<'_>,
    schema: &Schema,
    constrained: &[SchemaId],
) -> bool {
    let plain = schema
        .all_of
        .iter()
        .filter(|part| !constrained.contains(part))
        .map(|part| facts.target_schema(*part));
    let mut names: BTreeSet<&str> = plain
        .chain([schema])
        .flat_map(|part| &part.required)
        .map(|(name, _)| name.as_str())
        .collect();
    if names.is_empty() || constrained.len() > 1 {
        return false;
    }
    let mut members = Members::default();
    let are_objects = constrained
        .iter()
        .all(|part| gatherer.gather(*part, false, &mut members));
    names.retain(|name| !members.required.contains_key(*name));
    are_objects && members.flattened_unions.is_empty() && !names.is_empty()
}

/// Returns the members of an object with more required names; none where it requires all of them itself.
pub(super) fn requiring(
    gatherer: &mut Gatherer<'_>,
    id: SchemaId,
    names: &[(String, NodeId)],
) -> Option<Members> {
    let mut members = Members::default();
    let are_objects =
        gatherer.gather(id, false, &mut members) && members.flattened_unions.is_empty();
    let mut is_more = false;
    for (name, at) in names {
        is_more |= !members.required.contains_key(name);
        members.required.entry(name.clone()).or_insert(*at);
    }
    (are_objects && is_more).then_some(members)
}
