//! `x-bindgen-union`: an object with a property that names the property with the content.

use super::enum_values::values;
use super::{LoweredType, SchemaLowerer};
use crate::ir::{
    Docs, EnumRepr, ItemKind, KeyedUnion, KeyedVariant, Literal, Presence, Type, Value,
};
use crate::lower::facts::{self, Facts, Listed, code, is_open};
use crate::lower::item_table::ItemTable;
use crate::lower::naming::Naming;
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

impl<'a> SchemaLowerer<'a> {
    /// Lowers an object with `x-bindgen-union`.
    pub(super) fn keyed_union(
        &mut self,
        id: SchemaId,
        tag: &str,
        at: NodeId,
        nullable: bool,
    ) -> LoweredType {
        let schema = self.facts.schema(id);
        let Some(values) = tag_values(self.facts, self.naming, self.report, schema, tag, at) else {
            return LoweredType {
                ty: Type::Json,
                nullable,
            };
        };
        check_unlisted_properties(self.facts, self.report, schema, tag, &values);
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
        document_tag(self.facts, &mut self.items, schema, tag, &lowered);
        lowered
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

/// Joins the documentation of the tag's value with that of the property.
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

/// Returns the values of the tag, which has to be a required property with an enum of strings.
fn tag_values(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    report: &Report,
    schema: &Schema,
    tag: &str,
    at: NodeId,
) -> Option<Vec<Value>> {
    let (enumeration, strings) = match tag_strings(facts, schema, tag) {
        Ok(found) => found,
        Err((message, help)) => {
            report.error("union-tag", at, message, help);
            return None;
        }
    };
    if is_open(enumeration) {
        report.warn(
            "open-union",
            at,
            format!(
                "`{tag}` is an open enum: unlisted values are decoded, but callers can't send them"
            ),
            "set `kind: closed` on the enum, or remove the union",
        );
    }
    Some(values(naming, enumeration, &EnumRepr::Text, &strings))
}

/// Returns the schema of the tag and its strings, or what is wrong with it and what to do.
fn tag_strings<'a>(
    facts: &Facts<'a>,
    schema: &Schema,
    tag: &str,
) -> Result<(&'a Schema, Vec<Listed>), (String, &'static str)> {
    let mut properties = schema.properties.iter();
    let property = properties.find(|(name, _)| name == tag);
    let is_required = schema.required.iter().any(|(name, _)| name == tag);
    let Some((_, property)) = property.filter(|_| is_required) else {
        return Err((
            format!("`{tag}` is not a required property of this object"),
            "name a property that is listed under both `properties` and `required`",
        ));
    };
    let enumeration = facts.target_schema(*property);
    if facts.is_nullable(enumeration) {
        return Err((
            format!("`{tag}` is nullable, so it can't name the property with the content"),
            "remove null from its types and values",
        ));
    }
    let listed = enumeration.values.iter().flatten();
    let strings = listed.chain(&enumeration.constant).filter_map(|node| {
        let text = facts.tree().as_str(*node)?;
        Some((*node, Literal::Text(text.to_owned())))
    });
    let strings: Vec<Listed> = strings.collect();
    match strings.is_empty() {
        true => Err((
            format!(
                "`{tag}` has no enum of strings, so it can't name the property with the content"
            ),
            "list the names of the other properties under `enum`",
        )),
        false => Ok((enumeration, strings)),
    }
}

/// Reports properties that no value of the tag names: the union has no place for them.
fn check_unlisted_properties(
    facts: &Facts<'_>,
    report: &Report,
    schema: &Schema,
    tag: &str,
    values: &[Value],
) {
    for (name, property) in &schema.properties {
        if name != tag && !values.iter().any(|value| value.wire.text() == *name) {
            let at = facts.schema(*property).at;
            let message = format!("no value of `{tag}` names the property `{name}` of this union");
            report.error(
                "union-member",
                at,
                message,
                "add the value to the tag's enum, or move the property out of the object",
            );
        }
    }
}

/// Documents the tag on the union: it is no field of it.
fn document_tag(
    facts: &Facts<'_>,
    items: &mut ItemTable,
    schema: &Schema,
    tag: &str,
    union: &LoweredType,
) {
    let property = schema.properties.iter().find(|(name, _)| name == tag);
    let text = property.and_then(|(_, id)| facts::docs_where_used(facts, *id).text);
    let item = union.ty.named().and_then(|id| items.get_mut(id));
    if let (Some(text), Some(item)) = (text, item) {
        let note = format!("Told apart by {}: {text}", code(tag));
        item.docs.notes.push(note);
    }
}
