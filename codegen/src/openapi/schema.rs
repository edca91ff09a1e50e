//! Reads schemas: OpenAPI 3.0's dialect (3.0.3, section 4.7.24) and JSON Schema 2020-12.

mod cycle;
mod dynamic;
mod follow;

use super::model::{Discriminator, Schema, SchemaId, Type};
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

    pub(super) fn schemas(&mut self, at: NodeId) -> Vec<SchemaId> {
        let items = self.array(at);
        items.iter().map(|item| self.schema(*item)).collect()
    }

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
        self.say_in_3_1(at, &mut schema);
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
            // They say nothing about the shape, or are read when something refers to them.
            "externalDocs" | "xml" | "$schema" | "$id" | "$comment" | "$defs" | "definitions" | "$anchor"
            | "$vocabulary" | "contentSchema" => (),
            // They describe some values only: their members are optional.
            "if" => schema.condition = Some(self.only_sometimes(value)),
            "then" | "else" => schema.conditional.extend([self.only_sometimes(value)]),
            "dependentSchemas" | "dependencies" => schema.conditional.extend(self.dependent(value)),
            "unevaluatedProperties" => schema.unevaluated_properties = Some(self.schema(value)),
            "unevaluatedItems" => schema.unevaluated_items = Some(self.schema(value)),
            // A Rust type doesn't say them; it accepts all that they do, and more.
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

    /// A schema that applies where another one does.
    fn only_sometimes(&mut self, at: NodeId) -> SchemaId {
        let key = self.tree.key(at).unwrap_or_default();
        let message = format!("when `{key}` applies is not checked by the generated code");
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        let help = "the members that it names are optional fields; check yourself which of them belong together";
        self.diagnostics
            .push(warning.label("not checked").help(help));
        self.schema(at)
    }

    /// `dependentSchemas`, and `dependencies` as it was called before: of the latter, lists of names are no schemas.
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

    /// References of editions of JSON Schema that the document doesn't follow.
    fn not_followed(&mut self, at: NodeId) {
        let key = self.tree.key(at).unwrap_or_default();
        let message = format!("`{key}` is not followed: a value here is raw JSON");
        let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not followed").help("use `$ref`"));
    }

    fn types(&mut self, at: NodeId) -> Vec<Type> {
        match self.tree.value(at) {
            Value::Array(items) => {
                if self.is_3_0() {
                    self.of_other_version(at, "a list of types belongs");
                }
                let mut types: Vec<Type> = items
                    .iter()
                    .filter_map(|item| self.listed_type(*item))
                    .collect();
                types.dedup();
                types
            }
            // It may be left over, or be meant for the type.
            Value::Null => {
                self.null_type(at, "`type` is null, and says nothing");
                Vec::new()
            }
            _ => self.json_type(at).into_iter().collect(),
        }
    }

    /// In a list of types, `null` without quotes can only be the type.
    fn listed_type(&mut self, at: NodeId) -> Option<Type> {
        if *self.tree.value(at) == Value::Null {
            self.null_type(
                at,
                "the type `\"null\"` is a string, and null is taken for it",
            );
            return Some(Type::Null);
        }
        self.json_type(at)
    }

    fn null_type(&mut self, at: NodeId, message: &str) {
        let help = match (self.is_3_0(), self.tree.key(at)) {
            (true, _) => "write `nullable: true` beside one type",
            (false, None) => "put it in quotes: \"null\"",
            (false, Some(_)) => "write `type: \"null\"` where null is meant, or take it out",
        };
        let warning = Diagnostic::warning("null-value", Place::Value(at), message);
        self.diagnostics.push(warning.label("null").help(help));
    }

    fn json_type(&mut self, at: NodeId) -> Option<Type> {
        let text = self.word(at)?;
        let found = match text.as_str() {
            "string" => Type::String,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            "array" => Type::Array,
            "object" => Type::Object,
            "null" => {
                if self.is_3_0() {
                    self.of_other_version(at, "the type `null` belongs");
                }
                Type::Null
            }
            other => return self.odd_type(at, other),
        };
        Some(found)
    }

    /// A name that is no type, though it may have one reading only.
    fn odd_type(&mut self, at: NodeId, name: &str) -> Option<Type> {
        const NAMES: [(&str, Type); 6] = [
            ("string", Type::String),
            ("integer", Type::Integer),
            ("number", Type::Number),
            ("boolean", Type::Boolean),
            ("array", Type::Array),
            ("object", Type::Object),
        ];
        let message = format!("`{name}` is not a type");
        let help = "the types are `string`, `integer`, `number`, `boolean`, `array`, `object`";
        let meant = NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let label = match meant {
            Some((known, _)) => format!("taken for `{known}`"),
            None if name == "any" => "taken for every type".to_owned(),
            None => {
                self.invalid(at, message, help);
                return None;
            }
        };
        let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
        self.diagnostics.push(warning.label(label).help(help));
        meant.map(|(_, ty)| *ty)
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

    /// A list in JSON Schema. In 3.0 it isn't known; what is found there is often a map of examples.
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

    /// Says 3.0's `nullable` and `exclusiveMinimum: true` in the words of 3.1.
    fn say_in_3_1(&mut self, at: NodeId, schema: &mut Schema) {
        if schema.nullable && !schema.types.is_empty() && !schema.types.contains(&Type::Null) {
            schema.types.push(Type::Null);
        }
        let limits = &mut schema.limits;
        for (key, limit, exclusive) in [
            (
                "exclusiveMinimum",
                &mut limits.minimum,
                &mut limits.exclusive_minimum,
            ),
            (
                "exclusiveMaximum",
                &mut limits.maximum,
                &mut limits.exclusive_maximum,
            ),
        ] {
            if self
                .tree
                .get(at, key)
                .and_then(|value| self.tree.as_bool(value))
                == Some(true)
            {
                *exclusive = limit.take();
            }
        }
        self.report_other_version(at);
    }

    fn report_other_version(&mut self, at: NodeId) {
        let is_3_0 = self.is_3_0();
        for (key, value) in self.tree.members(at) {
            let is_bool = self.tree.as_bool(*value).is_some();
            match key.as_str() {
                "nullable" if !is_3_0 => self.of_other_version(*value, "`nullable` belongs"),
                "exclusiveMinimum" | "exclusiveMaximum" if is_bool != is_3_0 => {
                    let what = if is_bool {
                        "an exclusive limit of `true` or `false` belongs"
                    } else {
                        "an exclusive limit that is a number belongs"
                    };
                    self.of_other_version(*value, what);
                }
                "const" | "prefixItems" | "patternProperties" if is_3_0 => {
                    self.of_other_version(*value, &format!("`{key}` belongs"));
                }
                _ => (),
            }
        }
    }

    fn of_other_version(&mut self, at: NodeId, what: &str) {
        let (other, this) = if self.is_3_0() {
            ("3.1", "3.0")
        } else {
            ("3.0", "3.1")
        };
        let message = format!("{what} to OpenAPI {other}, and this document says {this}");
        let help = match (self.is_3_0(), self.tree.key(at)) {
            (false, Some("nullable")) => "write `type: [string, \"null\"]`, with the type at hand",
            (false, _) => "write the limit itself: `exclusiveMinimum: 5`",
            (true, Some("type")) | (true, None) => "write `nullable: true` beside one type",
            (true, _) => "say `openapi: 3.1.0` at the top if the document is meant so",
        };
        let warning = Diagnostic::warning("other-version", Place::Key(at), message);
        self.diagnostics
            .push(warning.label(format!("of OpenAPI {other}")).help(help));
    }
}
