//! `oneOf` and `anyOf`.

use std::collections::HashSet;

use super::tags::Tag;
use super::{Lower, Usage};
use crate::ir::{
    Docs, ItemKind, Literal, Origin, TaggedUnion, TaggedVariant, Type, UntaggedUnion,
    UntaggedVariant,
};
use crate::openapi::model::{SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

impl Lower<'_> {
    pub(super) fn union(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        let listed = if schema.one_of.is_empty() {
            &schema.any_of
        } else {
            &schema.one_of
        };
        let (nulls, variants): (Vec<SchemaId>, Vec<SchemaId>) =
            listed.iter().partition(|part| self.is_null(**part));
        let nullable = nullable || !nulls.is_empty();
        let own_members = !schema.properties.is_empty();
        if variants.is_empty() && !nulls.is_empty() {
            return self.named_type(id, Type::Null, false);
        }
        let adds_nothing = |part: &SchemaId| self.only_requires(*part) || !self.has_shape(*part);
        if variants.iter().all(adds_nothing) {
            return self.by_type(id, nullable);
        }
        if own_members || (!schema.one_of.is_empty() && !schema.any_of.is_empty()) {
            return self.combined(id, nullable);
        }
        if let [only] = variants.as_slice() {
            return self.single(id, *only, nullable);
        }
        if let Some(usage) = self.merged(id, &variants, nullable) {
            return usage;
        }
        match self.tag(schema, &variants) {
            Some(tag) => self.tagged(id, tag, &variants, nullable),
            None => self.shapes(id, &variants, nullable),
        }
    }

    /// Whether a schema allows `null` alone.
    pub(super) fn is_null(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        let is_null = |node: &NodeId| matches!(self.tree.value(*node), Node::Null);
        schema.types == [JsonType::Null]
            || schema.constant.as_ref().is_some_and(is_null)
            || schema
                .values
                .as_ref()
                .is_some_and(|values| !values.is_empty() && values.iter().all(is_null))
    }

    /// An alternative that only says which members must be there.
    fn only_requires(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        let shapeless =
            schema.properties.is_empty() && schema.items.is_none() && schema.values.is_none();
        let plain =
            schema.one_of.is_empty() && schema.any_of.is_empty() && schema.all_of.is_empty();
        let untyped = schema.types.is_empty() || schema.types == [JsonType::Object];
        !schema.required.is_empty() && shapeless && plain && untyped
    }

    /// An object with members of its own beside its alternatives.
    fn combined(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let mut members = super::gather::Members::default();
        if self.gather(id, false, &mut members) {
            return self.define_struct(id, nullable, members);
        }
        let at = self.schema(id).at;
        self.warn(
            "combined-union",
            at,
            "alternatives that are no objects stand beside members; this is typed as raw JSON",
            "describe it by alternatives or by members, not by both",
        );
        Usage {
            ty: Type::Json,
            nullable,
        }
    }

    fn single(&mut self, id: SchemaId, only: SchemaId, nullable: bool) -> Usage {
        let mut usage = self.usage(only);
        usage.nullable |= nullable;
        if self.name_of(id).is_none() {
            return usage;
        }
        let kind = ItemKind::Alias(usage.ty);
        self.define(id, usage.nullable, |_| kind)
    }

    fn tagged(&mut self, id: SchemaId, tag: Tag, variants: &[SchemaId], nullable: bool) -> Usage {
        let Tag {
            property,
            values,
            is_required,
        } = tag;
        let is_nullable = |part: &SchemaId| self.is_nullable(self.schema(self.target(*part)));
        let nullable = nullable || variants.iter().any(is_nullable);
        self.define(id, nullable, |lower| {
            let pairs = variants.iter().zip(values);
            let variants = pairs
                .flat_map(|(variant, values)| {
                    lower.tagged_variants(id, *variant, &property, values)
                })
                .collect();
            ItemKind::TaggedUnion(TaggedUnion {
                tag: property,
                is_required,
                variants,
            })
        })
    }

    /// A variant, or one for each value of the tag where the type has no place for it: else nothing would say which.
    fn tagged_variants(
        &mut self,
        id: SchemaId,
        variant: SchemaId,
        property: &str,
        values: Vec<Literal>,
    ) -> Vec<TaggedVariant> {
        let ty = self.variant_usage(id, variant).ty;
        let target = self.target(variant);
        let keeps_tag = values.len() == 1
            || !self.objects.contains(&target)
            || !self.mentions(target, property).is_empty();
        let lists = match keeps_tag {
            true => vec![values],
            false => values.into_iter().map(|value| vec![value]).collect(),
        };
        let lists = lists.into_iter();
        lists
            .map(|values| self.tagged_variant(variant, values, ty.clone()))
            .collect()
    }

    fn tagged_variant(&self, variant: SchemaId, values: Vec<Literal>, ty: Type) -> TaggedVariant {
        let component = self.name_of(self.in_document(self.target(variant)));
        let texts = values.iter().map(|value| value.text().into_owned());
        let word = match (values.as_slice(), component) {
            ([_, _, ..], Some(component)) => component.to_owned(),
            _ => texts.collect::<Vec<_>>().join(" "),
        };
        let origin = Origin {
            at: self.schema(variant).at,
            segments: vec![word],
            name_override: None,
        };
        TaggedVariant {
            values,
            origin,
            docs: self.usage_docs(variant),
            ty,
        }
    }

    /// No tag: variants that look alike are one.
    fn shapes(&mut self, id: SchemaId, variants: &[SchemaId], nullable: bool) -> Usage {
        // The place is taken first: a variant may name the union.
        let table_id = self.reserve();
        let mut usage = Usage {
            ty: Type::Named(table_id),
            nullable,
        };
        self.memo.insert(id, super::Memo::Done(usage.clone()));
        let mut distinct: Vec<UntaggedVariant> = Vec::new();
        let mut seen = HashSet::new();
        for variant in variants {
            let inner = self.variant_usage(id, *variant);
            usage.nullable |= inner.nullable;
            if seen.insert(inner.ty.clone()) {
                distinct.push(self.untagged_variant(*variant, inner.ty));
            }
        }
        if self.schema(id).one_of.is_empty() {
            let origin = self.origin(id);
            distinct.extend(self.variant_of_several(variants, &origin));
        }
        let item = |kind, lower: &Self| crate::ir::Item {
            origin: lower.origin(id),
            named: lower.name_of(id).is_some(),
            docs: lower.docs(lower.schema(id)),
            kind,
        };
        let item = match distinct.as_slice() {
            [only] => item(ItemKind::Alias(only.ty.clone()), self),
            several if several.iter().any(|variant| variant.ty == Type::Json) => {
                self.warn_of_any(id);
                item(ItemKind::Alias(Type::Json), self)
            }
            _ => item(
                ItemKind::UntaggedUnion(UntaggedUnion { variants: distinct }),
                self,
            ),
        };
        self.fill(table_id, item);
        usage
    }

    fn warn_of_any(&mut self, id: SchemaId) {
        self.warn(
            "any-variant",
            self.schema(id).at,
            "one of these alternatives allows any value; the union is typed as raw JSON",
            "give every alternative a type, or accept raw JSON",
        );
    }

    pub(super) fn untagged_variant(&self, variant: SchemaId, ty: Type) -> UntaggedVariant {
        let origin = Origin {
            at: self.schema(variant).at,
            segments: vec![self.variant_word(variant, &ty)],
            name_override: None,
        };
        let docs = Docs {
            deprecated: false,
            ..self.usage_docs(variant)
        };
        UntaggedVariant { origin, docs, ty }
    }

    pub(super) fn variant_word(&self, variant: SchemaId, ty: &Type) -> String {
        let target = self.target(variant);
        let title = self.schema(target).title.clone();
        let title = title.filter(|title| title.chars().count() <= 40);
        match self.name_of(self.in_document(target)) {
            Some(name) => name.to_owned(),
            None => title.unwrap_or_else(|| self.kind(ty, target)),
        }
    }
}
