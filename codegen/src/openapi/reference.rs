//! The references of a document: follows each to a node, once, and reports those that lead nowhere.

use std::collections::{BTreeSet, HashMap};

use super::identity::Identities;
use super::search::{Search, Target};
use super::slips::Slips;
use super::version::Version;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::files::{self, percent_decoded};
use crate::source::tree::{FileId, NodeId, Tree};
use crate::suggest::closest;

/// For how many references a search looks for what was meant.
const MOST_SEARCHES: usize = 200;

/// The text of a `$ref`.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The node of the text.
    pub(super) at: NodeId,
    /// The text.
    pub(super) target: String,
}

/// Where the references of a document lead.
#[derive(Debug)]
pub(super) struct References {
    version: Version,
    /// What schemas call themselves; nothing in 3.0, which has no such names.
    identities: Identities,
    /// Where references led, by the resource that they stand in.
    known: HashMap<NodeId, HashMap<String, Target>>,
    /// How many names were searched for what was meant.
    searches: usize,
    /// The roots of the files that are referred to as a whole.
    whole_files: BTreeSet<NodeId>,
}

impl References {
    /// Looks at what schemas call themselves, and follows nothing yet.
    pub(super) fn new(tree: &Tree, version: Version) -> Self {
        Self {
            version,
            identities: match version {
                Version::V3_0 => Identities::default(),
                Version::V3_1 => Identities::of(tree),
            },
            known: HashMap::new(),
            searches: 0,
            whole_files: BTreeSet::new(),
        }
    }

    /// Returns what schemas call themselves.
    pub(super) const fn identities(&self) -> &Identities {
        &self.identities
    }

    /// Notes that a file is referred to as a whole, if the node is its root.
    pub(super) fn note_whole(&mut self, tree: &Tree, node: NodeId) {
        if tree.parent(node).is_none() && tree.file(node) != FileId::ROOT {
            self.whole_files.insert(node);
        }
    }

    /// Gives away the roots of the files that are referred to as a whole.
    pub(super) fn into_whole_files(self) -> BTreeSet<NodeId> {
        self.whole_files
    }

    /// Returns the node that the text at a node leads to as a reference, if it leads just there. Reports nothing.
    pub(super) fn find(&self, tree: &Tree, at: NodeId) -> Option<NodeId> {
        let resource = self.identities.resource(tree, at);
        let text = tree.as_str(at).unwrap_or_default();
        match Search::new(tree, &self.identities, resource, at).find(text) {
            Target::Found(node) => Some(node),
            Target::Nowhere | Target::OfDocument(_) | Target::WholeFile(_) => None,
        }
    }

    /// Returns the node that a reference leads to, or reports that there is none.
    pub(super) fn follow(
        &mut self,
        tree: &Tree,
        reference: &Reference,
        slips: &Slips,
        diagnostics: &mut Diagnostics,
    ) -> Option<NodeId> {
        let resource = self.identities.resource(tree, reference.at);
        let known = self.known.get(&resource);
        let target = match known.and_then(|known| known.get(&reference.target)) {
            Some(target) => *target,
            None => {
                let mut search = Search::new(tree, &self.identities, resource, reference.at);
                let target = search.find(&reference.target);
                let known = self.known.entry(resource).or_default();
                known.insert(reference.target.clone(), target);
                target
            }
        };
        match target {
            Target::Nowhere => {
                self.report_lost(tree, reference, slips, diagnostics);
                None
            }
            Target::Found(node) => Some(node),
            Target::OfDocument(node) => {
                diagnostics.push(of_document(tree, reference, resource));
                Some(node)
            }
            Target::WholeFile(node) => {
                diagnostics.push(of_whole_file(reference));
                Some(node)
            }
        }
    }

    /// Reports a reference that leads nowhere.
    fn report_lost(
        &mut self,
        tree: &Tree,
        reference: &Reference,
        slips: &Slips,
        diagnostics: &mut Diagnostics,
    ) {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        let (part, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = match files::linked(tree, tree.file(*at), part) {
            Ok(file) => file,
            Err(why) => {
                let lost = files::lost(tree, *at, target, &why);
                return diagnostics.push(lost);
            }
        };
        let error = match fragment {
            "" | "/" => of_document_root(place),
            fragment if fragment.starts_with('/') => {
                if is_misspelt(tree, file, fragment, slips, diagnostics) {
                    return;
                }
                let message = format!("`{target}` leads nowhere");
                Diagnostic::error("dangling-reference", place, message)
                    .label("not found")
                    .help(self.nearest(tree, file, part, fragment))
            }
            name if self.version == Version::V3_0 => {
                let message =
                    format!("`{target}` refers to an anchor, which OpenAPI 3.0 doesn't have");
                Diagnostic::error("dangling-reference", place, message)
                    .label("not found")
                    .help(format!(
                        "write a JSON pointer: `#/components/schemas/{name}`"
                    ))
            }
            name => self.without_anchor(tree, reference, file, name),
        };
        diagnostics.push(error);
    }

    /// Makes the error about an anchor that no schema has.
    fn without_anchor(
        &self,
        tree: &Tree,
        reference: &Reference,
        file: FileId,
        name: &str,
    ) -> Diagnostic {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        let root = match target.starts_with('#') {
            true => self.identities.resource(tree, *at),
            false => tree.root(file).unwrap_or(NodeId::ROOT),
        };
        let anchors = self.identities.anchors(root).iter();
        let help = match closest(name, anchors.map(|anchor| anchor.name.as_str())) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!(
                "add `$anchor: {name}` to the schema that is meant, or write a JSON pointer: `#/components/schemas/Name`"
            ),
        };
        let message = format!("`{target}` leads nowhere: no schema has this anchor");
        Diagnostic::error("dangling-reference", place, message)
            .label("not found")
            .help(help)
    }

