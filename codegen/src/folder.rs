//! The folder that the files are written into: what differs is replaced, what is stale is removed, and what belongs to
//! somebody else stays as it is.
//!
//! A file is ours when the list of the last run names it, or when it says that it is generated. A run that is cut off, at
//! whatever point, leaves whole files alone, and the list names all that may be ours: the next run ends as a first one
//! would.

mod check;
mod list;
mod place;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::output::File;
use list::{LIST, is_inside};
use place::{Owner, Replaceable, at, is_absent, is_as, metadata, metadata_of, owner};

pub use check::{Difference, DifferenceKind, differences, made_from};
pub use list::Inputs;

/// How many files an error names.
const NAMED: usize = 10;

/// Writes the files below a folder: those that differ from what is there; and removes those that the last run wrote and
/// this one doesn't. With `force`, files of somebody else are replaced as well. Returns the warnings: what stays because it
/// is no file now, although the last run wrote one there. The list says what the files were made from.
///
/// # Errors
///
/// When a file that is to be written is somebody else's, or stands behind a symbolic link, before anything is written;
/// and when the folder can't be read or written. Each names the file.
pub fn write(
    folder: &Path,
    files: &[File],
    inputs: &Inputs,
    force: bool,
) -> Result<Vec<String>, String> {
    write_by_steps(folder, files, inputs, force, &mut |_| Ok(()))
}

/// Takes paths off the list of the last run: what stands there is somebody else's now, and stays.
///
/// # Errors
///
/// Returns an error if the list can't be read or written.
pub fn disown(folder: &Path, paths: &[&str]) -> Result<(), String> {
    let list = list::read(folder)?;
    if !paths.iter().any(|path| list.paths.contains(*path)) {
        return Ok(());
    }
    let kept = list.paths.iter().map(String::as_str);
    let kept = kept.filter(|path| !paths.contains(path));
    let step: Step<'_> = &mut |_| Ok(());
    Folder { folder, step }.write(LIST, &list::text(None, kept))
}

/// Is asked before each change of the disk, and may stop all that follows as the end of the program would.
type Step<'s> = &'s mut dyn FnMut(&Path) -> io::Result<()>;

fn write_by_steps(
    folder: &Path,
    files: &[File],
    inputs: &Inputs,
    force: bool,
    step: Step<'_>,
) -> Result<Vec<String>, String> {
    let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    if let Some(outside) = written.iter().find(|path| !is_inside(path)) {
        return Err(format!("`{outside}` doesn't lead below the output folder"));
    }
    let listed = list::read(folder)?.paths;
    let is_listed = |path: &str| listed.contains(path);
    let mut foreign = Vec::new();
    for path in &written {
        match owner(folder, path, is_listed(path)).map_err(at(&folder.join(path)))? {
            Owner::Nobody | Owner::Us => {}
            Owner::Somebody(Replaceable(true)) if force => {}
            Owner::Somebody(Replaceable(by_force)) => foreign.push((*path, by_force)),
        }
    }
    // One that is just as it would be written needs no writing.
    foreign.retain(|(path, _)| {
        let same = |file: &&File| file.path == *path && is_as(&folder.join(path), &file.text);
        !files.iter().any(|file| same(&file))
    });
    if !foreign.is_empty() {
        return Err(refusal(folder, &foreign));
    }
    let mut folder = Folder { folder, step };
    folder.remove_leftovers()?;
    let stale: Vec<&str> = listed
        .iter()
        .map(String::as_str)
        .filter(|path| !written.contains(path))
        .collect();
    // Before anything is written the list names it, and until it is gone what is stale.
    folder.write(
        LIST,
        &list::text(None, written.iter().copied().chain(stale.clone())),
    )?;
    for file in files {
        folder.write(&file.path, &file.text)?;
    }
    let mut warnings = Vec::new();
    for path in stale {
        if let Some(kind) = folder.remove(path)? {
            warnings.push(stays(folder.folder, path, kind));
        }
    }
    let made = (inputs, check::outputs(files));
    folder.write(LIST, &list::text(Some(made), written.iter().copied()))?;
    Ok(warnings)
}

/// Says that what stands at a path is left as it is.
fn stays(folder: &Path, path: &str, kind: &str) -> String {
    let (place, list) = (folder.join(path), folder.join(LIST));
    format!(
        "warning[output-folder]: `{}` stays: `{}` lists it as a file of the last run, and it is {kind}; remove it if \
         nobody needs it",
        place.display(),
        list.display(),
    )
}

