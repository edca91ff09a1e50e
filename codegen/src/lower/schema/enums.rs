//! `enum` and `const`.

use super::enum_values::values;
use super::{LoweredType, SchemaLowerer};
use crate::ir::{Enum, ItemKind, Type, UnknownValues};
use crate::lower::facts::{
    self, EnumType, Facts, Listed, is_of, is_open, literal_of, only_type, word,
};
use crate::lower::naming::Naming;
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

impl<'a> SchemaLowerer<'a> {
    /// Lowers a schema that lists its values.
    pub(super) fn enumeration(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        if self.facts.is_null(id) {
            return self.named_type(id, Type::Null, false);
        }
        warn_misfits(
            self.facts,
            self.report,
            schema,
            self.facts.listed_nodes(schema).into_iter(),
        );
        match facts::enum_type(self.facts, schema) {
            EnumType::Enum(repr, listed) => {
                let unknown_values = unknown_values(self.facts, is_open(schema));
                let values = values(self.naming, schema, &repr, &listed);
                self.define(id, nullable, |_| {
                    ItemKind::Enum(Enum {
                        unknown_values,
                        repr,
                        values,
                    })
                })
            }
            EnumType::Base(ty) => self.named_type(id, ty, nullable),
            EnumType::Any => self.any_value(id, nullable),
        }
    }

    fn any_value(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        if !self.facts.listed_nodes(schema).is_empty() {
            self.report.warn(
                "mixed-enum",
                schema.at,
                "this enum contains arrays or objects; it is typed as raw JSON",
                "list strings, numbers or booleans, or accept raw JSON",
            );
        }
        if !self.facts.listed_nodes(schema).is_empty() && self.naming.name_of(id).is_some() {
            return self.define(id, nullable, |_| ItemKind::Alias(Type::Json));
        }
        LoweredType {
            ty: Type::Json,
            nullable,
        }
    }
}

/// Reports listed values that aren't of the schema's type.
pub(super) fn warn_misfits(
    facts: &Facts<'_>,
    report: &Report,
    schema: &Schema,
    nodes: impl Iterator<Item = NodeId>,
) {
    let Some(ty) = only_type(schema) else { return };
    for at in nodes {
        let value = facts.tree().value(at);
        let is_taken = facts
            .listed_literal(schema, at)
            .is_some_and(|literal| is_of(ty, &literal));
        let is_fit = literal_of(value).is_none_or(|literal| is_of(ty, &literal));
        if is_fit {
            continue;
        }
        let (found, taken) = match (ty, is_taken) {
            (JsonType::String, _) => ("none", "it is read as a string"),
            (_, true) => (value.describe(), "it is read as the value that it spells"),
            (_, false) => (value.describe(), "no value of that type equals it"),
        };
        let message = format!(
            "the schema's type is `{}`, and this value is {found}; {taken}",
            word(ty)
        );
        let help = match ty {
            JsonType::String => "put the value in quotes, or correct the type",
            _ if is_taken => "remove the quotes, or correct the type",
            _ => "correct the value, or the type",
        };
        report.warn("enum-type", at, message, help);
    }
}

/// Returns what becomes of unlisted values of an enum that is open or isn't.
pub(super) fn unknown_values(facts: &Facts<'_>, open: bool) -> UnknownValues {
    match (open, facts.options().strict_enums) {
        (true, _) => UnknownValues::Allow,
        (false, true) => UnknownValues::Reject,
        (false, false) => UnknownValues::Keep,
    }
}

/// Returns the kind of item that values of several schemas make. `whole` has their type, and `source` documents them.
pub(super) fn kind_of_values(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    whole: &Schema,
    source: &Schema,
    listed: Vec<Listed>,
) -> Option<ItemKind> {
    match facts::enum_type_of(facts, whole, listed) {
        EnumType::Enum(repr, listed) => Some(ItemKind::Enum(Enum {
            unknown_values: unknown_values(facts, is_open(source)),
            values: values(naming, source, &repr, &listed),
            repr,
        })),
        EnumType::Base(ty) => Some(ItemKind::Alias(ty)),
        EnumType::Any => None,
    }
}
