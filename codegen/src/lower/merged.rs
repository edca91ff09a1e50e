//! Alternatives that are values: together they are one enum.

use std::collections::BTreeSet;

use super::enums::{Listed, is_open};
use super::{Lower, Usage};
use crate::ir::{Enum, EnumRepr, ItemKind, Literal, Value};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};

impl Lower<'_> {
    /// Strings and enums of strings are one enum, and so are integers; a plain one among them leaves it open.
    pub(super) fn merged(
        &mut self,
        id: SchemaId,
        variants: &[SchemaId],
        nullable: bool,
    ) -> Option<Usage> {
        let (values, is_nullable) = self.merged_values(self.schema(id), variants)?;
        Some(self.define(id, nullable || is_nullable, |_| ItemKind::Enum(values)))
    }

    /// The enum of all values, and whether null is one.
    pub(super) fn merged_values(
        &self,
        union: &Schema,
        variants: &[SchemaId],
    ) -> Option<(Enum, bool)> {
        let schemas: Vec<&Schema> = variants
            .iter()
            .map(|variant| self.schema(self.target(*variant)))
            .collect();
        let listed: Vec<Vec<Listed>> = schemas
            .iter()
            .map(|schema| self.all_listed(schema))
            .collect::<Option<_>>()?;
        let repr = self.common(union, &listed.concat())?;
        let nullable = schemas.iter().any(|schema| self.is_nullable(schema));
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
            values.extend(self.alternative(schema, &repr, listed));
        }
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.wire.text().into_owned()));
        let unknown_values = self.unknown_values(open);
        let merged = Enum {
            unknown_values,
            repr,
            values,
        };
        Some((merged, nullable))
    }

    /// The values of an alternative, none where it lists none; nothing where one of them is no plain value.
    fn all_listed(&self, schema: &Schema) -> Option<Vec<Listed>> {
        let nodes = self.nodes(schema).into_iter();
        nodes
            .map(|node| Some((node, self.literal(schema, node)?)))
            .collect()
    }

    fn common(&self, union: &Schema, listed: &[Listed]) -> Option<EnumRepr> {
        let is_text = |(_, literal): &Listed| matches!(literal, Literal::Text(_));
        if !listed.is_empty() && listed.iter().all(is_text) {
            return Some(EnumRepr::Text);
        }
        self.integers(union, listed).map(EnumRepr::Integer)
    }

    /// What an alternative of one value says of itself, it says of the value.
    fn alternative(&self, schema: &Schema, repr: &EnumRepr, listed: &[Listed]) -> Vec<Value> {
        let mut values = self.values(schema, repr, listed);
        if let ([value], true) = (values.as_mut_slice(), schema.constant.is_some()) {
            let title = schema.title.as_deref().map(str::trim);
            if let (Some(title), EnumRepr::Integer(_)) =
                (title.filter(|title| !title.is_empty()), repr)
            {
                value.origin.segments = vec![title.to_owned()];
            }
            let text = || schema.description.clone().or_else(|| schema.title.clone());
            value.docs.text = value.docs.text.take().or_else(text);
            value.docs.deprecated = schema.deprecated;
        }
        values
    }
}
