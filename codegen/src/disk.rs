//! The files of a folder on disk, for a document that refers to them.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;
use crate::source::{Absent, Files, MAX_BYTES};

/// The folder of a root document, or one around it. Nothing outside of it is read, whatever symbolic links say.
pub(crate) struct Disk {
    /// Without symbolic links, as is the document's path.
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

    /// With another folder than the document's own.
    ///
    /// # Errors
    ///
    /// When the document doesn't stand in the folder, or there is no such folder.
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
        let inside = inside.ok_or_else(|| fault("doesn't hold the description"))?;
        let above = slashed(inside).ok_or_else(|| fault("has names below it that are no text"))?;
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

    /// The path of the root document in its folder.
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

/// The folder that a path stands in.
fn folder(document: &Path) -> &Path {
    match document.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

impl Files for Disk {
    fn find(&mut self, path: &str) -> Result<String, Absent> {
        let folder = self.folder.as_ref().ok_or(Absent::Missing)?;
        let found = folder.join(path).canonicalize().map_err(absent)?;
        // It may itself be a link to anywhere: its author named it.
        if Some(&found) == self.document.as_ref() {
            return Ok(self.name.clone());
        }
        let inside = found.strip_prefix(folder).map_err(|_| Absent::Outside)?;
        // Opening a pipe would wait for its other end.
        if !found.metadata().map_err(absent)?.is_file() {
            return Err(Absent::NotAFile);
        }
        slashed(inside).ok_or_else(|| Absent::Unreadable("its name is no text".to_owned()))
    }

    fn read(&mut self, name: &str, most: usize) -> Result<String, Absent> {
        let folder = self.folder.as_ref().ok_or(Absent::Missing)?;
        let file = File::open(folder.join(name)).map_err(absent)?;
        let mut bytes = Vec::new();
        file.take((most as u64).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(absent)?;
        if bytes.len() > most {
            return Err(Absent::TooLarge);
        }
        String::from_utf8(bytes).map_err(|error| Absent::Unreadable(error.utf8_error().to_string()))
    }
}

/// A relative path with `/` between its parts; none where they are no text.
fn slashed(inside: &Path) -> Option<String> {
    let parts = inside.components().map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = parts.collect();
    Some(parts?.join("/"))
}

fn absent(error: std::io::Error) -> Absent {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Absent::Missing,
        _ => Absent::Unreadable(error.to_string()),
    }
}
