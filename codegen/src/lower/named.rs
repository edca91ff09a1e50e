//! What is kept in files of its own: what it is called, and which of its schemas are types of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use crate::openapi::model::{Resolved, SchemaId};
use crate::source::tree::{FileId, NodeId, Tree};

/// The words of the nodes of other files that have a name whatever their pointer is: of a file that is referred to as a
/// whole its own, and of what one component stands for the component's.
pub(super) fn starts(tree: &Tree, resolved: &Resolved) -> BTreeMap<NodeId, Vec<String>> {
    let mut starts = stems(tree, resolved);
    for (id, names) in components_in_files(tree, resolved) {
        if let [only] = names.as_slice() {
            starts.insert(resolved.schema(id).at, vec![(*only).to_owned()]);
        }
    }
    starts
}

/// The schemas of other files that components are references to, with the components' names.
pub(super) fn components_in_files<'r>(
    tree: &Tree,
    resolved: &'r Resolved,
) -> BTreeMap<SchemaId, Vec<&'r str>> {
    let mut targets: BTreeMap<SchemaId, Vec<&str>> = BTreeMap::new();
    for (name, id) in &resolved.components {
        if let Some(target) = resolved.schema(*id).reference
            && is_elsewhere(tree, resolved, target)
        {
            targets.entry(target).or_default().push(name);
        }
    }
    targets
}

fn is_elsewhere(tree: &Tree, resolved: &Resolved, id: SchemaId) -> bool {
    tree.file(resolved.schema(id).at) != FileId::ROOT
}

/// The names of whole files, without folders and extension; schemas of the same name have as many of the folders with
/// them as tell them apart.
fn stems(tree: &Tree, resolved: &Resolved) -> BTreeMap<NodeId, Vec<String>> {
    let parts = |node: &NodeId| -> Vec<String> {
        let name = tree.file_name(tree.file(*node));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.split('/').map(str::to_owned).collect()
    };
    let last = |parts: &[String], count: usize| {
        let from = parts.len().saturating_sub(count);
        parts.get(from..).unwrap_or_default().to_vec()
    };
    let mut stems: BTreeMap<NodeId, Vec<String>> = resolved
        .whole_files
        .iter()
        .map(|node| (*node, last(&parts(node), 1)))
        .collect();
    let schemas = resolved.schemas.iter().map(|schema| schema.at);
    let mut alike: BTreeSet<NodeId> = schemas
        .filter(|at| resolved.whole_files.contains(at))
        .collect();
    for count in 2.. {
        let mut named: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
        for node in &alike {
            let name = stems.get(node).map(|words| words.join("/").to_lowercase());
            named
                .entry(name.unwrap_or_default())
                .or_default()
                .push(*node);
        }
        let groups = named.into_values().filter(|nodes| nodes.len() > 1);
        // A file that has no more folders keeps its name: the others leave it.
        alike = groups
            .flatten()
            .filter(|node| parts(node).len() >= count)
            .collect();
        if alike.is_empty() {
            break;
        }
        for node in &alike {
            stems.insert(*node, last(&parts(node), count));
        }
    }
    stems
}

impl Lower<'_> {
    /// Gives the schemas of other files that are referred to by a name of their own the standing of components.
    pub(super) fn name_schemas_in_files(&mut self) {
        let resolved = self.resolved;
        for (id, names) in components_in_files(self.tree, resolved) {
            if let [only] = names.as_slice() {
                self.components.insert(id, (*only).to_owned());
            }
        }
        let mapped = resolved
            .schemas
            .iter()
            .filter_map(|schema| schema.discriminator.as_ref());
        let mapped = mapped.flat_map(|discriminator| &discriminator.mapping);
        let referred = resolved
            .schemas
            .iter()
            .filter_map(|schema| schema.reference);
        for id in referred.chain(mapped.map(|(_, id)| *id)) {
            if self.named.contains_key(&id) || !is_elsewhere(self.tree, resolved, id) {
                continue;
            }
            let at = resolved.schema(id).at;
            let words = self.words.of(at);
            if words.len() == 1 || self.words.is_start(at) {
                self.named.insert(id, words.join(" "));
            }
        }
    }
}
