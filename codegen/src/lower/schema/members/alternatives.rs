//! Alternatives beside properties, or inside a combined object: their members become members of the whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::tree::NodeId;

/// The alternatives that are gathered into an object.
#[derive(Default)]
pub(crate) struct Alternatives {
    /// By alternative, the index of its list.
    pub(super) lists: Vec<usize>,
    /// By list, how many alternatives it has.
    pub(super) sizes: Vec<usize>,
    /// What the alternative that is being gathered requires.
    pub(super) required: BTreeMap<String, NodeId>,
    /// What any of the alternatives requires, or a discriminator names.
    pub(super) mentioned: BTreeMap<String, NodeId>,
    pub(super) current: usize,
    /// Whether a value may match several of them.
    pub(crate) at_once: bool,
}

impl Alternatives {
    /// Returns the alternative that is being gathered.
    pub(crate) const fn current(&self) -> usize {
        self.current
    }

    /// Adds names that the current alternative requires.
    pub(crate) fn require(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mention(std::iter::once((name.clone(), at)));
            self.required.insert(name, at);
        }
    }

    /// Adds names of members that values may have, whether an alternative describes them or not.
    pub(crate) fn mention(&mut self, names: impl Iterator<Item = (String, NodeId)>) {
        for (name, at) in names {
            self.mentioned.entry(name).or_insert(at);
        }
    }

    /// Takes out the names that were added.
    pub(crate) fn take_mentioned(&mut self) -> BTreeMap<String, NodeId> {
        std::mem::take(&mut self.mentioned)
    }

    /// Notes that a value may match several of them.
    pub(crate) const fn hold_at_once(&mut self) {
        self.at_once = true;
    }

    /// Adds a list of alternatives, and returns their indices.
    pub(crate) fn either(&mut self, size: usize) -> std::ops::Range<usize> {
        let list = self.open_list(size);
        let start = self.lists.len();
        self.lists.resize(start + size, list);
        start..self.lists.len()
    }

    /// Begins a list of alternatives. Returns its index.
    pub(super) fn open_list(&mut self, size: usize) -> usize {
        self.sizes.push(size);
        self.sizes.len() - 1
    }

    /// Begins an alternative of a list.
    pub(super) fn open(&mut self, list: usize) {
        self.lists.push(list);
        self.current = self.lists.len() - 1;
        self.required.clear();
    }

    /// Returns whether all alternatives of one list are among these.
    pub(crate) fn cover_a_list(&self, alternatives: impl Iterator<Item = usize>) -> bool {
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
