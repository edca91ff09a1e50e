//! Alternatives that stand beside members, or inside a combined object: their members become members of the whole, and a
//! member that they describe differently is of a union of what they say.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::gather::{Members, Property};
use super::{Lower, Usage};
use crate::ir::{Docs, Item, ItemKind, Literal, Type, UntaggedUnion};
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

/// The alternatives that were gathered into an object.
#[derive(Default)]
pub(super) struct Alternatives {
    /// By alternative, the list it stands in.
    lists: Vec<usize>,
    /// By list, how many alternatives it has.
    sizes: Vec<usize>,
    /// What the alternative that is being gathered asks for.
    required: BTreeMap<String, NodeId>,
    /// What any of the alternatives asks for.
    mentioned: BTreeMap<String, NodeId>,
    current: usize,
}

impl Alternatives {
    /// The alternative that is being gathered.
    pub(super) const fn current(&self) -> usize {
        self.current
    }

    /// Adds what the alternative that is being gathered asks for.
    pub(super) fn require(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mentioned.entry(name.clone()).or_insert(at);
            self.required.insert(name, at);
        }
    }

    /// Takes out what any of the alternatives asks for.
    pub(super) fn take_mentioned(&mut self) -> BTreeMap<String, NodeId> {
        std::mem::take(&mut self.mentioned)
    }

    fn open_list(&mut self, size: usize) -> usize {
        self.sizes.push(size);
        self.sizes.len() - 1
    }

    fn open(&mut self, list: usize) {
        self.lists.push(list);
        self.current = self.lists.len() - 1;
        self.required.clear();
    }

    /// Whether all alternatives of a list are among these.
    fn cover_a_list(&self, alternatives: impl Iterator<Item = usize>) -> bool {
        let mut counts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for alternative in alternatives {
            if let Some(list) = self.lists.get(alternative) {
                counts.entry(*list).or_default().insert(alternative);
            }
        }
        let mut counts = counts.into_iter();
        counts.any(|(list, met)| self.sizes.get(list) == Some(&met.len()))
    }
}

/// How deep schemas are compared.
const MOST_ALIKE: usize = 6;

