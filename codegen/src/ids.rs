//! The ids of files and of nodes. Diagnostics have these, and know nothing of what `source` keeps under them.

use crate::table::Id;

/// A node of a [`Tree`](crate::source::tree::Tree).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The root of the root document.
    pub const ROOT: Self = Self(0);

    /// Returns the position in the table of nodes.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Id for NodeId {
    fn from_index(index: u32) -> Self {
        Self(index)
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A file of a [`Tree`](crate::source::tree::Tree).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The root document.
    pub const ROOT: Self = Self(0);

    /// Returns the position in the table of files.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Id for FileId {
    fn from_index(index: u32) -> Self {
        Self(index)
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}
