//! One schema: what kind of thing it is.

use super::{Lower, Memo, Usage};
use crate::ir::{Item, ItemKind, Type, TypeId, UntaggedUnion, UntaggedVariant};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// How deep lists and maps are nested in one type: half of what compilers follow by default.
pub(super) const MOST_DEPTH: usize = 64;

/// How many schemas may be lowered inside one another.
pub(super) const MOST_NESTED: usize = 10_000;

impl Lower<'_> {
    /// How the schema is typed where it is used.
    pub(super) fn usage(&mut self, id: SchemaId) -> Usage {
        match self.memo.get(&id) {
            Some(Memo::Done(usage)) => return usage.clone(),
            Some(Memo::Open(_)) => return self.inside_itself(id),
            None => {}
        }
        if self.depth >= MOST_NESTED {
            return self.too_nested(id);
        }
        // A reference is no schema of its own: what refers to itself alone is gone, and an object may be met again on the
        // way through its own members.
        if self.schema(id).reference.is_none() {
            self.memo.insert(id, Memo::Open(None));
        }
        self.depth += 1;
        let mut usage = self.lower_schema(id);
        self.depth -= 1;
        if usage.ty.depth() > MOST_DEPTH {
            usage.ty = self.too_deep(id);
        }
        let known = self.memo.insert(id, Memo::Done(usage.clone()));
        if let Some(Memo::Open(Some(place))) = known {
            self.name_itself(place, id, &usage);
        }
        usage
    }

    /// A schema that is met while it is being lowered is an item that names it. Whether there is an object in between is
    /// known at the end.
    fn inside_itself(&mut self, id: SchemaId) -> Usage {
        let schema = self.schema(id);
        let nullable = self.is_nullable(schema) || self.has_null(schema);
        if let Some(mut usage) = self.wrapped(schema) {
            usage.nullable |= nullable;
            return usage;
        }
        let place = self.place(id);
        self.memo.insert(id, Memo::Open(Some(place)));
        Usage {
            ty: Type::Named(place),
            nullable,
        }
    }

    /// What a schema of one part stands for: OpenAPI 3.0 has `allOf` of one to say something beside a reference, and 3.1
    /// alternatives of one and null.
    fn wrapped(&self, schema: &Schema) -> Option<Usage> {
        if !schema.required.is_empty() || schema.extensions.sensitive {
            return None;
        }
        let part = match schema.all_of.as_slice() {
            [part] if !self.has_own_shape(schema) => part,
            [] if schema.properties.is_empty() && schema.types.is_empty() => {
                let parts = schema.one_of.iter().chain(&schema.any_of);
                let mut parts = parts.filter(|part| !self.is_only_null(**part));
                let part = parts.next()?;
                if parts.next().is_some() {
                    return None;
                }
                part
            }
            _ => return None,
        };
        match self.memo.get(&self.target(*part)) {
            Some(Memo::Done(usage)) => Some(usage.clone()),
            _ => None,
        }
    }

    /// Whether null is one of the alternatives.
    fn has_null(&self, schema: &Schema) -> bool {
        let mut parts = schema.one_of.iter().chain(&schema.any_of);
        parts.any(|part| self.is_only_null(*part))
    }

    fn is_only_null(&self, id: SchemaId) -> bool {
        self.schema(self.target(id)).types == [JsonType::Null]
    }

    /// Gives what a schema became the name that it was called by inside of itself.
    fn name_itself(&mut self, place: TypeId, id: SchemaId, usage: &Usage) {
        if usage.ty == Type::Named(place) {
            return;
        }
        let schema = self.schema(id);
        let is_told = usage.nullable == (self.is_nullable(schema) || self.has_null(schema));
        let ty = match is_told {
            true => usage.ty.clone(),
            false => usage.clone().element(),
        };
        let item = Item {
            origin: self.origin(id),
            named: self.name_of(id).is_some(),
            docs: self.docs(schema),
            kind: ItemKind::Alias(ty),
        };
        self.fill(place, item);
    }

    pub(super) fn warn_endless(&mut self, at: NodeId) {
        self.warn(
            "endless-type",
            at,
            "this schema contains itself with no object in between; it is typed as raw JSON",
            "put an object between the schema and itself, or accept raw JSON",
        );
    }

    fn too_nested(&mut self, id: SchemaId) -> Usage {
        let at = self.schema(id).at;
        self.error(
            "too-deep",
            at,
            format!("more than {MOST_NESTED} schemas lead to this one with no object in between"),
            "refer to the schema itself instead of going through others",
        );
        Usage::plain(Type::Json)
    }

    /// References to inline schemas may nest lists deeper than any compiler reads.
    fn too_deep(&mut self, id: SchemaId) -> Type {
        self.warn_deep(self.schema(id).at);
        Type::Json
    }

    pub(super) fn warn_deep(&mut self, at: NodeId) {
        self.warn(
            "deep-type",
            at,
            format!("lists and maps stand more than {MOST_DEPTH} deep in one another here; this is typed as raw JSON"),
            "put an object between the lists, or accept raw JSON",
        );
    }

    fn lower_schema(&mut self, id: SchemaId) -> Usage {
        let schema = self.schema(id);
        if let Some(ty) = self.wishes.formats_at.get(&schema.at) {
            return self.as_wished(id, ty.clone());
        }
        if let Some(target) = schema.reference {
            let mut usage = self.usage(target);
            usage.nullable |= schema.nullable || schema.types.contains(&JsonType::Null);
            return self.sensitive(schema, usage);
        }
        let nullable = self.is_nullable(schema);
        let usage = if let Some((tag, at)) = &schema.extensions.union {
            self.keyed_union(id, tag, *at, nullable)
        } else if !schema.all_of.is_empty() {
            self.all_of(id, nullable)
        } else if schema.constant.is_some() || schema.values.is_some() {
            self.enumeration(id, nullable)
        } else if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            self.union(id, nullable)
        } else {
            self.by_type(id, nullable)
        };
        self.sensitive(schema, usage)
    }

    /// A schema whose type the configuration says.
    fn as_wished(&mut self, id: SchemaId, ty: Type) -> Usage {
        let schema = self.schema(id);
        let target = self.schema(self.target(id));
        let nullable = self.is_nullable(schema) || self.is_nullable(target);
        let usage = match self.name_of(id) {
            None => Usage { ty, nullable },
            Some(_) if ty == Type::String => self.define(id, nullable, |_| ItemKind::Text),
            Some(_) => self.define(id, nullable, |_| ItemKind::Alias(ty)),
        };
        self.sensitive(target, usage)
    }

    pub(super) fn sensitive(&self, schema: &Schema, mut usage: Usage) -> Usage {
        if schema.extensions.sensitive && !matches!(usage.ty, Type::Sensitive(_)) {
            usage.ty = Type::Sensitive(Box::new(usage.ty));
        }
        usage
    }

    pub(super) fn is_nullable(&self, schema: &Schema) -> bool {
        let null_value = |id: &NodeId| matches!(self.tree.value(*id), Node::Null);
        schema.nullable
            || schema.types.contains(&JsonType::Null)
            || schema
                .values
                .as_ref()
                .is_some_and(|values| values.iter().any(null_value))
            || schema.constant.as_ref().is_some_and(null_value)
    }

    /// No combination: `type` decides, or else the keywords that only one type has.
    pub(super) fn by_type(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        let types: Vec<JsonType> = schema
            .types
            .iter()
            .copied()
            .filter(|ty| *ty != JsonType::Null)
            .collect();
        match types.as_slice() {
            [ty] => self.of_type(id, *ty, nullable),
            [] if schema.types == [JsonType::Null] => self.named_type(id, Type::Null, false),
            [] => match self.implied(schema) {
                Some(ty) => self.of_type(id, ty, nullable),
                None => Usage {
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

    /// The type that a schema without `type` can only have.
    pub(super) fn implied(&self, schema: &Schema) -> Option<JsonType> {
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
            self.wishes.formats.of(schema.format.as_deref()?)
        }
    }

    fn of_type(&mut self, id: SchemaId, ty: JsonType, nullable: bool) -> Usage {
        let schema = self.schema(id);
        let ty = match ty {
            JsonType::Null => Type::Null,
            JsonType::Object => return self.object(id, nullable),
            JsonType::Array => return self.array(id, nullable),
            JsonType::Boolean => Type::Bool,
            JsonType::String if self.files.contains(&id) => Type::File,
            JsonType::Integer | JsonType::Number | JsonType::String => {
                let ty = self.text_or_number(ty, schema);
                self.wide_enough(schema, ty)
            }
        };
        if self.name_of(id).is_none() {
            return Usage { ty, nullable };
        }
        if ty == Type::String {
            self.define(id, nullable, |_| ItemKind::Text)
        } else {
            self.define(id, nullable, |_| ItemKind::Alias(ty))
        }
    }

    /// A type that is called as the schema is, where that has a name.
    pub(super) fn named_type(&mut self, id: SchemaId, ty: Type, nullable: bool) -> Usage {
        if self.name_of(id).is_none() {
            return Usage { ty, nullable };
        }
        self.define(id, nullable, |_| ItemKind::Alias(ty))
    }

    /// The type of a string or a number by its format.
    pub(super) fn text_or_number(&self, ty: JsonType, schema: &Schema) -> Type {
        let format = schema.format.as_deref().or(encoded_as(schema));
        self.wishes.formats.get(ty, format, &schema.limits)
    }

    /// 3.1's `type: [string, integer]`: a union of plain shapes.
    fn type_list(&mut self, id: SchemaId, types: &[JsonType], nullable: bool) -> Usage {
        let schema = self.schema(id);
        let origin = self.origin(id);
        let mut variants = Vec::new();
        for ty in types {
            let (word, ty) = match ty {
                JsonType::Boolean => ("bool", Type::Bool),
                JsonType::Integer => (
                    "integer",
                    self.wishes
                        .formats
                        .get(JsonType::Integer, None, &schema.limits),
                ),
                JsonType::Number => ("number", Type::F64),
                JsonType::String => ("text", Type::String),
                JsonType::Array => ("list", self.nested_array(id)),
                JsonType::Object if !self.has_members(schema) => {
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

/// The format that says the same as `contentEncoding`, which OpenAPI 3.1 has in its place (§4.4.2).
fn encoded_as(schema: &Schema) -> Option<&'static str> {
    let encoding = schema.content_encoding.as_deref()?;
    encoding.eq_ignore_ascii_case("base64").then_some("byte")
}
