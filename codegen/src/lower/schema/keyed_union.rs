//! `x-bindgen-union`: an object one of whose members names the other that carries the content.

use super::{LoweredType, SchemaLowerer};
use crate::ir::{
    Docs, EnumRepr, ItemKind, KeyedUnion, KeyedVariant, Literal, Presence, Type, Value,
};
use crate::lower::facts::{self};
use crate::lower::facts::{Listed, code};
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

impl<'a> SchemaLowerer<'a> {
    pub(super) fn keyed_union(
        &mut self,
        id: SchemaId,
        tag: &str,
        at: NodeId,
        nullable: bool,
    ) -> LoweredType {
        let schema = self.facts.schema(id);
        let Some(values) = self.tag_values(schema, tag, at) else {
            return LoweredType {
                ty: Type::Json,
                nullable,
            };
        };
        self.check_unlisted_properties(schema, tag, &values);
        let properties = schema.properties.iter();
        self.emitted
            .extend(properties.map(|(_, property)| self.facts.resolved().schema(*property).at));
        let lowered = self.define(id, nullable, |lower| {
            let variants = values
                .into_iter()
                .map(|value| lower.keyed_variant(schema, value))
                .collect();
            ItemKind::KeyedUnion(KeyedUnion {
                tag: tag.to_owned(),
                variants,
            })
        });
        self.document_tag(schema, tag, &lowered);
        lowered
    }

    /// The tag is no field of the union: what is said of it is said of the union.
    fn document_tag(&mut self, schema: &Schema, tag: &str, lowered: &LoweredType) {
        let property = schema.properties.iter().find(|(name, _)| name == tag);
        let said = property.and_then(|(_, id)| facts::docs_where_used(self.facts, *id).text);
        let id = lowered.ty.named();
        let item = id.and_then(|id| self.items.get_mut(id));
        if let (Some(said), Some(item)) = (said, item) {
            item.docs
                .notes
                .push(format!("Told apart by {}: {said}", code(tag)));
        }
    }

    /// The values the tag may have: a required property with an enum of strings.
    fn tag_values(&mut self, schema: &Schema, tag: &str, at: NodeId) -> Option<Vec<Value>> {
        let property = schema
            .properties
            .iter()
            .find(|(name, _)| name == tag)
            .map(|(_, id)| self.facts.target(*id));
        let required = schema.required.iter().any(|(name, _)| name == tag);
        let Some(property) = property.filter(|_| required) else {
            let message = format!("`{tag}` is not a required property of this object");
            self.report.error(
                "union-tag",
                at,
                message,
                "name a property that stands under both `properties` and `required`",
            );
            return None;
        };
        let enumeration = self.facts.schema(property);
        if self.facts.is_nullable(enumeration) {
            self.report.error(
                "union-tag",
                at,
                format!("`{tag}` may be null, so that it can't name the siblings"),
                "take null out of its types and values",
            );
            return None;
        }
        let nodes = enumeration
            .values
            .iter()
            .flatten()
            .chain(&enumeration.constant);
        let strings: Vec<Listed> = nodes
            .filter_map(|node| {
                Some((
                    *node,
                    Literal::Text(self.facts.tree().as_str(*node)?.to_owned()),
                ))
            })
            .collect();
        if strings.is_empty() {
            let message =
                format!("`{tag}` has no enum of strings, so that it can't name the siblings");
            self.report.error(
                "union-tag",
                at,
                message,
                "list the names of the siblings under `enum`",
            );
            return None;
        }
        let extension = enumeration.extensions.enumeration.as_ref();
        if extension.and_then(|extension| extension.open) == Some(true) {
            self.report.warn(
                "open-union",
                at,
                format!("`{tag}` is an open enum: other values of it are read, but callers can't write them"),
                "say `kind: closed` of the enum, or leave the union out",
            );
        }
        Some(self.values(enumeration, &EnumRepr::Text, &strings))
    }

    /// A property that no value names would have no place in the union.
    fn check_unlisted_properties(&mut self, schema: &Schema, tag: &str, values: &[Value]) {
        for (name, property) in &schema.properties {
            if name != tag && !values.iter().any(|value| value.wire.text() == *name) {
                let at = self.facts.schema(*property).at;
                let message =
                    format!("no value of `{tag}` names the property `{name}` of this union");
                self.report.error(
                    "union-member",
                    at,
                    message,
                    "add the value to the tag's enum, or move the property out of the object",
                );
            }
        }
    }

    fn keyed_variant(&mut self, schema: &Schema, value: Value) -> KeyedVariant {
        let sibling = schema
            .properties
            .iter()
            .find(|(name, _)| *name == value.wire.text());
        let content = sibling.map(|(name, id)| {
            let lowered = self.type_of(*id);
            let required = schema.required.iter().any(|(required, _)| required == name);
            (lowered.ty, Presence::of(required, lowered.nullable))
        });
        let told = sibling.map(|(_, id)| facts::docs_where_used(self.facts, *id));
        let docs = join(value.docs, told.unwrap_or_default());
        KeyedVariant {
            wire: value.wire.text().into_owned(),
            origin: value.origin,
            docs,
            content,
        }
    }
}

/// What is said of the value, then what is said of the sibling.
fn join(value: Docs, sibling: Docs) -> Docs {
    let text = match (value.text, sibling.text) {
        (Some(value), Some(sibling)) if value != sibling => Some(format!("{value}\n\n{sibling}")),
        (value, sibling) => value.or(sibling),
    };
    Docs {
        text,
        notes: value.notes.into_iter().chain(sibling.notes).collect(),
        deprecated: value.deprecated || sibling.deprecated,
    }
}
