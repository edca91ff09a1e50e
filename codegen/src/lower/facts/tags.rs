//! Tags of unions: the property whose value decides the variant, by a discriminator or by constants.

use std::collections::{BTreeSet, HashSet};

use super::Facts;
use crate::ir::Literal;
use crate::openapi::model::{Discriminator, Schema, SchemaId, Type as JsonType};

/// How deep schemas are searched for a property.
const MOST_PARTS: usize = 64;

/// The tag of a union.
pub(crate) struct Tag {
    pub(crate) property: String,
    /// By variant, its tag values. Each value belongs to one variant.
    pub(crate) values: Vec<Vec<Literal>>,
    /// Whether every variant requires the property: a value without it matches none of them.
    pub(crate) is_required: bool,
}

/// Returns the tag of a union's variants: by the discriminator, or else by the variants' constants.
pub(crate) fn tag(facts: &Facts<'_>, union: &Schema, variants: &[SchemaId]) -> Option<Tag> {
    if !variants
        .iter()
        .all(|variant| has_only_objects(facts, *variant, 0))
    {
        return None;
    }
    match discriminator(facts, union, variants) {
        Some(discriminator) => {
            declared_tag(facts, discriminator, variants).or_else(|| implicit_tag(facts, variants))
        }
        None => implicit_tag(facts, variants),
    }
}

/// Returns the tag of variants that only a tag tells apart: one that a discriminator names, or that every variant
/// requires.
pub(crate) fn sure_tag(facts: &Facts<'_>, union: &Schema, variants: &[SchemaId]) -> Option<Tag> {
    let tag = tag(facts, union, variants)?;
    let declared = discriminator(facts, union, variants);
    let is_declared = declared.is_some_and(|declared| declared.property == tag.property);
    (tag.is_required || is_declared).then_some(tag)
}

/// Returns whether all values of a schema are objects, those of its alternatives included.
fn has_only_objects(facts: &Facts<'_>, id: SchemaId, depth: usize) -> bool {
    let id = facts.target(id);
    if facts.is_object(id) {
        return true;
    }
    if let Some(known) = facts.known.borrow().objects.get(&id) {
        return *known;
    }
    let schema = facts.schema(id);
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
    let is_object = depth < MOST_PARTS
        && alternatives.peek().is_some()
        && alternatives
            .all(|part| facts.is_null(*part) || has_only_objects(facts, *part, depth + 1));
    facts.known.borrow_mut().objects.insert(id, is_object);
    is_object
}

/// Returns the union's own discriminator, or that of a schema that all variants include by `allOf`.
fn discriminator<'s>(
    facts: &'s Facts<'_>,
    union: &'s Schema,
    variants: &[SchemaId],
) -> Option<&'s Discriminator> {
    if union.discriminator.is_some() {
        return union.discriminator.as_ref();
    }
    let (first, others) = variants.split_first()?;
    let others: Vec<BTreeSet<SchemaId>> = others.iter().map(|id| parents(facts, *id)).collect();
    let parents = parents(facts, *first);
    let common = parents
        .iter()
        .filter(|parent| others.iter().all(|others| others.contains(parent)));
    common
        .into_iter()
        .find_map(|parent| facts.schema(*parent).discriminator.as_ref())
}

/// Returns the schemas of the document that a schema includes by `allOf`, directly or not.
fn parents(facts: &Facts<'_>, id: SchemaId) -> BTreeSet<SchemaId> {
    let mut parents = BTreeSet::new();
    let mut open = vec![facts.target(id)];
    while let Some(id) = open.pop() {
        for part in &facts.schema(id).all_of {
            let part = facts.target(*part);
            let named = facts.in_document(part);
            if parents.insert(named) {
                open.push(part);
            }
        }
    }
    parents
}

fn declared_tag(
    facts: &Facts<'_>,
    discriminator: &Discriminator,
    variants: &[SchemaId],
) -> Option<Tag> {
    let property = discriminator.property.clone();
    let values = variants
        .iter()
        .map(|variant| declared_values(facts, discriminator, *variant));
    let values: Vec<Vec<Literal>> = values.collect::<Option<_>>()?;
    // OpenAPI requires a discriminator's property where no variant describes it.
    let mut silent = variants.iter();
    let is_required = |variant: &SchemaId| {
        requires(facts, *variant, &property, 0) || mentions(facts, *variant, &property).is_empty()
    };
    let is_required = silent.all(is_required);
    distinct(&values).then_some(Tag {
        property,
        values,
        is_required,
    })
}

