//! Plain values: what several schemas together say of strings, numbers, booleans and null.

use std::collections::BTreeSet;

use super::values::Listed;
use super::{Facts, is_open};
use crate::ir::{Literal, Type};
use crate::openapi::model::{Limits, Schema, SchemaId, Type as JsonType};
use crate::source::tree::Value as Node;

/// How many schemas of one value are looked into.
const MOST_PARTS: usize = 64;

/// What several schemas say together.
pub(crate) struct Plain<'a> {
    pub(crate) schema: Schema,
    /// The values that are in all lists, without null, and the schema that documents them.
    pub(crate) listed: Option<(&'a Schema, Vec<Listed>)>,
    pub(crate) nullable: bool,
}

/// What decides the type.
#[derive(PartialEq)]
pub(crate) struct TypeSummary {
    ty: Vec<JsonType>,
    format: Option<String>,
    sensitive: bool,
    listed: Option<BTreeSet<(bool, String)>>,
    open: bool,
}

/// Collects the schemas that a plain value has to match. Returns false where one of them isn't about plain values.
pub(crate) fn plain_parts<'a>(
    facts: &Facts<'a>,
    id: SchemaId,
    seen: &mut BTreeSet<SchemaId>,
    parts: &mut Vec<&'a Schema>,
) -> bool {
    let id = facts.target(id);
    if !seen.insert(id) {
        return true;
    }
    let schema = facts.schema(id);
    if facts.options().formats_at.contains_key(&schema.at) {
        return false;
    }
    // Counted on the way in: a chain of parts may be as long as the document.
    if seen.len() > MOST_PARTS || facts.is_file(id) || !is_plain(facts, schema) {
        return false;
    }
    let are_plain = schema
        .all_of
        .iter()
        .all(|part| plain_parts(facts, *part, seen, parts));
    parts.push(schema);
    are_plain
}

/// Returns whether a schema, its parts aside, is about plain values, or doesn't say what its values are.
fn is_plain(facts: &Facts<'_>, schema: &Schema) -> bool {
    let is_scalar = |ty: &JsonType| !matches!(ty, JsonType::Object | JsonType::Array);
    schema.types.iter().all(is_scalar)
        && !facts.has_members(schema)
        && schema.boolean != Some(false)
        && schema.additional_properties.is_none()
        && schema.pattern_properties.is_empty()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.extensions.union.is_none()
        && lists_plain_values(facts, schema)
}

fn lists_plain_values(facts: &Facts<'_>, schema: &Schema) -> bool {
    let values = schema.values.iter().flatten().chain(&schema.constant);
    let mut nodes = values.map(|node| facts.tree().value(*node));
    nodes.all(|value| !matches!(value, Node::Array(_) | Node::Object(_)))
}

