//! Reads schemas: OpenAPI 3.0's dialect (3.0.3, section 4.7.24) and JSON Schema 2020-12.

mod cycle;
mod dynamic;
mod follow;
mod types;
mod version;

use super::model::{Discriminator, Schema, SchemaId};
use super::reader::{Reader, members};
use super::store::Kind;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
    /// Reads the schema at a node, once.
    pub(super) fn schema(&mut self, at: NodeId) -> SchemaId {
        if let Some(Kind::Schema(id)) = self.store.kind(at) {
            return id;
        }
        let id = self.store.schemas.push(Schema::anything(at));
        self.store.set_kind(at, Kind::Schema(id));
        let schema = self.read_schema(at, id);
        *self.store.schemas.get_mut(id) = schema;
        id
    }

    /// Reads a list of schemas.
    pub(super) fn schemas(&mut self, at: NodeId) -> Vec<SchemaId> {
        let items = self.array(at);
        items.iter().map(|item| self.schema(*item)).collect()
    }

    /// Reads schemas by name.
    pub(super) fn named_schemas(&mut self, at: NodeId) -> Vec<(String, SchemaId)> {
        let members = self.map(at);
        members
            .map(|(name, value)| (name.to_owned(), self.schema(value)))
            .collect()
    }

    fn read_schema(&mut self, at: NodeId, id: SchemaId) -> Schema {
        let mut schema = Schema::anything(at);
        if let Some(value) = self.tree.as_bool(at) {
            schema.boolean = Some(value);
            if self.is_3_0() && self.tree.key(at) != Some("additionalProperties") {
                self.of_other_version(at, "`true` and `false` in place of a schema belong");
            }
            return schema;
        }
        if let Some(target) = self.tree.get(at, "$ref") {
            if let Some(reference) = self.reference(target) {
                self.store.pending.references.push((id, reference));
            }
            if self.is_3_0() {
                self.report_siblings(at, &["$ref"]);
                return schema;
            }
        }
        if let Some(target) = self.tree.get(at, "$dynamicRef").filter(|_| !self.is_3_0())
            && let Some(reference) = self.reference(target)
        {
            self.store.pending.dynamic.push((id, reference));
        }
        self.keywords(at, id, &mut schema);
        self.keep_parallel(&mut schema);
        self.modernize(at, &mut schema);
        schema
    }

    #[rustfmt::skip]
    fn keywords(&mut self, at: NodeId, id: SchemaId, schema: &mut Schema) {
        members!(self, at, "a schema", |value| {
            "type" => schema.types = self.types(value),
            "description" => schema.description = self.string(value),
            "properties" => schema.properties = self.named_schemas(value),
            "required" => schema.required = self.required(value),
            "items" => schema.items = Some(self.schema(value)),
            "$ref" => (),
            "enum" => schema.values = Some(self.array(value).to_vec()),
            "format" => schema.format = self.string(value),
            "nullable" => schema.nullable = self.bool(value).unwrap_or_default(),
            "title" => schema.title = self.string(value),
            "example" => schema.examples.push(self.shown(value)),
            "examples" => schema.examples.extend(self.schema_examples(value)),
            "default" => schema.default = Some(value),
            "additionalProperties" => schema.additional_properties = Some(self.schema(value)),
            "allOf" => schema.all_of = self.schemas(value),
            "anyOf" => schema.any_of = self.schemas(value),
            "oneOf" => schema.one_of = self.schemas(value),
            "not" => schema.not = Some(self.schema(value)),
            "discriminator" => schema.discriminator = self.discriminator(value, id),
            "readOnly" => schema.read_only = self.bool(value).unwrap_or_default(),
            "writeOnly" => schema.write_only = self.bool(value).unwrap_or_default(),
            "deprecated" => schema.deprecated = self.bool(value).unwrap_or_default(),
            "minimum" => schema.limits.minimum = self.number(value),
            "maximum" => schema.limits.maximum = self.number(value),
            "exclusiveMinimum" => if self.tree.as_bool(value).is_none() {
                schema.limits.exclusive_minimum = self.number(value);
            },
            "exclusiveMaximum" => if self.tree.as_bool(value).is_none() {
                schema.limits.exclusive_maximum = self.number(value);
            },
            "multipleOf" => schema.limits.multiple_of = self.number(value),
            "minLength" => schema.limits.min_length = self.count(value),
            "maxLength" => schema.limits.max_length = self.count(value),
            "pattern" => schema.limits.pattern = self.string(value),
            "minItems" => schema.limits.min_items = self.count(value),
            "maxItems" => schema.limits.max_items = self.count(value),
            "uniqueItems" => schema.limits.unique_items = self.bool(value).unwrap_or_default(),
            "minProperties" => schema.limits.min_properties = self.count(value),
            "maxProperties" => schema.limits.max_properties = self.count(value),
            "const" => schema.constant = Some(value),
            "prefixItems" => schema.prefix_items = self.schemas(value),
            "patternProperties" => schema.pattern_properties = self.named_schemas(value),
            "contentEncoding" => schema.content_encoding = self.string(value),
            "contentMediaType" => schema.content_media_type = self.string(value),
            // They say nothing of values, or are read when something refers to them.
            "externalDocs" | "xml" | "$schema" | "$id" | "$comment" | "$defs" | "definitions" | "$anchor"
            | "$vocabulary" | "contentSchema" => (),
            // They apply to some values only: their properties are optional.
            "if" => schema.condition = Some(self.only_sometimes(value)),
            "then" | "else" => schema.conditional.extend([self.only_sometimes(value)]),
            "dependentSchemas" | "dependencies" => schema.conditional.extend(self.dependent(value)),
            "unevaluatedProperties" => schema.unevaluated_properties = Some(self.schema(value)),
            "unevaluatedItems" => schema.unevaluated_items = Some(self.schema(value)),
            // A Rust type doesn't express them: it accepts more.
            "contains" | "minContains" | "maxContains" | "propertyNames" | "dependentRequired" | "additionalItems"
                => self.weaker_without(value),
            "$dynamicRef" | "$dynamicAnchor" => if self.is_3_0() { self.not_followed(value); },
            "$recursiveRef" | "$recursiveAnchor" => self.not_followed(value),
            _(name) => self.schema_extension(name, value, &mut schema.extensions),
        });
    }

    fn weaker_without(&mut self, at: NodeId) {
        let key = self.tree.key(at).unwrap_or_default();
        let message = format!("`{key}` is not checked by the generated code");
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        let help = "the generated type accepts all that the schema does, and more; check the rest yourself";
        self.diagnostics
            .push(warning.label("not checked").help(help));
    }

    /// Reads a schema that applies to some values only.
    fn only_sometimes(&mut self, at: NodeId) -> SchemaId {
        let key = self.tree.key(at).unwrap_or_default();
        let message = format!("when `{key}` applies is not checked by the generated code");
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        let help = "the properties that it names are optional fields; check yourself which of them belong together";
        self.diagnostics
            .push(warning.label("not checked").help(help));
        self.schema(at)
    }

    /// Reads `dependentSchemas`, and `dependencies`, its earlier name: lists of names in the latter are no schemas.
    fn dependent(&mut self, at: NodeId) -> Vec<SchemaId> {
        let members = self.tree.members(at);
        let is_schema = |value: NodeId| !matches!(self.tree.value(value), Value::Array(_));
        if !members.iter().any(|(_, value)| is_schema(*value)) {
            self.weaker_without(at);
            return Vec::new();
        }
        let schemas: Vec<NodeId> = members
            .iter()
            .map(|(_, value)| *value)
            .filter(|value| is_schema(*value))
            .collect();
        schemas
            .into_iter()
            .map(|value| self.only_sometimes(value))
            .collect()
    }

    /// Warns of references of other versions of JSON Schema.
    fn not_followed(&mut self, at: NodeId) {
        let key = self.tree.key(at).unwrap_or_default();
        let message = format!("`{key}` is not followed: a value here is raw JSON");
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not followed").help("use `$ref`"));
    }

    fn required(&mut self, at: NodeId) -> Vec<(String, NodeId)> {
        if self.tree.as_bool(at).is_some() {
            let key = self.tree.key(at).unwrap_or_default();
            let message = format!("`{key}` of a schema is a list of property names");
            let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
            self.diagnostics.push(
                warning
                    .label("ignored")
                    .help("list the name under `required` of the object that has the property"),
            );
            return Vec::new();
        }
        let items = self.array(at);
        items
            .iter()
            .filter_map(|item| Some((self.string(*item)?, *item)))
            .collect()
    }

    /// Reads `examples`, a list in JSON Schema. 3.0 doesn't have it; what is there is often a map of examples.
    fn schema_examples(&mut self, at: NodeId) -> Vec<NodeId> {
        if self.is_3_0() {
            self.of_other_version(at, "`examples` of a schema belong");
            return Vec::new();
        }
        self.array(at).to_vec()
    }

    fn discriminator(&mut self, at: NodeId, id: SchemaId) -> Option<Discriminator> {
        let mut property = None;
        let at = self.landed(at)?;
        members!(self, at, "a discriminator", |value| {
            "propertyName" => property = self.string(value),
            "defaultMapping" => self.unsupported(
                value,
                "the variant for values that no mapping has is not generated",
                "such a value is `Unknown`: read the variant from its JSON",
            ),
            "mapping" => for (name, target) in self.map(value) {
                if let Some(reference) = self.reference(target) {
                    self.store.pending.mappings.push((id, name.to_owned(), reference));
                }
            },
        });
        if property.is_none() && self.lacks(at, "propertyName") {
            self.missing(at, "propertyName", "a discriminator");
        }
        Some(Discriminator {
            at,
            property: property?,
            mapping: Vec::new(),
        })
    }
}
