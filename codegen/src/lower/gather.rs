//! What several schemas together say of an object: the members of all parts, and what alternatives beside them add.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::alternatives::Alternatives;
use super::rest::Rest;
use crate::ir::Origin;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// How deep parts may be parts of parts.
const MOST_PARTS: usize = 1_000;

/// How many members of parts are copied at least before it is an error, and how many for each value of the document.
const MOST_GATHERED: usize = 100_000;
const GATHERED_BY_NODE: usize = 4;

/// What several schemas together say of an object.
#[derive(Default)]
pub(super) struct Members {
    pub(super) properties: Vec<Property>,
    /// Where each name stands among the properties.
    pub(super) places: BTreeMap<String, usize>,
    /// The names that have to be there, and where that is said.
    pub(super) required: BTreeMap<String, NodeId>,
    /// What is said of members without a name.
    pub(super) rests: Vec<Rest>,
    /// Some schema allows no others than those it names.
    pub(super) closed: bool,
    /// Members that schemas for some values only name, in order.
    pub(super) conditional: Vec<(String, Vec<SchemaId>)>,
    /// Members that only the condition itself names.
    pub(super) conditions: Vec<(String, SchemaId)>,
    /// Alternatives whose members were taken in as optional ones.
    pub(super) loose: Vec<NodeId>,
    pub(super) alternatives: Alternatives,
    /// What the object is made of: what is made for its members is named after it.
    pub(super) owner: Option<Origin>,

    pub(super) seen: BTreeSet<SchemaId>,
    pub(super) depth: usize,
}

/// A member that one or several schemas describe.
pub(super) struct Property {
    pub(super) name: String,
    /// What describes it wherever it stands, the nearest last: the value has to fit all of it.
    pub(super) schemas: Vec<SchemaId>,
    /// What describes it in alternatives, with the alternative: the value has to fit that of one of them.
    pub(super) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// All that describes it: never nothing.
    pub(super) fn mentions(&self) -> Vec<SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied()).collect()
    }
}

impl Members {
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }
}

impl Lower<'_> {
    /// Takes in the members of a schema and all its parts; false where one of them is no object.
    pub(super) fn gather(&mut self, id: SchemaId, optional: bool, members: &mut Members) -> bool {
        let id = self.target(id);
        if !members.seen.insert(id) {
            return true;
        }
        let schema = self.schema(id);
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
            if alternatives.iter().any(|part| self.has_shape(*part)) {
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

    pub(super) fn most_gathered(&self) -> usize {
        MOST_GATHERED.max(self.tree.len().saturating_mul(GATHERED_BY_NODE))
    }

    /// Parts are copied into every whole: a short text could ask for more fields than any machine holds.
    fn is_affordable(&mut self, schema: &Schema) -> bool {
        let most = self.most_gathered();
        let was_affordable = self.gathered <= most;
        self.gathered = self.gathered.saturating_add(1 + schema.properties.len());
        if self.gathered > most && was_affordable {
            self.error(
                "too-large",
                schema.at,
                "the parts of all combined objects come to too many members",
                "let objects refer to shared parts by a property, instead of taking them in by `allOf`",
            );
        }
        self.gathered <= most
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
            members.closed |= self.is_closed(schema);
        }
        let rest = self.rest(schema);
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
        let condition = schema.condition.map(|id| self.schema(self.target(id)));
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
