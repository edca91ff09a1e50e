//! The text's values as plain data: an arena of nodes that know where they stand.
//!
//! A [`NodeId`] counts the values in the order of the text, object keys left out. The locator relies on it: the
//! node with the number *n* is the *n*-th value that a scanner meets. The values of further files follow, file by file.

mod sources;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::files::Link;
pub use super::id::{FileId, NodeId};
use sources::Source;

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
    /// What the value is, with its article, as a message says it.
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

/// How the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
}

#[derive(Clone, Debug)]
struct Node {
    value: Value,
    parent: NodeId,
    /// The place among the parent's members or items.
    slot: u32,
}

/// All values of a document, and of the files that it refers to.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    sources: Vec<Source>,
    nodes: Vec<Node>,
    /// Member positions sorted by name, for objects that are too long to search from the front.
    sorted: HashMap<NodeId, Vec<u32>>,
    /// The names of values whose name another value of the object had taken before.
    repeated: HashMap<NodeId, String>,
    /// What became of the paths that something refers to.
    links: BTreeMap<String, Link>,
    /// Numbers and booleans whose spelling may matter, as they are written.
    written: BTreeMap<NodeId, String>,
}

/// Objects with more members than this are searched by bisection.
const LONG_OBJECT: usize = 16;

static NULL: Value = Value::Null;

impl Tree {
    /// How many nodes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node at all, which no loaded document is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// A node's value; `null` for a node of another tree.
    #[must_use]
    pub fn value(&self, id: NodeId) -> &Value {
        self.nodes.get(id.index()).map_or(&NULL, |node| &node.value)
    }