/// Returns the tag values of a variant: those of the mapping, or else the variant's constants, or else its name.
fn declared_values(
    facts: &Facts<'_>,
    discriminator: &Discriminator,
    variant: SchemaId,
) -> Option<Vec<Literal>> {
    let target = facts.target(variant);
    let means = |id: SchemaId| {
        let id = facts.target(id);
        id == target || facts.in_document(id) == facts.in_document(target)
    };
    let mapped = discriminator.mapping.iter().filter(|(_, id)| means(*id));
    let kind = kind_of(facts, variant, &discriminator.property);
    let mapped: Vec<Literal> = mapped.map(|(value, _)| literal(value, kind)).collect();
    if !mapped.is_empty() {
        return Some(mapped);
    }
    constants(facts, variant, &discriminator.property, 0).or_else(|| {
        let name = facts.component(facts.in_document(target))?;
        Some(vec![Literal::Text(name.to_owned())])
    })
}

/// Returns the JSON type that a variant gives the property, where that isn't a string.
fn kind_of(facts: &Facts<'_>, variant: SchemaId, property: &str) -> Option<JsonType> {
    let mentions = mentions(facts, variant, property);
    let mut types = mentions
        .iter()
        .flat_map(|id| &facts.target_schema(*id).types);
    types
        .find(|ty| matches!(ty, JsonType::Integer | JsonType::Boolean))
        .copied()
}

/// Returns a property that is a different constant in every variant: one that all of them require, or else one with a
/// single value in each.
fn implicit_tag(facts: &Facts<'_>, variants: &[SchemaId]) -> Option<Tag> {
    let candidates = property_names(facts, *variants.first()?);
    let tags: Vec<Tag> = candidates
        .into_iter()
        .filter_map(|property| {
            let values = variants
                .iter()
                .map(|variant| constants(facts, *variant, &property, 0));
            let values: Vec<Vec<Literal>> = values.collect::<Option<_>>()?;
            distinct(&values).then(|| Tag {
                is_required: all_require(facts, variants, &property),
                values,
                property,
            })
        })
        .collect();
    let is_single = |tag: &Tag| tag.values.iter().all(|values| values.len() == 1);
    let best = tags.iter().position(|tag| tag.is_required);
    let best = best.or_else(|| tags.iter().position(is_single))?;
    tags.into_iter().nth(best)
}

/// Returns the names of a variant's properties; where it is a union, those of its first alternative.
fn property_names(facts: &Facts<'_>, variant: SchemaId) -> Vec<String> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![variant];
    while let Some(id) = open.pop() {
        let id = facts.target(id);
        if seen.insert(id) {
            let schema = facts.schema(id);
            names.extend(schema.properties.iter().map(|(name, _)| name.clone()));
            let first = schema
                .one_of
                .iter()
                .chain(&schema.any_of)
                .find(|part| !facts.is_null(**part));
            open.extend(schema.all_of.iter().rev().chain(first));
        }
    }
    names
}

/// Returns the values that a variant lists for a property: those in the lists of all its parts, and of any of its
/// alternatives.
fn constants(
    facts: &Facts<'_>,
    variant: SchemaId,
    property: &str,
    depth: usize,
) -> Option<Vec<Literal>> {
    let key = (facts.target(variant), property.to_owned());
    if let Some(known) = facts.known.borrow().constants.get(&key) {
        return known.clone();
    }
    let constants = constants_of(facts, key.0, property, depth);
    let mut known = facts.known.borrow_mut();
    known.constants.insert(key, constants.clone());
    constants
}

