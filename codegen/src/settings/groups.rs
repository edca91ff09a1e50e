//! The groups that the settings say: by tag, by `operationId` or by JSON pointer.

use std::collections::{BTreeMap, BTreeSet};

use super::pointers::place;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::Resolved;
use crate::source::tree::{NodeId, Tree};
use crate::suggest::closest;

/// Groups by what they are for. Of two for the same, the later counts.
#[derive(Default)]
struct Rules {
    /// By the node of an operation.
    nodes: BTreeMap<NodeId, Vec<String>>,
    /// By the id or the first tag of operations.
    names: BTreeMap<String, Vec<String>>,
}

/// Puts operations into the groups that the settings say. A target that is no operation and no tag is an error.
pub(crate) fn apply(
    tree: &Tree,
    resolved: &mut Resolved,
    settings: &[(String, String)],
    diagnostics: &mut Diagnostics,
) {
    if settings.is_empty() {
        return;
    }
    let nodes = resolved.operations.iter().map(|operation| operation.at);
    let nodes: BTreeSet<NodeId> = nodes.collect();
    let names = names(resolved);
    let mut rules = Rules::default();
    for (target, group) in settings {
        let parts = parts(group);
        let node = place(tree, target).filter(|node| is_pointer(target) && nodes.contains(node));
        match node {
            _ if parts.is_empty() => diagnostics.push(nameless(target)),
            Some(node) => drop(rules.nodes.insert(node, parts)),
            None if names.contains(target.as_str()) => {
                drop(rules.names.insert(target.clone(), parts))
            }
            None => diagnostics.push(useless(target, &names)),
        }
    }
    for operation in &mut resolved.operations {
        let of_node = rules.nodes.get(&operation.at);
        let of_id = || rules.names.get(operation.id.as_ref()?);
        let of_tag = || rules.names.get(operation.tags.first()?);
        let said = of_node.or_else(of_id).or_else(of_tag);
        operation.group = said.cloned().or_else(|| operation.group.take());
    }
}

/// Returns what a target may be called: the ids and the first tags of all operations.
fn names(resolved: &Resolved) -> BTreeSet<String> {
    let operations = resolved.operations.iter();
    let known = operations.flat_map(|it| it.id.iter().chain(it.tags.first()));
    // What an error costs may be named nevertheless.
    let left_out = resolved.left_out.iter();
    let left_out = left_out.flat_map(|it| it.id.iter().chain(it.tags.first()));
    known.chain(left_out).cloned().collect()
}

/// Splits the name of a group: a dot leads to a group inside of another.
fn parts(name: &str) -> Vec<String> {
    let parts = name.split('.').map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn is_pointer(target: &str) -> bool {
    target.starts_with('/') || target.contains("#/")
}

fn nameless(target: &str) -> Diagnostic {
    let message = format!("the group of `{}` needs a name", target.escape_debug());
    let help = "give it one, with a dot before a group inside of it: `customers.sources`";
    Diagnostic::error("group", Place::Document, message).help(help)
}

fn useless(target: &str, names: &BTreeSet<String>) -> Diagnostic {
    let message = format!(
        "the setting `group` finds neither a tag nor an operation `{}`",
        target.escape_debug()
    );
    let help = match closest(target, names.iter().map(String::as_str)) {
        Some(close) => format!("did you mean `{}`?", close.escape_debug()),
        None => {
            "give it the first tag of operations, or the id or the JSON pointer of one".to_owned()
        }
    };
    Diagnostic::error("group", Place::Document, message).help(help)
}
