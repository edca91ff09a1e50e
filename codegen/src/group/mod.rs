//! Groups operations: which resource each belongs to, and what its method is called.
//!
//! Takes the IR. Gives a [`Grouped`] per operation: words, which `names` spells. What an operation is called depends on
//! that operation alone: its tags, its id, its method, its path and whether it responds with a list. The document's title
//! is looked at, too: a tag that repeats it says nothing. `names` decides what becomes of two that meet.

mod id;
mod path;
mod tag;
mod words;

use crate::ir::{Api, Operation};
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

/// Groups the operations.
#[must_use]
pub fn group(api: &Api) -> Groups {
    let operations = api.operations.iter();
    Groups(
        operations
            .map(|operation| grouped(api, operation))
            .collect(),
    )
}

/// Returns the group of an operation.
fn grouped(api: &Api, operation: &Operation) -> Grouped {
    let segments = path::segments(&operation.template);
    let answer = path::answer(api, operation, &segments);
    let (resource, method) = resource_and_method(operation, &api.title, &segments, answer);
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
    title: &str,
    segments: &[Segment],
    answer: Answer,
) -> (Vec<String>, String) {
    let of_path = || path::first(segments).into_iter().collect();
    let tag = operation.tags.first();
    let of_tag = || tag.and_then(|tag| tag::resource(tag, title));
    let resource: Vec<String> = operation
        .group
        .clone()
        .or_else(of_tag)
        .unwrap_or_else(of_path);
    let id = Some(operation).filter(|it| has_id(it));
    let id = id.and_then(|operation| id::of(operation, segments));
    let method = id.map(|id| id::method(&id, &resource, segments, answer));
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