fn constants_of(
    facts: &Facts<'_>,
    target: SchemaId,
    property: &str,
    depth: usize,
) -> Option<Vec<Literal>> {
    let schema = facts.schema(target);
    let alternatives: Vec<SchemaId> = schema
        .one_of
        .iter()
        .chain(&schema.any_of)
        .copied()
        .filter(|part| !facts.is_null(*part))
        .collect();
    if !alternatives.is_empty() && !facts.is_object(target) {
        return constants_of_any(facts, schema, &alternatives, property, depth);
    }
    let mut listed: Option<Vec<Literal>> = None;
    for mention in mentions(facts, target, property) {
        let schema = facts.target_schema(mention);
        if schema.values.is_none() && schema.constant.is_none() {
            continue;
        }
        let values = plain_values(facts, schema)?;
        listed = Some(match listed {
            None => values,
            Some(mut listed) => {
                let values: HashSet<Literal> = values.into_iter().collect();
                listed.retain(|value| values.contains(value));
                listed
            }
        });
    }
    listed.filter(|listed| !listed.is_empty())
}

fn constants_of_any(
    facts: &Facts<'_>,
    union: &Schema,
    alternatives: &[SchemaId],
    property: &str,
    depth: usize,
) -> Option<Vec<Literal>> {
    if depth >= MOST_PARTS {
        return None;
    }
    let discriminator = discriminator(facts, union, alternatives);
    let discriminator = discriminator.filter(|discriminator| discriminator.property == property);
    let of_one = |part: &SchemaId| match discriminator {
        Some(discriminator) => declared_values(facts, discriminator, *part),
        None => constants(facts, *part, property, depth + 1),
    };
    let mut all: Vec<Literal> = Vec::new();
    let mut seen = HashSet::new();
    for part in alternatives {
        let values = of_one(part)?.into_iter();
        all.extend(values.filter(|value| seen.insert(value.clone())));
    }
    Some(all)
}

/// Returns the values that a schema lists, without null. `None` where one of them can't be a tag.
fn plain_values(facts: &Facts<'_>, schema: &Schema) -> Option<Vec<Literal>> {
    let literals = facts.listed_nodes(schema).into_iter();
    let literals = literals.map(|node| facts.listed_literal(schema, node));
    let literals: Vec<Literal> = literals.collect::<Option<_>>()?;
    let is_tag = |literal: &Literal| !matches!(literal, Literal::Number(_));
    literals.iter().all(is_tag).then_some(literals)
}

/// Returns the schemas that a schema and its parts give a property.
pub(crate) fn mentions(facts: &Facts<'_>, id: SchemaId, property: &str) -> Vec<SchemaId> {
    let mut mentions = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let id = facts.target(id);
        if seen.insert(id) {
            let schema = facts.schema(id);
            let own = schema
                .properties
                .iter()
                .filter(|(name, _)| name == property);
            mentions.extend(own.map(|(_, id)| *id));
            open.extend(&schema.all_of);
        }
    }
    mentions
}

fn all_require(facts: &Facts<'_>, variants: &[SchemaId], property: &str) -> bool {
    variants
        .iter()
        .all(|variant| requires(facts, *variant, property, 0))
}

/// Returns whether a schema, one of its parts, or each of its alternatives requires a property.
fn requires(facts: &Facts<'_>, id: SchemaId, property: &str, depth: usize) -> bool {
    let key = (facts.target(id), property.to_owned());
    if let Some(known) = facts.known.borrow().required.get(&key) {
        return *known;
    }
    let is_required = asks_for(facts, key.0, property, depth);
    facts.known.borrow_mut().required.insert(key, is_required);
    is_required
}

fn asks_for(facts: &Facts<'_>, id: SchemaId, property: &str, depth: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let id = facts.target(id);
        if !seen.insert(id) {
            continue;
        }
        let schema = facts.schema(id);
        if schema.required.iter().any(|(name, _)| name == property) {
            return true;
        }
        let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
        if depth < MOST_PARTS
            && alternatives.peek().is_some()
            && alternatives.all(|part| requires(facts, *part, property, depth + 1))
        {
            return true;
        }
        open.extend(&schema.all_of);
    }
    false
}

/// Returns a key of a mapping as a value of the property's type. Keys are strings, whatever the type is.
fn literal(key: &str, kind: Option<JsonType>) -> Literal {
    let other = match kind {
        Some(JsonType::Integer) => key.trim().parse().ok().map(Literal::Integer),
        Some(JsonType::Boolean) => key.trim().parse().ok().map(Literal::Bool),
        _ => None,
    };
    other.unwrap_or_else(|| Literal::Text(key.to_owned()))
}

fn distinct(values: &[Vec<Literal>]) -> bool {
    let mut seen = HashSet::new();
    values.iter().flatten().all(|value| seen.insert(value))
}
