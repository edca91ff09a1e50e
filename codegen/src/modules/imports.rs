//! The imports of a file: each type by its name. A glob in every file of many would make the compiler go through all
//! types once per file.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Content, Group, ImportFrom};
use super::input::Input;
use crate::analyze::FeatureSet;
use crate::ir::{self, Operation, Response, Type, TypeId};
use crate::names::Name;

/// Returns the imports of the types that these groups name and don't hold, in the order of the types: one group per set
/// of Cargo features.
pub(super) fn types(input: Input<'_>, groups: &[Group], from: ImportFrom) -> Vec<Group> {
    let own: BTreeSet<TypeId> = groups.iter().filter_map(held).collect();
    let mut users: BTreeMap<TypeId, Vec<&FeatureSet>> = BTreeMap::new();
    for group in groups {
        for id in named_in(input, group) {
            if !own.contains(&id) {
                users.entry(id).or_default().push(&group.needs);
            }
        }
    }
    together(users, from)
}

/// Groups imports by the Cargo features that they need.
fn together(users: BTreeMap<TypeId, Vec<&FeatureSet>>, from: ImportFrom) -> Vec<Group> {
    let mut together: BTreeMap<FeatureSet, Vec<TypeId>> = BTreeMap::new();
    for (id, users) in users {
        together
            .entry(FeatureSet::of_any(users))
            .or_default()
            .push(id);
    }
    let import = |(needs, ids)| Group {
        needs,
        content: Content::ImportsOfTypes { from, ids },
    };
    together.into_iter().map(import).collect()
}

/// Returns the imports of the types that these groups, and the modules in them, name in their own public module and
/// don't hold.
pub(super) fn siblings(input: Input<'_>, groups: &[Group], module: &[Name]) -> Vec<Group> {
    let mut all = Vec::new();
    flatten(groups, &mut all);
    let own: BTreeSet<TypeId> = groups.iter().filter_map(held).collect();
    let mut users: BTreeMap<TypeId, Vec<&FeatureSet>> = BTreeMap::new();
    for group in all {
        for id in named_in(input, group) {
            if !own.contains(&id) && input.names.of(id).module == module {
                users.entry(id).or_default().push(&group.needs);
            }
        }
    }
    together(users, ImportFrom::Siblings)
}

/// Lists groups with those in modules.
fn flatten<'g>(groups: &'g [Group], all: &mut Vec<&'g Group>) {
    for group in groups {
        match &group.content {
            Content::Nested(nested) => flatten(&nested.groups, all),
            _ => all.push(group),
        }
    }
}

/// Returns the types that the code of a group names.
fn named_in(input: Input<'_>, group: &Group) -> Vec<TypeId> {
    let types = match group.content {
        Content::Type(id) => input.api.item(id).kind.parts(),
        Content::Operation(index) => {
            let operation = input.api.operations.get(index);
            operation.map(named_by).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    types.into_iter().filter_map(Type::named).collect()
}

const fn held(group: &Group) -> Option<TypeId> {
    match group.content {
        Content::Type(id) => Some(id),
        _ => None,
    }
}

/// Returns the types that the code of an operation names: the first of those that are the same.
fn named_by(operation: &Operation) -> Vec<&Type> {
    let parameters = operation.parameters.iter();
    let mut types: Vec<&Type> = parameters.map(|parameter| &parameter.ty).collect();
    if let Some(body) = &operation.body {
        let contents = body.contents.iter().map(|content| &content.ty);
        let count = if body.needs_enum() { usize::MAX } else { 1 };
        types.extend(contents.take(count));
    }
    types.extend(of_responses(&operation.success));
    types.extend(of_responses(&operation.failure));
    let pagination = operation.pagination.iter();
    types.extend(pagination.map(|pagination| &pagination.item));
    types
}

fn of_responses(responses: &[Response]) -> impl Iterator<Item = &Type> {
    let count = match ir::responses_need_enum(responses) {
        true => usize::MAX,
        false => 1,
    };
    let responses = responses.iter().take(count);
    let contents = responses.flat_map(move |response| response.contents.iter().take(count));
    contents.map(|content| &content.ty)
}
