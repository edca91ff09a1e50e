//! What the configuration asks of single places of the document: JSON pointers become nodes. One that leads nowhere is an
//! error, since it was meant to change something.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::tree::{NodeId, Tree};
use crate::ir::Type;
use crate::places::place;
use crate::resolve::model::Resolved;

/// The schemas whose type is asked for.
pub(crate) fn types(
    tree: &Tree,
    resolved: &Resolved,
    wanted: &BTreeMap<String, Type>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NodeId, Type> {
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let schemas: BTreeSet<NodeId> = resolved.schemas.iter().map(|schema| schema.at).collect();
    let mut types = BTreeMap::new();
    for (pointer, ty) in wanted {
        match place(tree, pointer).filter(|node| schemas.contains(node)) {
            Some(node) => drop(types.insert(node, ty.clone())),
            None => {
                let message = format!(
                    "`{}` is to have another format, but leads to no schema",
                    pointer.escape_debug()
                );
                let help = "give the JSON pointer of a schema or a property";
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
    for schema in &resolved.schemas {
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
                diagnostics
                    .push(Diagnostic::error("optional", Place::Document, message).help(help));
            }
        }
    }
    optional
}
