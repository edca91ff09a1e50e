//! From a `$ref` to what is read where it leads.

use super::Resolver;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::read::Component;
use crate::openapi::read::model::{Kind, RefOr, Reference};
use crate::source::tree::{FileId, NodeId, Value};

/// How many references may stand one behind the other.
pub(super) const MOST_HOPS: usize = 64;

impl Resolver<'_> {
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
            let node = self.reader().target(&reference)?;
            let is_kind = self.store.kind(node).is_none_or(|found| found == T::KIND);
            if !is_kind || !matches!(self.tree.value(node), Value::Object(_) | Value::Null) {
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
