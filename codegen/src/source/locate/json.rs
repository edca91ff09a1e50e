//! Where nodes stand in a JSON text. The text was read before, so that its structure can be relied on: its values are the
//! nodes of the file, in the order of their numbers.

use std::collections::{BTreeMap, BTreeSet, btree_set};
use std::iter::Peekable;
use std::ops::Range;

use super::span::Span;
use crate::source::tree::NodeId;

/// Returns the spans of nodes of a file. `root` is the first of its nodes.
pub(super) fn spans(text: &str, root: NodeId, nodes: BTreeSet<NodeId>) -> BTreeMap<NodeId, Span> {
    let mut finder = Finder {
        next: root,
        wanted: nodes.into_iter().peekable(),
        open: Vec::new(),
        found: BTreeMap::new(),
    };
    let mut scanner = Scanner { text, at: 0 };
    while let Some(byte) = scanner.next().filter(|_| !finder.is_done()) {
        let start = scanner.at;
        match byte {
            b'{' | b'[' => {
                scanner.at += 1;
                finder.open(byte == b'{', start..scanner.at);
            }
            b'}' | b']' => {
                scanner.at += 1;
                finder.close(scanner.at);
            }
            b'"' => finder.string(scanner.string()),
            _ => {
                finder.value(scanner.word());
            }
        }
    }
    finder.found
}

/// Counts values, and keeps where those stand that are looked for.
struct Finder {
    /// The node of the next value.
    next: NodeId,
    wanted: Peekable<btree_set::IntoIter<NodeId>>,
    open: Vec<Open>,
    found: BTreeMap<NodeId, Span>,
}

/// An object or an array that isn't closed yet.
struct Open {
    is_object: bool,
    /// The name of the next value.
    key: Option<Range<usize>>,
    /// The node, if it is looked for.
    node: Option<NodeId>,
}

impl Finder {
    /// Returns whether the rest of the text has nothing that is looked for.
    fn is_done(&mut self) -> bool {
        self.wanted.len() == 0 && self.open.iter().all(|open| open.node.is_none())
    }

    fn open(&mut self, is_object: bool, bracket: Range<usize>) {
        let node = self.value(bracket);
        let key = None;
        self.open.push(Open {
            is_object,
            key,
            node,
        });
    }

    fn close(&mut self, end: usize) {
        let node = self.open.pop().and_then(|open| open.node);
        let span = node.and_then(|node| self.found.get_mut(&node));
        if let Some(value) = span.and_then(|span| span.value.as_mut()) {
            value.end = end;
        }
    }

    /// Takes the name of a member, or a value.
    fn string(&mut self, string: Range<usize>) {
        match self.open.last_mut() {
            Some(open) if open.is_object && open.key.is_none() => open.key = Some(string),
            _ => {
                self.value(string);
            }
        }
    }

    /// Takes a value, or the bracket that one begins with. Returns its node, if it is looked for.
    fn value(&mut self, value: Range<usize>) -> Option<NodeId> {
        let node = self.next;
        self.next = NodeId(node.0.saturating_add(1));
        let key = self.open.last_mut().and_then(|open| open.key.take());
        self.wanted.next_if_eq(&node)?;
        let start = value.start;
        let value = Some(value);
        self.found.insert(node, Span { key, value, start });
        Some(node)
    }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    /// Goes to the next value, name or closing bracket, and returns what it begins with.
    fn next(&mut self) -> Option<u8> {
        let mut rest = self.text.as_bytes().get(self.at..)?.iter();
        let offset = rest.position(|byte| !b",: \n\t\r".contains(byte))?;
        self.at += offset;
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a string with its quotes.
    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some((inside, _)) = rest.split_once('"') else {
                self.at = self.text.len();
                break;
            };
            self.at += inside.len() + 1;
            let backslashes = inside.len() - inside.trim_end_matches('\\').len();
            if backslashes.is_multiple_of(2) {
                break;
            }
        }
        start..self.at
    }

    /// Takes a number, a boolean or `null`.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let ends = |byte: &u8| b",:}] \t\r\n".contains(byte);
        self.at = start + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        start..self.at
    }
}
