//! Why a reference to a file leads to no values.

use crate::diagnostic::Diagnostic;

/// Why a reference to a file leads to no values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The reference has a scheme or a host.
    Remote,
    /// The reference begins at the root of the file system.
    Absolute,
    /// The reference has characters that no name of a file has.
    InvalidPath,
    /// The path, or a symbolic link on it, leads out of the folder.
    Outside,
    /// Nothing stands at the path.
    Missing,
    /// A folder or a device stands at the path.
    NotAFile,
    /// The file can't be read as text; the reason is the system's.
    Unreadable(String),
    /// All files together have more bytes than are read.
    TooManyBytes,
    /// There are more files than are read.
    TooManyFiles,
    /// Too many files refer to each other before one refers to this.
    TooDeep,
    /// The text of the file is neither JSON nor YAML.
    Invalid(Box<Diagnostic>),
    /// No files were given to the loader.
    NotLoaded,
}
