//! Objects: structs and maps.

use super::members::Members;
use super::undeclared::{undeclared, undeclared_field};
use super::{LoweredType, Memo, SchemaLowerer};
use crate::ir::{Field, ItemKind, Presence, Struct, Type};
use crate::lower::facts;
use crate::openapi::model::{Schema, SchemaId};

/// How deep schemas are nested when structs are deferred.
const DEPTH_TO_WAIT: usize = 1_000;

impl<'a> SchemaLowerer<'a> {
    /// Lowers an object to a struct or a map.
    pub(super) fn object(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        if self.facts.has_members(schema) || self.facts.is_closed(schema) {
            let mut members = Members::default();
            self.gatherer.take(schema, false, &mut members);
            return self.define_struct(id, nullable, members);
        }
        let ty = Type::Map(Box::new(self.map_value(schema)));
        self.named_type(id, ty, nullable)
    }

    /// Makes a struct. Its fields may be deferred: a chain of structs may be longer than the call stack is deep.
    pub(super) fn define_struct(
        &mut self,
        id: SchemaId,
        nullable: bool,
        mut members: Members,
    ) -> LoweredType {
        members.owner = Some(self.naming.origin(id));
        if self.depth < DEPTH_TO_WAIT {
            return self.define(id, nullable, |lower| {
                ItemKind::Struct(lower.build_members(members))
            });
        }
        let table_id = self.place(id);
        let lowered = LoweredType {
            ty: Type::Named(table_id),
            nullable,
        };
        self.memo.insert(id, Memo::Done(lowered.clone()));
        self.deferred_structs.push((table_id, id, members));
        lowered
    }

    /// Builds the structs that were deferred.
    pub(crate) fn build_deferred(&mut self) {
        while let Some((table_id, id, members)) = self.deferred_structs.pop() {
            let kind = ItemKind::Struct(self.build_members(members));
            let item = self
                .naming
                .item(id, facts::docs(self.facts, self.facts.schema(id)), kind);
            self.items.fill(table_id, item);
        }
    }

    /// Makes a struct for an object that is one of several types of a schema.
    pub(super) fn nested_object(&mut self, id: SchemaId) -> Type {
        self.nested(id, "object", |lower| {
            let mut members = Members::default();
            lower
                .gatherer
                .take(lower.facts.schema(id), false, &mut members);
            ItemKind::Struct(lower.build_members(members))
        })
    }

    /// Returns the type of the values of an object without properties.
    pub(super) fn map_value(&mut self, schema: &Schema) -> Type {
        let rest = facts::rest(self.facts, schema);
        self.rest_type(rest.as_slice()).unwrap_or(Type::Json)
    }

    /// Builds the fields of a struct.
    pub(super) fn build_members(&mut self, members: Members) -> Struct {
        for at in &members.flattened_unions {
            self.report.warn(
                "loose-union",
                *at,
                "alternatives inside a combined object become optional fields here",
                "make the object itself a `oneOf` of complete objects to get one variant per alternative",
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
        // Where no member has a schema, other members must not get lost.
        if fields.is_empty() && !unnamed.is_empty() && !closed {
            additional = additional.or(Some(Type::Json));
        }
        for (name, at) in unnamed {
            fields.push(undeclared_field(
                self.facts,
                self.naming,
                name,
                at,
                additional.as_ref(),
            ));
        }
        // What only some alternatives require has a field, too.
        for (name, at) in undeclared(&fields, alternatives.take_mentioned()) {
            let field = undeclared_field(self.facts, self.naming, name, at, None);
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
}
