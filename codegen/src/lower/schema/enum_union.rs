//! Alternatives that list values: together they are one enum.

use std::collections::BTreeSet;

use super::enum_values::values;
use super::enums::unknown_values;
use super::{LoweredType, SchemaLowerer};
use crate::ir::{Enum, EnumRepr, ItemKind, Literal, Value};
use crate::lower::facts::{self, Facts, Listed, is_open};
use crate::lower::naming::Naming;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};

impl<'a> SchemaLowerer<'a> {
    /// Merges alternatives of strings and string enums to one enum, and so with integers. One without listed values
    /// makes the enum open.
    pub(super) fn enum_union(
        &mut self,
        id: SchemaId,
        variants: &[SchemaId],
        nullable: bool,
    ) -> Option<LoweredType> {
        let (values, is_nullable) =
            enum_of_all(self.facts, self.naming, self.facts.schema(id), variants)?;
        Some(self.define(id, nullable || is_nullable, |_| ItemKind::Enum(values)))
    }
}

/// Returns the values that an alternative lists. `None` where one of them is an array or an object.
fn all_listed(facts: &Facts<'_>, schema: &Schema) -> Option<Vec<Listed>> {
    let nodes = facts.listed_nodes(schema).into_iter();
    nodes
        .map(|node| Some((node, facts.listed_literal(schema, node)?)))
        .collect()
}

fn common(facts: &Facts<'_>, union: &Schema, listed: &[Listed]) -> Option<EnumRepr> {
    let is_text = |(_, literal): &Listed| matches!(literal, Literal::Text(_));
    if !listed.is_empty() && listed.iter().all(is_text) {
        return Some(EnumRepr::Text);
    }
    facts::integer_type(facts, union, listed).map(EnumRepr::Integer)
}

/// Returns the enum of all values, and whether null is one of them.
pub(super) fn enum_of_all(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    union: &Schema,
    variants: &[SchemaId],
) -> Option<(Enum, bool)> {
    let schemas: Vec<&Schema> = variants
        .iter()
        .map(|variant| facts.target_schema(*variant))
        .collect();
    let listed: Vec<Vec<Listed>> = schemas
        .iter()
        .map(|schema| all_listed(facts, schema))
        .collect::<Option<_>>()?;
    let repr = common(facts, union, &listed.concat())?;
    let nullable = schemas.iter().any(|schema| facts.is_nullable(schema));
    let plain = match repr {
        EnumRepr::Text => JsonType::String,
        _ => JsonType::Integer,
    };
    let mut open = false;
    let mut values: Vec<Value> = Vec::new();
    for (schema, listed) in schemas.into_iter().zip(&listed) {
        let mut types = schema.types.iter().filter(|ty| **ty != JsonType::Null);
        let is_plain = types.next() == Some(&plain) && types.next().is_none();
        if listed.is_empty() && (!is_plain || schema.format.is_some()) {
            return None;
        }
        open |= listed.is_empty() || is_open(schema);
        values.extend(alternative(naming, schema, &repr, listed));
    }
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.wire.text().into_owned()));
    let unknown_values = unknown_values(facts, open);
    let merged = Enum {
        unknown_values,
        repr,
        values,
    };
    Some((merged, nullable))
}

/// Returns the values of an alternative. Where it is a constant, its documentation is the value's.
fn alternative(
    naming: &Naming<'_>,
    schema: &Schema,
    repr: &EnumRepr,
    listed: &[Listed],
) -> Vec<Value> {
    let mut values = values(naming, schema, repr, listed);
    if let ([value], true) = (values.as_mut_slice(), schema.constant.is_some()) {
        let title = schema.title.as_deref().map(str::trim);
        if let (Some(title), EnumRepr::Integer(_)) = (title.filter(|title| !title.is_empty()), repr)
        {
            value.origin.segments = vec![title.to_owned()];
        }
        let text = || schema.description.clone().or_else(|| schema.title.clone());
        value.docs.text = value.docs.text.take().or_else(text);
        value.docs.deprecated = schema.deprecated;
    }
    values
}
