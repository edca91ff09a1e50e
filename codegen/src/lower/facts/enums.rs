//! What listed values become: an enum, or the type that they have.

use std::collections::BTreeSet;

use super::Facts;
use super::values::Listed;
use crate::ir::{EnumRepr, Literal, Type};
use crate::openapi::model::{Limits, Schema, Type as JsonType};

/// What a list of values comes to.
pub(crate) enum EnumType {
    /// A type of its own.
    Enum(EnumRepr, Vec<Listed>),
    /// The type that the values have: an enum would say no more.
    Base(Type),
    /// No type: arrays or objects are among the values, or there are none but null.
    Any,
}

/// Returns whether the listed values appear in the documentation alone.
pub(crate) fn is_base_type(facts: &Facts<'_>, schema: &Schema) -> bool {
    matches!(enum_type(facts, schema), EnumType::Base(_))
}

/// Returns what the values that a schema lists come to.
pub(crate) fn enum_type(facts: &Facts<'_>, schema: &Schema) -> EnumType {
    let nodes = facts.listed_nodes(schema);
    let literals: Option<Vec<Listed>> = nodes
        .into_iter()
        .map(|node| Some((node, facts.listed_literal(schema, node)?)))
        .collect();
    enum_type_of(facts, schema, literals.unwrap_or_default())
}

/// Returns what listed values come to. The schema has their type.
pub(crate) fn enum_type_of(facts: &Facts<'_>, schema: &Schema, listed: Vec<Listed>) -> EnumType {
    if listed.is_empty() {
        return EnumType::Any;
    }
    let mut seen = BTreeSet::new();
    let mut listed = listed;
    listed.retain(|(_, literal)| {
        let is_text = matches!(literal, Literal::Text(_));
        seen.insert((is_text, literal.text().into_owned()))
    });
    let all = |test: fn(&Literal) -> bool| listed.iter().all(|(_, literal)| test(literal));
    if all(|literal| matches!(literal, Literal::Text(_))) {
        return EnumType::Enum(EnumRepr::Text, listed);
    }
    if all(|literal| matches!(literal, Literal::Bool(_))) {
        return EnumType::Base(match listed.as_slice() {
            [(_, Literal::Bool(true))] => Type::True,
            [(_, Literal::Bool(false))] => Type::False,
            _ => Type::Bool,
        });
    }
    if let Some(ty) = integer_type(facts, schema, &listed) {
        return EnumType::Enum(EnumRepr::Integer(ty), listed);
    }
    if all(|literal| matches!(literal, Literal::Integer(_) | Literal::Number(_))) {
        let formats = facts.options().formats;
        return EnumType::Base(formats.get(
            JsonType::Number,
            schema.format.as_deref(),
            &schema.limits,
        ));
    }
    EnumType::Enum(EnumRepr::Mixed, listed)
}

/// Returns the type of values that are all integers: the type of the format, or else one that holds them all.
pub(crate) fn integer_type(facts: &Facts<'_>, schema: &Schema, listed: &[Listed]) -> Option<Type> {
    let values: Option<Vec<i128>> = listed
        .iter()
        .map(|(_, literal)| match literal {
            Literal::Integer(value) => Some(*value),
            _ => None,
        })
        .collect();
    let values = values.filter(|values| !values.is_empty())?;
    let formats = facts.options().formats;
    let said = formats.get(
        JsonType::Integer,
        schema.format.as_deref(),
        &Limits::default(),
    );
    [said, Type::I64, Type::U64]
        .into_iter()
        .find(|ty| values.iter().all(|value| holds(ty, *value)))
}

fn holds(ty: &Type, value: i128) -> bool {
    match ty {
        Type::I32 => i32::try_from(value).is_ok(),
        Type::U32 => u32::try_from(value).is_ok(),
        Type::I64 => i64::try_from(value).is_ok(),
        Type::U64 => u64::try_from(value).is_ok(),
        _ => false,
    }
}
