//! Questions about one schema: whether it allows null, has properties or items, or constrains values at all.

use super::Facts;
use crate::ir::{OneWay, Type};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

impl Facts<'_> {
    /// Returns whether null is one of a schema's values.
    pub(crate) fn is_nullable(&self, schema: &Schema) -> bool {
        let null_value = |id: &NodeId| matches!(self.tree().value(*id), Node::Null);
        schema.nullable
            || schema.types.contains(&JsonType::Null)
            || schema
                .values
                .as_ref()
                .is_some_and(|values| values.iter().any(null_value))
            || schema.constant.as_ref().is_some_and(null_value)
    }

    /// Returns whether null is one of the alternatives.
    pub(crate) fn has_null(&self, schema: &Schema) -> bool {
        let mut parts = schema.one_of.iter().chain(&schema.any_of);
        parts.any(|part| self.is_only_null(*part))
    }

    /// Returns whether the type of a schema is null alone.
    pub(crate) fn is_only_null(&self, id: SchemaId) -> bool {
        self.target_schema(id).types == [JsonType::Null]
    }

    /// Returns the type that a schema without `type` can only have.
    pub(crate) fn implied(&self, schema: &Schema) -> Option<JsonType> {
        let object = self.has_members(schema)
            || schema.additional_properties.is_some()
            || !schema.pattern_properties.is_empty();
        if object {
            Some(JsonType::Object)
        } else if schema.items.is_some() || !schema.prefix_items.is_empty() {
            Some(JsonType::Array)
        } else if schema.limits.pattern.is_some() || schema.limits.max_length.is_some() {
            Some(JsonType::String)
        } else {
            self.options().formats.of(schema.format.as_deref()?)
        }
    }

    /// Returns the type of a string or a number by its format.
    pub(crate) fn text_or_number(&self, ty: JsonType, schema: &Schema) -> Type {
        let format = schema.format.as_deref().or(encoded_as(schema));
        match self.options().formats.get(ty, format, &schema.limits) {
            // The schema marks it for any type.
            Type::Sensitive(inner) if schema.extensions.sensitive => *inner,
            ty => ty,
        }
    }

    /// Returns whether a schema allows `null` alone.
    pub(crate) fn is_null(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        let is_null = |node: &NodeId| matches!(self.tree().value(*node), Node::Null);
        schema.types == [JsonType::Null]
            || schema.constant.as_ref().is_some_and(is_null)
            || schema
                .values
                .as_ref()
                .is_some_and(|values| !values.is_empty() && values.iter().all(is_null))
    }

    /// Returns whether an alternative says no more than which properties are required.
    pub(crate) fn only_requires(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        let unconstrained =
            schema.properties.is_empty() && schema.items.is_none() && schema.values.is_none();
        let plain =
            schema.one_of.is_empty() && schema.any_of.is_empty() && schema.all_of.is_empty();
        let untyped = schema.types.is_empty() || schema.types == [JsonType::Object];
        !schema.required.is_empty() && unconstrained && plain && untyped
    }

    /// Returns whether an object allows no members beside its properties.
    pub(crate) fn is_closed(&self, schema: &Schema) -> bool {
        let refused = |id: SchemaId| self.target_schema(id).boolean == Some(false);
        schema.additional_properties.is_some_and(refused) && schema.pattern_properties.is_empty()
    }

    /// Returns whether a schema says more than documentation.
    pub(crate) fn has_constraints(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        self.has_own_constraints(schema) || !schema.all_of.is_empty() || schema.reference.is_some()
    }

    /// Returns whether an object has properties, or required ones without a schema.
    pub(crate) fn has_members(&self, schema: &Schema) -> bool {
        !schema.properties.is_empty()
            || !schema.required.is_empty()
            || self.has_conditional_members(schema)
    }

    /// Returns whether schemas that apply conditionally have properties.
    pub(crate) fn has_conditional_members(&self, schema: &Schema) -> bool {
        let parts = schema.conditional.iter().chain(&schema.condition);
        let mut parts = parts.map(|id| self.target_schema(*id));
        parts.any(|part| !part.properties.is_empty() || !part.all_of.is_empty())
    }

    /// Returns whether the schema itself, its parts aside, constrains values.
    pub(crate) fn has_own_constraints(&self, schema: &Schema) -> bool {
        !schema.properties.is_empty()
            || schema.additional_properties.is_some()
            || !schema.pattern_properties.is_empty()
            || self.has_conditional_members(schema)
            || schema.items.is_some()
            || !schema.prefix_items.is_empty()
            || schema.values.is_some()
            || schema.constant.is_some()
            || !schema.one_of.is_empty()
            || !schema.any_of.is_empty()
            || schema
                .types
                .iter()
                .any(|ty| !matches!(ty, JsonType::Object | JsonType::Null))
    }

    /// Returns whether the schema is `false`.
    pub(crate) fn is_false(&self, id: SchemaId) -> bool {
        self.target_schema(id).boolean == Some(false)
    }

    /// Returns whether all values of a schema without parts are arrays.
    pub(crate) fn is_list(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        self.is_array(schema) && schema.all_of.is_empty()
    }

    /// Returns whether all values of a schema, its parts aside, are arrays.
    pub(crate) fn is_array(&self, schema: &Schema) -> bool {
        let typed = |ty: &JsonType| matches!(ty, JsonType::Array | JsonType::Null);
        let is_said = !schema.types.is_empty() || has_items(schema);
        is_said
            && schema.types.iter().all(typed)
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.values.is_none()
            && schema.constant.is_none()
            && !self.has_members(schema)
    }

    /// Returns whether values of a schema can be objects, and nothing but objects or null.
    pub(crate) fn may_be_object(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        let typed = |ty: &JsonType| matches!(ty, JsonType::Object | JsonType::Null);
        schema.types.iter().all(typed) && schema.values.is_none() && schema.items.is_none()
    }

    /// Returns whether all values of a schema are objects or arrays. `depth` bounds the search.
    pub(crate) fn is_structured(&self, id: SchemaId, depth: usize) -> bool {
        let schema = self.target_schema(id);
        let mut types = schema.types.iter().copied();
        let is_structure = |ty| matches!(ty, JsonType::Object | JsonType::Array);
        if !schema.types.is_empty() {
            return types.all(is_structure);
        }
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let inside = |id: &SchemaId| self.is_structured(*id, depth);
        let alternatives = [&schema.one_of, &schema.any_of];
        let mut alternatives = alternatives.iter().filter(|list| !list.is_empty());
        self.implied(schema).is_some_and(is_structure)
            || schema.all_of.iter().any(inside)
            || alternatives.any(|list| list.iter().all(inside))
    }

    /// Returns whether values of a schema can be arrays.
    pub(crate) fn may_be_array(&self, id: SchemaId) -> bool {
        let schema = self.target_schema(id);
        let is_said = schema.types.contains(&JsonType::Array);
        is_said || schema.types.is_empty() && schema.items.is_some()
    }

    /// Returns the one direction of a property by the schemas that describe it: `readOnly` or `writeOnly`.
    pub(crate) fn one_way(&self, schemas: &[SchemaId]) -> Option<OneWay> {
        let targets = schemas.iter().map(|id| self.target(*id));
        let said = schemas.iter().copied().chain(targets);
        let said: Vec<&Schema> = said.map(|id| self.schema(id)).collect();
        if said.iter().any(|schema| schema.read_only) {
            Some(OneWay::Received)
        } else if said.iter().any(|schema| schema.write_only) {
            Some(OneWay::Sent)
        } else {
            None
        }
    }

    /// Returns the schema of the document that a derived one is made from.
    pub(crate) fn in_document(&self, id: SchemaId) -> SchemaId {
        self.schema(id)
            .derived
            .as_ref()
            .map_or(id, |derived| derived.of)
    }
}

/// Returns whether a schema describes items.
pub(crate) fn has_items(schema: &Schema) -> bool {
    schema.items.is_some() || !schema.prefix_items.is_empty()
}

/// Returns the format that says the same as `contentEncoding`, which OpenAPI 3.1 has in its place (§4.4.2).
fn encoded_as(schema: &Schema) -> Option<&'static str> {
    let encoding = schema.content_encoding.as_deref()?;
    encoding.eq_ignore_ascii_case("base64").then_some("byte")
}
