//! The list of the files that the last run wrote, and what they were made from. It stands among them, and may be anybody's
//! text.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path};

use super::place::{at, is_absent};
use crate::digest::Digest;

/// The file with the list.
pub(super) const LIST: &str = ".openapi-bindgen";

/// How many bytes of the list are read: a hundred times the longest one there is.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What the line with the digests begins with.
const FROM: &str = "# from ";

/// What stands between the digests.
const TO: &str = " to ";

/// What a line with a further file of the document begins with.
const READS: &str = "# reads ";

/// What a run read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// The settings, the document and the further files.
    pub digest: Digest,
    /// The paths of the further files.
    pub reads: Vec<String>,
}

/// What the last run wrote.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The paths of its files.
    pub(super) paths: BTreeSet<String>,
    /// What it read, and the digest of what it wrote; none if it was cut off.
    pub(super) made: Option<(Inputs, Digest)>,
}

/// Returns the text of the list: what the files were made from, and their paths in order.
pub(super) fn text<'p>(
    made: Option<(&Inputs, Digest)>,
    paths: impl Iterator<Item = &'p str>,
) -> String {
    let mut text = String::new();
    if let Some((inputs, outputs)) = made {
        text.push_str(&format!("{FROM}{}{TO}{outputs}\n", inputs.digest));
        for path in &inputs.reads {
            text.push_str(&format!("{READS}{path}\n"));
        }
    }
    let paths: BTreeSet<&str> = paths.collect();
    text.extend(paths.iter().flat_map(|path| [path, "\n"]));
    text
}

/// Reads the list of a folder. Only what leads below the folder counts.
pub(super) fn read(folder: &Path) -> Result<List, String> {
    let path = folder.join(LIST);
    let mut bytes = Vec::new();
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {
            let file = fs::File::open(&path).map_err(at(&path))?;
            let read = file.take(MOST_BYTES).read_to_end(&mut bytes);
            read.map_err(at(&path))?;
        }
        Ok(_) => return Err(format!("{}: this is no file", path.display())),
        Err(error) if is_absent(&error) => {}
        Err(error) => return Err(at(&path)(error)),
    }
    let text = String::from_utf8_lossy(&bytes);
    let (notes, paths): (Vec<&str>, Vec<&str>) = text.lines().partition(|it| it.starts_with('#'));
    let paths = paths.into_iter().filter(|path| is_inside(path));
    Ok(List {
        paths: paths.map(str::to_owned).collect(),
        made: made(&notes),
    })
}

fn made(notes: &[&str]) -> Option<(Inputs, Digest)> {
    let digests = notes.iter().find_map(|line| line.strip_prefix(FROM))?;
    let (inputs, outputs) = digests.split_once(TO)?;
    let reads = notes.iter().filter_map(|line| line.strip_prefix(READS));
    let inputs = Inputs {
        digest: Digest::parse(inputs)?,
        reads: reads.map(str::to_owned).collect(),
    };
    Some((inputs, Digest::parse(outputs)?))
}

/// Returns whether a path leads below the folder: only plain relative ones do.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
