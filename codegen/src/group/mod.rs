//! Groups operations: which resource each belongs to, and what its method is called.
//!
//! Takes the IR and the settings' rules. Gives a [`Grouped`] per operation: words, which `names` spells. What an operation
//! is called depends on that operation alone: its tags, its id, its method, its path and whether it responds with a list.
//! What becomes of two that meet is decided by `names`.

mod id;
mod path;
mod tag;
mod words;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Api, Operation};
use crate::suggest::closest;
use path::{Answer, Segment};

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
    let answer = path::answer(api, operation, &segments);
    let (resource, method) = resource_and_method(operation, &segments, chosen, answer);
    let long = match has_id(operation) {
        true => operation.id.clone(),
        false => operation.origin.segments.join(" "),
    };
    Grouped {
        resource,
        method,
        long,
    }
}

fn has_id(operation: &Operation) -> bool {
    operation.id != format!("{} {}", operation.method.name(), operation.template)
}

fn resource_and_method(
    operation: &Operation,
    segments: &[Segment],
    chosen: Option<Vec<String>>,
    answer: Answer,
) -> (Vec<String>, String) {
    let of_path = || path::first(segments).into_iter().collect();
    let of_tag = || operation.tags.first().and_then(|tag| tag::resource(tag));
    let resource: Vec<String> = chosen.or_else(of_tag).unwrap_or_else(of_path);
    let words = Some(operation).filter(|it| has_id(it));
    let words = words.and_then(|operation| id::words(operation, segments));
    let method = words.map(|words| id::method(&words, &resource, segments, answer));
    // The name of an HTTP method alone says less than what it does.
    let is_said = |method: &String| !["", "post", "put"].contains(&method.as_str());
    let (below, method) = match method {
        Some(method) if is_said(&method) => (Vec::new(), method),
        Some(_) => (
            Vec::new(),
            path::method(operation, segments, &resource, answer).1,
        ),
        None => path::method(operation, segments, &resource, answer),
    };
    (resource.into_iter().chain(below).collect(), method)
}

#[cfg(test)]
mod tests;
