//! The places of a document that settings name, by JSON pointers.

use std::collections::{BTreeMap, BTreeSet};

use super::opaque;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::Type;
use crate::openapi::model::Resolved;
use crate::source::tree::{NodeId, Tree};
use crate::suggest::closest;

/// Empties what isn't to be looked into. A pointer that leads to no schema is an error.
pub(crate) fn leave_raw(
    tree: &Tree,
    resolved: &mut Resolved,
    pointers: &[String],
    diagnostics: &mut Diagnostics,
) {
    let mut places: BTreeMap<NodeId, &String> = BTreeMap::new();
    let mut lost: Vec<&String> = Vec::new();
    for pointer in pointers {
        match place(tree, pointer) {
            Some(node) => drop(places.insert(node, pointer)),
            None => lost.push(pointer),
        }
    }
    let unknown: BTreeSet<NodeId> = opaque::empty(resolved, &places.keys().copied().collect());
    lost.extend(unknown.iter().filter_map(|node| places.get(node)));
    for pointer in lost {
        let message = format!(
            "`{}` is to be opaque, but leads to no schema",
            pointer.escape_debug()
        );
        let help = meant(tree, pointer)
            .unwrap_or_else(|| "give the JSON pointer of a schema or a property".to_owned());
        diagnostics.push(Diagnostic::error("opaque", Place::Document, message).help(help));
    }
}

/// The nodes that are to be named. A pointer that leads nowhere is an error.
pub(crate) fn named(
    tree: &Tree,
    names: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NodeId, String> {
    let mut places = BTreeMap::new();
    for (pointer, name) in names {
        if let Some(node) = place(tree, pointer) {
            places.insert(node, name.clone());
            continue;
        }
        let message = format!(
            "`{}` is to be named, but leads nowhere",
            pointer.escape_debug()
        );
        let help = meant(tree, pointer).unwrap_or_else(|| {
            "give the JSON pointer of a schema, a property, a parameter or an operation".to_owned()
        });
        diagnostics.push(Diagnostic::error("name", Place::Document, message).help(help));
    }
    places
}

/// The schemas whose type is asked for.
pub(crate) fn typed(
    tree: &Tree,
    resolved: &Resolved,
    wanted: &BTreeMap<String, Type>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NodeId, Type> {
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let schemas: BTreeSet<NodeId> = resolved.schemas.rows().map(|schema| schema.at).collect();
    let mut types = BTreeMap::new();
    for (pointer, ty) in wanted {
        match place(tree, pointer).filter(|node| schemas.contains(node)) {
            Some(node) => drop(types.insert(node, ty.clone())),
            None => {
                let message = format!(
                    "`{}` is to have another format, but leads to no schema",
                    pointer.escape_debug()
                );
                let help = meant(tree, pointer).unwrap_or_else(|| {
                    "give the JSON pointer of a schema or a property".to_owned()
                });
                diagnostics.push(Diagnostic::error("format", Place::Document, message).help(help));
            }
        }
    }
    types
}

/// The properties that may be missing: where their schemas stand, or where a name without a property is required.
pub(crate) fn optional(
    tree: &Tree,
    resolved: &Resolved,
    wanted: &[String],
    diagnostics: &mut Diagnostics,
) -> BTreeSet<NodeId> {
    if wanted.is_empty() {
        return BTreeSet::new();
    }
    let mut members = BTreeSet::new();
    for schema in resolved.schemas.rows() {
        let properties = schema.properties.iter();
        members.extend(properties.map(|(_, id)| resolved.schema(*id).at));
        members.extend(schema.required.iter().map(|(_, at)| *at));
    }
    let mut optional = BTreeSet::new();
    for pointer in wanted {
        match place(tree, pointer).filter(|node| members.contains(node)) {
            Some(node) => drop(optional.insert(node)),
            None => {
                let message = format!(
                    "`{}` is to be optional, but leads to no property",
                    pointer.escape_debug()
                );
                let help = "give the JSON pointer of a property: `#/components/schemas/pet/properties/name`";
                let help = match place(tree, pointer) {
                    None => meant(tree, pointer),
                    Some(_) => None,
                }
                .unwrap_or_else(|| help.to_owned());
                diagnostics
                    .push(Diagnostic::error("optional", Place::Document, message).help(help));
            }
        }
    }
    optional
}

/// A JSON pointer, after a `#` or not; before that the path of the file, unless it is the root document.
fn place(tree: &Tree, pointer: &str) -> Option<NodeId> {
    let (root, pointer) = split(tree, pointer)?;
    tree.at_pointer_from(root, pointer)
}

/// The root of a pointer's file, and the rest.
fn split<'p>(tree: &Tree, pointer: &'p str) -> Option<(NodeId, &'p str)> {
    match pointer.split_once('#') {
        Some(("", rest)) => Some((NodeId::ROOT, rest)),
        Some((file, rest)) if !file.starts_with('/') => Some((tree.root_at(file)?, rest)),
        _ => Some((NodeId::ROOT, pointer)),
    }
}

/// The pointer that was most likely meant: of a schema by its name alone, or with one step that is misspelt.
fn meant(tree: &Tree, pointer: &str) -> Option<String> {
    let (root, rest) = split(tree, pointer)?;
    let mut at = root;
    let mut tokens = rest.trim_start_matches('/').split('/');
    if !rest.starts_with('/') {
        at = tree.at_pointer("/components/schemas")?;
        tokens = rest.split('/');
    }
    for token in tokens {
        if let Some(next) = tree.step(at, token) {
            at = next;
            continue;
        }
        let names = tree.members(at).iter().map(|(name, _)| name.as_str());
        let close = closest(&token.replace("~1", "/").replace("~0", "~"), names)?;
        at = tree.get(at, close)?;
    }
    Some(format!("did you mean `{}`?", tree.address(at)))
}
