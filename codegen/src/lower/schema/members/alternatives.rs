//! Alternatives that stand beside members, or inside a combined object: their members become members of the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gatherer, Members};
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

/// The alternatives that were gathered into an object.
#[derive(Default)]
pub(in crate::lower) struct Alternatives {
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
    pub(in crate::lower::schema) at_once: bool,
}

impl Alternatives {
    /// The alternative that is being gathered.
    pub(in crate::lower) const fn current(&self) -> usize {
        self.current
    }

    /// Adds what the alternative that is being gathered asks for.
    pub(in crate::lower) fn require(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mention(std::iter::once((name.clone(), at)));
            self.required.insert(name, at);
        }
    }

    /// Adds what values may have whether an alternative describes it or not.
    pub(in crate::lower) fn mention(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mentioned.entry(name).or_insert(at);
        }
    }

    /// Takes out what any of the alternatives asks for.
    pub(in crate::lower) fn take_mentioned(&mut self) -> BTreeMap<String, NodeId> {
        std::mem::take(&mut self.mentioned)
    }

    /// Notes that a value may match several of them.
    pub(in crate::lower) const fn hold_at_once(&mut self) {
        self.at_once = true;
    }

    /// Adds a list of alternatives, and returns their indices.
    pub(in crate::lower) fn either(&mut self, size: usize) -> std::ops::Range<usize> {
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
    pub(in crate::lower::schema) fn cover_a_list(
        &self,
        alternatives: impl Iterator<Item = usize>,
    ) -> bool {
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

impl Gatherer<'_> {
    /// Takes in the members of alternatives; false where one of them is no object. What all of them ask for is required.
    pub(in crate::lower::schema) fn gather_alternatives(
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
                .filter(|part| met.insert(self.facts.target(**part))),
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
}
