//! Compares a folder with what a run would write into it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::list::{self, Inputs};
use super::place::{Owner, is_as, metadata, owner};
use crate::digest::Digest;
use crate::output::File;

/// A file of a folder that isn't as a fresh run would leave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The path below the folder, with `/` between its parts.
    pub path: String,
    /// What is different.
    pub kind: DifferenceKind,
}

/// How a file differs from what a fresh run would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The file is generated and has another text.
    Stale,
    /// The file isn't there.
    Missing,
    /// The file is of an earlier run and is no longer generated.
    LeftOver,
    /// In its place stands something that isn't generated.
    Foreign,
}

/// Returns what a run read that left the folder as it is now. Where the folder has changed since, or the run was cut off,
/// there is none.
///
/// # Errors
///
/// Returns an error if the list of the files can't be read.
pub fn made_from(folder: &Path) -> Result<Option<Inputs>, String> {
    let list = list::read(folder)?;
    let Some((inputs, outputs)) = list.made else {
        return Ok(None);
    };
    let mut digest = Digest::new();
    for path in &list.paths {
        let is_file =
            |path| metadata(folder, path).is_ok_and(|it| it.is_some_and(|it| it.is_file()));
        let text = match is_file(path) {
            true => fs::read(folder.join(path)).ok(),
            false => None,
        };
        let Some(text) = text else {
            return Ok(None);
        };
        digest.add(path.as_bytes());
        digest.add(&text);
    }
    Ok((digest == outputs).then_some(inputs))
}

/// Returns the digest of the files of a run.
pub(super) fn outputs(files: &[File]) -> Digest {
    let files = files.iter().map(|file| (file.path.as_str(), &file.text));
    let mut digest = Digest::new();
    for (path, text) in files.collect::<BTreeMap<_, _>>() {
        digest.add(path.as_bytes());
        digest.add(text.as_bytes());
    }
    digest
}

/// Returns the files of a folder that aren't as a run would leave them, by their paths.
///
/// # Errors
///
/// Returns an error if the folder can't be read. It names the file.
pub fn differences(folder: &Path, files: &[File]) -> Result<Vec<Difference>, String> {
    let list = list::read(folder)?;
    let mut found = Vec::new();
    for file in files {
        if is_as(&folder.join(&file.path), &file.text) {
            continue;
        }
        let is_listed = list.paths.contains(&file.path);
        let kind = match owner(folder, &file.path, is_listed) {
            Ok(Owner::Nobody) => DifferenceKind::Missing,
            Ok(Owner::Us) => DifferenceKind::Stale,
            Ok(Owner::Somebody(_)) | Err(_) => DifferenceKind::Foreign,
        };
        found.push((file.path.clone(), kind));
    }
    let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in list
        .paths
        .iter()
        .filter(|path| !written.contains(path.as_str()))
    {
        if metadata(folder, path).is_ok_and(|it| it.is_some()) {
            found.push((path.clone(), DifferenceKind::LeftOver));
        }
    }
    found.sort();
    let found = found.into_iter();
    Ok(found
        .map(|(path, kind)| Difference { path, kind })
        .collect())
}
