//! `enum` and `const`.

use std::collections::BTreeSet;

use super::{Lower, Usage};
use crate::ir::{Enum, EnumRepr, ItemKind, Literal, Type, UnknownValues};
use crate::openapi::model::{Limits, Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// A listed value and where it stands.
pub(super) type Listed = (NodeId, Literal);

/// What a list of values comes to.
enum List {
    /// A type of its own.
    Enum(EnumRepr, Vec<Listed>),
    /// The type that the values have, which says as much.
    Base(Type),
    /// Lists or objects among the values, or none but null.
    Any,
}

impl Lower<'_> {
    pub(super) fn enumeration(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        if self.is_null(id) {
            return self.named_type(id, Type::Null, false);
        }
        self.warn_misfits(schema, self.nodes(schema).into_iter());
        match self.list(schema) {
            List::Enum(repr, listed) => {
                let unknown_values = self.unknown_values(is_open(schema));
                let values = self.values(schema, &repr, &listed);
                self.define_enum(id, nullable, unknown_values, repr, values)
            }
            List::Base(ty) => self.named_type(id, ty, nullable),
            List::Any => self.any_value(id, nullable),
        }
    }

    pub(super) fn define_enum(
        &mut self,
        id: SchemaId,
        nullable: bool,
        unknown_values: UnknownValues,
        repr: EnumRepr,
        values: Vec<crate::ir::Value>,
    ) -> Usage {
        self.define(id, nullable, |_| {
            ItemKind::Enum(Enum {
                unknown_values,
                repr,
                values,
            })
        })
    }

    pub(super) const fn unknown_values(&self, open: bool) -> UnknownValues {
        match (open, self.wishes.strict_enums) {
            (true, _) => UnknownValues::Allow,
            (false, true) => UnknownValues::Reject,
            (false, false) => UnknownValues::Keep,
        }
    }

    /// Whether the values stand in the documentation alone.
    pub(super) fn is_base(&self, schema: &Schema) -> bool {
        matches!(self.list(schema), List::Base(_))
    }

    fn list(&self, schema: &Schema) -> List {
        let nodes = self.nodes(schema);
        let literals: Option<Vec<Listed>> = nodes
            .into_iter()
            .map(|node| Some((node, self.literal(schema, node)?)))
            .collect();
        self.classified(schema, literals.unwrap_or_default())
    }

    /// What a list of values of several schemas comes to, where they have the type of `whole` and `source` speaks of them.
    pub(super) fn shape_of_values(
        &self,
        whole: &Schema,
        source: &Schema,
        listed: Vec<Listed>,
    ) -> Option<ItemKind> {
        match self.classified(whole, listed) {
            List::Enum(repr, listed) => Some(ItemKind::Enum(Enum {
                unknown_values: self.unknown_values(is_open(source)),
                values: self.values(source, &repr, &listed),
                repr,
            })),
            List::Base(ty) => Some(ItemKind::Alias(ty)),
            List::Any => None,
        }
    }

    fn classified(&self, schema: &Schema, listed: Vec<Listed>) -> List {
        if listed.is_empty() {
            return List::Any;
        }
        let mut seen = BTreeSet::new();
        let mut listed = listed;
        listed.retain(|(_, literal)| {
            let is_text = matches!(literal, Literal::Text(_));
            seen.insert((is_text, literal.text().into_owned()))
        });
        let all = |test: fn(&Literal) -> bool| listed.iter().all(|(_, literal)| test(literal));
        if all(|literal| matches!(literal, Literal::Text(_))) {
            return List::Enum(EnumRepr::Text, listed);
        }
        if all(|literal| matches!(literal, Literal::Bool(_))) {
            return List::Base(match listed.as_slice() {
                [(_, Literal::Bool(true))] => Type::True,
                [(_, Literal::Bool(false))] => Type::False,
                _ => Type::Bool,
            });
        }
        if let Some(ty) = self.integers(schema, &listed) {
            return List::Enum(EnumRepr::Integer(ty), listed);
        }
        if all(|literal| matches!(literal, Literal::Integer(_) | Literal::Number(_))) {
            let formats = self.wishes.formats;
            return List::Base(formats.get(
                JsonType::Number,
                schema.format.as_deref(),
                &schema.limits,
            ));
        }
        List::Enum(EnumRepr::Mixed, listed)
    }

    /// The type that holds the values, where all of them are integers: what the format says, or else what they need.
    pub(super) fn integers(&self, schema: &Schema, listed: &[Listed]) -> Option<Type> {
        let values: Option<Vec<i128>> = listed
            .iter()
            .map(|(_, literal)| match literal {
                Literal::Integer(value) => Some(*value),
                _ => None,
            })
            .collect();
        let values = values.filter(|values| !values.is_empty())?;
        let formats = self.wishes.formats;
        let said = formats.get(
            JsonType::Integer,
            schema.format.as_deref(),
            &Limits::default(),
        );
        [said, Type::I64, Type::U64]
            .into_iter()
            .find(|ty| values.iter().all(|value| holds(ty, *value)))
    }

    /// The values, null left out: it is said by presence.
    pub(super) fn nodes(&self, schema: &Schema) -> Vec<NodeId> {
        let values = schema.values.iter().flatten().chain(&schema.constant);
        values
            .filter(|node| !matches!(self.tree.value(**node), Node::Null))
            .copied()
            .collect()
    }

    /// A listed value as one of the type that the schema has, where it is one by another spelling: a string that isn't
    /// quoted, a number that is.
    pub(super) fn literal(&self, schema: &Schema, node: NodeId) -> Option<Literal> {
        let literal = literal(self.tree.value(node))?;
        let other = match (only_type(schema), &literal) {
            (Some(JsonType::String), Literal::Text(_)) => None,
            (Some(JsonType::String), _) => {
                let written = self.tree.written(node).map(str::to_owned);
                Some(Literal::Text(
                    written.unwrap_or_else(|| literal.text().into_owned()),
                ))
            }
            (Some(ty), Literal::Text(text)) => spelled(ty, text),
            _ => None,
        };
        Some(other.unwrap_or(literal))
    }

    /// Tells of values that the schema's own type doesn't have.
    pub(super) fn warn_misfits(&mut self, schema: &Schema, nodes: impl Iterator<Item = NodeId>) {
        let Some(ty) = only_type(schema) else { return };
        for at in nodes {
            let value = self.tree.value(at);
            let is_taken = self
                .literal(schema, at)
                .is_some_and(|literal| is_of(ty, &literal));
            let is_fit = literal(value).is_none_or(|literal| is_of(ty, &literal));
            if is_fit {
                continue;
            }
            let (found, taken) = match (ty, is_taken) {
                (JsonType::String, _) => ("none", "it is taken for the string of its characters"),
                (_, true) => (value.describe(), "it is taken for the value that it spells"),
                (_, false) => (
                    value.describe(),
                    "a value of that type is never equal to it",
                ),
            };
            let message = format!(
                "the schema's type is `{}`, and this value is {found}; {taken}",
                word(ty)
            );
            let help = match ty {
                JsonType::String => "put the value in quotes, or correct the type",
                _ if is_taken => "take the quotes away, or correct the type",
                _ => "correct the value, or the type",
            };
            self.warn("enum-type", at, message, help);
        }
    }

    fn any_value(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        if !self.nodes(schema).is_empty() {
            self.warn(
                "mixed-enum",
                schema.at,
                "this enum lists arrays or objects; it is typed as raw JSON",
                "list strings, numbers or booleans, or accept raw JSON",
            );
        }
        if !self.nodes(schema).is_empty() && self.name_of(id).is_some() {
            return self.define(id, nullable, |_| ItemKind::Alias(Type::Json));
        }
        Usage {
            ty: Type::Json,
            nullable,
        }
    }
}

