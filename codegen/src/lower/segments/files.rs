//! The name segments of other files, and of what is in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::openapi::model::{Resolved, SchemaId};
use crate::source::tree::{FileId, NodeId, Tree};

/// Returns the segments that nodes of other files have whatever is around them: a file that is referred to as a
/// whole has its own name, and what one component refers to has the component's.
pub(super) fn starts(tree: &Tree, resolved: &Resolved) -> BTreeMap<NodeId, Vec<String>> {
    let mut starts = stems(tree, resolved);
    for (id, names) in components_in_files(tree, resolved) {
        if let [only] = names.as_slice() {
            starts.insert(resolved.schema(id).at, vec![(*only).to_owned()]);
        }
    }
    starts
}

/// Returns the schemas of other files that components refer to, with the components' names.
pub(crate) fn components_in_files<'r>(
    tree: &Tree,
    resolved: &'r Resolved,
) -> BTreeMap<SchemaId, Vec<&'r str>> {
    let mut targets: BTreeMap<SchemaId, Vec<&str>> = BTreeMap::new();
    for (name, id) in &resolved.components {
        if let Some(target) = resolved.schema(*id).reference
            && is_in_other_file(tree, resolved, target)
        {
            targets.entry(target).or_default().push(name);
        }
    }
    targets
}

/// Returns whether a schema is in another file than the root document.
pub(crate) fn is_in_other_file(tree: &Tree, resolved: &Resolved, id: SchemaId) -> bool {
    tree.file(resolved.schema(id).at) != FileId::ROOT
}

/// Returns the names of whole files, without folders and extension. Schemas of the same name keep as many folders as
/// tell them apart.
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
    let schemas = resolved.schemas.rows().map(|schema| schema.at);
    let mut alike: BTreeSet<NodeId> = schemas
        .filter(|at| resolved.whole_files.contains(at))
        .collect();
    for count in 2.. {
        let mut named: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
        for node in &alike {
            let name = stems.get(node).map(|parts| parts.join("/").to_lowercase());
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
