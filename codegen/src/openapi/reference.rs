//! Follows the text of a `$ref` to a node.

use super::identity::Identities;
use super::reader::Reader;
use super::store::{Reference, Target};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::files::{self, percent_decoded};
use crate::source::tree::{FileId, NodeId, Tree};
use crate::suggest::closest;

/// How many references may follow each other.
const MOST_HOPS: usize = 64;

/// For how many references a search looks for what was meant.
const MOST_SEARCHES: usize = 200;

impl Reader<'_> {
    /// Returns the node itself, or what a `$ref` in its place leads to. The specification allows references in few
    /// places; documents that are joined from many files have them anywhere. Returns nothing where an error says why.
    pub(super) fn landed(&mut self, at: NodeId) -> Option<NodeId> {
        let mut landed = at;
        let mut passed = Vec::new();
        while passed.len() < MOST_HOPS {
            let Some(target) = self.reference_in_place(landed) else {
                for (at, target) in passed {
                    self.report_unusual(at, target);
                }
                return Some(landed);
            };
            let reference = self.reference(target)?;
            passed.push((landed, target));
            landed = self.target(&reference)?;
        }
        self.endless(self.tree.get(at, "$ref").unwrap_or(at));
        None
    }

    /// Returns the value of an example, or what it refers to if it is a reference that leads somewhere. An object with
    /// other members may be just what the example shows.
    pub(super) fn shown(&mut self, at: NodeId) -> NodeId {
        let only = self.tree.members(at).len() == 1;
        let Some(target) = self.reference_in_place(at).filter(|_| only) else {
            return at;
        };
        let text = self.tree.as_str(target).unwrap_or_default();
        let reference = Reference {
            at: target,
            target: text.to_owned(),
        };
        let resource = self.store.identities.resource(self.tree, target);
        match Search::new(self, resource, &reference).find(text) {
            Target::Found(node) => {
                self.report_unusual(at, target);
                node
            }
            Target::Nowhere | Target::OfDocument(_) | Target::WholeFile(_) => at,
        }
    }

    /// Returns the text of a `$ref`. A map may have an entry of that name, which isn't a string.
    fn reference_in_place(&self, at: NodeId) -> Option<NodeId> {
        let target = self.tree.get(at, "$ref")?;
        self.tree.as_str(target).map(|_| target)
    }

    fn report_unusual(&mut self, at: NodeId, target: NodeId) {
        self.report_siblings(at, &["$ref"]);
        // Since 3.2 media types are components, too (section 4.14).
        let text = self.tree.as_str(target).unwrap_or_default();
        if text.contains("/components/mediaTypes/") {
            return;
        }
        let message = "the specification allows no `$ref` here; it is followed";
        let warning = Diagnostic::warning("unusual-reference", Place::Value(target), message)
            .label("followed")
            .help("copy what it leads to here, for other tools");
        self.diagnostics.push(warning);
    }

    /// Reports a reference that leads to no object, by its text.
    pub(super) fn endless(&mut self, target: NodeId) {
        let text = self.tree.as_str(target).unwrap_or_default();
        let message = format!("`{text}` leads back to itself, or through too many references");
        let error = Diagnostic::error("reference-cycle", Place::Value(target), message);
        self.diagnostics.push(
            error
                .label("leads to no object")
                .help("let one of the references lead to an object"),
        );
    }

    /// Returns the node that a reference leads to, or reports that there is none.
    pub(super) fn target(&mut self, reference: &Reference) -> Option<NodeId> {
        let resource = self.store.identities.resource(self.tree, reference.at);
        let known = self.store.targets.get(&resource);
        let target = match known.and_then(|known| known.get(&reference.target)) {
            Some(target) => *target,
            None => {
                let target = Search::new(self, resource, reference).find(&reference.target);
                let known = self.store.targets.entry(resource).or_default();
                known.insert(reference.target.clone(), target);
                target
            }
        };
        match target {
            Target::Nowhere => self.no_target(reference),
            Target::Found(node) => return Some(node),
            Target::OfDocument(node) => {
                self.report_base(reference, resource);
                return Some(node);
            }
            Target::WholeFile(node) => {
                self.report_pointer(reference);
                return Some(node);
            }
        }
        None
    }

    /// Warns of a pointer that is followed from the document: in a schema with an `$id`, it begins there (JSON Schema
    /// 2020-12 core, section 8.2.1).
    fn report_base(&mut self, reference: &Reference, resource: NodeId) {
        let message = format!(
            "by the `$id` around it, `{}` begins at that schema, where it leads nowhere; it is followed from the document",
            reference.target
        );
        let warning = Diagnostic::warning("reference-base", Place::Value(reference.at), message)
            .label("followed from the document")
            .help("remove the `$id`, or refer to the schema by an absolute URI");
        let id = self.tree.get(resource, "$id").unwrap_or(resource);
        self.diagnostics
            .push(warning.related(Place::Value(id), "the `$id`"));
    }

    fn report_pointer(&mut self, reference: &Reference) {
        let message = format!(
            "`{}` is a pointer to a member with an empty name; the whole file is meant",
            reference.target
        );
        let warning = Diagnostic::warning("reference-base", Place::Value(reference.at), message);
        self.diagnostics.push(
            warning
                .label("the whole file")
                .help("remove `#/`: the name of a file refers to the whole file"),
        );
    }

    fn no_target(&mut self, reference: &Reference) {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        let (part, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = match files::linked(self.tree, self.tree.file(*at), part) {
            Ok(file) => file,
            Err(why) => {
                let lost = files::lost(self.tree, *at, target, &why);
                return self.diagnostics.push(lost);
            }
        };
        let error = match fragment {
            "" | "/" => unreachable_root(place),
            fragment if fragment.starts_with('/') => {
                if self.is_misspelt(file, fragment) {
                    return;
                }
                let message = format!("`{target}` leads nowhere");
                Diagnostic::error("dangling-reference", place, message)
                    .label("not found")
                    .help(self.nearest(file, part, fragment))
            }
            name if self.is_3_0() => {
                let message =
                    format!("`{target}` refers to an anchor, which OpenAPI 3.0 doesn't have");
                Diagnostic::error("dangling-reference", place, message)
                    .label("not found")
                    .help(format!(
                        "write a JSON pointer: `#/components/schemas/{name}`"
                    ))
            }
            name => self.no_anchor(reference, file, name),
        };
        self.diagnostics.push(error);
    }

    fn no_anchor(&self, reference: &Reference, file: FileId, name: &str) -> Diagnostic {
        let Reference { at, target, .. } = reference;
        let place = Place::Value(*at);
        let root = match target.starts_with('#') {
            true => self.store.identities.resource(self.tree, *at),
            false => self.tree.root(file).unwrap_or(NodeId::ROOT),
        };
        let anchors = self.store.identities.anchors(root).iter();
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

    /// Returns whether a pointer ends where a key is misspelt. A warning says so already, and becomes the error.
    fn is_misspelt(&mut self, file: FileId, fragment: &str) -> bool {
        let mut at = self.tree.root(file).unwrap_or(NodeId::ROOT);
        for token in fragment.split('/').skip(1) {
            match self.tree.step(at, token) {
                Some(next) => at = next,
                None => return self.is_said_to_lack(at, token),
            }
        }
        false
    }

    /// Returns what may have been meant by a pointer. `part` is how the reference names the file.
    fn nearest(&mut self, file: FileId, part: &str, fragment: &str) -> String {
        // Each search reads all names that there are.
        self.store.searches += 1;
        if self.store.searches > MOST_SEARCHES {
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
}

fn unreachable_root(place: Place) -> Diagnostic {
    Diagnostic::error("wrong-reference", place, "`#` is the whole document")
        .label("not an object of this kind")
}

/// A search for what a reference leads to.
struct Search<'a> {
    tree: &'a Tree,
    identities: &'a Identities,
    /// The schema with an `$id`, or the root of the file, that the reference is in.
    resource: NodeId,
    file: FileId,
    hops: usize,
}

impl<'a> Search<'a> {
    fn new(reader: &'a Reader<'_>, resource: NodeId, reference: &Reference) -> Self {
        Self {
            tree: reader.tree,
            identities: &reader.store.identities,
            resource,
            file: reader.tree.file(reference.at),
            hops: MOST_HOPS,
        }
    }

    /// Finds the node that the text of a reference leads to (RFC 6901, section 6; JSON Schema 2020-12 core, section
    /// 8.2).
    fn find(&mut self, target: &str) -> Target {
        let (part, fragment) = target.split_once('#').unwrap_or((target, ""));
        let named = self.named(part);
        if let Some(found) = named.and_then(|root| self.fragment(root, fragment)) {
            return Target::Found(found);
        }
        let linked = files::linked(self.tree, self.file, part).ok();
        let Some(root) = linked.and_then(|file| self.tree.root(file)) else {
            return Target::Nowhere;
        };
        match self.fragment(root, fragment) {
            Some(found) if part.is_empty() && root != self.resource => Target::OfDocument(found),
            Some(found) => Target::Found(found),
            None if fragment == "/" && root != NodeId::ROOT => Target::WholeFile(root),
            None => Target::Nowhere,
        }
    }

    /// Returns the root of the resource that a reference names, given the `$id` around it.
    fn named(&self, part: &str) -> Option<NodeId> {
        if part.is_empty() {
            return Some(self.resource);
        }
        let (named, path) = self.identities.named(self.tree, self.resource, part);
        named.or_else(|| self.tree.root_at(&path))
    }

    fn fragment(&mut self, root: NodeId, fragment: &str) -> Option<NodeId> {
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let anchor = self.identities.anchored(root, fragment)?;
            return Some(anchor.schema);
        }
        let decoded = percent_decoded(fragment);
        let found = decoded.and_then(|pointer| self.pointer(root, &pointer));
        // Many documents don't encode what they should, so that a `%` may mean itself.
        found.or_else(|| self.pointer(root, fragment))
    }

    /// Follows a pointer as [`Tree::at_pointer_from`] does, and references on its way.
    fn pointer(&mut self, root: NodeId, pointer: &str) -> Option<NodeId> {
        let mut at = root;
        for token in pointer.split('/').skip(1) {
            at = match self.tree.step(at, token) {
                Some(next) => next,
                None => self.tree.step(self.beyond(at)?, token)?,
            };
        }
        Some(at)
    }

    /// Returns what the `$ref` at a node leads to.
    fn beyond(&mut self, at: NodeId) -> Option<NodeId> {
        self.hops = self.hops.checked_sub(1)?;
        let reference = self.tree.get(at, "$ref")?;
        let target = self.tree.as_str(reference)?;
        let mut inner = Search {
            resource: self.identities.resource(self.tree, at),
            file: self.tree.file(at),
            ..*self
        };
        let found = inner.find(target);
        self.hops = inner.hops;
        match found {
            Target::Found(node) | Target::OfDocument(node) | Target::WholeFile(node) => Some(node),
            Target::Nowhere => None,
        }
    }
}
