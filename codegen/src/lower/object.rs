//! Objects: structs and maps, and `allOf` as the object that holds all its parts.

use std::collections::BTreeSet;

use super::alternatives::Alternatives;
use super::gather::{Members, Property};
use super::narrow::Narrowed;
use super::undeclared::undeclared;
use super::{Lower, Memo, Usage};
use crate::ir::{
    Docs, Field, Item, ItemKind, Origin, Presence, Struct, Type, TypeId, UnknownValues,
};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;
use crate::table::Id as _;

/// How many schemas are lowered inside one another before structs wait.
const DEPTH_TO_WAIT: usize = 1_000;

impl Lower<'_> {
    /// `type: object`, no combination.
    pub(super) fn object(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        if self.has_members(schema) || self.is_closed(schema) {
            let mut members = Members::default();
            self.take(schema, false, &mut members);
            return self.define_struct(id, nullable, members);
        }
        let ty = Type::Map(Box::new(self.map_value(schema)));
        if self.name_of(id).is_some() {
            return self.define(id, nullable, |_| ItemKind::Alias(ty));
        }
        Usage { ty, nullable }
    }

    /// A struct whose name is known at once. Its fields may wait: a chain of structs may be longer than the call stack
    /// is deep.
    pub(super) fn define_struct(
        &mut self,
        id: SchemaId,
        nullable: bool,
        mut members: Members,
    ) -> Usage {
        members.owner = Some(self.origin(id));
        if self.depth < DEPTH_TO_WAIT {
            return self.define(id, nullable, |lower| {
                ItemKind::Struct(lower.build_members(members))
            });
        }
        let table_id = self.place(id);
        let usage = Usage {
            ty: Type::Named(table_id),
            nullable,
        };
        self.memo.insert(id, Memo::Done(usage.clone()));
        self.waiting.push((table_id, id, members));
        usage
    }

    /// Builds the structs that were put off.
    pub(super) fn build_waiting(&mut self) {
        while let Some((table_id, id, members)) = self.waiting.pop() {
            let kind = ItemKind::Struct(self.build_members(members));
            let item = Item {
                origin: self.origin(id),
                named: self.name_of(id).is_some(),
                docs: self.docs(self.schema(id)),
                kind,
            };
            self.fill(table_id, item);
        }
    }

    /// An object that is one of several things a schema may be: an item of its own, named after the schema.
    pub(super) fn nested_object(&mut self, id: SchemaId) -> Type {
        self.nested(id, "object", |lower| {
            let mut members = Members::default();
            lower.take(lower.schema(id), false, &mut members);
            ItemKind::Struct(lower.build_members(members))
        })
    }

    /// No members but those listed, and none are.
    pub(super) fn is_closed(&self, schema: &Schema) -> bool {
        let refused = |id: SchemaId| self.schema(self.target(id)).boolean == Some(false);
        schema.additional_properties.is_some_and(refused) && schema.pattern_properties.is_empty()
    }

    /// The type of what an object without properties holds.
    pub(super) fn map_value(&mut self, schema: &Schema) -> Type {
        let rest = self.rest(schema);
        self.rest_type(rest.as_slice()).unwrap_or(Type::Json)
    }

    /// `allOf`: the one part that has a shape, or the object that holds the members of all.
    pub(super) fn all_of(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        match self.narrowest(&[id], id) {
            Narrowed::Fits(mut usage) => {
                // 3.0's `nullable` beside `allOf` is meant to widen it, as it does beside a reference.
                usage.nullable |= schema.nullable;
                return self.named_as(id, usage);
            }
            Narrowed::Conflict => {
                self.warn_of_parts(schema);
                return Usage {
                    ty: Type::Json,
                    nullable,
                };
            }
            Narrowed::NotPlain if schema.values.is_some() || schema.constant.is_some() => {
                return self.enumeration(id, nullable);
            }
            Narrowed::NotPlain => {}
        }
        let shaped: Vec<SchemaId> = schema
            .all_of
            .iter()
            .copied()
            .filter(|part| self.has_shape(*part))
            .collect();
        let requires = self.requires_more(schema, &shaped);
        // What a parent was is a part of its children, and no child by itself.
        let is_base = |id: &SchemaId| self.schema(self.target(*id)).derived.is_some();
        if let ([only], false) = (shaped.as_slice(), self.has_own_shape(schema) || requires)
            && !is_base(only)
        {
            let mut usage = self.usage(*only);
            usage.nullable |= nullable;
            return self.named_as(id, usage);
        }
        if shaped.is_empty() && !self.has_own_shape(schema) && !requires {
            return Usage {
                ty: Type::Json,
                nullable,
            };
        }
        if let Some(usage) = self.list_of_parts(id, &shaped, nullable) {
            return self.named_as(id, usage);
        }
        let mut members = Members::default();
        if self.gather(id, false, &mut members) {
            return self.define_struct(id, nullable, members);
        }
        if self.gathered > self.most_gathered() {
            return Usage::plain(Type::Json);
        }
        self.warn_of_parts(schema);
        Usage {
            ty: Type::Json,
            nullable,
        }
    }

    /// Another name for a type, where the schema has one.
    fn named_as(&mut self, id: SchemaId, usage: Usage) -> Usage {
        let is_known =
            matches!(self.memo.get(&id), Some(Memo::Done(known)) if known.ty == usage.ty);
        let is_own = usage.ty.named().is_some_and(|ty| self.is_at(ty, id));
        if self.name_of(id).is_none() || is_known || is_own {
            return usage;
        }
        let inner = ItemKind::Alias(usage.ty);
        self.define(id, usage.nullable, |_| inner)
    }

    /// Whether an item was made of that schema.
    fn is_at(&self, item: TypeId, schema: SchemaId) -> bool {
        let item = self.types.get(item.index()).and_then(Option::as_ref);
        item.is_some_and(|item| item.named && item.origin.at == self.schema(schema).at)
    }

    fn warn_of_parts(&mut self, schema: &Schema) {
        self.warn(
            "all-of",
            schema.at,
            "no one type fits all parts of this allOf; it is typed as raw JSON",
            "combine objects, or schemas that narrow the same type",
        );
    }

    /// Whether names are required beside what the one shaped part requires itself: then the whole is another object.
    fn requires_more(&mut self, schema: &Schema, shaped: &[SchemaId]) -> bool {
        let plain = schema
            .all_of
            .iter()
            .filter(|part| !shaped.contains(part))
            .map(|part| self.schema(self.target(*part)));
        let mut names: BTreeSet<&str> = plain
            .chain([schema])
            .flat_map(|part| &part.required)
            .map(|(name, _)| name.as_str())
            .collect();
        if names.is_empty() || shaped.len() > 1 {
            return false;
        }
        let mut members = Members::default();
        let fine = shaped
            .iter()
            .all(|part| self.gather(*part, false, &mut members));
        names.retain(|name| !members.required.contains_key(*name));
        fine && members.loose.is_empty() && !names.is_empty()
    }

    /// The members of an object where more names are required; none where it requires them itself.
    pub(super) fn requiring(
        &mut self,
        id: SchemaId,
        names: &[(String, NodeId)],
    ) -> Option<Members> {
        let mut members = Members::default();
        let fine = self.gather(id, false, &mut members) && members.loose.is_empty();
        let mut is_more = false;
        for (name, at) in names {
            is_more |= !members.required.contains_key(name);
            members.required.entry(name.clone()).or_insert(*at);
        }
        (fine && is_more).then_some(members)
    }

    /// Whether a part says more than documentation.
    pub(super) fn has_shape(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        self.has_own_shape(schema) || !schema.all_of.is_empty() || schema.reference.is_some()
    }

    pub(super) fn build_members(&mut self, members: Members) -> Struct {
        for at in &members.loose {
            self.warn(
                "loose-union",
                *at,
                "alternatives inside a combined object: their members are optional fields here",
                "make the object itself a oneOf of complete objects to have a variant for each",
            );
        }
        let Members {
            properties,
            places,
            required,
            rests,
            closed,
            conditional,
            conditions,
            mut alternatives,
            owner,
            ..
        } = members;
        let mut fields = Vec::new();
        for property in properties {
            let required = required.contains_key(&property.name);
            fields.push(self.field(owner.as_ref(), &property, &alternatives, required));
        }
        fields.extend(self.conditional_fields(conditional, conditions, &places, &required));
        let mut additional = self.rest_type(&rests);
        let unnamed = undeclared(&fields, required);
        // Nothing that has no name may get lost where nothing has one.
        if fields.is_empty() && !unnamed.is_empty() && !closed {
            additional = additional.or(Some(Type::Json));
        }
        for (name, at) in unnamed {
            fields.push(self.undeclared_field(name, at, additional.as_ref()));
        }
        // What only some alternatives ask for has a place, too.
        for (name, at) in undeclared(&fields, alternatives.take_mentioned()) {
            let field = self.undeclared_field(name, at, None);
            fields.push(Field {
                presence: Presence::Optional,
                ..field
            });
        }
        Struct {
            closed: closed && additional.is_none(),
            fields,
            additional,
        }
    }

    fn field(
        &mut self,
        owner: Option<&Origin>,
        property: &Property,
        alternatives: &Alternatives,
        required: bool,
    ) -> Field {
        let usage = self.usage_of_member(owner, property, alternatives);
        let mentions = property.mentions();
        self.placed
            .extend(mentions.iter().map(|id| self.resolved.schema(*id).at));
        self.field_of(property.name.clone(), &mentions, usage, required)
    }

    /// The field of a member that these schemas describe.
    pub(super) fn field_of(
        &mut self,
        wire: String,
        schemas: &[SchemaId],
        usage: Usage,
        required: bool,
    ) -> Field {
        // The later part is the nearer one, and it names the field.
        let id = schemas.last().copied().unwrap_or(SchemaId(0));
        let schema = self.schema(id);
        let may_be_missing = |id: &SchemaId| {
            let at = self.resolved.schema(*id).at;
            self.wishes.optional.contains(&at)
        };
        let required = required && !schemas.iter().any(may_be_missing);
        let one_way = self.one_way(schemas).filter(|_| required);
        // Where its type goes both ways, it can't be asked for: one of them doesn't know it.
        let required = required && one_way.is_none();
        // `null` is a value, and absence another.
        let nullable = usage.nullable || (usage.ty == Type::Null && !required);
        let presence = Presence::of(required, nullable);
        let constant = presence == Presence::Required && self.is_constant(&usage.ty);
        let origin = Origin {
            at: schema.at,
            segments: vec![wire.clone()],
            name_override: self.wish(schema.at, Some(schema)),
        };
        Field {
            docs: self.usage_docs(id),
            wire,
            origin,
            ty: usage.ty,
            presence,
            constant,
            one_way,
        }
    }

    /// What stands beside a reference, or else what the target says of itself.
    pub(super) fn usage_docs(&self, id: SchemaId) -> Docs {
        let schema = self.schema(id);
        let own = self.docs(schema);
        if schema.reference.is_none() || own.text.is_some() {
            return own;
        }
        let target = self.docs(self.schema(self.target(id)));
        Docs {
            deprecated: own.deprecated,
            ..target
        }
    }

    /// Whether an object has members that can be named.
    pub(super) fn has_members(&self, schema: &Schema) -> bool {
        !schema.properties.is_empty()
            || !schema.required.is_empty()
            || self.has_conditional_members(schema)
    }

    /// Whether schemas for some values only name members.
    fn has_conditional_members(&self, schema: &Schema) -> bool {
        let parts = schema.conditional.iter().chain(&schema.condition);
        let mut parts = parts.map(|id| self.schema(self.target(*id)));
        parts.any(|part| !part.properties.is_empty() || !part.all_of.is_empty())
    }

    /// Whether the schema itself, its parts aside, says what a value looks like.
    pub(super) fn has_own_shape(&self, schema: &Schema) -> bool {
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

    /// Whether there is only one value.
    pub(super) fn is_constant(&self, ty: &Type) -> bool {
        let id = match ty {
            Type::Named(id) => id,
            Type::Null | Type::True | Type::False => return true,
            _ => return false,
        };
        let item = self.types.get(id.index()).and_then(Option::as_ref);
        item.is_some_and(|item| matches!(&item.kind, ItemKind::Enum(values) if values.unknown_values != UnknownValues::Allow && values.values.len() == 1))
    }
}
