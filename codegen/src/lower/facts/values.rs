//! Listed values, as values of the schema's type.

use super::Facts;
use crate::ir::Literal;
use crate::openapi::model::{Schema, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// A listed value and its node.
pub(crate) type Listed = (NodeId, Literal);

impl Facts<'_> {
    /// Returns the listed values, without null: presence expresses it.
    pub(crate) fn listed_nodes(&self, schema: &Schema) -> Vec<NodeId> {
        let values = schema.values.iter().flatten().chain(&schema.constant);
        values
            .filter(|node| !matches!(self.tree().value(**node), Node::Null))
            .copied()
            .collect()
    }

    /// Returns a listed value as a value of the schema's type, also where it is spelled as another: a string without
    /// quotes, a number with them.
    pub(crate) fn listed_literal(&self, schema: &Schema, node: NodeId) -> Option<Literal> {
        let literal = literal_of(self.tree().value(node))?;
        let other = match (only_type(schema), &literal) {
            (Some(JsonType::String), Literal::Text(_)) => None,
            (Some(JsonType::String), _) => {
                let written = self.tree().written(node).map(str::to_owned);
                Some(Literal::Text(
                    written.unwrap_or_else(|| literal.text().into_owned()),
                ))
            }
            (Some(ty), Literal::Text(text)) => spelled(ty, text),
            _ => None,
        };
        Some(other.unwrap_or(literal))
    }
}

/// Returns a scalar of the document; none for null, arrays and objects.
pub(crate) fn literal_of(value: &Node) -> Option<Literal> {
    match value {
        Node::String(text) => Some(Literal::Text(text.clone())),
        Node::Bool(value) => Some(Literal::Bool(*value)),
        Node::Number(number) => {
            Some(whole(number).map_or_else(|| Literal::Number(number.clone()), Literal::Integer))
        }
        Node::Null | Node::Array(_) | Node::Object(_) => None,
    }
}

/// Returns a number without a fraction is an integer, however it is written (JSON Schema 2020-12 core §4.2.3).
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

/// Returns the one type that the schema allows, null aside; none where there are several.
pub(crate) fn only_type(schema: &Schema) -> Option<JsonType> {
    let mut types = schema.types.iter().filter(|ty| **ty != JsonType::Null);
    let only = types.next().copied();
    only.filter(|_| types.next().is_none())
}

/// Returns the value of a type that a text spells.
fn spelled(ty: JsonType, text: &str) -> Option<Literal> {
    match (ty, text) {
        (JsonType::Boolean, "true") => Some(Literal::Bool(true)),
        (JsonType::Boolean, "false") => Some(Literal::Bool(false)),
        (JsonType::Integer | JsonType::Number, _) => {
            let number: serde_json::Number = text.parse().ok()?;
            literal_of(&Node::Number(number)).filter(|literal| is_of(ty, literal))
        }
        _ => None,
    }
}

/// Returns whether a scalar has a JSON type.
pub(crate) const fn is_of(ty: JsonType, literal: &Literal) -> bool {
    match literal {
        Literal::Text(_) => matches!(ty, JsonType::String),
        Literal::Integer(_) => matches!(ty, JsonType::Integer | JsonType::Number),
        Literal::Number(_) => matches!(ty, JsonType::Number),
        Literal::Bool(_) => matches!(ty, JsonType::Boolean),
    }
}

/// Returns the name of a JSON type.
pub(crate) const fn word(ty: JsonType) -> &'static str {
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

/// Returns whether an enum is open. It is where the document says so.
pub(crate) fn is_open(schema: &Schema) -> bool {
    schema
        .extensions
        .enumeration
        .as_ref()
        .and_then(|extension| extension.open)
        .unwrap_or(false)
}
