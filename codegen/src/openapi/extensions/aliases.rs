//! Reads `x-bindgen-aliases`: the spellings of extensions' names that a document and the settings add.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::vocabulary::{ALIASES, NAMES, is_alias, is_ours, misuse};
use crate::source::tree::{NodeId, Tree, Value};
use crate::suggest::closest;

/// Returns the document's own spellings, and those of the settings that it doesn't replace.
pub(in crate::openapi) fn read(
    tree: &Tree,
    given: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut aliases = given;
    for (theirs, ours) in &aliases {
        if !is_alias(theirs, ours) {
            diagnostics.push(useless(theirs, ours));
        }
    }
    let Some(table) = tree.get(NodeId::ROOT, ALIASES) else {
        return aliases;
    };
    if !matches!(tree.value(table), Value::Object(_)) {
        diagnostics.push(misuse(
            table,
            ALIASES,
            "an object of names: `x-theirs: x-bindgen-enum`",
        ));
    }
    for (theirs, node) in tree.members(table) {
        match tree.as_str(*node) {
            Some(ours) if is_alias(theirs, ours) => {
                aliases.insert(theirs.clone(), ours.to_owned());
            }
            _ => {
                let wanted = "the name of an extension of this generator for each name that begins with `x-`";
                diagnostics.push(misuse(*node, ALIASES, wanted));
            }
        }
    }
    aliases
}

/// Reports a setting that makes no alias.
fn useless(theirs: &str, ours: &str) -> Diagnostic {
    let (theirs, ours) = (theirs.escape_debug(), ours.escape_debug());
    let message = format!("the setting `alias` can't read `{theirs}` as `{ours}`");
    let help = if is_ours(&theirs.to_string()) && ours.to_string().starts_with("x-") {
        format!("the vendor's name comes first: `{ours}={theirs}`")
    } else {
        match closest(&ours.to_string(), NAMES.iter().copied()) {
            Some(close) if close != ours.to_string() => format!("did you mean `{close}`?"),
            _ => "give it a name that begins with `x-`, and that of an extension of this generator"
                .to_owned(),
        }
    };
    Diagnostic::error("extension", Place::Document, message).help(help)
}

/// Warns of aliases that the document doesn't use: they are misspelt or outdated.
pub(in crate::openapi) fn report_unused(
    tree: &Tree,
    aliases: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    if aliases.is_empty() {
        return;
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let table = tree.get(NodeId::ROOT, ALIASES);
    let nodes = (0..tree.len()).filter_map(|node| u32::try_from(node).ok());
    for node in nodes.map(NodeId).filter(|node| Some(*node) != table) {
        let names = tree.members(node).iter().map(|(name, _)| name.as_str());
        used.extend(names.filter(|name| aliases.contains_key(*name)));
    }
    let sound = aliases
        .iter()
        .filter(|(theirs, ours)| is_alias(theirs, ours));
    for (theirs, _) in sound.filter(|(name, _)| !used.contains(name.as_str())) {
        let written = table.and_then(|table| tree.get(table, theirs));
        let place = written.map_or(Place::Document, Place::Key);
        let message = format!("`{}` is used nowhere", theirs.escape_debug());
        let warning = Diagnostic::warning("extension", place, message).label("not used");
        let help = "remove the alias, or spell it as the document does";
        diagnostics.push(warning.help(help));
    }
}
