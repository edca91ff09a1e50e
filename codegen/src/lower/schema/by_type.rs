//! Schemas that `type` decides, or the keywords that only one type has.

use super::integer_width::wide_enough;
use super::{LoweredType, SchemaLowerer};
use crate::ir::{ItemKind, Type, UntaggedUnion, UntaggedVariant};
use crate::openapi::model::{SchemaId, Type as JsonType};

impl<'a> SchemaLowerer<'a> {
    /// Lowers a schema by its `type`, or else by the keywords that only one type has.
    pub(super) fn by_type(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        let types: Vec<JsonType> = schema
            .types
            .iter()
            .copied()
            .filter(|ty| *ty != JsonType::Null)
            .collect();
        match types.as_slice() {
            [ty] => self.of_type(id, *ty, nullable),
            [] if schema.types == [JsonType::Null] => self.named_type(id, Type::Null, false),
            [] => match self.facts.implied(schema) {
                Some(ty) => self.of_type(id, ty, nullable),
                None => LoweredType {
                    ty: Type::Json,
                    nullable: false,
                },
            },
            [JsonType::Integer, JsonType::Number] | [JsonType::Number, JsonType::Integer] => {
                self.of_type(id, JsonType::Number, nullable)
            }
            several => self.type_list(id, several, nullable),
        }
    }

    fn of_type(&mut self, id: SchemaId, ty: JsonType, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        let ty = match ty {
            JsonType::Null => Type::Null,
            JsonType::Object => return self.object(id, nullable),
            JsonType::Array => return self.array(id, nullable),
            JsonType::Boolean => Type::Bool,
            JsonType::String if self.facts.is_file(id) => Type::File,
            JsonType::Integer | JsonType::Number | JsonType::String => {
                let ty = self.facts.text_or_number(ty, schema);
                wide_enough(self.facts, self.report, schema, ty)
            }
        };
        if self.naming.name_of(id).is_none() {
            return LoweredType { ty, nullable };
        }
        if ty == Type::String {
            self.define(id, nullable, |_| ItemKind::Text)
        } else {
            self.define(id, nullable, |_| ItemKind::Alias(ty))
        }
    }

    /// Returns a type, as an alias where the schema has a name.
    pub(super) fn named_type(&mut self, id: SchemaId, ty: Type, nullable: bool) -> LoweredType {
        if self.naming.name_of(id).is_none() {
            return LoweredType { ty, nullable };
        }
        self.define(id, nullable, |_| ItemKind::Alias(ty))
    }

    /// Lowers a list of types, such as `type: [string, integer]`, to a union.
    fn type_list(&mut self, id: SchemaId, types: &[JsonType], nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        let origin = self.naming.origin(id);
        let mut variants = Vec::new();
        for ty in types {
            let (word, ty) = match ty {
                JsonType::Boolean => ("bool", Type::Bool),
                JsonType::Integer => (
                    "integer",
                    self.facts
                        .options()
                        .formats
                        .get(JsonType::Integer, None, &schema.limits),
                ),
                JsonType::Number => ("number", Type::F64),
                JsonType::String => ("text", Type::String),
                JsonType::Array => ("list", self.nested_array(id)),
                JsonType::Object if !self.facts.has_members(schema) => {
                    ("map", Type::Map(Box::new(self.map_value(schema))))
                }
                JsonType::Object => ("object", self.nested_object(id)),
                JsonType::Null => continue,
            };
            let mut origin = origin.clone();
            origin.segments = vec![word.to_owned()];
            origin.name_override = None;
            variants.push(UntaggedVariant {
                origin,
                docs: crate::ir::Docs::default(),
                ty,
            });
        }
        self.define(id, nullable, |_| {
            ItemKind::UntaggedUnion(UntaggedUnion { variants })
        })
    }
}
