//! The folder that the files are written into: what differs is replaced, what is stale is removed, and what belongs to
//! somebody else stays as it is.
//!
//! A file is ours when the list of the last run names it, or when it says that it is generated. A run that is cut off, at
//! whatever point, leaves whole files alone, and the list names all that may be ours: the next run ends as a first one
//! would.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::output::{File, GENERATED};

/// The file that lists what is ours.
const MANIFEST: &str = ".openapi-bindgen";

/// How many bytes of the list are read: a hundred times the longest one there is.
const MANIFEST_BYTES: u64 = 16 * 1024 * 1024;

/// How many bytes from the top of a file say whether it is generated.
const HEAD_BYTES: u64 = 4096;

/// How many files an error names.
const NAMED: usize = 10;

/// Writes the files below a folder: those that differ from what is there; and removes those that the last run wrote and
/// this one doesn't. With `force`, files of somebody else are replaced as well. Returns the warnings: what stays because it
/// is no file now, although the last run wrote one there.
///
/// # Errors
///
/// When a file that is to be written is somebody else's, or stands behind a symbolic link, before anything is written;
/// and when the folder can't be read or written. Each names the file.
pub fn write(folder: &Path, files: &[File], force: bool) -> Result<Vec<String>, String> {
    write_by_steps(folder, files, force, &mut |_| Ok(()))
}

/// Is asked before each change of the disk, and may stop all that follows as the end of the program would.
type Step<'s> = &'s mut dyn FnMut(&Path) -> io::Result<()>;

fn write_by_steps(
    folder: &Path,
    files: &[File],
    force: bool,
    step: Step<'_>,
) -> Result<Vec<String>, String> {
    let written: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    if let Some(outside) = written.iter().find(|path| !is_inside(path)) {
        return Err(format!("`{outside}` doesn't lead below the output folder"));
    }
    let listed = read_manifest(folder)?;
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
        MANIFEST,
        &list(written.iter().copied().chain(stale.clone())),
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
    folder.write(MANIFEST, &list(written.iter().copied()))?;
    Ok(warnings)
}

/// Says that what stands at a path is left as it is.
fn stays(folder: &Path, path: &str, kind: &str) -> String {
    let (place, manifest) = (folder.join(path), folder.join(MANIFEST));
    format!(
        "warning[output-folder]: `{}` stays: `{}` lists it as a file of the last run, and it is {kind}; remove it if \
         nobody needs it",
        place.display(),
        manifest.display(),
    )
}

/// Returns the sorted list, one path per line.
fn list<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    let paths: BTreeSet<&str> = paths.collect();
    paths.iter().map(|path| format!("{path}\n")).collect()
}

/// Returns what the last runs wrote, as they list it: it may be anybody's text. Only what leads below the folder
/// counts.
fn read_manifest(folder: &Path) -> Result<BTreeSet<String>, String> {
    let path = folder.join(MANIFEST);
    let mut text = Vec::new();
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {
            let file = fs::File::open(&path).map_err(at(&path))?;
            let read = file.take(MANIFEST_BYTES).read_to_end(&mut text);
            read.map_err(at(&path))?;
        }
        Ok(_) => return Err(format!("{}: this is no file", path.display())),
        Err(error) if is_absent(&error) => {}
        Err(error) => return Err(at(&path)(error)),
    }
    let text = String::from_utf8_lossy(&text);
    let paths = text.lines().filter(|path| is_inside(path));
    Ok(paths.map(str::to_owned).collect())
}

/// Whose a path is.
enum Owner {
    Nobody,
    Us,
    Somebody(Replaceable),
}

/// Whether `force` may replace it: a file or a link, and no folder.
struct Replaceable(bool);

fn owner(folder: &Path, path: &str, is_listed: bool) -> io::Result<Owner> {
    let Some(metadata) = metadata(folder, path)? else {
        return Ok(Owner::Nobody);
    };
    if metadata.is_dir() {
        return Err(io::Error::other("this is a folder"));
    }
    if !metadata.is_file() {
        return Ok(Owner::Somebody(Replaceable(metadata.is_symlink())));
    }
    if is_listed || is_generated(&folder.join(path))? {
        return Ok(Owner::Us);
    }
    Ok(Owner::Somebody(Replaceable(true)))
}

/// Returns what stands at a path below the folder, links not followed; nothing where nothing does. A link on the way
/// there is an error: what is behind it is not below the folder.
fn metadata(folder: &Path, path: &str) -> io::Result<Option<Metadata>> {
    let mut here = folder.to_owned();
    let mut found = None;
    for part in Path::new(path).components() {
        if found
            .as_ref()
            .is_some_and(|metadata: &Metadata| !metadata.is_dir())
        {
            let what = format!("`{}` on the way there is no folder", here.display());
            return Err(io::Error::other(what));
        }
        here.push(part);
        match fs::symlink_metadata(&here) {
            Ok(metadata) => found = Some(metadata),
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Returns whether a comment at the top of a file says so.
fn is_generated(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    let file = fs::File::open(path)?;
    file.take(HEAD_BYTES).read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    let is_said = |line: &str| {
        let comment = ["// ", "# "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark));
        comment.is_some_and(|text| text.starts_with(GENERATED))
    };
    Ok(head.lines().any(is_said))
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

/// Returns whether a path is a file with this text.
fn is_as(path: &Path, text: &str) -> bool {
    let is_alike = |it: Metadata| it.is_file() && it.len() == text.len() as u64;
    metadata_of(path).is_some_and(is_alike)
        && fs::read(path).is_ok_and(|before| before == text.as_bytes())
}

fn metadata_of(path: &Path) -> Option<Metadata> {
    fs::symlink_metadata(path).ok()
}

fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> String {
    let path: PathBuf = path.to_owned();
    move |error| format!("{}: {error}", path.display())
}

/// Returns whether a path leads below the folder: only plain relative ones do.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests;
