//! Finds the places of nodes in JSON. The text was read before, so that its structure can be relied on.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Spot, Wanted};
use crate::source::tree::NodeId;

/// The wanted spots, and how many values there are in all.
pub(super) fn locate(text: &str, wanted: &mut Wanted) -> (BTreeMap<NodeId, Spot>, usize) {
    let mut scanner = Scanner {
        text: text.as_bytes(),
        at: 0,
        values: 0,
        open: Vec::new(),
        spots: BTreeMap::new(),
    };
    scanner.run(wanted);
    (scanner.spots, scanner.values)
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    values: usize,
    open: Vec<Container>,
    spots: BTreeMap<NodeId, Spot>,
}

struct Container {
    wanted: Option<NodeId>,
    is_object: bool,
    /// The name that has been read and waits for its value.
    key: Option<Range<usize>>,
}

impl Scanner<'_> {
    fn run(&mut self, wanted: &mut Wanted) {
        while let Some(byte) = self.text.get(self.at).copied() {
            match byte {
                b'{' | b'[' => {
                    let node = self.value(self.at..self.at + 1, wanted);
                    self.open.push(Container {
                        wanted: node,
                        is_object: byte == b'{',
                        key: None,
                    });
                    self.at += 1;
                }
                b'}' | b']' => self.close(),
                b'"' => self.string(wanted),
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                _ => {
                    let range = self.at..self.end_of_word();
                    self.at = range.end;
                    self.value(range, wanted);
                }
            }
        }
    }

    /// Counts a value and keeps its place when it is wanted.
    fn value(&mut self, range: Range<usize>, wanted: &mut Wanted) -> Option<NodeId> {
        let key = self
            .open
            .last_mut()
            .and_then(|container| container.key.take());
        let node = wanted.take(self.values);
        self.values += 1;
        if let Some(node) = node {
            self.spots.insert(
                node,
                Spot {
                    key,
                    start: range.start,
                    value: Some(range),
                },
            );
        }
        node
    }

    fn close(&mut self) {
        self.at += 1;
        let Some(node) = self.open.pop().and_then(|container| container.wanted) else {
            return;
        };
        if let Some(range) = self
            .spots
            .get_mut(&node)
            .and_then(|spot| spot.value.as_mut())
        {
            range.end = self.at;
        }
    }

    fn string(&mut self, wanted: &mut Wanted) {
        let range = self.at..self.end_of_string();
        self.at = range.end;
        match self.open.last_mut() {
            Some(container) if container.is_object && container.key.is_none() => {
                container.key = Some(range)
            }
            _ => {
                self.value(range, wanted);
            }
        }
    }

    fn end_of_string(&self) -> usize {
        let mut at = self.at + 1;
        loop {
            let mut rest = self.text.get(at..).unwrap_or_default().iter();
            match rest.position(|byte| matches!(byte, b'\\' | b'"')) {
                Some(offset) if self.text.get(at + offset) == Some(&b'\\') => at += offset + 2,
                Some(offset) => return at + offset + 1,
                None => return self.text.len(),
            }
        }
    }

    fn end_of_word(&self) -> usize {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let ends = |byte: &u8| {
            matches!(
                byte,
                b',' | b':' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'
            )
        };
        self.at + 1 + rest.iter().position(ends).unwrap_or(rest.len())
    }
}
