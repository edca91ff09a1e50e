//! Reads objects of which a component may stand in the place: it takes a node, follows the `$ref` there, and gives the
//! object.

use super::kinds::Kind;
use super::memos::{Known, Remembered};
use super::reader::Reader;
use super::reference::{Reference, endless};
use super::search::MOST_HOPS;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{FileId, NodeId, Tree, Value};

/// An object that a section of `components` has, so that a `$ref` may stand in its place.
pub(super) trait Component: Remembered {
    const KIND: Kind;

    /// Whether an object with an error in it is still needed: it says itself which of its parts are broken, or further
    /// errors depend on it.
    const IS_KEPT_WITH_ERRORS: bool = false;

    /// Reads the object at a node.
    fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Self>;

    /// Takes the description beside a reference to it.
    fn describe(&mut self, description: String);
}

/// An object, with the name of the component that it is, if it is referred to.
type Named<T> = (T, Option<String>);

/// Reads the object at a node, or what the `$ref` in its place leads to. Returns nothing where it can't be used:
/// then an error says why, or it isn't to be used.
pub(super) fn read<T: Component>(reader: &mut Reader<'_>, at: NodeId) -> Option<Named<T>> {
    if reader.tree.get(at, "$ref").is_none() {
        return Some((read_inline(reader, at).value?, None));
    }
    let (reference, description) = read_reference::<T>(reader, at)?;
    if !reader.is_used() {
        return None;
    }
    read_referred(reader, reference, description)
}

/// Reads what a reference leads to, through the references that it meets.
pub(super) fn read_referred<T: Component>(
    reader: &mut Reader<'_>,
    first: Reference,
    mut description: Option<String>,
) -> Option<Named<T>> {
    let at = first.at;
    let mut reference = first;
    for _ in 0..MOST_HOPS {
        let node = find_target::<T>(reader, &reference)?;
        if reader.tree.get(node, "$ref").is_none() {
            let mut value = read_once::<T>(reader, node)?;
            if let Some(description) = description {
                value.describe(description);
            }
            return Some((value, component_name(reader, node)));
        }
        // The first description goes before those behind it.
        let (next, beside) = read_reference::<T>(reader, node)?;
        description = description.or(beside);
        reference = next;
    }
    reader.diagnostics.push(endless(reader.tree, at));
    None
}

/// Reads the `$ref` in the place of an object, and the description beside it (OpenAPI 3.1.0, section
/// 4.8.23).
fn read_reference<T: Component>(
    reader: &mut Reader<'_>,
    at: NodeId,
) -> Option<(Reference, Option<String>)> {
    let target = reader.tree.get(at, "$ref")?;
    reader.kinds.set(at, T::KIND);
    let mut description = None;
    if reader.is_3_0() {
        reader.ignored_siblings(at, &["$ref"]);
    } else {
        reader.ignored_siblings(at, &["$ref", "summary", "description"]);
        let beside = reader.tree.get(at, "description");
        description = beside.and_then(|at| reader.string(at));
    }
    Some((reader.reference(target)?, description))
}

/// Returns the node that a reference leads to, if it may be an object of this kind.
fn find_target<T: Component>(reader: &mut Reader<'_>, reference: &Reference) -> Option<NodeId> {
    let node = reader.target(reference)?;
    let is_kind = reader.kinds.get(node).is_none_or(|found| found == T::KIND);
    if !is_kind || !may_be_object(reader.tree, node) {
        report_wrong(reader, reference, T::KIND.describe(), node);
        return None;
    }
    reader.references.note_whole(reader.tree, node);
    Some(node)
}

/// Reads the object at a node, once however many references lead to it.
fn read_once<T: Component>(reader: &mut Reader<'_>, at: NodeId) -> Option<T> {
    if let Some(known) = reader.memos.get::<T>(at).cloned() {
        if known.is_broken {
            reader.diagnostics.note_broken();
        }
        return known.value;
    }
    let known = read_inline::<T>(reader, at);
    reader.memos.keep(at, known.clone());
    known.value
}

/// Reads the object at a node.
fn read_inline<T: Component>(reader: &mut Reader<'_>, at: NodeId) -> Known<T> {
    let errors = reader.diagnostics.error_attempts();
    let mut value = None;
    if may_be_object(reader.tree, at) {
        reader.kinds.set(at, T::KIND);
        value = T::read(reader, at);
    } else {
        reader.wrong_type(at, T::KIND.describe(), "an object");
    }
    let is_broken = reader.diagnostics.error_attempts() > errors;
    Known {
        value: value.filter(|_| T::IS_KEPT_WITH_ERRORS || !is_broken),
        is_broken,
    }
}

/// Returns whether an object may stand at a node. `null` counts as an empty one, which a warning says.
fn may_be_object(tree: &Tree, at: NodeId) -> bool {
    matches!(tree.value(at), Value::Object(_) | Value::Null)
}

/// Declares the kind of the object at a node before it is read.
pub(super) fn declare(reader: &mut Reader<'_>, kind: Kind, at: NodeId) {
    if may_be_object(reader.tree, at) && reader.kinds.get(at).is_none() {
        reader.kinds.set(at, kind);
    }
}

/// Returns the name of the component at a node, or the address of what is in another file: it is shared as a
/// component is.
fn component_name(reader: &Reader<'_>, node: NodeId) -> Option<String> {
    if reader.memos.is_component(node) {
        return reader.tree.key(node).map(str::to_owned);
    }
    (reader.tree.file(node) != FileId::ROOT).then(|| reader.tree.address(node))
}

/// Reports a reference to something of another kind.
pub(super) fn report_wrong(
    reader: &mut Reader<'_>,
    reference: &Reference,
    wanted: &str,
    node: NodeId,
) {
    let found = reader
        .kinds
        .get(node)
        .map_or_else(|| reader.tree.value(node).describe(), Kind::describe);
    let message = format!(
        "`{}` is {found}, and {wanted} is needed here",
        reference.target
    );
    let error = Diagnostic::error("wrong-reference", Place::Value(reference.at), message)
        .label(format!("refers to {found}"))
        .help(format!("refer to {wanted}"))
        .related(Place::Key(node), "it leads here");
    reader.diagnostics.push(error);
}
