//! What several schemas together say of an object: the members of all parts, and what alternatives beside them add.

mod alternatives;

pub(super) use alternatives::Alternatives;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Origin;
use crate::lower::facts::{self, Facts, Rest};
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// How deep parts may be parts of parts.
const MOST_PARTS: usize = 1_000;

/// How many members of parts are copied at least before it is an error, and how many for each value of the document.
const MOST_GATHERED: usize = 100_000;

const GATHERED_BY_NODE: usize = 4;

/// What several schemas together say of an object.
#[derive(Default)]
pub(in crate::lower) struct Members {
    pub(in crate::lower) properties: Vec<Property>,
    /// Where each name stands among the properties.
    pub(in crate::lower) places: BTreeMap<String, usize>,
    /// The names that have to be there, and where that is said.
    pub(in crate::lower) required: BTreeMap<String, NodeId>,
    /// What is said of members without a name.
    pub(in crate::lower) rests: Vec<Rest>,
    /// Some schema allows no others than those it names.
    pub(in crate::lower) closed: bool,
    /// Members that schemas for some values only name, in order.
    pub(in crate::lower) conditional: Vec<(String, Vec<SchemaId>)>,
    /// Members that only the condition itself names.
    pub(in crate::lower) conditions: Vec<(String, SchemaId)>,
    /// Alternatives whose members were taken in as optional ones.
    pub(in crate::lower) loose: Vec<NodeId>,
    pub(in crate::lower) alternatives: Alternatives,
    /// What the object is made of: what is made for its members is named after it.
    pub(in crate::lower) owner: Option<Origin>,

    pub(in crate::lower) seen: BTreeSet<SchemaId>,
    pub(in crate::lower) depth: usize,
}

/// A member that one or several schemas describe.
pub(in crate::lower) struct Property {
    pub(in crate::lower) name: String,
    /// What describes it wherever it stands, the nearest last: the value has to fit all of it.
    pub(in crate::lower) schemas: Vec<SchemaId>,
    /// What describes it in alternatives, with the alternative: the value has to fit that of one of them.
    pub(in crate::lower) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// All that describes it: never nothing.
    pub(in crate::lower) fn mentions(&self) -> Vec<SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied()).collect()
    }
}

impl Members {
    pub(in crate::lower) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }
}

/// Gathers the members of objects. Parts are copied into every whole: what is copied is bounded.
pub(super) struct Gatherer<'a> {
    facts: &'a Facts<'a>,
    report: &'a Report,
    /// How many schemas and members combined objects have taken in so far.
    copied: usize,
}

impl<'a> Gatherer<'a> {
    /// Makes a gatherer that has gathered nothing.
    pub(super) const fn new(facts: &'a Facts<'a>, report: &'a Report) -> Self {
        Self {
            facts,
            report,
            copied: 0,
        }
    }

    /// Returns whether combined objects have taken in more than they may.
    pub(super) fn is_spent(&self) -> bool {
        self.copied > self.most_copied()
    }

    /// Returns whether there is room for a number of copies that nothing in the document asks for.
    pub(super) fn can_afford(&self, copies: usize) -> bool {
        self.copied.saturating_add(copies) <= self.most_copied() / 2
    }
}

impl Gatherer<'_> {
    /// Takes in the members of a schema and all its parts; false where one of them is no object.
    pub(super) fn gather(&mut self, id: SchemaId, optional: bool, members: &mut Members) -> bool {
        let id = self.facts.target(id);
        if !members.seen.insert(id) {
            return true;
        }
        let schema = self.facts.schema(id);
        if !self.is_affordable(schema) || members.depth > MOST_PARTS {
            return false;
        }
        members.depth += 1;
        let fine = self.gather_parts(schema, optional, members);
        members.depth -= 1;
        fine
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
        let mut fine = schema
            .all_of
            .iter()
            .all(|part| self.gather(*part, optional, members));
        for (alternatives, at_once) in [(&schema.one_of, false), (&schema.any_of, true)] {
            if alternatives.iter().any(|part| self.facts.has_shape(*part)) {
                members.loose.push(schema.at);
                fine &= self.gather_alternatives(alternatives, optional, members);
                if at_once {
                    members.alternatives.hold_at_once();
                }
                // Alternatives needn't describe what tells them apart.
                let tag = schema.discriminator.as_ref();
                let tag = tag.map(|tag| (tag.property.clone(), tag.at));
                members.alternatives.mention(tag.into_iter());
            }
        }
        self.take(schema, optional, members);
        fine
    }

    pub(super) fn most_copied(&self) -> usize {
        MOST_GATHERED.max(self.facts.tree().len().saturating_mul(GATHERED_BY_NODE))
    }

    /// Parts are copied into every whole: a short text could ask for more fields than any machine holds.
    fn is_affordable(&mut self, schema: &Schema) -> bool {
        let most = self.most_copied();
        let was_affordable = self.copied <= most;
        self.copied = self.copied.saturating_add(1 + schema.properties.len());
        if self.copied > most && was_affordable {
            self.report.error(
                "too-large",
                schema.at,
                "the parts of all combined objects come to too many members",
                "let objects refer to shared parts by a property, instead of taking them in by `allOf`",
            );
        }
        self.copied <= most
    }

    pub(super) fn take(&mut self, schema: &Schema, optional: bool, members: &mut Members) {
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
        let rest = facts::rest(self.facts, schema);
        members.rests.extend(match optional {
            true => rest.map(Rest::of_some),
            false => rest,
        });
        self.take_conditional(schema, members);
    }

    /// What applies to some values only: its members are optional ones, unless another schema names them.
    fn take_conditional(&mut self, schema: &Schema, members: &mut Members) {
        for part in &schema.conditional {
            // What was met is met no second time: a part may lead back to the whole.
            let mut some = Members {
                depth: members.depth,
                seen: std::mem::take(&mut members.seen),
                ..Members::default()
            };
            let fine = self.gather(*part, true, &mut some);
            members.seen = std::mem::take(&mut some.seen);
            if fine {
                let properties = some.properties.into_iter();
                members
                    .conditional
                    .extend(properties.map(|it| (it.name.clone(), it.mentions())));
                members.conditional.append(&mut some.conditional);
                members.conditions.append(&mut some.conditions);
            }
        }
        let condition = schema
            .condition
            .map(|id| self.facts.schema(self.facts.target(id)));
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
