//! `oneOf` and `anyOf`.

use std::collections::{BTreeSet, HashSet};

use super::{Lower, Usage};
use crate::document::tree::Value as Node;
use crate::ir::{Docs, Origin, Shape, ShapeUnion, ShapeVariant, TaggedUnion, TaggedVariant, Type};
use crate::resolve::model::{Schema, SchemaId, Type as JsonType};

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
        if variants.iter().all(|part| self.only_requires(*part)) {
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
        match self.tags(schema, &variants) {
            Some((tag, values)) => self.tagged(id, &tag, &variants, values, nullable),
            None => self.shapes(id, &variants, nullable),
        }
    }

    fn is_null(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        schema.types == [JsonType::Null]
            || schema
                .constant
                .is_some_and(|node| matches!(self.tree.value(node), Node::Null))
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
        let mut members = super::object::Members::default();
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
        let shape = Shape::Alias(usage.ty);
        self.define(id, usage.nullable, |_| shape)
    }

    /// The tag and each variant's values of it: as the discriminator says, or else as the variants' constants show.
    fn tags(
        &mut self,
        schema: &Schema,
        variants: &[SchemaId],
    ) -> Option<(String, Vec<Vec<String>>)> {
        if !variants.iter().all(|variant| self.is_object(*variant)) {
            return None;
        }
        let Some(discriminator) = &schema.discriminator else {
            return self.implicit_tag(variants);
        };
        let values = variants.iter().map(|variant| {
            let target = self.target(*variant);
            let mapped = discriminator
                .mapping
                .iter()
                .filter(|(_, id)| self.target(*id) == target);
            let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
            if !mapped.is_empty() {
                return Some(mapped);
            }
            let constant = self.constants(*variant, &discriminator.property);
            constant.or_else(|| self.components.get(&target).map(|name| vec![name.clone()]))
        });
        let values: Option<Vec<Vec<String>>> = values.collect();
        values
            .filter(|values| distinct(values))
            .map(|values| (discriminator.property.clone(), values))
    }

    /// A required member that is a constant in every variant, another one in each.
    fn implicit_tag(&self, variants: &[SchemaId]) -> Option<(String, Vec<Vec<String>>)> {
        let first = self.schema(self.target(*variants.first()?));
        first.properties.iter().find_map(|(name, _)| {
            let values: Option<Vec<Vec<String>>> = variants
                .iter()
                .map(|variant| self.required_constants(*variant, name))
                .collect();
            values
                .filter(|values| distinct(values))
                .map(|values| (name.clone(), values))
        })
    }

    fn required_constants(&self, variant: SchemaId, name: &str) -> Option<Vec<String>> {
        let schema = self.schema(self.target(variant));
        schema
            .required
            .iter()
            .find(|(required, _)| required == name)?;
        self.constants(variant, name)
    }

    /// The strings that a variant's own property lists.
    fn constants(&self, variant: SchemaId, name: &str) -> Option<Vec<String>> {
        let schema = self.schema(self.target(variant));
        let (_, property) = schema
            .properties
            .iter()
            .find(|(property, _)| property == name)?;
        let property = self.schema(self.target(*property));
        let nodes = property.values.iter().flatten().chain(&property.constant);
        let strings: Option<Vec<String>> = nodes
            .map(|node| self.tree.as_str(*node).map(str::to_owned))
            .collect();
        strings.filter(|strings| !strings.is_empty())
    }

    fn is_object(&self, id: SchemaId) -> bool {
        self.objects.contains(&self.target(id))
    }

    fn tagged(
        &mut self,
        id: SchemaId,
        tag: &str,
        variants: &[SchemaId],
        values: Vec<Vec<String>>,
        nullable: bool,
    ) -> Usage {
        self.define(id, nullable, |lower| {
            let pairs = variants.iter().zip(values);
            let variants = pairs
                .map(|(variant, values)| lower.tagged_variant(id, *variant, values))
                .collect();
            Shape::TaggedUnion(TaggedUnion {
                tag: tag.to_owned(),
                variants,
            })
        })
    }

    fn tagged_variant(
        &mut self,
        id: SchemaId,
        variant: SchemaId,
        values: Vec<String>,
    ) -> TaggedVariant {
        let ty = self.variant_usage(id, variant).ty;
        let target = self.target(variant);
        let component = self.name_of(target).map(str::to_owned);
        let word = match values.as_slice() {
            [only] => only.clone(),
            _ => component.unwrap_or_else(|| values.join(" ")),
        };
        let origin = Origin {
            at: self.schema(variant).at,
            words: vec![word],
            wish: None,
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
        let mut distinct: Vec<ShapeVariant> = Vec::new();
        let mut seen = HashSet::new();
        for variant in variants {
            let inner = self.variant_usage(id, *variant);
            usage.nullable |= inner.nullable;
            if seen.insert(inner.ty.clone()) {
                distinct.push(self.shape_variant(*variant, inner.ty));
            }
        }
        let item = |shape, lower: &Self| crate::ir::Item {
            origin: lower.origin(id),
            named: lower.name_of(id).is_some(),
            docs: lower.docs(lower.schema(id)),
            shape,
        };
        let item = match distinct.as_slice() {
            [only] => item(Shape::Alias(only.ty.clone()), self),
            several if several.iter().any(|variant| variant.ty == Type::Json) => {
                item(Shape::Alias(Type::Json), self)
            }
            _ => item(Shape::ShapeUnion(ShapeUnion { variants: distinct }), self),
        };
        self.fill(table_id, item);
        usage
    }

    fn shape_variant(&self, variant: SchemaId, ty: Type) -> ShapeVariant {
        let target = self.target(variant);
        let schema = self.schema(target);
        let word = match self.name_of(target) {
            Some(name) => name.to_owned(),
            None => schema
                .title
                .clone()
                .filter(|title| title.chars().count() <= 40)
                .unwrap_or_else(|| self.kind(&ty, target)),
        };
        let origin = Origin {
            at: self.schema(variant).at,
            words: vec![word],
            wish: None,
        };
        let docs = Docs {
            deprecated: false,
            ..self.usage_docs(variant)
        };
        ShapeVariant { origin, docs, ty }
    }
}

fn distinct(values: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    values.iter().flatten().all(|value| seen.insert(value))
}
