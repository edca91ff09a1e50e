//! `x-bindgen-union`: an object one of whose members names the sibling that carries the content.

use super::enums::Listed;
use super::notes::code;
use super::{Lower, Usage};
use crate::ir::{Docs, EnumRepr, ItemKind, KeyedUnion, KeyedVariant, Literal, Presence, Type};
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;
use crate::table::Id as _;

impl Lower<'_> {
    pub(super) fn keyed_union(
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
        let properties = schema.properties.iter();
        self.placed
            .extend(properties.map(|(_, property)| self.resolved.schema(*property).at));
        let usage = self.define(id, nullable, |lower| {
            let variants = values
                .into_iter()
                .map(|value| lower.keyed_variant(schema, value))
                .collect();
            ItemKind::KeyedUnion(KeyedUnion {
                tag: tag.to_owned(),
                variants,
            })
        });
        self.tell_tag(schema, tag, &usage);
        usage
    }

    /// The tag is no field of the union: what is said of it is said of the union.
    fn tell_tag(&mut self, schema: &Schema, tag: &str, usage: &Usage) {
        let property = schema.properties.iter().find(|(name, _)| name == tag);
        let said = property.and_then(|(_, id)| self.usage_docs(*id).text);
        let item = usage
            .ty
            .named()
            .and_then(|id| self.types.get_mut(id.index())?.as_mut());
        if let (Some(said), Some(item)) = (said, item) {
            item.docs
                .notes
                .push(format!("Told apart by {}: {said}", code(tag)));
        }
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
        if self.is_nullable(enumeration) {
            self.error(
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
            .filter_map(|node| Some((*node, Literal::Text(self.tree.as_str(*node)?.to_owned()))))
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
        let extension = enumeration.extensions.enumeration.as_ref();
        if extension.and_then(|extension| extension.open) == Some(true) {
            self.warn(
                "open-union",
                at,
                format!("`{tag}` is an open enum: other values of it are read, but callers can't write them"),
                "say `kind: closed` of the enum, or leave the union out",
            );
        }
        Some(self.values(enumeration, &EnumRepr::Text, &strings))
    }

    /// A property that no value names would have no place in the union.
    fn refuse_strangers(&mut self, schema: &Schema, tag: &str, values: &[crate::ir::Value]) {
        for (name, property) in &schema.properties {
            if name != tag && !values.iter().any(|value| value.wire.text() == *name) {
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

    fn keyed_variant(&mut self, schema: &Schema, value: crate::ir::Value) -> KeyedVariant {
        let sibling = schema
            .properties
            .iter()
            .find(|(name, _)| *name == value.wire.text());
        let content = sibling.map(|(name, id)| {
            let usage = self.usage(*id);
            let required = schema.required.iter().any(|(required, _)| required == name);
            (usage.ty, Presence::of(required, usage.nullable))
        });
        let told = sibling.map(|(_, id)| self.usage_docs(*id));
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
