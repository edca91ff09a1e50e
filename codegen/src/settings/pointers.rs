//! What settings name by JSON pointers, looked up in the document.

use std::collections::{BTreeMap, BTreeSet};

use super::{FormatTarget, Settings, opaque};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::Type;
use crate::openapi::model::Resolved;
use crate::source::tree::{NodeId, Tree};
use crate::suggest::closest;

/// What the settings say of single nodes of the document.
#[derive(Clone, Debug)]
pub(crate) struct ByNode {
    /// The names to generate.
    pub(crate) names: BTreeMap<NodeId, String>,
    /// The types of schemas, whatever their `format`.
    pub(crate) formats: BTreeMap<NodeId, Type>,
    /// The properties that are optional whatever the document requires: where their schemas stand, or where a name
    /// without a property is required.
    pub(crate) optional: BTreeSet<NodeId>,
}

/// Empties the opaque schemas, and looks up what else the settings say of single nodes. A pointer that leads elsewhere
/// than its setting needs is an error.
pub(crate) fn resolve(
    tree: &Tree,
    resolved: &mut Resolved,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> ByNode {
    let formats = settings.format.iter();
    let formats = formats.filter_map(|(target, to)| match target {
        FormatTarget::Pointer(pointer) => Some((pointer.as_str(), to.ty())),
        FormatTarget::Format(_) => None,
    });
    let formats: Vec<(&str, Type)> = formats.collect();
    let names = settings.rename.iter();
    let names = names.map(|(pointer, name)| (pointer.as_str(), name.clone()));
    let mut lookup = Lookup { tree, diagnostics };
    let names = lookup.all(&NAME, names, |_| true);
    if formats.is_empty() && settings.opaque.is_empty() && settings.optional.is_empty() {
        let (formats, optional) = (BTreeMap::new(), BTreeSet::new());
        return ByNode {
            names,
            formats,
            optional,
        };
    }
    let schemas: BTreeSet<NodeId> = resolved.schemas().map(|schema| schema.at).collect();
    let is_schema = |node: NodeId| schemas.contains(&node);
    let formats = lookup.all(&FORMAT, formats.into_iter(), is_schema);
    let opaque = lookup.all(&OPAQUE, alone(&settings.opaque), is_schema);
    opaque::empty(resolved, &opaque.into_keys().collect());
    let properties = properties(resolved);
    let is_property = |node: NodeId| properties.contains(&node);
    let optional = lookup.all(&OPTIONAL, alone(&settings.optional), is_property);
    ByNode {
        names,
        formats,
        optional: optional.into_keys().collect(),
    }
}

fn alone(pointers: &[String]) -> impl Iterator<Item = (&str, ())> {
    pointers.iter().map(|pointer| (pointer.as_str(), ()))
}

/// Returns where the schemas of properties stand, and the names of required ones.
fn properties(resolved: &Resolved) -> BTreeSet<NodeId> {
    let mut nodes = BTreeSet::new();
    for schema in resolved.schemas() {
        let properties = schema.properties.iter();
        nodes.extend(properties.map(|(_, id)| resolved.schema(*id).at));
        nodes.extend(schema.required.iter().map(|(_, at)| *at));
    }
    nodes
}

/// A setting that takes pointers, and what it reports of one that leads elsewhere.
struct Setting {
    /// The kind of the diagnostic.
    kind: &'static str,
    /// What the setting does to what stands at a pointer.
    effect: &'static str,
    /// Where else the pointer leads.
    elsewhere: &'static str,
    help: &'static str,
}

const NAME: Setting = Setting {
    kind: "name",
    effect: "is to be named",
    elsewhere: "leads nowhere",
    help: "give the JSON pointer of a schema, a property, a parameter or an operation",
};

const FORMAT: Setting = Setting {
    kind: "format",
    effect: "is to have another format",
    elsewhere: "leads to no schema",
    help: "give the JSON pointer of a schema or a property",
};

const OPAQUE: Setting = Setting {
    kind: "opaque",
    effect: "is to be opaque",
    elsewhere: "leads to no schema",
    help: "give the JSON pointer of a schema or a property",
};

const OPTIONAL: Setting = Setting {
    kind: "optional",
    effect: "is to be optional",
    elsewhere: "leads to no property",
    help: "give the JSON pointer of a property: `#/components/schemas/pet/properties/name`",
};

/// Looks pointers up.
struct Lookup<'a> {
    tree: &'a Tree,
    diagnostics: &'a mut Diagnostics,
}

impl Lookup<'_> {
    /// Returns the nodes that pointers lead to, with what is said of each. Of two that lead to one node the later
    /// counts.
    fn all<'p, T>(
        &mut self,
        setting: &Setting,
        pointers: impl Iterator<Item = (&'p str, T)>,
        fits: impl Fn(NodeId) -> bool,
    ) -> BTreeMap<NodeId, T> {
        let mut nodes = BTreeMap::new();
        for (pointer, said) in pointers {
            match place(self.tree, pointer) {
                Some(node) if fits(node) => drop(nodes.insert(node, said)),
                found => {
                    let error = self.leads_elsewhere(setting, pointer, found.is_some());
                    self.diagnostics.push(error);
                }
            }
        }
        nodes
    }

    fn leads_elsewhere(&self, setting: &Setting, pointer: &str, is_found: bool) -> Diagnostic {
        let (effect, elsewhere) = (setting.effect, setting.elsewhere);
        let message = format!("`{}` {effect}, but {elsewhere}", pointer.escape_debug());
        let meant = match is_found {
            true => None,
            false => meant(self.tree, pointer),
        };
        let help = meant.unwrap_or_else(|| setting.help.to_owned());
        Diagnostic::error(setting.kind, Place::Document, message).help(help)
    }
}

/// Follows a JSON pointer, with `#` before it or not; before that the path of the file, unless it is the root document.
pub(super) fn place(tree: &Tree, pointer: &str) -> Option<NodeId> {
    let (root, pointer) = split(tree, pointer)?;
    tree.at_pointer_from(root, pointer)
}

/// Returns the root of a pointer's file, and the rest.
fn split<'p>(tree: &Tree, pointer: &'p str) -> Option<(NodeId, &'p str)> {
    match pointer.split_once('#') {
        Some(("", rest)) => Some((NodeId::ROOT, rest)),
        Some((file, rest)) if !file.starts_with('/') => Some((tree.root_at(file)?, rest)),
        _ => Some((NodeId::ROOT, pointer)),
    }
}

/// Suggests the pointer that was most likely meant: of a schema by its name alone, or with one step that is misspelt.
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
