//! Gathers the members of objects: those of all parts are copied into the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::gathered::{Members, Property};
use crate::lower::facts::{self, Facts, Rest};
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// How deep parts may be nested.
const MOST_PARTS: usize = 1_000;

/// How many members of parts may be copied: this many, or this many per value of the document.
const MOST_GATHERED: usize = 100_000;

const GATHERED_BY_NODE: usize = 4;

/// Gathers the members of objects. Parts are copied into every whole: what is copied is bounded.
pub(crate) struct Gatherer<'a> {
    facts: &'a Facts<'a>,
    report: &'a Report,
    /// How many schemas and members combined objects have taken in so far.
    copied: usize,
}

impl<'a> Gatherer<'a> {
    /// Makes a gatherer that has gathered nothing.
    pub(crate) const fn new(facts: &'a Facts<'a>, report: &'a Report) -> Self {
        Self {
            facts,
            report,
            copied: 0,
        }
    }

    /// Returns whether combined objects have taken in more than they may.
    pub(crate) fn is_spent(&self) -> bool {
        self.copied > self.most_copied()
    }

    /// Returns whether there is room for a number of copies that the document doesn't require.
    pub(crate) fn can_afford(&self, copies: usize) -> bool {
        self.copied.saturating_add(copies) <= self.most_copied() / 2
    }
}

impl Gatherer<'_> {
    /// Adds the members of a schema and all its parts. Returns false where one of them isn't an object.
    pub(crate) fn gather(&mut self, id: SchemaId, optional: bool, members: &mut Members) -> bool {
        let id = self.facts.target(id);
        if !members.seen.insert(id) {
            return true;
        }
        let schema = self.facts.schema(id);
        if !self.is_affordable(schema) || members.depth > MOST_PARTS {
            return false;
        }
        members.depth += 1;
        let are_objects = self.gather_parts(schema, optional, members);
        members.depth -= 1;
        are_objects
    }

    fn gather_parts(&mut self, schema: &Schema, optional: bool, members: &mut Members) -> bool {
        let is_object = schema
            .types
            .iter()
            .all(|ty| matches!(ty, JsonType::Object | JsonType::Null));
        if !is_object
            || schema.values.is_some()
            || schema.constant.is_some()
            || schema.items.is_some()
            || !schema.prefix_items.is_empty()
        {
            return false;
        }
        let mut are_objects = schema
            .all_of
            .iter()
            .all(|part| self.gather(*part, optional, members));
        for (alternatives, at_once) in [(&schema.one_of, false), (&schema.any_of, true)] {
            if alternatives
                .iter()
                .any(|part| self.facts.has_constraints(*part))
            {
                members.flattened_unions.push(schema.at);
                are_objects &= self.gather_alternatives(alternatives, optional, members);
                if at_once {
                    members.alternatives.hold_at_once();
                }
                // Alternatives needn't describe their discriminator.
                let tag = schema.discriminator.as_ref();
                let tag = tag.map(|tag| (tag.property.clone(), tag.at));
                members.alternatives.mention(tag.into_iter());
            }
        }
        self.take(schema, optional, members);
        are_objects
    }

    /// Returns how many schemas and members may be copied.
    pub(crate) fn most_copied(&self) -> usize {
        MOST_GATHERED.max(self.facts.tree().len().saturating_mul(GATHERED_BY_NODE))
    }

    /// Counts copies. Returns whether there may be so many: a short document could demand more fields than any
    /// machine holds.
    fn is_affordable(&mut self, schema: &Schema) -> bool {
        let most = self.most_copied();
        let was_affordable = self.copied <= most;
        self.copied = self.copied.saturating_add(1 + schema.properties.len());
        if self.copied > most && was_affordable {
            self.report.error(
                "too-large",
                schema.at,
                "combined objects have too many members in total",
                "refer to shared parts by a property instead of including them with `allOf`",
            );
        }
        self.copied <= most
    }

    /// Adds what a schema itself says of members, its parts aside.
    pub(crate) fn take(&mut self, schema: &Schema, optional: bool, members: &mut Members) {
        for (name, property) in &schema.properties {
            take_property(name, *property, optional, members);
        }
        let required = schema.required.iter().map(|(name, at)| (name.clone(), *at));
        if optional {
            members.alternatives.require(required);
        } else {
            for (name, at) in required {
                members.required.entry(name).or_insert(at);
            }
            members.closed |= self.facts.is_closed(schema);
        }
        if !self.facts.is_closed(schema) {
            // What only some alternatives ask for has a place, too.
            let alternatives = schema.one_of.iter().chain(&schema.any_of);
            let bare = alternatives.filter(|part| self.facts.only_requires(**part));
            let required = bare.flat_map(|part| &self.facts.target_schema(*part).required);
            members.alternatives.mention(required.cloned());
        }
        let rest = facts::rest(self.facts, schema);
        members.rests.extend(match optional {
            true => rest.map(Rest::of_some),
            false => rest,
        });
        self.take_conditional(schema, members);
    }

    /// Adds the properties of schemas that apply conditionally: they are optional, unless another schema has them
    /// too.
    fn take_conditional(&mut self, schema: &Schema, members: &mut Members) {
        for part in &schema.conditional {
            // A part may lead back to the whole: no schema is gathered twice.
            let mut some = Members {
                depth: members.depth,
                seen: std::mem::take(&mut members.seen),
                ..Members::default()
            };
            let are_objects = self.gather(*part, true, &mut some);
            members.seen = std::mem::take(&mut some.seen);
            if are_objects {
                let properties = some.properties.into_iter();
                members
                    .conditional
                    .extend(properties.map(|it| (it.name.clone(), it.mentions())));
                members.conditional.append(&mut some.conditional);
                members.conditions.append(&mut some.conditions);
            }
        }
        let condition = schema.condition.map(|id| self.facts.target_schema(id));
        let named = condition.into_iter().flat_map(|schema| &schema.properties);
        members.conditions.extend(named.cloned());
    }
}

