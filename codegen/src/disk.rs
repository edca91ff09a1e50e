//! The files of a folder on disk, for a document that refers to them.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::source::{FileError, Files, MAX_BYTES};

/// The folder of a root document, or one that contains it. Nothing outside is read, not even through symbolic links.
pub(crate) struct Disk {
    /// The folder with symbolic links resolved, like the document's path.
    folder: Option<PathBuf>,
    document: Option<PathBuf>,
    name: String,
}

impl Disk {
    pub(crate) fn of(document: &Path) -> Self {
        let folder = folder(document).canonicalize().ok();
        let name = document.file_name().unwrap_or_default();
        Self {
            folder,
            document: document.canonicalize().ok(),
            name: name.to_string_lossy().into_owned(),
        }
    }

    /// Reads from a folder that contains the document's own.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such folder, or the document isn't in it.
    pub(crate) fn below(root: &Path, document: &Path) -> Result<Self, Error> {
        let own = Self::of(document);
        let fault = |what: &str| {
            let root = root.display();
            Error::new(format!("error: the root folder `{root}` {what}"))
        };
        let folder = root
            .canonicalize()
            .map_err(|error| fault(&format!("can't be read: {error}")))?;
        let inside = own.folder.as_ref();
        let inside = inside.and_then(|own| own.strip_prefix(&folder).ok());
        let inside = inside.ok_or_else(|| fault("doesn't contain the document"))?;
        let above = slashed(inside).ok_or_else(|| fault("has names that aren't UTF-8"))?;
        let name = match above.is_empty() {
            true => own.name,
            false => format!("{above}/{}", own.name),
        };
        Ok(Self {
            folder: Some(folder),
            name,
            ..own
        })
    }

    /// Returns the path of the root document in the folder.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Reads the root document, whatever it is: a pipe as well, and no more than is ever read.
pub(crate) fn read_root(document: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64;
    let file = File::open(document)?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        let message = format!("it has more than the {MAX_BYTES} bytes that are read");
        return Err(std::io::Error::new(ErrorKind::FileTooLarge, message));
    }
    let text = String::from_utf8(bytes);
    text.map_err(|error| std::io::Error::new(ErrorKind::InvalidData, error.utf8_error()))
}

/// Returns the folder that a path stands in.
fn folder(document: &Path) -> &Path {
    match document.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

impl Files for Disk {
    fn find(&mut self, path: &str) -> Result<String, FileError> {
        let folder = self.folder.as_ref().ok_or(FileError::Missing)?;
        let found = folder.join(path).canonicalize().map_err(unread)?;
        // It may itself be a link to anywhere: its author named it.
        if Some(&found) == self.document.as_ref() {
            return Ok(self.name.clone());
        }
        let inside = found.strip_prefix(folder).map_err(|_| FileError::Outside)?;
        // Opening a pipe would wait for its other end.
        if !found.metadata().map_err(unread)?.is_file() {
            return Err(FileError::NotAFile);
        }
        slashed(inside).ok_or_else(|| FileError::Unreadable("its name is no text".to_owned()))
    }

    fn read(&mut self, name: &str, most: usize) -> Result<String, FileError> {
        let folder = self.folder.as_ref().ok_or(FileError::Missing)?;
        let file = File::open(folder.join(name)).map_err(unread)?;
        let mut bytes = Vec::new();
        file.take((most as u64).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(unread)?;
        if bytes.len() > most {
            return Err(FileError::TooManyBytes);
        }
        String::from_utf8(bytes)
            .map_err(|error| FileError::Unreadable(error.utf8_error().to_string()))
    }
}

/// Returns a relative path with `/` between its parts; none where they are no text.
fn slashed(inside: &Path) -> Option<String> {
    let parts = inside.components().map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = parts.collect();
    Some(parts?.join("/"))
}

fn unread(error: std::io::Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileError::Missing,
        _ => FileError::Unreadable(error.to_string()),
    }
}