    /// The members of an object in order; none for anything else.
    #[must_use]
    pub fn members(&self, id: NodeId) -> &[(String, NodeId)] {
        match self.value(id) {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array in order; none for anything else.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.value(id) {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The member of an object that has this name.
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

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self, id: NodeId) -> Option<&str> {
        match self.value(id) {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self, id: NodeId) -> Option<bool> {
        match self.value(id) {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// How a number or a boolean is spelled, where that may matter: `1.10` is `1.1` otherwise.
    #[must_use]
    pub fn written(&self, id: NodeId) -> Option<&str> {
        self.written.get(&id).map(String::as_str)
    }

    /// Keeps how values are spelled.
    pub(crate) fn keep_written(&mut self, written: BTreeMap<NodeId, String>) {
        self.written.extend(written);
    }

    /// The object or array that a node stands in; none for the root of a file.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.nodes.get(id.index())?.parent;
        (parent != id).then_some(parent)
    }

    /// The name of the member that a node is the value of; none for items and the root.
    #[must_use]
    pub fn key(&self, id: NodeId) -> Option<&str> {
        if let Some(name) = self.repeated.get(&id) {
            return Some(name);
        }
        let node = self.nodes.get(id.index())?;
        let (name, value) = self.members(node.parent).get(node.slot as usize)?;
        (*value == id).then_some(name.as_str())
    }

    /// The place of a node among the items of its array; none for members and the root.
    #[must_use]
    pub fn position(&self, id: NodeId) -> Option<usize> {
        let parent = self.parent(id)?;
        let slot = self.nodes.get(id.index())?.slot as usize;
        (self.items(parent).get(slot) == Some(&id)).then_some(slot)
    }

    /// The JSON pointer of a node in its file (RFC 6901, section 3); empty for the root.
    #[must_use]
    pub fn pointer(&self, id: NodeId) -> String {
        let mut tokens = Vec::new();
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            tokens.push(match self.key(at) {
                Some(key) => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
                None => Cow::Owned(
                    self.nodes
                        .get(at.index())
                        .map_or(0, |node| node.slot)
                        .to_string(),
                ),
            });
            at = parent;
        }
        let mut pointer = String::new();
        for token in tokens.iter().rev() {
            pointer.push('/');
            pointer.push_str(token);
        }
        pointer
    }

    /// The node of the root document that a JSON pointer leads to (RFC 6901, section 4); the pointer isn't
    /// percent-encoded.
    #[must_use]
    pub fn at_pointer(&self, pointer: &str) -> Option<NodeId> {
        self.at_pointer_from(NodeId::ROOT, pointer)
    }

    /// As [`Self::at_pointer`], in the file of this root.
    #[must_use]
    pub fn at_pointer_from(&self, root: NodeId, pointer: &str) -> Option<NodeId> {
        if pointer.is_empty() {
            return (root.index() < self.len()).then_some(root);
        }
        let mut at = root;
        for token in pointer.strip_prefix('/')?.split('/') {
            at = self.step(at, token)?;
        }
        Some(at)
    }

    /// One step of a JSON pointer, its token still escaped.
    #[must_use]
    pub fn step(&self, at: NodeId, token: &str) -> Option<NodeId> {
        let token = if token.contains('~') {
            token.replace("~1", "/").replace("~0", "~").into()
        } else {
            Cow::Borrowed(token)
        };
        match self.value(at) {
            Value::Object(_) => self.get(at, &token),
            Value::Array(items) if token == "0" || !token.starts_with(['0', '+']) => {
                items.get(token.parse::<usize>().ok()?).copied()
            }
            _ => None,
        }
    }

    /// A node and all below it as a JSON value.
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

/// Building, which only the loader does.
impl Tree {
    /// Adds a node whose value is set later when it has children.
    pub(crate) fn add(&mut self, value: Value) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        // A node that nothing adopts is the root of its file.
        self.nodes.push(Node {
            value,
            parent: id,
            slot: 0,
        });
        id
    }

    /// Completes an array.
    pub(crate) fn set_items(&mut self, id: NodeId, items: Vec<NodeId>) {
        for (slot, item) in items.iter().enumerate() {
            self.adopt(id, *item, slot);
        }
        self.set(id, Value::Array(items));
    }

    /// Completes an object. The values whose name was taken are left out and returned, each with the first of its name.
    pub(crate) fn set_members(
        &mut self,
        id: NodeId,
        members: Vec<(String, NodeId)>,
    ) -> Vec<(NodeId, NodeId)> {
        let (mut members, repeated) = split_repeated(members);
        for (name, value, _) in &repeated {
            self.adopt(id, *value, usize::MAX);
            self.repeated.insert(*value, name.clone());
        }
        for (slot, (_, member)) in members.iter().enumerate() {
            self.adopt(id, *member, slot);
        }
        self.merge(&mut members);
        if members.len() > LONG_OBJECT {
            self.sorted.insert(id, sorted_positions(&members));
        }
        self.set(id, Value::Object(members));
        repeated
            .into_iter()
            .map(|(_, value, first)| (value, first))
            .collect()
    }

    /// Carries out YAML's merge key: the members of `<<` stand in for those that the object doesn't have. They stay
    /// children of the value of `<<`, so that they are found where they are written.
    fn merge(&self, members: &mut Vec<(String, NodeId)>) {
        if self.sources.last().map(Source::format) != Some(Format::Yaml) {
            return;
        }
        let Some((_, merged)) = members.iter().find(|(name, _)| name == "<<").cloned() else {
            return;
        };
        let sources: Vec<NodeId> = match self.value(merged) {
            Value::Object(_) => vec![merged],
            Value::Array(items) => items.clone(),
            _ => return,
        };
        let mut names: std::collections::HashSet<String> =
            members.iter().map(|(name, _)| name.clone()).collect();
        for source in sources {
            for (name, value) in self.members(source) {
                if names.insert(name.clone()) {
                    members.push((name.clone(), *value));
                }
            }
        }
    }

    fn adopt(&mut self, parent: NodeId, child: NodeId, slot: usize) {
        if let Some(node) = self.nodes.get_mut(child.index()) {
            node.parent = parent;
            node.slot = u32::try_from(slot).unwrap_or(u32::MAX);
        }
    }

    fn set(&mut self, id: NodeId, value: Value) {
        if let Some(node) = self.nodes.get_mut(id.index()) {
            node.value = value;
        }
    }
}

type Members = Vec<(String, NodeId)>;

/// Takes the members out whose name an earlier one has; each comes with that earlier one.
fn split_repeated(members: Members) -> (Members, Vec<(String, NodeId, NodeId)>) {
    if !has_repeated(&members) {
        return (members, Vec::new());
    }
    let mut first = HashMap::new();
    let mut kept = Vec::new();
    let mut repeated = Vec::new();
    for (name, value) in members {
        match first.get(&name) {
            Some(earlier) => repeated.push((name, value, *earlier)),
            None => {
                first.insert(name.clone(), value);
                kept.push((name, value));
            }
        }
    }
    (kept, repeated)
}

fn has_repeated(members: &Members) -> bool {
    if members.len() <= LONG_OBJECT {
        return members
            .iter()
            .enumerate()
            .any(|(at, (name, _))| members.iter().take(at).any(|(other, _)| other == name));
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

fn sorted_positions(members: &Members) -> Vec<u32> {
    let mut named: Vec<(&str, u32)> = members
        .iter()
        .map(|(name, _)| name.as_str())
        .zip(0..)
        .collect();
    named.sort_unstable();
    named.into_iter().map(|(_, position)| position).collect()
}

#[cfg(test)]
mod tests;
