//! The files of a tree: their names and texts, and which nodes are whose.

use super::source_file::SourceFile;
use super::{FileId, Format, NodeId, Tree};
use crate::defect;
use crate::source::file_error::FileError;
use crate::table::Id as _;

impl Tree {
    /// Returns the name of a file: its path from the folder of the root document, with `/` between its parts.
    #[must_use]
    pub fn file_name(&self, file: FileId) -> &str {
        &self.files.get(file).name
    }

    /// Returns the text of a file without its byte order mark.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.files.get(file).text
    }

    /// Returns how a file is written.
    #[must_use]
    pub fn format(&self, file: FileId) -> Format {
        self.files.get(file).format
    }

    /// Returns the file that a node stands in.
    #[must_use]
    pub fn file(&self, node: NodeId) -> FileId {
        let files = self.files.rows().as_slice();
        let after = files.partition_point(|file| file.first <= node);
        let index = u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX);
        FileId::from_index(index)
    }

    /// Returns whether there is a file of this number.
    #[must_use]
    pub const fn is_file(&self, file: FileId) -> bool {
        file.index() < self.files.len()
    }

    /// Returns the root of a file. One that couldn't be read has none.
    #[must_use]
    pub fn root(&self, file: FileId) -> Option<NodeId> {
        let nodes = self.nodes_of(file);
        (!nodes.is_empty()).then_some(NodeId(nodes.start))
    }

    /// Returns the numbers of a file's nodes.
    #[must_use]
    pub fn nodes_of(&self, file: FileId) -> std::ops::Range<u32> {
        let files = self.files.rows().as_slice();
        let first = |index: usize| files.get(index).map(|file| file.first.0);
        let end = self.nodes.next_id().0;
        first(file.index()).unwrap_or(end)..first(file.index() + 1).unwrap_or(end)
    }

    /// Returns the root of the file at a path in the folder.
    #[must_use]
    pub(crate) fn root_at(&self, path: &str) -> Option<NodeId> {
        let file = self.link(path)?.as_ref().ok()?;
        self.root(*file)
    }

    /// Returns the file at a path in the folder, or why it has no values. A path that nothing refers to has neither.
    pub(crate) fn link(&self, path: &str) -> Option<&Result<FileId, FileError>> {
        self.links.get(path)
    }

    /// Returns all paths that something refers to, each with its file.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, &Result<FileId, FileError>)> {
        self.links.iter().map(|(path, link)| (path.as_str(), link))
    }
}

/// Building, which only the loader does.
impl Tree {
    /// Begins a file: the nodes that are added from now on are its nodes.
    pub(crate) fn begin(&mut self, name: String) -> FileId {
        self.files.push(SourceFile {
            name,
            first: self.nodes.next_id(),
            ..SourceFile::default()
        })
    }

    /// Sets how the last file is written, and forgets what was read of it.
    pub(crate) fn restart(&mut self, format: Format) {
        let Some(file) = self.last_file() else {
            return;
        };
        file.format = format;
        let first = file.first;
        if self.nodes.len() > first.index() {
            self.nodes.truncate(first);
            self.sorted.retain(|node, _| *node < first);
            self.repeated.retain(|node, _| *node < first);
        }
    }

    /// Keeps the text of the last file.
    pub(crate) fn keep_text(&mut self, text: String) {
        if let Some(file) = self.last_file() {
            file.text = text;
        }
    }

    fn last_file(&mut self) -> Option<&mut SourceFile> {
        let last = self.files.rows_mut().next_back();
        if last.is_none() {
            defect::record("a file was begun");
        }
        last
    }

    /// Keeps which file a path leads to.
    pub(crate) fn set_link(&mut self, path: String, link: Result<FileId, FileError>) {
        self.links.insert(path, link);
    }
}
