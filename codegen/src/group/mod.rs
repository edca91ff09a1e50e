//! Groups operations: which resource each belongs to, and what its method is called.
//!
//! Takes the IR and the settings' rules. Gives a [`Grouped`] per operation: words, which `names` spells. What an operation
//! is called depends on that operation alone: its tags, its id, its method, its path and whether it responds with a list.
//! What becomes of two that meet is decided by `names`.

mod id;
mod path;
mod words;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Api, Operation};
use crate::suggest::closest;

/// The resource and the method of each operation, in the order of the operations.
#[derive(Clone, Debug, Default)]
pub struct Groups(Vec<Grouped>);

/// The resource and the method of an operation, as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// The resources that lead to the operation, outermost first; empty where the client has it itself.
    pub resource: Vec<String>,
    /// What the operation does to the resource.
    pub method: String,
    /// The whole id, or the method and the path: the name where two operations of a resource meet.
    pub long: String,
}

impl Groups {
    /// Returns the groups, in the order of the operations.
    pub fn iter(&self) -> impl Iterator<Item = &Grouped> {
        self.0.iter()
    }
}

/// The most words of a tag that is a name. A longer one is a sentence.
const MOST_WORDS: usize = 5;

/// Groups the operations. A rule says what the group of a tag, or of an operation by its id, is called.
pub fn group(api: &Api, rules: &[(String, String)], diagnostics: &mut Diagnostics) -> Groups {
    let mut unused: BTreeSet<&str> = rules.iter().map(|(target, _)| target.as_str()).collect();
    let groups = api.operations.iter().map(|operation| {
        let rule = rules.iter().find(|(target, _)| is_meant(target, operation));
        let chosen = rule.map(|(target, name)| {
            unused.remove(target.as_str());
            parts(name)
        });
        grouped(api, operation, chosen.or_else(|| operation.group.clone()))
    });
    let groups = Groups(groups.collect());
    for target in unused {
        diagnostics.push(useless(api, target));
    }
    groups
}

/// Splits the name of a group: a dot leads to a group inside of another.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let parts = name.split('.').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_meant(target: &str, operation: &Operation) -> bool {
    operation.id == target || operation.tags.first().is_some_and(|tag| tag == target)
}

fn useless(api: &Api, target: &str) -> Diagnostic {
    let message = format!(
        "the setting `group` finds neither a tag nor an operation `{}`",
        target.escape_debug()
    );
    let tags = api
        .operations
        .iter()
        .filter_map(|operation| operation.tags.first());
    let ids = api.operations.iter().map(|operation| &operation.id);
    let known = tags.chain(ids).map(String::as_str);
    let help = match closest(target, known) {
        Some(close) => format!("did you mean `{}`?", close.escape_debug()),
        None => "give the first tag of operations, or the id of one".to_owned(),
    };
    Diagnostic::error("group", Place::Document, message).help(help)
}

/// Returns the group of an operation.
fn grouped(api: &Api, operation: &Operation, chosen: Option<Vec<String>>) -> Grouped {
    let segments = path::segments(&operation.template);
    let resource = chosen.unwrap_or_else(|| match operation.tags.first() {
        Some(tag) if is_name(tag) => of_tag(tag),
        _ => path::first(&segments).into_iter().collect(),
    });
    let returns_list = path::returns_list(api, operation, &segments);
    let has_id = operation.id != format!("{} {}", operation.method.name(), operation.template);
    let id = has_id.then(|| id::words(operation, &segments)).flatten();
    let long = match has_id {
        true => operation.id.clone(),
        false => operation.origin.segments.join(" "),
    };
    let from_path = || path::method(operation, &segments, &resource, returns_list);
    match id.map(|words| id::method(&words, &resource, returns_list)) {
        Some(method) if !method.is_empty() => Grouped {
            resource,
            method,
            long,
        },
        _ => {
            let (below, method) = from_path();
            Grouped {
                resource: resource.into_iter().chain(below).collect(),
                method,
                long,
            }
        }
    }
}

/// Returns the groups of a tag: a dot or a slash leads to a group inside of another.
fn of_tag(tag: &str) -> Vec<String> {
    let parts = tag.split(['.', '/']).map(str::trim);
    let parts: Vec<String> = parts.map(str::to_owned).collect();
    match parts.iter().all(|part| is_name(part)) {
        true => parts,
        false => vec![tag.to_owned()],
    }
}

/// Returns whether a tag can be the name of a resource: neither a sentence nor a version.
fn is_name(tag: &str) -> bool {
    let words = words::split(tag);
    let is_some = words
        .iter()
        .any(|word| word.chars().any(char::is_alphabetic));
    is_some && words.len() <= MOST_WORDS && !path::is_prefix(tag) && tag != "default"
}

#[cfg(test)]
mod tests;
