//! JSON pointers (RFC 6901) of nodes, and the way back.

use std::borrow::Cow;

use super::{FileId, NodeId, Tree, Value};

impl Tree {
    /// Returns the JSON pointer of a node in its file (RFC 6901, section 3); it is empty for the root.
    #[must_use]
    pub fn pointer(&self, id: NodeId) -> String {
        let mut tokens = Vec::new();
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            tokens.push(match self.key(at) {
                Some(key) => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
                None => Cow::Owned(self.nodes.get(at).slot.to_string()),
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

    /// Returns the node of the root document that a JSON pointer leads to (RFC 6901, section 4). The pointer isn't
    /// percent-encoded.
    #[must_use]
    pub fn at_pointer(&self, pointer: &str) -> Option<NodeId> {
        self.at_pointer_from(NodeId::ROOT, pointer)
    }

    /// Returns the node that a JSON pointer leads to in the file of this root, as [`Self::at_pointer`] does.
    #[must_use]
    pub fn at_pointer_from(&self, root: NodeId, pointer: &str) -> Option<NodeId> {
        if root.index() >= self.len() {
            return None;
        }
        if pointer.is_empty() {
            return Some(root);
        }
        let mut at = root;
        for token in pointer.strip_prefix('/')?.split('/') {
            at = self.step(at, token)?;
        }
        Some(at)
    }

    /// Takes one step of a JSON pointer. The token is still escaped.
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

    /// Returns where a node stands: its file, unless that is the root document, and its JSON pointer after a `#`.
    #[must_use]
    pub fn address(&self, node: NodeId) -> String {
        let file = match self.file(node) {
            FileId::ROOT => "",
            file => self.file_name(file),
        };
        format!("{file}#{}", self.pointer(node))
    }
}
