//! The values of all files as plain data: a table of nodes that know their parent and their file.
//!
//! Nodes are numbered in the order of the text, names of members left out, file by file.

mod assemble;
mod pointer;
mod source_file;
mod sources;

use std::collections::{BTreeMap, HashMap};

use super::file_error::FileError;
pub use crate::ids::{FileId, NodeId};
use crate::table::Table;
pub use source_file::Format;
use source_file::SourceFile;

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, and YAML's empty value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A string.
    String(String),
    /// An array and its items in order.
    Array(Vec<NodeId>),
    /// An object and its members in order; each name once.
    Object(Vec<(String, NodeId)>),
}

impl Value {
    /// Returns the JSON type with its article, as messages name it.
    #[must_use]
    pub const fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

#[derive(Clone, Debug)]
struct Node {
    value: Value,
    parent: NodeId,
    /// The position among the parent's members or items.
    slot: u32,
}

/// All values of a document, and of the files that it refers to.
#[derive(Clone, Debug)]
pub struct Tree {
    files: Table<FileId, SourceFile>,
    nodes: Table<NodeId, Node>,
    /// The positions of members sorted by name, for objects that are too long to search from the front.
    sorted: HashMap<NodeId, Vec<u32>>,
    /// The names of members that repeat the name of an earlier member of the object.
    repeated: HashMap<NodeId, String>,
    /// By path, the file that references to it lead to.
    links: BTreeMap<String, Result<FileId, FileError>>,
    /// Numbers and booleans whose spelling may matter, as they are written.
    written: BTreeMap<NodeId, String>,
}

/// Objects with more members than this are searched by bisection.
const LONG_OBJECT: usize = 16;

impl Default for Tree {
    fn default() -> Self {
        Self {
            files: Table::new(SourceFile::default()),
            nodes: Table::new(Node {
                value: Value::Null,
                parent: NodeId::ROOT,
                slot: 0,
            }),
            sorted: HashMap::new(),
            repeated: HashMap::new(),
            links: BTreeMap::new(),
            written: BTreeMap::new(),
        }
    }
}

impl Tree {
    /// Returns how many nodes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether there is no node at all. A loaded document has a root.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns a node's value.
    #[must_use]
    pub fn value(&self, id: NodeId) -> &Value {
        &self.nodes.get(id).value
    }

    /// Returns the members of an object in order, and none for anything else.
    #[must_use]
    pub fn members(&self, id: NodeId) -> &[(String, NodeId)] {
        match self.value(id) {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// Returns the items of an array in order, and none for anything else.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.value(id) {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// Returns the value of an object's member.
    #[must_use]
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        let members = self.members(id);
        let Some(sorted) = self.sorted.get(&id) else {
            return members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, node)| *node);
        };
        let name = |position: &u32| {
            members
                .get(*position as usize)
                .map_or("", |(name, _)| name.as_str())
        };
        let found = sorted
            .binary_search_by(|position| name(position).cmp(key))
            .ok()?;
        let position = *sorted.get(found)?;
        members.get(position as usize).map(|(_, node)| *node)
    }

    /// Returns the text of a string.
    #[must_use]
    pub fn as_str(&self, id: NodeId) -> Option<&str> {
        match self.value(id) {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of a boolean.
    #[must_use]
    pub fn as_bool(&self, id: NodeId) -> Option<bool> {
        match self.value(id) {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns how a number or a boolean is spelled, where that may matter: the number `1.10` is `1.1` otherwise.
    #[must_use]
    pub fn written(&self, id: NodeId) -> Option<&str> {
        self.written.get(&id).map(String::as_str)
    }

    /// Returns the object or array that a node stands in. The root of a file has none.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.nodes.get(id).parent;
        (parent != id).then_some(parent)
    }

    /// Returns the name of the member that a node is the value of. Items and roots have none.
    #[must_use]
    pub fn key(&self, id: NodeId) -> Option<&str> {
        if let Some(name) = self.repeated.get(&id) {
            return Some(name);
        }
        let node = self.nodes.get(id);
        let (name, value) = self.members(node.parent).get(node.slot as usize)?;
        (*value == id).then_some(name.as_str())
    }

    /// Returns the position of a node among the items of its array. Members and roots have none.
    #[must_use]
    pub fn position(&self, id: NodeId) -> Option<usize> {
        let parent = self.parent(id)?;
        let slot = self.nodes.get(id).slot as usize;
        (self.items(parent).get(slot) == Some(&id)).then_some(slot)
    }

    /// Returns the members that repeat the name of an earlier member of their object.
    pub(super) fn repeated(&self) -> impl Iterator<Item = (NodeId, &str)> {
        let repeated = self.repeated.iter();
        repeated.map(|(node, name)| (*node, name.as_str()))
    }

    /// Returns a node and all below it as a JSON value.
    #[must_use]
    pub fn to_json(&self, id: NodeId) -> serde_json::Value {
        match self.value(id) {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::String(text) => serde_json::Value::String(text.clone()),
            Value::Array(items) => items.iter().map(|item| self.to_json(*item)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), self.to_json(*value)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
