//! What kind of values a schema allows, as far as their encoding depends on it.
//!
//! Only the schemas are searched: nothing is lowered for it, so that no unused type is left behind.

use super::Facts;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// How deep schemas are searched for the kind of their values.
const MOST_PARTS: usize = 8;

/// What a schema allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Everything.
    Anything,
    /// Bytes.
    Binary,
    /// A value with one text form: a string, a number, a boolean, or an enum of them.
    Scalar,
    /// Objects, arrays, and alternatives of them.
    Structured,
}

/// Returns what a schema allows; everything, where there is none.
pub(crate) fn content(facts: &Facts<'_>, schema: Option<SchemaId>) -> Content {
    let Some(id) = schema else {
        return Content::Anything;
    };
    let schema = facts.target_schema(id);
    if super::files::is_binary(schema) {
        Content::Binary
    } else if says_nothing(facts, schema) {
        Content::Anything
    } else if says_scalars(facts, id, MOST_PARTS) {
        Content::Scalar
    } else {
        Content::Structured
    }
}

/// Returns whether all values of a schema are strings, numbers or booleans. `depth` bounds the search.
fn says_scalars(facts: &Facts<'_>, id: SchemaId, depth: usize) -> bool {
    let schema = facts.target_schema(id);
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let is_scalar = |ty: &JsonType| !matches!(ty, JsonType::Object | JsonType::Array);
    let is_value =
        |node: &NodeId| !matches!(facts.tree().value(*node), Node::Array(_) | Node::Object(_));
    if !schema.types.is_empty() {
        return schema.types.iter().all(is_scalar);
    }
    if schema.constant.is_some() || schema.values.is_some() {
        let values = schema.values.iter().flatten().chain(&schema.constant);
        return values.into_iter().all(is_value);
    }
    let inside = |id: &SchemaId| says_scalars(facts, *id, depth);
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
    match facts.implied(schema) {
        Some(ty) => is_scalar(&ty),
        None if alternatives.peek().is_some() => alternatives.all(inside),
        None => schema.all_of.iter().any(inside),
    }
}

/// Returns whether the schema allows every value there is.
fn says_nothing(facts: &Facts<'_>, schema: &Schema) -> bool {
    let combined = [&schema.all_of, &schema.any_of, &schema.one_of];
    schema.boolean != Some(false)
        && schema.types.is_empty()
        && schema.reference.is_none()
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.not.is_none()
        && facts.implied(schema).is_none()
        && combined.iter().all(|parts| parts.is_empty())
}
