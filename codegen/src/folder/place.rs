//! What stands at a path below the folder, and whose it is. Links are not followed.

use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::output::GENERATED;

/// How many bytes from the top of a file say whether it is generated.
const HEAD_BYTES: u64 = 4096;

/// Whose a path is.
pub(super) enum Owner {
    Nobody,
    Us,
    Somebody(Replaceable),
}

/// Whether `force` may replace it: a file or a link, and no folder.
pub(super) struct Replaceable(pub(super) bool);

pub(super) fn owner(folder: &Path, path: &str, is_listed: bool) -> io::Result<Owner> {
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
pub(super) fn metadata(folder: &Path, path: &str) -> io::Result<Option<Metadata>> {
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

/// Returns whether a path is a file with this text.
pub(super) fn is_as(path: &Path, text: &str) -> bool {
    let is_alike = |it: Metadata| it.is_file() && it.len() == text.len() as u64;
    metadata_of(path).is_some_and(is_alike)
        && fs::read(path).is_ok_and(|before| before == text.as_bytes())
}

pub(super) fn metadata_of(path: &Path) -> Option<Metadata> {
    fs::symlink_metadata(path).ok()
}

pub(super) fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> String {
    let path: PathBuf = path.to_owned();
    move |error| format!("{}: {error}", path.display())
}
