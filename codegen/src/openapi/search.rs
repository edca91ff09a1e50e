//! Finds the node that the text of a `$ref` leads to.

use super::identity::Identities;
use crate::source::files::{self, percent_decoded};
use crate::source::tree::{FileId, NodeId, Tree};

/// How many references may follow each other.
pub(super) const MOST_HOPS: usize = 64;

/// Where a reference leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Nowhere,
    Found(NodeId),
    /// Not where the `$id` around it says, but where it would lead without.
    OfDocument(NodeId),
    /// To the whole file, by a pointer to a member with an empty name.
    WholeFile(NodeId),
}

/// A search for what a reference leads to.
pub(super) struct Search<'a> {
    tree: &'a Tree,
    identities: &'a Identities,
    /// The schema with an `$id`, or the root of the file, that the reference is in.
    resource: NodeId,
    file: FileId,
    hops: usize,
}

impl<'a> Search<'a> {
    /// Makes a search for the reference whose text stands at a node.
    pub(super) fn new(
        tree: &'a Tree,
        identities: &'a Identities,
        resource: NodeId,
        at: NodeId,
    ) -> Self {
        Self {
            tree,
            identities,
            resource,
            file: tree.file(at),
            hops: MOST_HOPS,
        }
    }

    /// Finds the node that the text of a reference leads to (RFC 6901, section 6; JSON Schema 2020-12 core, section
    /// 8.2).
    pub(super) fn find(&mut self, target: &str) -> Target {
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

    /// Returns the node that a fragment leads to from the root of a resource: an anchor or a pointer.
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
