//! Module names, and the modules of types that are told apart by the first words of their names.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use crate::ir::TypeId;
use crate::names::{Names, is_reserved};

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