fn refusal(folder: &Path, foreign: &[(&str, bool)]) -> String {
    let named = foreign.iter().take(NAMED);
    let mut text: String = named
        .map(|(path, by_force)| {
            let place = folder.join(path);
            match by_force {
                true => format!(
                    "{}: this file is not generated: it stays as it is\n",
                    place.display()
                ),
                false => format!("{}: this is no file: it stays as it is\n", place.display()),
            }
        })
        .collect();
    if let Some(more @ 1..) = foreign.len().checked_sub(NAMED) {
        text.push_str(&format!("… and {more} more\n"));
    }
    text.push_str("Nothing was written: choose another folder, or replace such files by `--force` (`Builder::force`).");
    text
}

/// A folder that is written into.
struct Folder<'f> {
    folder: &'f Path,
    step: Step<'f>,
}

impl Folder<'_> {
    /// Removes the unfinished files of runs that were cut off.
    fn remove_leftovers(&mut self) -> Result<(), String> {
        let entries = match fs::read_dir(self.folder) {
            Ok(entries) => entries,
            Err(error) if is_absent(&error) => return Ok(()),
            Err(error) => return Err(at(self.folder)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(at(self.folder))?;
            let name = entry.file_name();
            let is_ours = name.to_str().is_some_and(is_unfinished);
            if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                self.remove_file(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Writes a file whole or not at all. One that already has this text is left alone, so that nothing that depends on it
    /// is built again.
    fn write(&mut self, name: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        if is_as(&path, text) {
            return Ok(());
        }
        let parent = path.parent().unwrap_or(self.folder);
        if !parent.is_dir() {
            (self.step)(parent).map_err(at(parent))?;
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        // Beside the list, where the next run finds it. It takes the place of a link, and doesn't follow it.
        let unfinished = self.folder.join(unfinished());
        self.fill(&unfinished, text)?;
        (self.step)(&path).map_err(at(&path))?;
        fs::rename(&unfinished, &path).map_err(|error| {
            let _ = fs::remove_file(&unfinished);
            at(&path)(error)
        })
    }

    fn fill(&mut self, path: &Path, text: &str) -> Result<(), String> {
        (self.step)(path).map_err(at(path))?;
        let mut file = fs::File::create_new(path).map_err(at(path))?;
        (self.step)(path).map_err(at(path))?;
        file.write_all(text.as_bytes()).map_err(|error| {
            let _ = fs::remove_file(path);
            at(path)(error)
        })
    }

    /// Removes a file that is no longer written, and the folders that are empty without it. What isn't a file is none of
    /// ours, whatever the list says: it stays, and what it is is returned.
    fn remove(&mut self, name: &str) -> Result<Option<&'static str>, String> {
        // Behind a link it is somebody else's.
        let Ok(found) = metadata(self.folder, name) else {
            return Ok(Some("behind a link or a file"));
        };
        match found {
            Some(metadata) if metadata.is_file() => self.remove_file(&self.folder.join(name))?,
            Some(metadata) if metadata.is_dir() => return Ok(Some("a folder")),
            Some(metadata) if metadata.is_symlink() => return Ok(Some("a link")),
            Some(_) => return Ok(Some("no file")),
            None => {}
        }
        for parent in Path::new(name).ancestors().skip(1) {
            let path = self.folder.join(parent);
            if parent == Path::new("") || !matches!(metadata_of(&path), Some(it) if it.is_dir()) {
                break;
            }
            (self.step)(&path).map_err(at(&path))?;
            // What isn't empty stays.
            if fs::remove_dir(&path).is_err() {
                break;
            }
        }
        Ok(None)
    }

    fn remove_file(&mut self, path: &Path) -> Result<(), String> {
        (self.step)(path).map_err(at(path))?;
        match fs::remove_file(path) {
            Err(error) if !is_absent(&error) => Err(at(path)(error)),
            _ => Ok(()),
        }
    }
}

const UNFINISHED: (&str, &str) = (".openapi-bindgen.", ".tmp");

/// Returns a name that no other run has at this time.
fn unfinished() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let (start, end) = UNFINISHED;
    let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    format!("{start}{process}-{count}{end}")
}

fn is_unfinished(name: &str) -> bool {
    let (start, end) = UNFINISHED;
    let middle = name
        .strip_prefix(start)
        .and_then(|name| name.strip_suffix(end));
    middle.is_some_and(|text| text.chars().all(|c| c.is_ascii_digit() || c == '-'))
}

#[cfg(test)]
mod tests;
