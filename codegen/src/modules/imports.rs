//! The imports of a file: each type by its name. A glob in every file of many would make the compiler go through all
//! types once per file.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Content, Group, ImportFrom};
use super::input::Input;
use crate::analyze::FeatureSet;
use crate::ir::{self, ItemKind, MOST_ALIASES, Operation, Response, Type, TypeId};
use crate::names::Name;

/// Returns the imports of the types that these groups name and don't hold, in the order of the types: one group per set
/// of Cargo features.
pub(super) fn types(input: Input<'_>, groups: &[Group], from: ImportFrom) -> Vec<Group> {
    let own: BTreeSet<TypeId> = groups.iter().filter_map(held).collect();
    of_others(input, groups, from, |id| !own.contains(&id))
}

/// Returns the imports of those types that groups name and that the filter lets through.
fn of_others<'g>(
    input: Input<'_>,
    groups: impl IntoIterator<Item = &'g Group>,
    from: ImportFrom,
    is_other: impl Fn(TypeId) -> bool,
) -> Vec<Group> {
    let mut named = BTreeMap::new();
    let mut behind = BTreeMap::new();
    for group in groups {
        for id in named_in(input, group) {
            add(&mut named, id, group);
            behind_aliases(input, id).for_each(|id| add(&mut behind, id, group));
        }
    }
    named.retain(|id, _| is_other(*id));
    behind.retain(|id, _| is_other(*id) && !named.contains_key(id));
    let mut imports = together(named, from, true);
    imports.extend(together(behind, from, false));
    imports
}

/// The sets of Cargo features of the groups that name a type.
type Users<'g> = BTreeMap<TypeId, Vec<&'g FeatureSet>>;

fn add<'g>(users: &mut Users<'g>, id: TypeId, group: &'g Group) {
    users.entry(id).or_default().push(&group.needs);
}

/// Returns the types that an alias stands for: an argument names them where it takes the items of a list.
fn behind_aliases(input: Input<'_>, id: TypeId) -> impl Iterator<Item = TypeId> {
    let behind = move |id: &TypeId| match &input.api.item(*id).kind {
        ItemKind::Alias(ty) => ty.named(),
        _ => None,
    };
    std::iter::successors(behind(&id), behind).take(MOST_ALIASES)
}

/// Groups imports by the Cargo features that they need.
fn together(users: Users<'_>, from: ImportFrom, is_used: bool) -> Vec<Group> {
    let mut together: BTreeMap<FeatureSet, Vec<TypeId>> = BTreeMap::new();
    for (id, users) in users {
        together
            .entry(FeatureSet::of_any(users))
            .or_default()
            .push(id);
    }
    let import = |(needs, ids)| Group {
        needs,
        content: Content::ImportsOfTypes { from, ids, is_used },
    };
    together.into_iter().map(import).collect()
}

/// Returns the imports of the types that these groups, and the modules in them, name in their own public module and
/// don't hold.
pub(super) fn siblings(input: Input<'_>, groups: &[Group], module: &[Name]) -> Vec<Group> {
    let mut all = Vec::new();
    flatten(groups, &mut all);
    let own: BTreeSet<TypeId> = groups.iter().filter_map(held).collect();
    let is_other = |id| !own.contains(&id) && input.names.of(id).module == module;
    of_others(input, all, ImportFrom::Siblings, is_other)
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
    types.extend(of_failures(operation));
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

fn of_failures(operation: &Operation) -> Option<&Type> {
    let mut contents = operation.failure.iter().flat_map(|it| &it.contents);
    let only = || contents.next().map(|content| &content.ty);
    operation.failure_enum.as_ref().or_else(only)
}
