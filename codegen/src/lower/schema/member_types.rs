//! Types of members that alternatives describe: a union where they describe a member differently.

use std::collections::HashSet;

use super::enum_union::enum_of_all;
use super::members::{Alternatives, Property};
use super::{LoweredType, SchemaLowerer};
use crate::defect::Certain as _;
use crate::ir::{Docs, Item, ItemKind, Origin, Type, UntaggedUnion, UntaggedVariant};
use crate::lower::facts;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// Returns how a member is typed, by the schemas that hold everywhere and those of alternatives.
    pub(super) fn type_of_member(
        &mut self,
        owner: Option<&Origin>,
        property: &Property,
        alternatives: &Alternatives,
    ) -> LoweredType {
        let Property {
            name,
            schemas,
            alternatives: described,
        } = property;
        if described.is_empty() {
            return self.type_of_all(name, schemas);
        }
        let is_covered = alternatives.cover_a_list(described.iter().map(|(index, _)| *index));
        let mut candidates: Vec<SchemaId> = Vec::new();
        // Where an alternative doesn't describe the member, the object's own schema holds.
        let free = schemas.last().filter(|_| !is_covered);
        for id in described.iter().map(|(_, id)| id).chain(free) {
            let target = self.facts.target(*id);
            let is_known = |known: &SchemaId| self.facts.target(*known) == target;
            let is_said = self.facts.has_constraints(*id)
                || (schemas.is_empty() && !self.facts.schema(target).types.is_empty());
            if !is_said && schemas.is_empty() {
                // Where one alternative allows any value, no narrower type holds.
                return LoweredType::plain(Type::Json);
            }
            if is_said && !candidates.iter().any(is_known) {
                candidates.push(*id);
            }
        }
        match candidates.as_slice() {
            [] | [_] => {
                let all: Vec<SchemaId> = schemas.iter().copied().chain(candidates).collect();
                match all.as_slice() {
                    [] => described.last().map_or_else(
                        || LoweredType::plain(Type::Json),
                        |(_, id)| self.type_of(*id),
                    ),
                    all => self.type_of_all(name, all),
                }
            }
            several => self.type_of_any(owner, name, several, alternatives.at_once),
        }
    }

    /// Returns the type of a value that matches one of several schemas: one enum of what they list, or a union named
    /// after the owner and the member.
    fn type_of_any(
        &mut self,
        owner: Option<&Origin>,
        name: &str,
        schemas: &[SchemaId],
        at_once: bool,
    ) -> LoweredType {
        let first = schemas.first().copied();
        let first = first.certain_or("a member has a schema", SchemaId(0));
        let mut origin = owner.map_or_else(|| self.naming.origin(first), Clone::clone);
        origin.at = self.facts.schema(first).at;
        let origin = origin.with_segment(name);
        let merged = enum_of_all(self.facts, self.naming, self.facts.schema(first), schemas);
        if let Some((values, nullable)) = merged {
            let ty = self.item_of_member(first, origin, ItemKind::Enum(values));
            return LoweredType { ty, nullable };
        }
        let (types, nullable) = self.distinct_types(schemas);
        if let Some(ty) = widest(types.iter().map(|(_, ty)| ty)) {
            let ty = ty.clone();
            return LoweredType { ty, nullable };
        }
        if types.iter().any(|(_, ty)| *ty == Type::Json) {
            return LoweredType::plain(Type::Json);
        }
        let types = types.into_iter();
        let mut variants: Vec<UntaggedVariant> = types
            .map(|(id, ty)| self.untagged_variant(id, ty))
            .collect();
        if at_once {
            variants.extend(self.variants_of_several(schemas, &origin));
        }
        let kind = ItemKind::UntaggedUnion(UntaggedUnion { variants });
        let ty = self.item_of_member(first, origin, kind);
        LoweredType { ty, nullable }
    }

    /// Lowers schemas. Returns their types, each once with its first schema, and whether one of them is nullable.
    fn distinct_types(&mut self, schemas: &[SchemaId]) -> (Vec<(SchemaId, Type)>, bool) {
        let (mut types, mut nullable) = (Vec::new(), false);
        let mut seen = HashSet::new();
        for id in schemas {
            let lowered = self.type_of(*id);
            nullable |= lowered.nullable;
            if seen.insert(lowered.ty.clone()) {
                types.push((*id, lowered.ty));
            }
        }
        (types, nullable)
    }

    /// Makes the item of a member that several schemas describe, documented by the first.
    fn item_of_member(&mut self, first: SchemaId, origin: Origin, kind: ItemKind) -> Type {
        let docs = Docs {
            deprecated: false,
            ..facts::docs_where_used(self.facts, first)
        };
        self.add(Item {
            origin,
            named: false,
            docs,
            kind,
        })
    }
}

/// Returns the one type that holds the values of all: the only one, or the widest of integers or of numbers.
fn widest<'t>(types: impl Iterator<Item = &'t Type> + Clone) -> Option<&'t Type> {
    let holds = |wide: &Type, narrow: &Type| match (wide, narrow) {
        (Type::I64, Type::I32 | Type::U32) | (Type::U64, Type::U32) | (Type::F64, Type::F32) => {
            true
        }
        _ => wide == narrow,
    };
    types
        .clone()
        .find(|wide| types.clone().all(|narrow| holds(wide, narrow)))
}
