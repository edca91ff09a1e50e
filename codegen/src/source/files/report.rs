//! The diagnostics on references to files that lead to no values.

use super::limits::{MOST_DEPTH, MOST_FILES};
use super::path::file_part;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::file_error::FileError;
use crate::source::load::MAX_BYTES;
use crate::source::tree::{NodeId, Tree};

/// The kind of the diagnostics that go away when a file appears.
pub(crate) const MISSING: &str = "missing-file";

/// Returns the diagnostic on a reference. That on a file with an invalid text is about the text, and names the
/// reference too.
pub(crate) fn lost(tree: &Tree, at: NodeId, target: &str, error: &FileError) -> Diagnostic {
    let place = Place::Value(at);
    let part = file_part(target);
    let diagnostic = |kind, message: String| Diagnostic::error(kind, place, message);
    match error {
        FileError::Remote => {
            diagnostic("remote-reference", format!("`{target}` is on the network"))
                .label("remote references are off: nothing is fetched")
                .help("keep a copy below the folder of the document and refer to that, or bundle the document into one file first, for example with `npx @redocly/cli bundle`")
        }
        FileError::Absolute => {
            diagnostic("file-reference", format!("`{part}` isn't relative to this file"))
                .label("not a relative path")
                .help("write the path from this file to the other: `../schemas/pet.yaml`")
        }
        FileError::Outside => {
            diagnostic("file-reference", format!("`{part}` is outside of the folder of the document"))
                .label("leads out of the folder")
                .help("set `root` to a folder that holds all files of the document, or keep them in the folder of its root document or below")
        }
        FileError::InvalidPath => {
            diagnostic("file-reference", format!("`{}` is not a valid file name", part.escape_debug()))
                .label("has control characters or backslashes")
                .help("write `/` between the parts of a path")
        }
        FileError::NotLoaded => {
            diagnostic("file-reference", format!("`{target}` is outside of this document"))
                .label("other files are not read")
                .help("bundle the document into one file, for example with `npx @redocly/cli bundle`")
        }
        FileError::Missing => diagnostic(MISSING, format!("there is no file `{part}`"))
            .label("not found")
            .help(format!(
                "add the file, or correct the path: it is relative to `{}`",
                tree.file_name(tree.file(at))
            )),
        FileError::NotAFile => diagnostic("unreadable-file", format!("`{part}` is a folder or a device"))
            .label("not a file")
            .help("refer to a file"),
        FileError::Unreadable(reason) => diagnostic("unreadable-file", format!("`{part}` can't be read: {reason}"))
            .label("can't be read")
            .help("make the file readable, and save it as UTF-8"),
        FileError::Invalid(diagnostic) => {
            (**diagnostic).clone().related(place, "the file is read because of this reference")
        }
        FileError::TooDeep | FileError::TooManyFiles | FileError::TooManyBytes => too_much(place, part, error),
    }
}

/// Returns the diagnostic on a file that exceeds a limit of the loader.
fn too_much(place: Place, part: &str, error: &FileError) -> Diagnostic {
    let (kind, message, help) = match error {
        FileError::TooDeep => (
            "too-deep",
            format!("`{part}` is reached through more than {MOST_DEPTH} files"),
            "refer to the file from one that is nearer to the root document",
        ),
        FileError::TooManyFiles => (
            "too-large",
            format!("the document has more than the {MOST_FILES} files that are read"),
            "join files",
        ),
        _ => (
            "too-large",
            format!("with `{part}` the document has more than the {MAX_BYTES} bytes that are read"),
            "leave out what no operation needs",
        ),
    };
    Diagnostic::error(kind, place, message)
        .label("not read")
        .help(help)
}