fn take_property(name: &str, schema: SchemaId, optional: bool, members: &mut Members) {
    let place = *members.places.entry(name.to_owned()).or_insert_with(|| {
        members.properties.push(Property {
            name: name.to_owned(),
            schemas: Vec::new(),
            alternatives: Vec::new(),
        });
        members.properties.len() - 1
    });
    if let Some(property) = members.properties.get_mut(place) {
        match optional {
            true => property
                .alternatives
                .push((members.alternatives.current(), schema)),
            false => property.schemas.push(schema),
        }
    }
}

impl Gatherer<'_> {
    /// Adds the members of alternatives. Returns false where one of them isn't an object. What all of them require is
    /// required.
    pub(crate) fn gather_alternatives(
        &mut self,
        alternatives: &[SchemaId],
        is_inside_another: bool,
        members: &mut Members,
    ) -> bool {
        // A repeated alternative adds nothing.
        let mut distinct: Vec<SchemaId> = Vec::new();
        let mut met = BTreeSet::new();
        distinct.extend(
            alternatives
                .iter()
                .filter(|part| met.insert(self.facts.target(**part))),
        );
        let list = members.alternatives.open_list(distinct.len());
        let outer = members.alternatives.current;
        let outer_required = std::mem::take(&mut members.alternatives.required);
        let mut common: Option<BTreeMap<String, NodeId>> = None;
        let mut are_objects = true;
        let seen = members.seen.clone();
        for part in &distinct {
            // A part that several alternatives include is a part of each.
            members.seen.clone_from(&seen);
            members.alternatives.open(list);
            are_objects &= self.gather(*part, true, members);
            let required = std::mem::take(&mut members.alternatives.required);
            common = Some(match common {
                None => required,
                Some(mut common) => {
                    common.retain(|name, _| required.contains_key(name));
                    common
                }
            });
        }
        members.alternatives.current = outer;
        members.alternatives.required = outer_required;
        let common = common.unwrap_or_default();
        match is_inside_another {
            true => members.alternatives.required.extend(common),
            false => {
                for (name, at) in common {
                    members.required.entry(name).or_insert(at);
                }
            }
        }
        are_objects
    }
}
