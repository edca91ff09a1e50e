//! Modules by tag: operations by theirs, types by those that reach them.
//!
//! Where operations are behind the Cargo features of their tags, a module holds what needs the same features, so that
//! the compiler leaves it out as a whole.

use std::collections::BTreeMap;

use super::by_name::{self, MOST_TYPES, TypesByModule};
use super::file_name::module_name;
use super::input::Input;
use crate::analyze::FeatureSet;
use crate::ir::{Operation, PathPart, TypeId};

/// The indices of operations by the module they stand in.
pub(super) type OperationsByModule = BTreeMap<String, Vec<usize>>;

/// Assigns each operation to the module of its first tag, or else of its path.
pub(super) fn operations(input: Input<'_>) -> OperationsByModule {
    by_module(input, |_, operation| subject(operation))
}

/// Assigns each operation to the module of all of its tags, or else of its path.
pub(super) fn operations_by_needs(input: Input<'_>) -> OperationsByModule {
    by_module(input, |index, operation| {
        let needs = input.facts.tags.operation(index);
        name_of(input, needs).unwrap_or_else(|| subject(operation))
    })
}

fn by_module(input: Input<'_>, name: impl Fn(usize, &Operation) -> String) -> OperationsByModule {
    let mut modules = OperationsByModule::new();
    for (index, operation) in input.api.operations.iter().enumerate() {
        let name = module_name(&name(index, operation));
        modules.entry(name).or_default().push(index);
    }
    modules
}

/// Assigns the types that one tag reaches to a module of that tag, and the others to modules by their names.
pub(super) fn types_by_needs(input: Input<'_>, ids: Vec<TypeId>) -> TypesByModule {
    let mut modules = TypesByModule::new();
    let mut shared = Vec::new();
    for id in ids {
        match input.facts.tags.ty(id) {
            needs @ FeatureSet::AnyOf(tags) if tags.len() == 1 => {
                let name = name_of(input, needs).unwrap_or_default();
                modules.entry(module_name(&name)).or_default().push(id);
            }
            _ => shared.push(id),
        }
    }
    let mut by_words = TypesByModule::new();
    if shared.len() > MOST_TYPES {
        by_words = by_name::types(shared, input.names);
    } else if !shared.is_empty() {
        by_words.insert(String::new(), shared);
    }
    for (words, ids) in by_words {
        let name = module_name(&format!("shared {words}"));
        modules.entry(name).or_default().extend(ids);
    }
    modules
}

fn name_of(input: Input<'_>, needs: &FeatureSet) -> Option<String> {
    let FeatureSet::AnyOf(tags) = needs else {
        return None;
    };
    let all = input.facts.tags.all();
    let names = tags.iter().filter_map(|tag| all.get(usize::from(*tag)));
    Some(names.map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// Returns the first tag, or else the first segment of the path that isn't a version.
fn subject(operation: &Operation) -> String {
    if let Some(tag) = operation.tags.first() {
        return tag.clone();
    }
    let literals = operation.path.iter().filter_map(|part| match part {
        PathPart::Literal(text) => Some(text.as_str()),
        PathPart::Parameter(_) => None,
    });
    let is_version = |segment: &str| {
        segment
            .strip_prefix(['v', 'V'])
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let mut segments = literals
        .flat_map(|text| text.split('/'))
        .filter(|segment| !segment.is_empty());
    segments
        .find(|segment| !is_version(segment))
        .unwrap_or("other")
        .to_owned()
}
