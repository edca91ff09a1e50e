//! `x-bindgen-union`: an object one of whose members names the sibling that carries the content.

use super::{Lower, Usage};
use crate::document::tree::NodeId;
use crate::ir::{Presence, Shape, SiblingUnion, SiblingVariant, Type};
use crate::resolve::model::{Schema, SchemaId};

impl Lower<'_> {
    pub(super) fn sibling_union(
        &mut self,
        id: SchemaId,
        tag: &str,
        at: NodeId,
        nullable: bool,
    ) -> Usage {
        let schema = self.schema(id);
        let Some(values) = self.tag_values(schema, tag, at) else {
            return Usage {
                ty: Type::Json,
                nullable,
            };
        };
        self.refuse_strangers(schema, tag, &values);
        self.define(id, nullable, |lower| {
            let variants = values
                .into_iter()
                .map(|value| lower.sibling_variant(schema, value))
                .collect();
            Shape::SiblingUnion(SiblingUnion {
                tag: tag.to_owned(),
                variants,
            })
        })
    }

    /// The values the tag may have: a required property with an enum of strings.
    fn tag_values(
        &mut self,
        schema: &Schema,
        tag: &str,
        at: NodeId,
    ) -> Option<Vec<crate::ir::Value>> {
        let property = schema
            .properties
            .iter()
            .find(|(name, _)| name == tag)
            .map(|(_, id)| self.target(*id));
        let required = schema.required.iter().any(|(name, _)| name == tag);
        let Some(property) = property.filter(|_| required) else {
            let message = format!("`{tag}` is not a required property of this object");
            self.error(
                "union-tag",
                at,
                message,
                "name a property that stands under both `properties` and `required`",
            );
            return None;
        };
        let enumeration = self.schema(property);
        let nodes = enumeration
            .values
            .iter()
            .flatten()
            .chain(&enumeration.constant);
        let strings: Vec<(NodeId, String)> = nodes
            .filter_map(|node| Some((*node, self.tree.as_str(*node)?.to_owned())))
            .collect();
        if strings.is_empty() {
            let message =
                format!("`{tag}` has no enum of strings, so that it can't name the siblings");
            self.error(
                "union-tag",
                at,
                message,
                "list the names of the siblings under `enum`",
            );
            return None;
        }
        Some(self.values(&strings, enumeration.extensions.enumeration.as_ref()))
    }

    /// A property that no value names would have no place in the union.
    fn refuse_strangers(&mut self, schema: &Schema, tag: &str, values: &[crate::ir::Value]) {
        for (name, property) in &schema.properties {
            if name != tag && !values.iter().any(|value| value.wire == *name) {
                let at = self.schema(*property).at;
                let message =
                    format!("no value of `{tag}` names the property `{name}` of this union");
                self.error(
                    "union-member",
                    at,
                    message,
                    "add the value to the tag's enum, or move the property out of the object",
                );
            }
        }
    }

    fn sibling_variant(&mut self, schema: &Schema, value: crate::ir::Value) -> SiblingVariant {
        let sibling = schema
            .properties
            .iter()
            .find(|(name, _)| *name == value.wire);
        let content = sibling.map(|(name, id)| {
            let usage = self.usage(*id);
            let required = schema.required.iter().any(|(required, _)| required == name);
            (usage.ty, Presence::of(required, usage.nullable))
        });
        let mut docs = value.docs;
        if let (None, Some((_, id))) = (&docs.text, sibling) {
            docs = self.usage_docs(*id);
        }
        SiblingVariant {
            wire: value.wire,
            origin: value.origin,
            docs,
            content,
        }
    }
}