/// Merges all parts. None where they contradict each other.
pub(crate) fn all_of_plain<'a>(facts: &Facts<'a>, parts: &[&'a Schema]) -> Option<Plain<'a>> {
    let mut schema = Schema::anything(parts.last()?.at);
    let mut types: Option<Vec<JsonType>> = None;
    for part in parts {
        let said: Vec<JsonType> = not_null(part).collect();
        if !said.is_empty() {
            types = Some(types.map_or_else(|| said.clone(), |known| common(&known, &said)));
        }
        if !part.limits.is_empty() {
            narrow_limits(&mut schema.limits, &part.limits);
        }
        if part.extensions.sensitive {
            schema.extensions.sensitive = true;
        }
        let encoding = schema.content_encoding.take();
        schema.content_encoding = encoding.or_else(|| part.content_encoding.clone());
    }
    if types.as_ref().is_some_and(Vec::is_empty) {
        return None;
    }
    schema.types = types.unwrap_or_default();
    schema.format = format_of_all(facts, &schema.types, parts);
    let listed = listed_by_all(facts, &schema, parts)?;
    let says =
        |part: &&Schema| !part.types.is_empty() || part.values.is_some() || part.constant.is_some();
    let nullable = parts.iter().any(says) && parts.iter().all(|part| takes_null(facts, part));
    Some(Plain {
        schema,
        listed,
        nullable,
    })
}

/// Returns the most specific format: that of the narrowest type, and of equal ones the last.
fn format_of_all(facts: &Facts<'_>, types: &[JsonType], parts: &[&Schema]) -> Option<String> {
    let formats = facts.options().formats;
    let said = parts.iter().filter_map(|part| part.format.as_deref());
    let width = |format: &&str| {
        let ty = match types {
            [ty] => Some(*ty),
            _ => formats.of(format),
        };
        width(&formats.get(
            ty.unwrap_or(JsonType::String),
            Some(format),
            &Limits::default(),
        ))
    };
    // Of equal ones, the first of the reversed list is the last.
    let mut said: Vec<&str> = said.collect();
    said.reverse();
    said.into_iter().min_by_key(width).map(str::to_owned)
}

/// Returns the values that are in every list. Open lists count only where there are no closed ones.
#[allow(clippy::type_complexity)]
fn listed_by_all<'a>(
    facts: &Facts<'a>,
    whole: &Schema,
    parts: &[&'a Schema],
) -> Option<Option<(&'a Schema, Vec<Listed>)>> {
    let mut lists = Vec::new();
    for part in parts.iter().copied() {
        if part.values.is_none() && part.constant.is_none() {
            continue;
        }
        let kind = match whole.types.is_empty() {
            true => part,
            false => whole,
        };
        let listed: Option<Vec<Listed>> = facts
            .listed_nodes(part)
            .into_iter()
            .map(|node| Some((node, facts.listed_literal(kind, node)?)))
            .collect();
        lists.push((part, listed?));
    }
    let is_closed = |(part, _): &(&Schema, Vec<Listed>)| !is_open(part);
    if lists.iter().any(is_closed) {
        lists.retain(is_closed);
    }
    // A schema that documents its values goes before one that only lists them.
    let speaks = |part: &Schema| {
        let said = &part.extensions;
        said.enumeration.is_some()
            || said.value_names.is_some()
            || said.value_descriptions.is_some()
    };
    let source = lists.iter().position(|(part, _)| speaks(part));
    let Some((source, mut listed)) = lists.get(source.unwrap_or_default()).cloned() else {
        return Some(None);
    };
    for (_, others) in &lists {
        let others: BTreeSet<(bool, String)> = others.iter().map(key).collect();
        listed.retain(|value| others.contains(&key(value)));
    }
    let only_null = lists.iter().all(|(part, _)| takes_null(facts, part));
    (!listed.is_empty() || only_null).then_some(Some((source, listed)))
}

/// Returns whether null matches a schema.
fn takes_null(facts: &Facts<'_>, schema: &Schema) -> bool {
    let is_null =
        |node: &crate::source::tree::NodeId| matches!(facts.tree().value(*node), Node::Null);
    let by_type =
        schema.nullable || schema.types.is_empty() || schema.types.contains(&JsonType::Null);
    let by_values = schema
        .values
        .as_ref()
        .is_none_or(|values| values.iter().any(is_null));
    // 3.0's `nullable` is meant to widen an `enum`, too.
    schema.nullable || (by_type && by_values && schema.constant.as_ref().is_none_or(is_null))
}

/// Returns what decides the type of plain values.
pub(crate) fn type_summary(plain: &Plain<'_>) -> TypeSummary {
    let listed = plain.listed.as_ref();
    TypeSummary {
        ty: plain.schema.types.clone(),
        // A format that the type doesn't show makes no other type.
        format: plain.schema.format.clone().filter(|_| listed.is_none()),
        sensitive: plain.schema.extensions.sensitive,
        open: listed.is_some_and(|(source, _)| is_open(source)),
        listed: listed.map(|(_, listed)| listed.iter().map(key).collect()),
    }
}

/// Returns whether one schema alone gives the wanted type.
pub(crate) fn has_type(facts: &Facts<'_>, id: SchemaId, wanted: &TypeSummary) -> bool {
    let mut parts = Vec::new();
    let is_plain = plain_parts(facts, id, &mut BTreeSet::new(), &mut parts);
    let plain = all_of_plain(facts, &parts).filter(|_| is_plain);
    plain.is_some_and(|plain| {
        let own = type_summary(&plain);
        // A list of values implies the type where all values have it.
        let same_type = own.ty == wanted.ty
            || (own.ty.is_empty() && own.listed.is_some() && are_of(&plain, wanted));
        TypeSummary {
            ty: wanted.ty.clone(),
            ..own
        } == *wanted
            && same_type
    })
}

/// Returns whether all listed values have the type as they are written.
fn are_of(plain: &Plain<'_>, summary: &TypeSummary) -> bool {
    let [ty] = summary.ty.as_slice() else {
        return false;
    };
    let listed = plain.listed.iter().flat_map(|(_, listed)| listed);
    listed.map(|(_, literal)| literal).all(|literal| match ty {
        JsonType::String => matches!(literal, Literal::Text(_)),
        JsonType::Integer => matches!(literal, Literal::Integer(_)),
        JsonType::Number => matches!(literal, Literal::Integer(_) | Literal::Number(_)),
        JsonType::Boolean => matches!(literal, Literal::Bool(_)),
        _ => false,
    })
}

/// Returns whether plain values that match some schemas have the type of those that match others. False where not all of
/// them are about plain values.
pub(crate) fn say_the_same(facts: &Facts<'_>, some: &[SchemaId], others: &[SchemaId]) -> bool {
    let said = |schemas: &[SchemaId]| {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let is_plain = schemas
            .iter()
            .all(|id| plain_parts(facts, *id, &mut seen, &mut parts));
        let plain = all_of_plain(facts, &parts).filter(|_| is_plain)?;
        Some((type_summary(&plain), plain.nullable))
    };
    said(some).is_some_and(|some| Some(some) == said(others))
}

/// Returns whether any value matches all these schemas. `None` where not all of them are about plain values.
pub(crate) fn have_values_in_common(facts: &Facts<'_>, schemas: &[SchemaId]) -> Option<bool> {
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    let is_plain = schemas
        .iter()
        .all(|id| plain_parts(facts, *id, &mut seen, &mut parts));
    is_plain.then(|| all_of_plain(facts, &parts).is_some())
}

/// Returns the plain values that a schema and its parts list; empty where they list none.
pub(crate) fn listed_in(facts: &Facts<'_>, id: SchemaId) -> Vec<Literal> {
    let mut parts = Vec::new();
    let is_plain = plain_parts(facts, id, &mut BTreeSet::new(), &mut parts);
    let plain = all_of_plain(facts, &parts).filter(|_| is_plain);
    let listed = plain.and_then(|plain| plain.listed);
    let listed = listed.into_iter().flat_map(|(_, listed)| listed);
    listed.map(|(_, literal)| literal).collect()
}

/// Returns the type of plain values without a list; none where it isn't known.
pub(crate) fn plain_type(facts: &Facts<'_>, schema: &Schema) -> Option<Type> {
    let ty = match schema.types.as_slice() {
        [ty] => *ty,
        [] => facts.implied(schema)?,
        [JsonType::Integer, JsonType::Number] | [JsonType::Number, JsonType::Integer] => {
            JsonType::Number
        }
        _ => return None,
    };
    Some(match ty {
        JsonType::Boolean => Type::Bool,
        _ => facts.text_or_number(ty, schema),
    })
}

fn not_null(schema: &Schema) -> impl Iterator<Item = JsonType> {
    let types = schema.types.iter().copied();
    types.filter(|ty| *ty != JsonType::Null)
}

/// Returns the types that both lists allow: every integer is a number.
fn common(one: &[JsonType], other: &[JsonType]) -> Vec<JsonType> {
    let narrower = |ty: JsonType, others: &[JsonType]| match ty {
        ty if others.contains(&ty) => Some(ty),
        JsonType::Integer if others.contains(&JsonType::Number) => Some(ty),
        JsonType::Number if others.contains(&JsonType::Integer) => Some(JsonType::Integer),
        _ => None,
    };
    let mut types: Vec<JsonType> = Vec::new();
    for ty in one.iter().filter_map(|ty| narrower(*ty, other)) {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    types
}

/// Returns a listed value without its place.
fn key((_, literal): &Listed) -> (bool, String) {
    (
        matches!(literal, Literal::Text(_)),
        literal.text().into_owned(),
    )
}

/// Returns how wide a type is, compared with other types of formats.
const fn width(ty: &Type) -> u8 {
    match ty {
        Type::I32 | Type::F32 => 0,
        Type::U32 => 1,
        Type::U64 => 2,
        Type::I64 | Type::F64 => 3,
        Type::String | Type::Json => 9,
        _ => 1,
    }
}

fn narrow_limits(limits: &mut Limits, part: &Limits) {
    let text = |known: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            known.clone_from(said);
        }
    };
    text(&mut limits.minimum, &part.minimum);
    text(&mut limits.maximum, &part.maximum);
    text(&mut limits.exclusive_minimum, &part.exclusive_minimum);
    text(&mut limits.exclusive_maximum, &part.exclusive_maximum);
    text(&mut limits.pattern, &part.pattern);
    limits.max_length = part.max_length.or(limits.max_length);
}
