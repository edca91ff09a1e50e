//! The names of the extensions, and of others' that count as ours.
//!
//! A document lists its own spellings under `x-bindgen-aliases` at its root; the settings may add more.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;

pub(super) const ALIASES: &str = "x-bindgen-aliases";
pub(super) const ENUM: &str = "x-bindgen-enum";
pub(super) const ENUM_DESCRIPTIONS: &str = "x-bindgen-enum-descriptions";
pub(super) const ENUM_NAMES: &str = "x-bindgen-enum-names";
pub(super) const ERRORS: &str = "x-bindgen-errors";
pub(super) const GROUP: &str = "x-bindgen-group";
pub(super) const NAME: &str = "x-bindgen-name";
pub(super) const PAGINATION: &str = "x-bindgen-pagination";
pub(super) const ROLE: &str = "x-bindgen-role";
pub(super) const SENSITIVE: &str = "x-bindgen-sensitive";
pub(super) const UNION: &str = "x-bindgen-union";

/// All names.
pub(super) const NAMES: &[&str] = &[
    ALIASES,
    ENUM,
    ENUM_DESCRIPTIONS,
    ENUM_NAMES,
    ERRORS,
    GROUP,
    NAME,
    PAGINATION,
    ROLE,
    SENSITIVE,
    UNION,
];

/// What every name of ours begins with.
const PREFIX: &str = "x-bindgen-";

/// Returns our spelling of an extension's name, or the name itself.
pub(super) fn neutral<'n>(aliases: &'n BTreeMap<String, String>, key: &'n str) -> &'n str {
    aliases.get(key).map_or(key, String::as_str)
}

/// Returns whether a name has our prefix. A name that only stands for one of ours may mean something else to others.
pub(super) fn is_ours(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// Returns whether a name can stand for one of ours.
pub(super) fn is_alias(theirs: &str, ours: &str) -> bool {
    NAMES.contains(&ours) && ours != ALIASES && theirs.starts_with("x-") && !is_ours(theirs)
}

/// Reports an extension with a value that it doesn't take.
pub(super) fn misuse(at: NodeId, name: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(
        "extension",
        Place::Value(at),
        format!("`{name}` can't be used like this"),
    )
    .label("not what the extension expects")
    .help(format!("give it {wanted}"))
}
