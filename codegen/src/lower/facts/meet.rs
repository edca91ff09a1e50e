//! Whether one value may match two schemas.

use std::collections::BTreeSet;

use super::open_object::{open_object, shared};
use super::plain::listed_in;
use super::{Facts, have_values_in_common};
use crate::ir::Literal;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};

/// How deep schemas are compared.
const MOST_DEEP: usize = 6;

/// How many schemas are compared for one union.
const MOST_COMPARED: usize = 20_000;

/// What two schemas have in common, judged by types and lists of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meet {
    /// Values, as far as is known.
    Values,
    /// One value: both are the same constant.
    Constant,
    /// Nothing: both list values, and no value is in both lists.
    OtherValues,
    /// Nothing.
    Nothing,
}

impl Meet {
    const fn is_empty(self) -> bool {
        matches!(self, Self::OtherValues | Self::Nothing)
    }
}

/// The budget of a comparison.
pub(crate) struct Meeting {
    depth: usize,
    left: usize,
}

impl Default for Meeting {
    fn default() -> Self {
        Self {
            depth: MOST_DEEP,
            left: MOST_COMPARED,
        }
    }
}

/// Returns what two schemas have in common: values, unless they are known to have none.
pub(crate) fn meet(
    facts: &Facts<'_>,
    one: SchemaId,
    other: SchemaId,
    meeting: &mut Meeting,
) -> Meet {
    if meeting.depth == 0 || meeting.left == 0 {
        return Meet::Values;
    }
    meeting.left -= 1;
    meeting.depth -= 1;
    let meet = meet_inside(facts, facts.target(one), facts.target(other), meeting);
    meeting.depth += 1;
    meet
}

fn meet_inside(facts: &Facts<'_>, one: SchemaId, other: SchemaId, meeting: &mut Meeting) -> Meet {
    let (own, others) = (listed_in(facts, one), listed_in(facts, other));
    if !own.is_empty() && !others.is_empty() {
        return match own.iter().any(|value| others.contains(value)) {
            false => Meet::OtherValues,
            true if own.len() == 1 && others.len() == 1 => Meet::Constant,
            true => Meet::Values,
        };
    }
    let (first, second) = (facts.schema(one), facts.schema(other));
    if one == other || (facts.is_nullable(first) && facts.is_nullable(second)) {
        return Meet::Values;
    }
    if let Some(has_values) = have_values_in_common(facts, &[one, other]) {
        return match has_values {
            true => Meet::Values,
            false => Meet::Nothing,
        };
    }
    let is_apart = match (kinds(facts, one), kinds(facts, other)) {
        (Some(own), Some(others)) => own.is_disjoint(&others),
        _ => false,
    };
    let is_empty = is_apart
        || differ_in_a_member(facts, one, other, meeting)
        || no_alternative_meets(facts, first, other, meeting)
        || no_alternative_meets(facts, second, one, meeting);
    match is_empty {
        true => Meet::Nothing,
        false => Meet::Values,
    }
}

/// Returns the JSON types of a schema's values; `None` where that isn't known.
fn kinds(facts: &Facts<'_>, id: SchemaId) -> Option<BTreeSet<JsonType>> {
    let schema = facts.schema(id);
    if !schema.types.is_empty() {
        let kinds = schema.types.iter().map(|kind| match kind {
            JsonType::Integer => JsonType::Number,
            other => *other,
        });
        return Some(kinds.collect());
    }
    let is_alone = schema.one_of.is_empty() && schema.any_of.is_empty();
    let object = facts.is_object(id) && is_alone;
    object.then(|| BTreeSet::from([JsonType::Object]))
}

/// Returns whether a property that one of two objects requires can't match both.
fn differ_in_a_member(
    facts: &Facts<'_>,
    one: SchemaId,
    other: SchemaId,
    meeting: &mut Meeting,
) -> bool {
    if !facts.is_object(one) || !facts.is_object(other) {
        return false;
    }
    let (Some(one), Some(other)) = (open_object(facts, one), open_object(facts, other)) else {
        return false;
    };
    let mut required = shared(&one, &other).filter(|shared| shared.is_required);
    required.any(|it| meet(facts, it.own, it.other, meeting).is_empty())
}

/// Returns whether a schema has alternatives, none of which has a value in common with the other schema.
fn no_alternative_meets(
    facts: &Facts<'_>,
    union: &Schema,
    other: SchemaId,
    meeting: &mut Meeting,
) -> bool {
    let alternatives = || union.one_of.iter().chain(&union.any_of);
    alternatives().next().is_some()
        && alternatives().all(|part| meet(facts, *part, other, meeting).is_empty())
}

/// Returns whether one type can express all these schemas together.
pub(crate) fn go_together(facts: &Facts<'_>, schemas: &[SchemaId]) -> bool {
    let Some((first, others)) = schemas.split_first() else {
        return true;
    };
    let is_alike = |other: &SchemaId| is_alike(facts, *first, *other, MOST_DEEP);
    others.iter().all(is_alike) || have_values_in_common(facts, schemas) == Some(true)
}

/// Returns whether two schemas allow the same values, limits aside.
fn is_alike(facts: &Facts<'_>, one: SchemaId, other: SchemaId, depth: usize) -> bool {
    let (one, other) = (facts.target(one), facts.target(other));
    if one == other {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let (one, other) = (facts.schema(one), facts.schema(other));
    let inside = |one: SchemaId, other: SchemaId| is_alike(facts, one, other, depth);
    let lists = |one: &[SchemaId], other: &[SchemaId]| {
        one.len() == other.len()
            && one
                .iter()
                .zip(other)
                .all(|(one, other)| inside(*one, *other))
    };
    let maybe = |one: Option<SchemaId>, other: Option<SchemaId>| match (one, other) {
        (Some(one), Some(other)) => inside(one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let values = |schema: &Schema| {
        let literals = facts.listed_nodes(schema).into_iter();
        let literals: Option<Vec<Literal>> = literals
            .map(|node| facts.listed_literal(schema, node))
            .collect();
        literals
    };
    one.types == other.types
        && one.nullable == other.nullable
        && one.format == other.format
        && one.boolean == other.boolean
        && values(one) == values(other)
        && one.values.is_some() == other.values.is_some()
        && one.properties.is_empty()
        && other.properties.is_empty()
        && one.pattern_properties.is_empty()
        && other.pattern_properties.is_empty()
        && maybe(one.items, other.items)
        && maybe(one.additional_properties, other.additional_properties)
        && lists(&one.prefix_items, &other.prefix_items)
        && lists(&one.all_of, &other.all_of)
        && lists(&one.any_of, &other.any_of)
        && lists(&one.one_of, &other.one_of)
}
