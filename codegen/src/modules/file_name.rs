//! Names of modules and files that every file system takes.

use heck::ToSnakeCase;

use crate::names::{Name, digest, is_reserved};

/// How many characters a name has at most.
const LONGEST: usize = 60;

/// Returns the name of a public module's file: the module's name where every file system takes it.
pub(super) fn file_name(module: &Name) -> String {
    let name = portable(module.unraw());
    match name == module.unraw() {
        true => name,
        // Two modules may differ in nothing but letters that the file's name leaves out.
        false => format!("{name}_{:08x}", digest(module.unraw(), 0)),
    }
}

/// Returns a name for a private module and its file. A keyword gets an affix.
pub(super) fn module_name(text: &str) -> String {
    let mut name = portable(text);
    if is_reserved(&name) {
        name.push_str("_items");
    }
    name
}

/// Returns a text as lower case letters, digits and underscores. A text without any of them, the name of a device and a
/// file name with a meaning to Cargo or the compiler get an affix.
fn portable(text: &str) -> String {
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
    if is_device || matches!(name.as_str(), "lib" | "main" | "mod") {
        name.push_str("_items");
    }
    name
}
