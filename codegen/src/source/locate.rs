//! Where a node stands in the text: worked out by a second look at the text, only when there is something to show.

mod json;
mod yaml;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::tree::{FileId, Format, NodeId, Tree};

/// Where a member's name and a value stand, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) key: Option<Range<usize>>,
    /// None for what has no brackets of its own in YAML: its first line says nothing about it.
    pub(crate) value: Option<Range<usize>>,
    pub(crate) start: usize,
}

/// Finds nodes of one file. A text that doesn't belong to the tree gives no spot rather than a wrong one.
pub(crate) fn locate(
    text: &str,
    lines: &Lines<'_>,
    tree: &Tree,
    file: FileId,
    wanted: Vec<NodeId>,
) -> BTreeMap<NodeId, Spot> {
    let nodes = tree.nodes_of(file);
    let count = nodes.len();
    let mut wanted = Wanted::new(wanted, nodes.start);
    if wanted.peek().is_none() {
        return BTreeMap::new();
    }
    let found = match tree.format(file) {
        Format::Json => json::locate(text, &mut wanted),
        Format::Yaml => yaml::locate(text, lines, count, &mut wanted),
    };
    match found {
        (spots, found) if found == count => spots,
        _ => BTreeMap::new(),
    }
}

/// How scalars of one file are spelled that aren't quoted. A text that doesn't belong to the tree has no spellings.
pub(crate) fn spellings(
    text: &str,
    tree: &Tree,
    file: FileId,
    wanted: Vec<NodeId>,
) -> BTreeMap<NodeId, String> {
    let spots = locate(text, &Lines::new(text), tree, file, wanted);
    let spelling = |spot: Spot| {
        let written = text.get(spot.value?)?.trim();
        // An alias is spelled somewhere else.
        let is_plain =
            written.starts_with(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c));
        is_plain.then(|| written.to_owned())
    };
    let spots = spots.into_iter();
    spots
        .filter_map(|(node, spot)| Some((node, spelling(spot)?)))
        .collect()
}

/// The nodes to be found, in the order of the text.
#[derive(Debug)]
pub(crate) struct Wanted {
    nodes: Vec<NodeId>,
    next: usize,
    /// The number of the file's root.
    first: u32,
}

impl Wanted {
    fn new(mut nodes: Vec<NodeId>, first: u32) -> Self {
        nodes.sort_unstable();
        nodes.dedup();
        Self {
            nodes,
            next: 0,
            first,
        }
    }

    fn peek(&self) -> Option<NodeId> {
        self.nodes.get(self.next).copied()
    }

    /// The node, where it is wanted; asked once a value of the text, in order.
    pub(crate) fn take(&mut self, value: usize) -> Option<NodeId> {
        let wanted = self.peek()?;
        if wanted.index() != self.first as usize + value {
            return None;
        }
        self.next += 1;
        Some(wanted)
    }
}

/// The lines of a text, from 1.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each stretch of the text: a document may be one line of megabytes.
    before: OnceCell<Vec<usize>>,
}

/// The bytes of a stretch.
const STRETCH: usize = 16 * 1024;

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let after = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after).collect(),
            before: OnceCell::new(),
        }
    }

    /// The range of a line without its end.
    pub(crate) fn range(&self, line: usize) -> Range<usize> {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// The line of a byte.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// The line of a byte, and how many characters stand before it on that line.
    pub(crate) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.characters_before(at);
        (line, before.saturating_sub(self.characters_before(start)))
    }

    /// How many characters of the text begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.before.get_or_init(|| {
            let stretches = bytes.chunks(STRETCH).scan(0, |count, stretch| {
                let before = *count;
                *count += characters(stretch);
                Some(before)
            });
            stretches.collect()
        });
        let at = at.min(bytes.len());
        let stretch = at / STRETCH;
        let known = before.get(stretch).copied().unwrap_or_default();
        let rest = bytes.get(stretch * STRETCH..at).unwrap_or_default();
        known + characters(rest)
    }

    /// The byte of a line (from 1) and a column (characters before it).
    pub(crate) fn byte(&self, line: usize, column: usize) -> usize {
        let range = self.range(line);
        let text = self.text.get(range.clone()).unwrap_or_default();
        text.char_indices()
            .nth(column)
            .map_or(range.end, |(offset, _)| range.start + offset)
    }
}

/// How many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    let is_continued = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(is_continued).count()
}

#[cfg(test)]
mod tests;
