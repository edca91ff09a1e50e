//! Modules of types that are told apart by the first words of their names.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use super::file_name::module_name;
use super::input::Input;
use super::nested::Node;
use crate::ir::TypeId;
use crate::names::Names;

/// Splits the types further where a module would hold more than this.
pub(super) const MOST_TYPES: usize = 150;

/// How many words of a type's name a module's name has at most.
const MOST_WORDS: usize = 4;

/// Types by the module they stand in.
pub(super) type TypesByModule = BTreeMap<String, Vec<TypeId>>;

/// Assigns types to modules by as many first words of their names as keep the modules small.
pub(super) fn types(ids: Vec<TypeId>, names: &Names) -> TypesByModule {
    let words = |id: TypeId| (id, words(names.ty(id).as_str()));
    let named = ids.into_iter().map(words).collect();
    split(named, 1, &|_| 1)
}

/// Splits a module's types, with the modules in it, by as many first words of their names as keep the parts small.
pub(super) fn parts(node: Node, input: Input<'_>) -> BTreeMap<String, Node> {
    let types = node.types.into_iter().map(|id| {
        let words = words(input.names.ty(id).as_str());
        (Node::of_type(id), words)
    });
    let modules = node.modules.into_iter().map(|(name, inner)| {
        let words = words(name.as_str());
        (Node::of_module(name, inner), words)
    });
    let parts = split(types.chain(modules).collect(), 1, &Node::count);
    let merged = |(name, members): (String, Vec<Node>)| (name, Node::merged(members));
    parts.into_iter().map(merged).collect()
}

/// Splits members by their first words. `size` counts the types of a member.
fn split<T>(
    named: Vec<(T, Vec<String>)>,
    count: usize,
    size: &impl Fn(&T) -> usize,
) -> BTreeMap<String, Vec<T>> {
    let mut by_words: BTreeMap<String, Vec<(T, Vec<String>)>> = BTreeMap::new();
    for (member, words) in named {
        let first: Vec<&str> = words.iter().take(count).map(String::as_str).collect();
        let name = module_name(&first.join("_"));
        by_words.entry(name).or_default().push((member, words));
    }
    let mut parts: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (name, members) in by_words {
        let total: usize = members.iter().map(|(member, _)| size(member)).sum();
        if total > MOST_TYPES && members.len() > 1 && count < MOST_WORDS {
            for (name, members) in split(members, count + 1, size) {
                parts.entry(name).or_default().extend(members);
            }
        } else {
            let members = members.into_iter().map(|(member, _)| member);
            parts.entry(name).or_default().extend(members);
        }
    }
    parts
}

fn words(name: &str) -> Vec<String> {
    let snake = name.trim_start_matches("r#").to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
