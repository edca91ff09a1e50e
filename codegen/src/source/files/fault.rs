//! What is said of a reference to a file that leads nowhere.

use super::{Absent, Link, Lost, MOST_DEPTH, MOST_FILES, Refused, file_part};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::load::MAX_BYTES;
use crate::source::tree::{NodeId, Tree};

/// The kind of fault that goes away when a file appears.
pub(crate) const MISSING: &str = "missing-file";

/// The fault, at the reference; that of a broken file is where its text is wrong, and names the reference too.
pub(crate) fn lost(tree: &Tree, at: NodeId, target: &str, why: &Lost<'_>) -> Diagnostic {
    let place = Place::Value(at);
    let error = |kind, message: String| Diagnostic::error(kind, place, message);
    let part = file_part(target);
    match why {
        Lost::Refused(Refused::Remote) => {
            error("remote-reference", format!("`{target}` is somewhere on the network"))
                .label("remote references are off: nothing is fetched")
                .help("keep a copy below the folder of the description and refer to that, or bundle the description into one file first, for example with `npx @redocly/cli bundle`")
        }
        Lost::Refused(Refused::Absolute) => {
            error("file-reference", format!("`{part}` isn't relative to this file"))
                .label("not a relative path")
                .help("write the path from this file to the other: `../schemas/pet.yaml`")
        }
        Lost::Refused(Refused::Outside) | Lost::Link(Link::Absent(Absent::Outside)) => error(
            "file-reference",
            format!("`{part}` is outside of the folder of the description"),
        )
        .label("leads out of the folder")
        .help("set `root` to a folder that holds all files of the description, or keep them in the folder of its root document or below"),
        Lost::Refused(Refused::NoName) => error(
            "file-reference",
            format!("`{}` is no name for a file", part.escape_debug()),
        )
        .label("holds control characters or backslashes")
        .help("write `/` between the parts of a path"),
        Lost::NotRead => error("file-reference", format!("`{target}` is outside of this document"))
            .label("other files are not read")
            .help("bundle the document into one file, for example with `npx @redocly/cli bundle`"),
        Lost::Link(link) => by_link(tree, place, part, link),
    }
}

fn by_link(tree: &Tree, place: Place, part: &str, link: &Link) -> Diagnostic {
    let error = |kind, message: String| Diagnostic::error(kind, place, message);
    match link {
        Link::Absent(Absent::Missing) => {
            let from = place
                .node()
                .map_or("", |node| tree.file_name(tree.file(node)));
            error(MISSING, format!("there is no file `{part}`"))
                .label("not found")
                .help(format!(
                    "add the file, or correct the path: it is relative to `{from}`"
                ))
        }
        Link::Absent(Absent::NotAFile) => error(
            "unreadable-file",
            format!("`{part}` is a folder or a device"),
        )
        .label("not a file")
        .help("refer to a file"),
        Link::Absent(Absent::Unreadable(reason)) => error(
            "unreadable-file",
            format!("`{part}` can't be read: {reason}"),
        )
        .label("can't be read")
        .help("see to it that the file can be read, as UTF-8"),
        Link::Broken(fault) => (**fault)
            .clone()
            .related(place, "the file is read because of this"),
        Link::TooDeep => error(
            "too-deep",
            format!("more than {MOST_DEPTH} files lead to `{part}`, one behind the other"),
        )
        .label("not read")
        .help("refer to the file from one that is nearer to the root document"),
        Link::TooManyFiles => error(
            "too-large",
            format!("the description has more than the {MOST_FILES} files that are read"),
        )
        .label("not read")
        .help("join files"),
        Link::TooManyBytes | Link::Absent(_) | Link::File(_) => error(
            "too-large",
            format!(
                "with `{part}` the description has more than the {MAX_BYTES} bytes that are read"
            ),
        )
        .label("not read")
        .help("leave out what no operation needs"),
    }
}
