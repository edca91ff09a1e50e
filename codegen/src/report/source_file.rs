//! The files that diagnostics are about, with the places that were found in them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::excerpt::one_line;
use crate::diagnostic::Place;
use crate::source::lines::Lines;
use crate::source::locate::{Span, Spans};
use crate::source::tree::{FileId, NodeId, Tree};

/// One file.
pub(super) struct SourceFile<'t> {
    /// As it is shown.
    pub(super) name: String,
    pub(super) text: &'t str,
    pub(super) lines: Lines<'t>,
    tree: Option<&'t Tree>,
    spans: Spans,
}

/// The part of a text that is marked.
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    /// Whether it is the place itself, and not a value around it.
    pub(super) is_exact: bool,
}

/// The files that places stand in. The root document is always among them.
pub(super) struct SourceFiles<'t> {
    tree: Option<&'t Tree>,
    files: BTreeMap<FileId, SourceFile<'t>>,
}

impl<'t> SourceFiles<'t> {
    pub(super) fn new(
        tree: Option<&'t Tree>,
        root_name: &str,
        root_text: &'t str,
        places: impl Iterator<Item = Place>,
    ) -> Self {
        let mut nodes: BTreeMap<FileId, Vec<NodeId>> = BTreeMap::new();
        nodes.entry(FileId::ROOT).or_default();
        for place in places {
            let of_file = nodes.entry(file(tree, place)).or_default();
            of_file.extend(place.node());
        }
        let files = nodes.into_iter().map(|(file, nodes)| {
            let source_file = SourceFile::new(tree, file, nodes, root_name, root_text);
            (file, source_file)
        });
        Self {
            tree,
            files: files.collect(),
        }
    }

    /// Returns the file of a place, where there is a text.
    pub(super) fn file(&self, place: Place) -> Option<&SourceFile<'t>> {
        self.files.get(&file(self.tree, place))
    }

    /// Returns the order in which places are reported: file by file, each from its beginning.
    pub(super) fn order(&self, place: Place) -> (FileId, usize) {
        let mark = self.file(place).and_then(|file| file.mark(place));
        let start = mark.map_or(0, |mark| mark.range.start);
        (file(self.tree, place), start)
    }

    /// Returns the JSON pointer of a place, with its file.
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

/// Returns a file's name as the root document is named: both have a path in the same folder.
fn beside(root_name: &str, root_path: &str, path: &str) -> String {
    if let Some(folder) = root_name.strip_suffix(root_path) {
        return format!("{folder}{path}");
    }
    let end = root_name.rfind(['/', std::path::MAIN_SEPARATOR]);
    let folder = end.and_then(|end| root_name.get(..=end)).unwrap_or("");
    let up = "../".repeat(root_path.matches('/').count());
    format!("{folder}{up}{path}")
}

impl<'t> SourceFile<'t> {
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
        let spans = tree.map(|tree| Spans::find(tree, file, nodes));
        Self {
            name: one_line(&name, 400),
            text,
            lines: Lines::new(text),
            tree,
            spans: spans.unwrap_or_default(),
        }
    }

    /// Returns what is marked for a place. A value that has no extent of its own is shown by its name, and an item of
    /// that sort by its first line. A node that wasn't found is shown by the nearest value around it.
    pub(super) fn mark(&self, place: Place) -> Option<Mark> {
        let exact = |range| Mark {
            range,
            is_exact: true,
        };
        let node = match place {
            Place::Document => return None,
            Place::Position { line, column, .. } => {
                let start = self.lines.byte(line, column.saturating_sub(1));
                let next = self.text.get(start..).and_then(|rest| rest.chars().next());
                let end = start + next.filter(|c| *c != '\n').map_or(0, char::len_utf8);
                return Some(exact(start..end));
            }
            Place::Key(node) | Place::Value(node) => node,
        };
        match self.spans.exact(node) {
            Some(span) if matches!(place, Place::Key(_)) => Some(exact(self.key_first(span))),
            Some(span) => {
                let own = span.value.clone();
                Some(exact(own.unwrap_or_else(|| self.key_first(span))))
            }
            None => Some(Mark {
                range: self.key_first(self.spans.around(self.tree?, node)?),
                is_exact: false,
            }),
        }
    }

    fn key_first(&self, span: &Span) -> Range<usize> {
        let own = span.key.clone().or_else(|| span.value.clone());
        own.unwrap_or_else(|| self.rest_of_line(span.start))
    }

    fn rest_of_line(&self, start: usize) -> Range<usize> {
        let line = self.lines.line(start);
        start..self.lines.range(line).end.max(start)
    }
}
