//! How a member is typed that alternatives describe: where they describe it differently, by a union of what they say.

use super::enum_union::enum_of_all;
use std::collections::HashSet;

use super::members::{Alternatives, Property};
use super::{LoweredType, SchemaLowerer};
use crate::ir::{Docs, Item, ItemKind, Origin, Type, UntaggedUnion, UntaggedVariant};
use crate::lower::facts::{self};
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
        let first = schemas.first().copied().unwrap_or(SchemaId(0));
        let mut all_lowered: Vec<(SchemaId, LoweredType)> = Vec::new();
        let mut nullable = false;
        let merged = enum_of_all(self.facts, self.naming, self.facts.schema(first), schemas);
        if merged.is_none() {
            let mut seen = HashSet::new();
            for id in schemas {
                let lowered = self.type_of(*id);
                nullable |= lowered.nullable;
                if seen.insert(lowered.ty.clone()) {
                    all_lowered.push((*id, lowered));
                }
            }
            let types = || all_lowered.iter().map(|(_, lowered)| &lowered.ty);
            if let Some(ty) = widest(types()) {
                let ty = ty.clone();
                return LoweredType { ty, nullable };
            }
        }
        let mut origin = owner.cloned().unwrap_or_else(|| self.naming.origin(first));
        origin.at = self.facts.schema(first).at;
        origin.name_override = None;
        origin.segments.push(name.to_owned());
        let kind = match merged {
            Some((values, is_nullable)) => {
                nullable = is_nullable;
                ItemKind::Enum(values)
            }
            None if all_lowered
                .iter()
                .any(|(_, lowered)| lowered.ty == Type::Json) =>
            {
                return LoweredType::plain(Type::Json);
            }
            None => {
                let all_lowered = all_lowered.into_iter();
                let mut variants: Vec<UntaggedVariant> = all_lowered
                    .map(|(id, lowered)| self.untagged_variant(id, lowered.ty))
                    .collect();
                if at_once {
                    variants.extend(self.variant_of_several(schemas, &origin));
                }
                ItemKind::UntaggedUnion(UntaggedUnion { variants })
            }
        };
        let id = self.items.reserve();
        let docs = Docs {
            deprecated: false,
            ..facts::docs_where_used(self.facts, first)
        };
        self.items.fill(
            id,
            Item {
                origin,
                named: false,
                docs,
                kind,
            },
        );
        LoweredType {
            ty: Type::Named(id),
            nullable,
        }
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
