//! `oneOf` and `anyOf`.

use std::collections::HashSet;

use super::members::Members;
use super::{LoweredType, SchemaLowerer};
use crate::ir::{
    Docs, ItemKind, Literal, Origin, TaggedUnion, TaggedVariant, Type, UntaggedUnion,
    UntaggedVariant,
};
use crate::lower::facts::{self, Facts, Tag};
use crate::lower::naming::Naming;
use crate::lower::report::Report;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// Lowers a schema with alternatives.
    pub(super) fn union(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        let listed = if schema.one_of.is_empty() {
            &schema.any_of
        } else {
            &schema.one_of
        };
        let (nulls, variants): (Vec<SchemaId>, Vec<SchemaId>) =
            listed.iter().partition(|part| self.facts.is_null(**part));
        let nullable = nullable || !nulls.is_empty();
        let own_members = !schema.properties.is_empty();
        if variants.is_empty() && !nulls.is_empty() {
            return self.named_type(id, Type::Null, false);
        }
        let adds_nothing =
            |part: &SchemaId| self.facts.only_requires(*part) || !self.facts.has_constraints(*part);
        if variants.iter().all(adds_nothing) {
            return self.by_type(id, nullable);
        }
        if own_members || (!schema.one_of.is_empty() && !schema.any_of.is_empty()) {
            return self.combined(id, nullable);
        }
        if let [only] = variants.as_slice() {
            let lowered = self.type_of(*only);
            return self.named_type(id, lowered.ty, nullable || lowered.nullable);
        }
        if let Some(lowered) = self.enum_union(id, &variants, nullable) {
            return lowered;
        }
        match facts::tag(self.facts, schema, &variants) {
            Some(tag) => self.tagged(id, tag, &variants, nullable),
            None => self.untagged(id, &variants, nullable),
        }
    }

    /// Lowers an object with properties of its own beside its alternatives.
    fn combined(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let mut members = Members::default();
        if self.gatherer.gather(id, false, &mut members) {
            return self.define_struct(id, nullable, members);
        }
        let at = self.facts.schema(id).at;
        self.report.warn(
            "combined-union",
            at,
            "this schema has properties beside alternatives that aren't objects; it is typed as raw JSON",
            "describe it by alternatives or by properties, not both",
        );
        LoweredType {
            ty: Type::Json,
            nullable,
        }
    }

    pub(super) fn tagged(
        &mut self,
        id: SchemaId,
        tag: Tag,
        variants: &[SchemaId],
        nullable: bool,
    ) -> LoweredType {
        let Tag {
            property,
            values,
            is_required,
        } = tag;
        let is_nullable = |part: &SchemaId| self.facts.is_nullable(self.facts.target_schema(*part));
        let nullable = nullable || variants.iter().any(is_nullable);
        self.define(id, nullable, |lower| {
            let pairs = variants.iter().zip(values);
            let variants = pairs
                .flat_map(|(variant, values)| {
                    let ty = match lower.facts.is_whole(*variant) {
                        true => lower.whole_type(*variant, &property, values.len(), is_required),
                        false => lower.variant_type(id, *variant).ty,
                    };
                    lower.tagged_variants(*variant, &property, values, ty)
                })
                .collect();
            ItemKind::TaggedUnion(TaggedUnion {
                tag: property,
                is_required,
                variants,
            })
        })
    }

    /// Makes one variant, or one per tag value where the type has no field for the tag: nothing else would keep it.
    fn tagged_variants(
        &self,
        variant: SchemaId,
        property: &str,
        values: Vec<Literal>,
        ty: Type,
    ) -> Vec<TaggedVariant> {
        let target = self.facts.target(variant);
        let keeps_tag = values.len() == 1
            || !self.facts.is_object(target)
            || !facts::mentions(self.facts, target, property).is_empty();
        let lists = match keeps_tag {
            true => vec![values],
            false => values.into_iter().map(|value| vec![value]).collect(),
        };
        let lists = lists.into_iter();
        lists
            .map(|values| tagged_variant(self.facts, self.naming, variant, values, ty.clone()))
            .collect()
    }

    /// Lowers a union without a tag. Variants of the same type are one.
    fn untagged(&mut self, id: SchemaId, variants: &[SchemaId], nullable: bool) -> LoweredType {
        // The id is taken first: a variant may name the union.
        let table_id = self.items.reserve();
        let mut lowered = LoweredType {
            ty: Type::Named(table_id),
            nullable,
        };
        self.memo.insert(id, super::Memo::Done(lowered.clone()));
        let mut distinct: Vec<UntaggedVariant> = Vec::new();
        let mut seen = HashSet::new();
        for variant in variants {
            let inner = self.variant_type(id, *variant);
            lowered.nullable |= inner.nullable;
            if seen.insert(inner.ty.clone()) {
                distinct.push(self.untagged_variant(*variant, inner.ty));
            }
        }
        if self.facts.schema(id).one_of.is_empty() {
            let origin = self.naming.origin(id);
            distinct.extend(self.variants_of_several(variants, &origin));
        }
        let item = |kind, lower: &Self| crate::ir::Item {
            origin: lower.naming.origin(id),
            named: lower.naming.name_of(id).is_some(),
            docs: facts::docs(lower.facts, lower.facts.schema(id)),
            kind,
        };
        let item = match distinct.as_slice() {
            [only] => item(ItemKind::Alias(only.ty.clone()), self),
            several if several.iter().any(|variant| variant.ty == Type::Json) => {
                warn_of_any(self.facts, self.report, id);
                item(ItemKind::Alias(Type::Json), self)
            }
            _ => item(
                ItemKind::UntaggedUnion(UntaggedUnion { variants: distinct }),
                self,
            ),
        };
        self.items.fill(table_id, item);
        lowered
    }

    /// Makes a variant of an untagged union.
    pub(super) fn untagged_variant(&self, variant: SchemaId, ty: Type) -> UntaggedVariant {
        let origin = Origin::new(
            self.facts.schema(variant).at,
            self.variant_names().of(variant, &ty),
        );
        let docs = Docs {
            deprecated: false,
            ..facts::docs_where_used(self.facts, variant)
        };
        UntaggedVariant { origin, docs, ty }
    }
}

fn tagged_variant(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    variant: SchemaId,
    values: Vec<Literal>,
    ty: Type,
) -> TaggedVariant {
    let component = naming.name_of(facts.in_document(facts.target(variant)));
    let texts = values.iter().map(|value| value.text().into_owned());
    let word = match (values.as_slice(), component) {
        ([_, _, ..], Some(component)) => component.to_owned(),
        _ => texts.collect::<Vec<_>>().join(" "),
    };
    let origin = Origin::new(facts.schema(variant).at, word);
    TaggedVariant {
        values,
        origin,
        docs: facts::docs_where_used(facts, variant),
        ty,
    }
}

fn warn_of_any(facts: &Facts<'_>, report: &Report, id: SchemaId) {
    report.warn(
        "any-variant",
        facts.schema(id).at,
        "one of these alternatives allows any value; the union is typed as raw JSON",
        "give each alternative a type, or accept raw JSON",
    );
}
