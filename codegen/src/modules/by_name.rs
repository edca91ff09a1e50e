//! Module names, and the modules of types that are told apart by the first words of their names.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use super::input::Input;
use super::nested::Node;
use crate::ir::TypeId;
use crate::names::{Name, Names, digest, is_reserved};

/// Splits the types further where a module would hold more than this.
pub(super) const MOST_TYPES: usize = 150;

/// How many words of a type's name a module's name has at most.
const MOST_WORDS: usize = 4;

/// How many characters a module's name has at most.
const LONGEST: usize = 60;

/// Types by the module they stand in.
pub(super) type TypesByModule = BTreeMap<String, Vec<TypeId>>;

/// Assigns types to modules by as many first words of their names as keep the modules small.
pub(super) fn types(ids: Vec<TypeId>, names: &Names) -> TypesByModule {
    let words = |id: TypeId| (id, words(names.ty(id).as_str()));
    let mut modules = TypesByModule::new();
    split(ids.into_iter().map(words).collect(), 1, &mut modules);
    modules
}

/// Splits a module's types, with the modules in it, by as many first words of their names as keep the parts small.
pub(super) fn parts(node: Node, input: Input<'_>) -> BTreeMap<String, Node> {
    let types = node.types.into_iter().map(|id| {
        let words = words(input.names.ty(id).as_str());
        let mut part = Node::default();
        part.types.push(id);
        (part, words)
    });
    let types: Vec<_> = types.collect();
    let modules = node.modules.into_iter().map(|(name, inner)| {
        let words = words(name.as_str());
        let mut part = Node::default();
        part.modules.insert(name, inner);
        (part, words)
    });
    let mut parts = BTreeMap::new();
    split_parts(types.into_iter().chain(modules).collect(), 1, &mut parts);
    parts
}

fn split_parts(named: Vec<(Node, Vec<String>)>, count: usize, parts: &mut BTreeMap<String, Node>) {
    let mut by_words: BTreeMap<String, Vec<(Node, Vec<String>)>> = BTreeMap::new();
    for (part, words) in named {
        let first: Vec<&str> = words.iter().take(count).map(String::as_str).collect();
        let name = module_name(&first.join("_"));
        by_words.entry(name).or_default().push((part, words));
    }
    for (name, members) in by_words {
        let size: usize = members.iter().map(|(part, _)| part.count()).sum();
        if size > MOST_TYPES && members.len() > 1 && count < MOST_WORDS {
            split_parts(members, count + 1, parts);
            continue;
        }
        let part = parts.entry(name).or_default();
        for (member, _) in members {
            part.types.extend(member.types);
            part.modules.extend(member.modules);
        }
    }
}

fn split(named: Vec<(TypeId, Vec<String>)>, count: usize, modules: &mut TypesByModule) {
    let mut by_words: BTreeMap<String, Vec<(TypeId, Vec<String>)>> = BTreeMap::new();
    for (id, words) in named {
        let first: Vec<&str> = words.iter().take(count).map(String::as_str).collect();
        let name = module_name(&first.join("_"));
        by_words.entry(name).or_default().push((id, words));
    }
    for (name, types) in by_words {
        if types.len() > MOST_TYPES && count < MOST_WORDS {
            split(types, count + 1, modules);
        } else {
            let ids = types.into_iter().map(|(id, _)| id);
            modules.entry(name).or_default().extend(ids);
        }
    }
}

fn words(name: &str) -> Vec<String> {
    let snake = name.trim_start_matches("r#").to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Returns the name of a public module's file, which every file system takes: the module's name where it can be.
pub(super) fn file_name(module: &Name) -> String {
    let name = module_name(module.unraw());
    match name == module.unraw() {
        true => name,
        // Two modules may differ in nothing but letters that the file's name leaves out.
        false => format!("{name}_{:08x}", digest(module.unraw(), 0)),
    }
}

/// Returns a name for a module and its file that every file system takes: lower case letters, digits and underscores.
/// Text without any of them, keywords and device names get an affix.
pub(super) fn module_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut name: String = plain.to_snake_case().chars().take(LONGEST).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "other_");
    }
    let is_device = matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || (name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt")));
    if is_device || is_reserved(&name) {
        name.push_str("_items");
    }
    name
}
