//! Alternatives that stand beside members, or inside a combined object: their members become members of the whole, and a
//! member that they describe differently is of a union of what they say.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::gather::{Members, Property};
use super::{Lower, Usage};
use crate::ir::{Docs, Item, ItemKind, Origin, Type, UntaggedUnion, UntaggedVariant};
use crate::openapi::model::SchemaId;
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
    /// What any of the alternatives asks for, or a discriminator reads.
    mentioned: BTreeMap<String, NodeId>,
    current: usize,
    /// Whether a value may match several of them.
    at_once: bool,
}

impl Alternatives {
    /// The alternative that is being gathered.
    pub(super) const fn current(&self) -> usize {
        self.current
    }

    /// Adds what the alternative that is being gathered asks for.
    pub(super) fn require(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mention(std::iter::once((name.clone(), at)));
            self.required.insert(name, at);
        }
    }

    /// Adds what values may have whether an alternative describes it or not.
    pub(super) fn mention(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mentioned.entry(name).or_insert(at);
        }
    }

    /// Takes out what any of the alternatives asks for.
    pub(super) fn take_mentioned(&mut self) -> BTreeMap<String, NodeId> {
        std::mem::take(&mut self.mentioned)
    }

    /// Notes that a value may match several of them.
    pub(super) const fn hold_at_once(&mut self) {
        self.at_once = true;
    }

    /// Adds a list of alternatives, and returns their indices.
    pub(super) fn either(&mut self, size: usize) -> std::ops::Range<usize> {
        let list = self.open_list(size);
        let start = self.lists.len();
        self.lists.resize(start + size, list);
        start..self.lists.len()
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
        owner: Option<&Origin>,
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
            let target = self.target(*id);
            let is_known = |known: &SchemaId| self.target(*known) == target;
            let is_said = self.has_shape(*id)
                || (schemas.is_empty() && !self.schema(target).types.is_empty());
            if !is_said && schemas.is_empty() {
                // Where it is anything for one alternative, nothing narrower holds.
                return Usage::plain(Type::Json);
            }
            if is_said && !candidates.iter().any(is_known) {
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
            several => self.usage_of_any(owner, name, several, alternatives.at_once),
        }
    }

    /// A value of one of several schemas: one enum of what they list, or a union named after the owner and the member.
    fn usage_of_any(
        &mut self,
        owner: Option<&Origin>,
        name: &str,
        schemas: &[SchemaId],
        at_once: bool,
    ) -> Usage {
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
            let types = || usages.iter().map(|(_, usage)| &usage.ty);
            if let Some(ty) = widest(types()) {
                let ty = ty.clone();
                return Usage { ty, nullable };
            }
        }
        let mut origin = owner.cloned().unwrap_or_else(|| self.origin(first));
        origin.at = self.schema(first).at;
        origin.name_override = None;
        origin.segments.push(name.to_owned());
        let kind = match merged {
            Some((values, is_nullable)) => {
                nullable = is_nullable;
                ItemKind::Enum(values)
            }
            None if usages.iter().any(|(_, usage)| usage.ty == Type::Json) => {
                return Usage::plain(Type::Json);
            }
            None => {
                let usages = usages.into_iter();
                let mut variants: Vec<UntaggedVariant> = usages
                    .map(|(id, usage)| self.untagged_variant(id, usage.ty))
                    .collect();
                if at_once {
                    variants.extend(self.variant_of_several(schemas, &origin));
                }
                ItemKind::UntaggedUnion(UntaggedUnion { variants })
            }
        };
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
}

/// The one type that holds the values of all: the only one, or the widest of integers or of numbers.
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
