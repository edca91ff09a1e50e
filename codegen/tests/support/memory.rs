//! Files that are nowhere but in a test.
// Each test uses its part.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::Path;

use openapi_bindgen::internals::{FileError, Files};

/// Texts by path, and how often each was read.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    texts: BTreeMap<String, String>,
    /// What symbolic links would be: a path, and the one it leads to.
    pub links: BTreeMap<String, String>,
    pub read: BTreeMap<String, usize>,
}

impl Memory {
    pub fn new<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let texts = files.into_iter();
        Self {
            texts: texts
                .map(|(path, text)| (path.into(), text.into()))
                .collect(),
            ..Self::default()
        }
    }

    /// The files of a folder and those below.
    pub fn of(folder: &Path) -> Self {
        let mut texts = BTreeMap::new();
        gather(folder, "", &mut texts);
        Self::new(texts)
    }
}

fn gather(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), texts);
        } else {
            let text = std::fs::read_to_string(&path).expect("the file can be read");
            texts.insert(format!("{prefix}{name}"), text);
        }
    }
}

impl Files for Memory {
    fn find(&mut self, path: &str) -> Result<String, FileError> {
        let path = self.links.get(path).map_or(path, String::as_str);
        match self.texts.contains_key(path) {
            true => Ok(path.to_owned()),
            false => Err(FileError::Missing),
        }
    }

    fn read(&mut self, name: &str, most: usize) -> Result<String, FileError> {
        *self.read.entry(name.to_owned()).or_default() += 1;
        let text = self.texts.get(name).ok_or(FileError::Missing)?;
        match text.len() > most {
            true => Err(FileError::TooManyBytes),
            false => Ok(text.clone()),
        }
    }
}
