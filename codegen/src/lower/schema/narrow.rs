//! Types of plain values that several schemas describe: the narrowest type that matches all of them.

use std::collections::BTreeSet;

use super::enums::{kind_of_values, warn_misfits};
use super::{LoweredType, SchemaLowerer, sensitive};
use crate::ir::{ItemKind, Type};
use crate::lower::facts::{self, Plain};
use crate::openapi::model::SchemaId;

/// The outcome for schemas that together describe one value.
pub(crate) enum Narrowed {
    /// They are about plain values, and this is the narrowest type.
    Fits(LoweredType),
    /// They are about plain values, and no value matches all of them.
    Conflict,
    /// Some of them are about objects, lists or alternatives.
    NotPlain,
}

impl<'a> SchemaLowerer<'a> {
    /// Returns the type of a value that matches all these schemas, the nearest last. A type that none of them has is
    /// made for `owner`.
    pub(super) fn narrowest(&mut self, schemas: &[SchemaId], owner: SchemaId) -> Narrowed {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let is_plain = schemas
            .iter()
            .all(|id| facts::plain_parts(self.facts, *id, &mut seen, &mut parts));
        if !is_plain || parts.is_empty() {
            return Narrowed::NotPlain;
        }
        let Some(plain) = facts::all_of_plain(self.facts, &parts) else {
            return Narrowed::Conflict;
        };
        let summary = facts::type_summary(&plain);
        let mut candidates: Vec<SchemaId> = seen
            .into_iter()
            .chain(schemas.iter().map(|id| self.facts.target(*id)))
            .filter(|id| {
                (schemas != [owner] || *id != owner) && facts::has_type(self.facts, *id, &summary)
            })
            .collect();
        // A named type goes before one without a name, and the nearest before others.
        candidates.sort_by_key(|id| self.naming.name_of(*id).is_some());
        if let Some(same) = candidates.last() {
            let mut lowered = self.type_of(*same);
            lowered.nullable = plain.nullable;
            return Narrowed::Fits(lowered);
        }
        self.item_of_all(owner, plain)
            .map_or(Narrowed::NotPlain, Narrowed::Fits)
    }

    /// Makes a type that none of the parts has alone.
    fn item_of_all(&mut self, owner: SchemaId, plain: Plain<'_>) -> Option<LoweredType> {
        let Plain {
            schema,
            listed,
            nullable,
        } = plain;
        let kind = match listed {
            Some((source, listed)) => {
                warn_misfits(
                    self.facts,
                    self.report,
                    &schema,
                    listed.iter().map(|(node, _)| *node),
                );
                kind_of_values(self.facts, self.naming, &schema, source, listed)?
            }
            None => ItemKind::Alias(facts::plain_type(self.facts, &schema)?),
        };
        let lowered = match kind {
            ItemKind::Alias(ty) if self.naming.name_of(owner).is_none() => {
                LoweredType { ty, nullable }
            }
            ItemKind::Alias(Type::String) => self.item_at(owner, nullable, ItemKind::Text),
            kind => self.item_at(owner, nullable, kind),
        };
        Some(sensitive(&schema, lowered))
    }

    /// Makes an item for a schema that may have another type elsewhere: it isn't memoised.
    fn item_at(&mut self, owner: SchemaId, nullable: bool, kind: ItemKind) -> LoweredType {
        let id = self.place(owner);
        let item = self
            .naming
            .item(owner, facts::docs_where_used(self.facts, owner), kind);
        self.items.fill(id, item);
        LoweredType {
            ty: Type::Named(id),
            nullable,
        }
    }
}
