//! A text that diagnostics are about, with what was found in it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::excerpt::one_line;
use crate::diagnostic::Place;
use crate::source::locate::{Lines, Spot, locate};
use crate::source::tree::{FileId, NodeId, Tree};

/// One file.
pub(super) struct Page<'t> {
    /// As it is shown.
    pub(super) name: String,
    pub(super) text: &'t str,
    pub(super) lines: Lines<'t>,
    spots: BTreeMap<NodeId, Spot>,
}

/// The files that places stand in. The root document is always among them.
pub(super) struct Pages<'t> {
    tree: Option<&'t Tree>,
    pages: BTreeMap<FileId, Page<'t>>,
}

impl<'t> Pages<'t> {
    pub(super) fn new(
        tree: Option<&'t Tree>,
        root_name: &str,
        root_text: &'t str,
        places: impl Iterator<Item = Place>,
    ) -> Self {
        let mut wanted: BTreeMap<FileId, Vec<NodeId>> = BTreeMap::new();
        wanted.entry(FileId::ROOT).or_default();
        for place in places {
            let nodes = wanted.entry(file(tree, place)).or_default();
            nodes.extend(place.node());
        }
        let pages = wanted.into_iter().map(|(file, nodes)| {
            let page = Page::new(tree, file, nodes, root_name, root_text);
            (file, page)
        });
        Self {
            tree,
            pages: pages.collect(),
        }
    }

    /// The page of a place, where there is a text.
    pub(super) fn page(&self, place: Place) -> Option<&Page<'t>> {
        self.pages.get(&file(self.tree, place))
    }

    /// The order in which places are told of: file by file, each from its beginning.
    pub(super) fn order(&self, place: Place) -> (FileId, usize) {
        let range = self.page(place).and_then(|page| page.range(place));
        (file(self.tree, place), range.map_or(0, |range| range.start))
    }

    /// The JSON pointer of a place, with its file.
    pub(super) fn address(&self, place: Place) -> Option<String> {
        Some(self.tree?.address(place.node()?))
    }
}

fn file(tree: Option<&Tree>, place: Place) -> FileId {
    match (place, tree) {
        (Place::Position { file, .. }, _) => file,
        (Place::Key(node) | Place::Value(node), Some(tree)) => tree.file(node),
        _ => FileId::ROOT,
    }
}

/// A file's name, from where the root document is named from: both have a path in the same folder.
fn beside(root_name: &str, root_path: &str, path: &str) -> String {
    if let Some(folder) = root_name.strip_suffix(root_path) {
        return format!("{folder}{path}");
    }
    let end = root_name.rfind(['/', std::path::MAIN_SEPARATOR]);
    let folder = end.and_then(|end| root_name.get(..=end)).unwrap_or("");
    let up = "../".repeat(root_path.matches('/').count());
    format!("{folder}{up}{path}")
}

impl<'t> Page<'t> {
    fn new(
        tree: Option<&'t Tree>,
        file: FileId,
        nodes: Vec<NodeId>,
        root_name: &str,
        root_text: &'t str,
    ) -> Self {
        let (name, text) = match tree {
            Some(tree) if file != FileId::ROOT => {
                let name = beside(
                    root_name,
                    tree.file_name(FileId::ROOT),
                    tree.file_name(file),
                );
                (name, tree.text(file))
            }
            _ => (root_name.to_owned(), root_text),
        };
        let lines = Lines::new(text);
        let spots = tree
            .map(|tree| locate(text, &lines, tree, file, nodes))
            .unwrap_or_default();
        Self {
            name: one_line(&name, 400),
            text,
            lines,
            spots,
        }
    }

    /// What is to be marked: a value that has no extent of its own is shown by its name, an item of
    /// that sort by its first line.
    pub(super) fn range(&self, place: Place) -> Option<Range<usize>> {
        match place {
            Place::Document => None,
            Place::Position { line, column, .. } => {
                let start = self.lines.byte(line, column.saturating_sub(1));
                let next = self.text.get(start..).and_then(|rest| rest.chars().next());
                Some(start..start + next.filter(|c| *c != '\n').map_or(0, char::len_utf8))
            }
            Place::Key(node) => {
                let spot = self.spots.get(&node)?;
                Some(
                    spot.key
                        .clone()
                        .or_else(|| spot.value.clone())
                        .unwrap_or_else(|| self.rest_of_line(spot.start)),
                )
            }
            Place::Value(node) => {
                let spot = self.spots.get(&node)?;
                Some(
                    spot.value
                        .clone()
                        .or_else(|| spot.key.clone())
                        .unwrap_or_else(|| self.rest_of_line(spot.start)),
                )
            }
        }
    }

    fn rest_of_line(&self, start: usize) -> Range<usize> {
        let line = self.lines.line(start);
        start..self.lines.range(line).end.max(start)
    }
}
