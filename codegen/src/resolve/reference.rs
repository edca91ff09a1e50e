//! From the text of a `$ref` to a node, and to what is read there.

use super::Resolver;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::files::percent_decoded;
use crate::document::model::{Kind, RefOr, Reference};
use crate::document::tree::{FileId, NodeId, Tree, Value};
use crate::document::{Component, closest, files};

/// How many references may stand one behind the other.
const MOST_HOPS: usize = 64;

/// How many faults are searched for what may have been meant.
const MOST_SEARCHES: usize = 200;

impl Resolver<'_> {
    /// The node that a reference leads to; an error is pushed if there is none.
    pub(super) fn target(&mut self, reference: &Reference) -> Option<NodeId> {
        let from = self.tree.file(reference.at);
        let known = self.pointers.entry(from).or_default();
        let found = match known.get(&reference.target) {
            Some(found) => *found,
            None => {
                let found = find(self.tree, from, &reference.target);
                known.insert(reference.target.clone(), found);
                found
            }
        };
        if found.is_none() {
            let error = self.no_target(reference);
            self.diagnostics.push(error);
        }
        found
    }

    fn no_target(&self, reference: &Reference) -> Diagnostic {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        let (part, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = match files::linked(self.tree, self.tree.file(*at), part) {
            Ok(file) => file,
            Err(why) => return files::lost(self.tree, *at, target, &why),
        };
        match fragment {
            "" => unreachable_root(place),
            fragment if fragment.starts_with('/') => {
                let message = format!("`{target}` leads nowhere");
                Diagnostic::error("dangling-reference", place, message)
                    .label("not found")
                    .help(self.nearest(file, part, fragment))
            }
            _ => Diagnostic::error(
                "unsupported-reference",
                place,
                format!("`{target}` refers to an anchor"),
            )
            .label("anchors are not followed")
            .help("write a JSON pointer: `#/components/schemas/Name`"),
        }
    }

    /// How far a pointer leads, and what may have been meant. `part` is how the reference names the file.
    fn nearest(&self, file: FileId, part: &str, fragment: &str) -> String {
        // Each search reads all names that there are.
        if self.diagnostics.error_count() > MOST_SEARCHES {
            return "correct the reference".to_owned();
        }
        let root = self.tree.root(file).unwrap_or(NodeId::ROOT);
        let mut at = root;
        let pointer = percent_decoded(fragment).unwrap_or_else(|| fragment.to_owned());
        for token in pointer.split('/').skip(1) {
            let Some(next) = self.tree.step(at, token) else {
                let name = token.replace("~1", "/").replace("~0", "~");
                let names = self.tree.members(at).iter().map(|(name, _)| name.as_str());
                let parent = self.tree.pointer(at);
                return match closest(&name, names) {
                    Some(close) => format!(
                        "did you mean `{part}#{parent}/{}`?",
                        close.replace('~', "~0").replace('/', "~1")
                    ),
                    None if at == root => {
                        let what = if part.is_empty() { "document" } else { "file" };
                        format!("the {what} has no `{name}`: add it, or correct the reference")
                    }
                    None => {
                        format!(
                            "`{part}#{parent}` has no `{name}`: add it, or correct the reference"
                        )
                    }
                };
            };
            at = next;
        }
        "correct the reference".to_owned()
    }

    /// Reports a reference to something of another sort.
    pub(super) fn wrong_target(&mut self, reference: &Reference, wanted: &str, node: NodeId) {
        let found = self
            .store
            .kind(node)
            .map_or_else(|| self.tree.value(node).describe(), Kind::describe);
        let message = format!(
            "`{}` is {found}, and {wanted} is needed here",
            reference.target
        );
        let error = Diagnostic::error("wrong-reference", Place::Value(reference.at), message)
            .label(format!("refers to {found}"))
            .help(format!("refer to {wanted}"))
            .related(Place::Key(node), "it leads here");
        self.diagnostics.push(error);
    }

    /// Remembers that a file is referred to as a whole.
    pub(super) fn note_whole(&mut self, node: NodeId) {
        if self.tree.parent(node).is_none() && self.tree.file(node) != FileId::ROOT {
            self.whole_files.insert(node);
        }
    }

    /// What is kept in another file is shared as a component is; it is called by where it stands.
    fn name_in_file(&self, node: NodeId) -> Option<String> {
        (self.tree.file(node) != FileId::ROOT).then(|| self.tree.address(node))
    }

    /// The object itself, or what its reference leads to, with the name of the component it is.
    pub(super) fn follow<T: Component>(&mut self, value: &RefOr<T>) -> Option<(T, Option<String>)> {
        let first = match value {
            RefOr::Value(value) => return Some((value.clone(), None)),
            RefOr::Broken => return None,
            RefOr::Reference(reference) => reference,
        };
        let mut reference = first.clone();
        let mut description = None;
        for _ in 0..MOST_HOPS {
            description = description.or_else(|| reference.description.take());
            let node = self.target(&reference)?;
            let is_kind = self.store.kind(node).is_none_or(|found| found == T::KIND);
            if !is_kind || !matches!(self.tree.value(node), Value::Object(_)) {
                self.wrong_target(&reference, T::KIND.describe(), node);
                return None;
            }
            let (name, found) = match T::section(&self.components).at(node) {
                Some((name, _, found)) => (Some(name.clone()), found.clone()),
                None => {
                    self.note_whole(node);
                    (self.name_in_file(node), self.reader().ref_or(node))
                }
            };
            match found {
                RefOr::Value(mut value) => {
                    if let Some(description) = description {
                        value.describe(description);
                    }
                    return Some((value, name));
                }
                // The error was given where it stands.
                RefOr::Broken => return None,
                RefOr::Reference(next) => reference = next,
            }
        }
        let message = format!(
            "`{}` leads back to itself, or through too many references",
            first.target
        );
        let error = Diagnostic::error("reference-cycle", Place::Value(first.at), message);
        self.diagnostics.push(
            error
                .label("never arrives")
                .help("let one of the references lead to an object"),
        );
        None
    }
}

fn unreachable_root(place: Place) -> Diagnostic {
    Diagnostic::error("wrong-reference", place, "`#` is the whole document")
        .label("not an object of this kind")
}

/// The node that the text of a reference leads to (RFC 6901, section 6).
fn find(tree: &Tree, from: FileId, target: &str) -> Option<NodeId> {
    let (part, fragment) = target.split_once('#').unwrap_or((target, ""));
    let root = tree.root(files::linked(tree, from, part).ok()?)?;
    let decoded = percent_decoded(fragment);
    let found = decoded.and_then(|pointer| tree.at_pointer_from(root, &pointer));
    // Many documents don't encode what they should, so that a `%` may mean itself.
    found.or_else(|| tree.at_pointer_from(root, fragment))
}
