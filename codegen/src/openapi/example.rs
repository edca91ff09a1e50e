//! Reads examples: it takes a node of `example` or `examples` and gives the nodes of the values.

use super::model::Example;
use super::object;
use super::reader::{Reader, members};
use crate::source::FileError;
use crate::source::files;
use crate::source::tree::{NodeId, Value};

/// Reads `examples` of a parameter or a media type: a map, though some documents have a list.
///
/// Nothing depends on them: an error in one is a warning.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId) -> Vec<(String, NodeId)> {
    reader.leniently(|reader| read_entries(reader, at))
}

/// Reads the map, or the list that some documents have.
fn read_entries(reader: &mut Reader<'_>, at: NodeId) -> Vec<(String, NodeId)> {
    let Some(at) = reader.landed(at) else {
        return Vec::new();
    };
    if let Value::Array(items) = reader.tree.value(at) {
        let help = "write `examples: {first: {value: …}}`, or `example` for a single one";
        reader.taken_for(at, "a map with a name for each example", help);
        return items
            .iter()
            .map(|item| read_unnamed(reader, *item))
            .collect();
    }
    let mut examples = Vec::new();
    for (name, at) in reader.map(at) {
        let example = object::read::<Example>(reader, at);
        let value = example.and_then(|(example, _)| example.value);
        examples.extend(value.map(|value| (name.to_owned(), value)));
    }
    examples
}

/// Reads the value of an example without a name.
pub(super) fn read_unnamed(reader: &mut Reader<'_>, value: NodeId) -> (String, NodeId) {
    (String::new(), resolve(reader, value))
}

/// Reads an example.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Example {
    let (mut own, mut external) = (None, None);
    members!(reader, at, "an example", |value| {
        "value" | "dataValue" => own = Some(resolve(reader, value)),
        "externalValue" => external = find_external(reader, value),
        "summary" | "description" | "serializedValue" => (),
    });
    Example {
        value: own.or(external),
    }
}

/// Returns the value of a file of JSON or YAML. Other files, and those on the network, have no value that could be
/// used.
fn find_external(reader: &mut Reader<'_>, at: NodeId) -> Option<NodeId> {
    let target = reader
        .tree
        .as_str(at)
        .filter(|target| files::is_data(target))?;
    match files::linked(reader.tree, reader.tree.file(at), target) {
        Ok(file) => reader.tree.root(file),
        Err(FileError::NotLoaded | FileError::Remote) => None,
        Err(why) => {
            reader
                .diagnostics
                .push(files::lost(reader.tree, at, target, &why));
            None
        }
    }
}

/// Returns the value of an example, or what it refers to if it is a reference that leads somewhere. An object with
/// other members may be just what the example shows.
pub(super) fn resolve(reader: &mut Reader<'_>, at: NodeId) -> NodeId {
    let only = reader.tree.members(at).len() == 1;
    let Some(target) = reader.reference_in_place(at).filter(|_| only) else {
        return at;
    };
    let Some(node) = reader.references.find(reader.tree, target) else {
        return at;
    };
    reader.unusual_reference(at, target);
    node
}
