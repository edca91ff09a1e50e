//! `enum` and `const`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lower, Usage};
use crate::document::tree::{NodeId, Value as Node};
use crate::ir::{Docs, Enum, Openness, Origin, Shape, Type, Value};
use crate::resolve::model::{EnumExtension, Schema, SchemaId, Type as JsonType};

impl Lower<'_> {
    pub(super) fn enumeration(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        let listed = self.listed(schema);
        let strings: Option<Vec<(NodeId, String)>> = listed
            .iter()
            .map(|node| self.tree.as_str(*node).map(|text| (*node, text.to_owned())))
            .collect();
        match strings {
            Some(strings) if !strings.is_empty() => {
                let openness = self.openness(is_open(schema));
                let values = self.values(&strings, schema.extensions.enumeration.as_ref());
                self.define(id, nullable, |_| Shape::Enum(Enum { openness, values }))
            }
            Some(_) => Usage {
                ty: Type::Json,
                nullable,
            },
            None => self.other_values(id, &listed, nullable),
        }
    }

    pub(super) const fn openness(&self, open: bool) -> Openness {
        match (open, self.wishes.strict_enums) {
            (true, _) => Openness::Open,
            (false, true) => Openness::Strict,
            (false, false) => Openness::Closed,
        }
    }

    /// The values, null left out: it is said by presence.
    fn listed(&self, schema: &Schema) -> Vec<NodeId> {
        let values = schema
            .values
            .iter()
            .flatten()
            .chain(&schema.constant)
            .copied();
        let mut seen = BTreeSet::new();
        values
            .filter(|node| !matches!(self.tree.value(*node), Node::Null))
            .filter(|node| seen.insert(self.tree.to_json(*node).to_string()))
            .collect()
    }

    pub(super) fn values(
        &self,
        strings: &[(NodeId, String)],
        extension: Option<&EnumExtension>,
    ) -> Vec<Value> {
        let rows = extension
            .map(|extension| extension.descriptions.as_slice())
            .unwrap_or_default();
        // The first row of a value counts.
        let described: BTreeMap<&str, &str> = rows
            .iter()
            .rev()
            .map(|(value, text)| (value.as_str(), text.as_str()))
            .collect();
        let value = |(at, wire): &(NodeId, String)| Value {
            wire: wire.clone(),
            origin: Origin {
                at: *at,
                words: vec![wire.clone()],
                wish: self.wish(*at, None),
            },
            docs: Docs {
                text: described.get(wire.as_str()).map(|text| (*text).to_owned()),
                ..Docs::default()
            },
        };
        strings.iter().map(value).collect()
    }

    /// Values that are no strings: the type they all have, the values in the documentation.
    fn other_values(&mut self, id: SchemaId, listed: &[NodeId], nullable: bool) -> Usage {
        let schema = self.schema(id);
        let all = |test: fn(&Node) -> bool| listed.iter().all(|node| test(self.tree.value(*node)));
        let ty = if all(|node| matches!(node, Node::Bool(_))) {
            Type::Bool
        } else if all(|node| matches!(node, Node::Number(_))) {
            let integers = listed.iter().all(|node| self.tree.to_json(*node).is_i64());
            let base = if integers {
                JsonType::Integer
            } else {
                JsonType::Number
            };
            self.wishes
                .formats
                .get(base, schema.format.as_deref(), &schema.limits)
        } else {
            self.warn(
                "mixed-enum",
                schema.at,
                "this enum mixes values of several types; it is typed as raw JSON",
                "list values of one type, or accept raw JSON",
            );
            Type::Json
        };
        if self.name_of(id).is_some() {
            return self.define(id, nullable, |_| Shape::Alias(ty));
        }
        Usage { ty, nullable }
    }
}

/// Open only where the document says so.
fn is_open(schema: &Schema) -> bool {
    schema
        .extensions
        .enumeration
        .as_ref()
        .and_then(|extension| extension.open)
        .unwrap_or(false)
}
