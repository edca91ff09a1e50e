//! Which keys were most likely meant by unknown ones, by object.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, Place};
use crate::source::tree::{NodeId, Tree};

/// The names that were most likely meant by unknown keys, with the keys' values.
#[derive(Debug, Default)]
pub(super) struct Slips(HashMap<NodeId, Vec<(String, NodeId)>>);

impl Slips {
    /// Notes that a key of an object, whose value is given, is most likely another one.
    pub(super) fn note(&mut self, object: NodeId, key: &str, value: NodeId) {
        let names = self.0.entry(object).or_default();
        names.push((key.to_owned(), value));
    }

    /// Returns the value of the unknown key that was most likely meant to be this one.
    pub(super) fn meant(&self, object: NodeId, key: &str) -> Option<NodeId> {
        let mut names = self.0.get(&object)?.iter();
        names.find(|(name, _)| name == key).map(|(_, node)| *node)
    }

    /// Makes an error of the warning about a misspelt key, or about one without a value: it is the cause. Returns
    /// whether there is one.
    pub(super) fn escalate(
        &self,
        tree: &Tree,
        at: NodeId,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let said = tree.get(at, key).map(|null| ("null-value", null));
        let misspelt = || Some(("unknown-key", self.meant(at, key)?));
        let Some((kind, node)) = said.or_else(misspelt) else {
            return false;
        };
        diagnostics.escalate(kind, Place::Key(node))
    }
}