fn literal(value: &Node) -> Option<Literal> {
    match value {
        Node::String(text) => Some(Literal::Text(text.clone())),
        Node::Bool(value) => Some(Literal::Bool(*value)),
        Node::Number(number) => {
            Some(whole(number).map_or_else(|| Literal::Number(number.clone()), Literal::Integer))
        }
        Node::Null | Node::Array(_) | Node::Object(_) => None,
    }
}

/// A number without a fraction is an integer, however it is written (JSON Schema 2020-12 core §4.2.3).
fn whole(number: &serde_json::Number) -> Option<i128> {
    let exact = number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from));
    // 2^100 is far beyond every type here and exact in both.
    #[allow(clippy::cast_possible_truncation)]
    exact.or_else(|| {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && value.abs() < 2f64.powi(100)).then_some(value as i128)
    })
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

/// The one type that the schema allows, null aside.
fn only_type(schema: &Schema) -> Option<JsonType> {
    let mut types = schema.types.iter().filter(|ty| **ty != JsonType::Null);
    let only = types.next().copied();
    only.filter(|_| types.next().is_none())
}

/// The value of a type that a text spells.
fn spelled(ty: JsonType, text: &str) -> Option<Literal> {
    match (ty, text) {
        (JsonType::Boolean, "true") => Some(Literal::Bool(true)),
        (JsonType::Boolean, "false") => Some(Literal::Bool(false)),
        (JsonType::Integer | JsonType::Number, _) => {
            let number: serde_json::Number = text.parse().ok()?;
            literal(&Node::Number(number)).filter(|literal| is_of(ty, literal))
        }
        _ => None,
    }
}

const fn is_of(ty: JsonType, literal: &Literal) -> bool {
    match literal {
        Literal::Text(_) => matches!(ty, JsonType::String),
        Literal::Integer(_) => matches!(ty, JsonType::Integer | JsonType::Number),
        Literal::Number(_) => matches!(ty, JsonType::Number),
        Literal::Bool(_) => matches!(ty, JsonType::Boolean),
    }
}

const fn word(ty: JsonType) -> &'static str {
    match ty {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}

/// Open only where the document says so.
pub(super) fn is_open(schema: &Schema) -> bool {
    schema
        .extensions
        .enumeration
        .as_ref()
        .and_then(|extension| extension.open)
        .unwrap_or(false)
}
