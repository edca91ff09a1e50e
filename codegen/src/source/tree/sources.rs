//! The files that a tree holds: which nodes are whose.

use super::{FileId, Format, NodeId, Tree};
use crate::source::files::Link;

/// One file. Its nodes are those from the first up to the next file's first: none where it couldn't be read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    name: String,
    text: String,
    format: Format,
    first: NodeId,
}

impl Source {
    pub(super) const fn format(&self) -> Format {
        self.format
    }
}

impl Tree {
    /// The name of a file: its path from the folder of the root document, with `/` between its parts.
    #[must_use]
    pub fn file_name(&self, file: FileId) -> &str {
        self.source(file).map_or("", |source| &source.name)
    }

    /// The text of a file without its byte order mark; the root document's stays with whoever read it.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.source(file).map_or("", |source| &source.text)
    }

    /// How a file is written.
    #[must_use]
    pub fn format(&self, file: FileId) -> Format {
        self.source(file).map_or(Format::Yaml, Source::format)
    }

    /// The file that a node stands in.
    #[must_use]
    pub fn file(&self, node: NodeId) -> FileId {
        let after = self.sources.partition_point(|source| source.first <= node);
        FileId(u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// Whether there is a file of this number.
    #[must_use]
    pub const fn is_file(&self, file: FileId) -> bool {
        file.index() < self.sources.len()
    }

    /// The root of a file; none for one that couldn't be read.
    #[must_use]
    pub fn root(&self, file: FileId) -> Option<NodeId> {
        let nodes = self.nodes_of(file);
        (!nodes.is_empty()).then_some(NodeId(nodes.start))
    }

    /// The numbers of a file's nodes.
    #[must_use]
    pub fn nodes_of(&self, file: FileId) -> std::ops::Range<u32> {
        let first = |place: usize| self.sources.get(place).map(|source| source.first.0);
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        first(file.index()).unwrap_or(end)..first(file.index() + 1).unwrap_or(end)
    }

    /// The root of the file at a path in the folder.
    #[must_use]
    pub(crate) fn root_at(&self, path: &str) -> Option<NodeId> {
        match self.link(path)? {
            Link::File(file) => self.root(*file),
            _ => None,
        }
    }

    /// What became of a path in the folder; none where nothing refers to it.
    pub(crate) fn link(&self, path: &str) -> Option<&Link> {
        self.links.get(path)
    }

    /// What became of all paths.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&str, &Link)> {
        self.links.iter().map(|(path, link)| (path.as_str(), link))
    }

    /// Where a node stands: its file, unless that is the root document, and its JSON pointer after a `#`.
    #[must_use]
    pub fn address(&self, node: NodeId) -> String {
        let file = match self.file(node) {
            FileId::ROOT => "",
            file => self.file_name(file),
        };
        format!("{file}#{}", self.pointer(node))
    }

    fn source(&self, file: FileId) -> Option<&Source> {
        self.sources.get(file.index())
    }
}

/// Building, which only the loader does.
impl Tree {
    /// Begins a file: the nodes that are added from now on are its nodes.
    pub(crate) fn begin(&mut self, name: String) -> FileId {
        let id = FileId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(Source {
            name,
            text: String::new(),
            format: Format::Yaml,
            first: NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)),
        });
        id
    }

    /// Says how the last file is written, and forgets what was read of it.
    pub(crate) fn restart(&mut self, format: Format) {
        let Some(source) = self.sources.last_mut() else {
            return;
        };
        source.format = format;
        let first = source.first;
        if self.nodes.len() > first.index() {
            self.nodes.truncate(first.index());
            self.sorted.retain(|node, _| *node < first);
            self.repeated.retain(|node, _| *node < first);
        }
    }

    /// Says what the root document is called in its folder.
    pub(crate) fn set_root_name(&mut self, name: &str) {
        if let Some(root) = self.sources.first_mut() {
            name.clone_into(&mut root.name);
        }
    }

    /// Remembers what became of a path.
    pub(crate) fn set_link(&mut self, path: String, link: Link) {
        self.links.insert(path, link);
    }

    /// Keeps the text of the last file.
    pub(crate) fn keep_text(&mut self, text: String) {
        if let Some(source) = self.sources.last_mut() {
            source.text = text;
        }
    }
}