    /// Returns what may have been meant by a pointer. `part` is how the reference names the file.
    fn nearest(&mut self, tree: &Tree, file: FileId, part: &str, fragment: &str) -> String {
        // Each search reads all names that there are.
        self.searches += 1;
        if self.searches > MOST_SEARCHES {
            return "correct the reference".to_owned();
        }
        nearest(tree, file, part, fragment).unwrap_or_else(|| "correct the reference".to_owned())
    }
}

/// Returns what may have been meant by a pointer, if there is a step where it leads nowhere.
fn nearest(tree: &Tree, file: FileId, part: &str, fragment: &str) -> Option<String> {
    let root = tree.root(file).unwrap_or(NodeId::ROOT);
    let mut at = root;
    let pointer = percent_decoded(fragment).unwrap_or_else(|| fragment.to_owned());
    for token in pointer.split('/').skip(1) {
        let Some(next) = tree.step(at, token) else {
            let name = token.replace("~1", "/").replace("~0", "~");
            let names = tree.members(at).iter().map(|(name, _)| name.as_str());
            let parent = tree.pointer(at);
            return Some(match closest(&name, names) {
                Some(close) => format!(
                    "did you mean `{part}#{parent}/{}`?",
                    close.replace('~', "~0").replace('/', "~1")
                ),
                None if at == root => {
                    let what = if part.is_empty() { "document" } else { "file" };
                    format!("the {what} has no `{name}`: add it, or correct the reference")
                }
                None => {
                    format!("`{part}#{parent}` has no `{name}`: add it, or correct the reference")
                }
            });
        };
        at = next;
    }
    None
}

/// Returns whether a pointer ends where a key is misspelt. A warning says so already, and becomes the error.
fn is_misspelt(
    tree: &Tree,
    file: FileId,
    fragment: &str,
    slips: &Slips,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut at = tree.root(file).unwrap_or(NodeId::ROOT);
    for token in fragment.split('/').skip(1) {
        match tree.step(at, token) {
            Some(next) => at = next,
            None => return slips.escalate(tree, at, token, diagnostics),
        }
    }
    false
}

/// Makes the warning about a pointer that is followed from the document: in a schema with an `$id`, it begins there
/// (JSON Schema 2020-12 core, section 8.2.1).
fn of_document(tree: &Tree, reference: &Reference, resource: NodeId) -> Diagnostic {
    let message = format!(
        "by the `$id` around it, `{}` begins at that schema, where it leads nowhere; it is followed from the document",
        reference.target
    );
    let warning = Diagnostic::warning("reference-base", Place::Value(reference.at), message)
        .label("followed from the document")
        .help("remove the `$id`, or refer to the schema by an absolute URI");
    let id = tree.get(resource, "$id").unwrap_or(resource);
    warning.related(Place::Value(id), "the `$id`")
}

/// Makes the warning about a pointer that means the whole file.
fn of_whole_file(reference: &Reference) -> Diagnostic {
    let message = format!(
        "`{}` is a pointer to a member with an empty name; the whole file is meant",
        reference.target
    );
    Diagnostic::warning("reference-base", Place::Value(reference.at), message)
        .label("the whole file")
        .help("remove `#/`: the name of a file refers to the whole file")
}

/// Makes the error about a reference to the whole document.
fn of_document_root(place: Place) -> Diagnostic {
    Diagnostic::error("wrong-reference", place, "`#` is the whole document")
        .label("not an object of this kind")
}

/// Makes the error about a reference that leads to no object. The text of it stands at the node.
pub(super) fn endless(tree: &Tree, target: NodeId) -> Diagnostic {
    let text = tree.as_str(target).unwrap_or_default();
    let message = format!("`{text}` leads back to itself, or through too many references");
    Diagnostic::error("reference-cycle", Place::Value(target), message)
        .label("leads to no object")
        .help("let one of the references lead to an object")
}
