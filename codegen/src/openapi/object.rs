//! Objects, or the `$ref` that stands in the place of one.

use super::reader::{Component, Reader};
use super::store::{Kind, Known, Reference};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{FileId, NodeId, Value};

/// How many references may follow each other.
const MOST_HOPS: usize = 64;

/// An object, with the name of the component that it is, if it is referred to.
type Named<T> = (T, Option<String>);

impl Reader<'_> {
    /// Reads the object at a node, or what the `$ref` in its place leads to. Returns nothing where it can't be used:
    /// then an error says why, or it isn't to be used.
    pub(super) fn object<T: Component>(&mut self, at: NodeId) -> Option<Named<T>> {
        if self.tree.get(at, "$ref").is_none() {
            return Some((self.inline(at).value?, None));
        }
        let (reference, description) = self.reference_in_place_of::<T>(at)?;
        if !self.store.is_used {
            return None;
        }
        self.referred(reference, description)
    }

    /// Reads what a reference leads to, through the references that it meets.
    pub(super) fn referred<T: Component>(
        &mut self,
        first: Reference,
        mut description: Option<String>,
    ) -> Option<Named<T>> {
        let at = first.at;
        let mut reference = first;
        for _ in 0..MOST_HOPS {
            let node = self.object_target::<T>(&reference)?;
            if self.tree.get(node, "$ref").is_none() {
                let mut value = self.known::<T>(node)?;
                if let Some(description) = description {
                    value.describe(description);
                }
                return Some((value, self.component_name(node)));
            }
            // The first description goes before those behind it.
            let (next, beside) = self.reference_in_place_of::<T>(node)?;
            description = description.or(beside);
            reference = next;
        }
        self.endless(at);
        None
    }

    /// Reads the `$ref` that stands in the place of an object, and the description beside it (OpenAPI 3.1.0, section
    /// 4.8.23).
    fn reference_in_place_of<T: Component>(
        &mut self,
        at: NodeId,
    ) -> Option<(Reference, Option<String>)> {
        let target = self.tree.get(at, "$ref")?;
        self.store.set_kind(at, T::KIND);
        let mut description = None;
        if self.is_3_0() {
            self.report_siblings(at, &["$ref"]);
        } else {
            self.report_siblings(at, &["$ref", "summary", "description"]);
            let beside = self.tree.get(at, "description");
            description = beside.and_then(|at| self.string(at));
        }
        Some((self.reference(target)?, description))
    }

    /// Returns the node that a reference leads to, where an object of this kind stands there.
    fn object_target<T: Component>(&mut self, reference: &Reference) -> Option<NodeId> {
        let node = self.target(reference)?;
        let is_kind = self.store.kind(node).is_none_or(|found| found == T::KIND);
        if !is_kind || !self.may_be_object(node) {
            self.wrong_target(reference, T::KIND.describe(), node);
            return None;
        }
        self.note_whole(node);
        Some(node)
    }

    /// Reads the object at a node, once however many references lead to it.
    fn known<T: Component>(&mut self, at: NodeId) -> Option<T> {
        if let Some(known) = T::memo(&mut self.store).get(&at).cloned() {
            if known.is_broken {
                self.diagnostics.note_broken();
            }
            return known.value;
        }
        let known = self.inline::<T>(at);
        T::memo(&mut self.store).insert(at, known.clone());
        known.value
    }

    /// Reads the object at a node.
    fn inline<T: Component>(&mut self, at: NodeId) -> Known<T> {
        let errors = self.diagnostics.error_attempts();
        let mut value = None;
        if self.may_be_object(at) {
            self.store.set_kind(at, T::KIND);
            value = T::read(self, at);
        } else {
            self.wrong_type(at, T::KIND.describe(), "an object");
        }
        let is_broken = self.diagnostics.error_attempts() > errors;
        Known {
            value: value.filter(|_| T::IS_KEPT_WITH_ERRORS || !is_broken),
            is_broken,
        }
    }

    /// Returns whether an object may stand at a node. `null` counts as an empty one, which a warning says.
    pub(super) fn may_be_object(&self, at: NodeId) -> bool {
        matches!(self.tree.value(at), Value::Object(_) | Value::Null)
    }

    /// Declares the kind of the object at a node before it is read.
    pub(super) fn declare_as(&mut self, kind: Kind, at: NodeId) {
        if self.may_be_object(at) && self.store.kind(at).is_none() {
            self.store.set_kind(at, kind);
        }
    }

    /// Returns the name of the component at a node, or the address of what stands in another file: it is shared as a
    /// component is.
    fn component_name(&self, node: NodeId) -> Option<String> {
        if self.store.components.contains(&node) {
            return self.tree.key(node).map(str::to_owned);
        }
        (self.tree.file(node) != FileId::ROOT).then(|| self.tree.address(node))
    }

    /// Reports a reference to something of another kind.
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
            self.store.whole_files.insert(node);
        }
    }
}