impl Lower<'_> {
    /// Takes in the members of alternatives; false where one of them is no object. What all of them ask for is required.
    pub(super) fn gather_alternatives(
        &mut self,
        alternatives: &[SchemaId],
        is_inside_another: bool,
        members: &mut Members,
    ) -> bool {
        // The same alternative twice says no more than once.
        let mut distinct: Vec<SchemaId> = Vec::new();
        let mut met = BTreeSet::new();
        distinct.extend(
            alternatives
                .iter()
                .filter(|part| met.insert(self.target(**part))),
        );
        let list = members.alternatives.open_list(distinct.len());
        let outer = members.alternatives.current;
        let outer_required = std::mem::take(&mut members.alternatives.required);
        let mut common: Option<BTreeMap<String, NodeId>> = None;
        let mut fine = true;
        let seen = members.seen.clone();
        for part in &distinct {
            // What several alternatives take in is a part of each.
            members.seen.clone_from(&seen);
            members.alternatives.open(list);
            fine &= self.gather(*part, true, members);
            let required = std::mem::take(&mut members.alternatives.required);
            common = Some(match common {
                None => required,
                Some(mut common) => {
                    common.retain(|name, _| required.contains_key(name));
                    common
                }
            });
        }
        members.alternatives.current = outer;
        members.alternatives.required = outer_required;
        let common = common.unwrap_or_default();
        match is_inside_another {
            true => members.alternatives.required.extend(common),
            false => {
                for (name, at) in common {
                    members.required.entry(name).or_insert(at);
                }
            }
        }
        fine
    }

    /// How a member is typed: by what describes it everywhere, and by what alternatives say of it.
    pub(super) fn usage_of_member(
        &mut self,
        owner: Option<SchemaId>,
        property: &Property,
        alternatives: &Alternatives,
    ) -> Usage {
        let Property {
            name,
            schemas,
            alternatives: described,
        } = property;
        if described.is_empty() {
            return self.usage_of_all(name, schemas);
        }
        let is_covered = alternatives.cover_a_list(described.iter().map(|(index, _)| *index));
        let mut candidates: Vec<SchemaId> = Vec::new();
        // Where an alternative doesn't speak of the member, what the object says of it holds.
        let free = schemas.last().filter(|_| !is_covered);
        for id in described.iter().map(|(_, id)| id).chain(free) {
            let is_known = |known: &SchemaId| self.target(*known) == self.target(*id);
            if self.has_shape(*id) && !candidates.iter().any(is_known) {
                candidates.push(*id);
            }
        }
        match candidates.as_slice() {
            [] | [_] => {
                let all: Vec<SchemaId> = schemas.iter().copied().chain(candidates).collect();
                match all.as_slice() {
                    [] => described
                        .last()
                        .map_or_else(|| Usage::plain(Type::Json), |(_, id)| self.usage(*id)),
                    all => self.usage_of_all(name, all),
                }
            }
            several => self.usage_of_any(owner, name, several),
        }
    }

    /// A value of one of several schemas: one enum of what they list, or a union named after the owner and the member.
    fn usage_of_any(&mut self, owner: Option<SchemaId>, name: &str, schemas: &[SchemaId]) -> Usage {
        let first = schemas.first().copied().unwrap_or(SchemaId(0));
        let mut usages: Vec<(SchemaId, Usage)> = Vec::new();
        let mut nullable = false;
        let merged = self.merged_values(self.schema(first), schemas);
        if merged.is_none() {
            let mut seen = HashSet::new();
            for id in schemas {
                let usage = self.usage(*id);
                nullable |= usage.nullable;
                if seen.insert(usage.ty.clone()) {
                    usages.push((*id, usage));
                }
            }
            if let [(_, only)] = usages.as_slice() {
                return Usage {
                    ty: only.ty.clone(),
                    nullable,
                };
            }
        }
        let kind = match merged {
            Some((values, is_nullable)) => {
                nullable = is_nullable;
                ItemKind::Enum(values)
            }
            None if usages.iter().any(|(_, usage)| usage.ty == Type::Json) => {
                return Usage::plain(Type::Json);
            }
            None => ItemKind::UntaggedUnion(UntaggedUnion {
                variants: usages
                    .into_iter()
                    .map(|(id, usage)| self.untagged_variant(id, usage.ty))
                    .collect(),
            }),
        };
        let mut origin = self.origin(owner.unwrap_or(first));
        origin.at = self.schema(first).at;
        origin.name_override = None;
        origin.segments.push(name.to_owned());
        let id = self.reserve();
        let docs = Docs {
            deprecated: false,
            ..self.usage_docs(first)
        };
        self.fill(
            id,
            Item {
                origin,
                named: false,
                docs,
                kind,
            },
        );
        Usage {
            ty: Type::Named(id),
            nullable,
        }
    }

    /// Whether a value may be of several of these objects at once, with no single one that has a place for all of it.
    ///
    /// Objects that share a constant are forms of one thing, such as a customer and what is left of a deleted one: they
    /// don't hold at once. Neither do those that describe a member differently.
    pub(super) fn may_hold_at_once(&self, objects: &[SchemaId]) -> bool {
        let described: Option<Vec<BTreeMap<&str, SchemaId>>> =
            objects.iter().map(|id| self.open_properties(*id)).collect();
        let Some(described) = described.filter(|described| described.len() > 1) else {
            return false;
        };
        let all: BTreeSet<&str> = described.iter().flat_map(BTreeMap::keys).copied().collect();
        if described.iter().any(|own| own.len() == all.len()) {
            return false;
        }
        all.into_iter().all(|name| {
            let mut mentions = described.iter().filter_map(|own| own.get(name)).copied();
            let first = mentions.next();
            mentions.all(|other| first.is_none_or(|first| self.is_free_and_alike(first, other)))
        })
    }

    /// The properties of an object, its parts' included; `None` where it allows no others or has alternatives.
    fn open_properties(&self, id: SchemaId) -> Option<BTreeMap<&str, SchemaId>> {
        let mut properties = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![self.target(id)];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.schema(id);
            let has_alternatives = !schema.one_of.is_empty() || !schema.any_of.is_empty();
            if has_alternatives || schema.additional_properties.is_some() {
                return None;
            }
            for (name, property) in &schema.properties {
                properties.insert(name.as_str(), *property);
            }
            open.extend(schema.all_of.iter().map(|part| self.target(*part)));
        }
        Some(properties)
    }

    /// Whether two descriptions of a member allow the same values, and more than one.
    fn is_free_and_alike(&self, one: SchemaId, other: SchemaId) -> bool {
        let is_constant = |id: SchemaId| self.nodes(self.schema(self.target(id))).len() == 1;
        !is_constant(one) && !is_constant(other) && self.is_alike(one, other, MOST_ALIKE)
    }

    /// Whether two schemas say the same of values, limits aside.
    fn is_alike(&self, one: SchemaId, other: SchemaId, depth: usize) -> bool {
        let (one, other) = (self.target(one), self.target(other));
        if one == other {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let (one, other) = (self.schema(one), self.schema(other));
        let inside = |one: SchemaId, other: SchemaId| self.is_alike(one, other, depth);
        let lists = |one: &[SchemaId], other: &[SchemaId]| {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| inside(*one, *other))
        };
        let maybe = |one: Option<SchemaId>, other: Option<SchemaId>| match (one, other) {
            (Some(one), Some(other)) => inside(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let values = |schema: &Schema| {
            let literals = self.nodes(schema).into_iter();
            let literals: Option<Vec<Literal>> =
                literals.map(|node| self.literal(schema, node)).collect();
            literals
        };
        one.types == other.types
            && one.nullable == other.nullable
            && one.format == other.format
            && one.boolean == other.boolean
            && values(one) == values(other)
            && one.values.is_some() == other.values.is_some()
            && one.properties.is_empty()
            && other.properties.is_empty()
            && one.pattern_properties.is_empty()
            && other.pattern_properties.is_empty()
            && maybe(one.items, other.items)
            && maybe(one.additional_properties, other.additional_properties)
            && lists(&one.prefix_items, &other.prefix_items)
            && lists(&one.all_of, &other.all_of)
            && lists(&one.any_of, &other.any_of)
            && lists(&one.one_of, &other.one_of)
    }

    /// The object with the members of all: those of two are as they are, of more each may be missing.
    pub(super) fn object_of_several(
        &mut self,
        owner: SchemaId,
        objects: &[SchemaId],
    ) -> Option<Type> {
        let mut members = Members {
            owner: Some(owner),
            ..Members::default()
        };
        let optional = objects.len() > 2;
        let fine = match optional {
            true => self.gather_alternatives(objects, false, &mut members),
            false => objects
                .iter()
                .all(|id| self.gather(*id, false, &mut members)),
        };
        if !fine || members.is_empty() {
            return None;
        }
        let id = self.reserve();
        let kind = ItemKind::Struct(self.build_members(members));
        let mut origin = self.origin(owner);
        origin.name_override = None;
        origin.segments.push("combined".to_owned());
        self.fill(
            id,
            Item {
                origin,
                named: false,
                docs: Docs {
                    text: Some("The members of several alternatives at once.".to_owned()),
                    ..Docs::default()
                },
                kind,
            },
        );
        Some(Type::Named(id))
    }
}
