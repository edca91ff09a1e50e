//! From text to tree, by `serde_json` and `serde_yaml` through one builder.
//!
//! A document is untrusted: its size, its depth and the values that YAML's aliases multiply are bounded.

use super::build::{Builder, Exceeded, Limit, MOST_NODES, Repeated};
use super::syntax;
use super::tree::{FileId, Format, Tree};
use crate::defect::Certain as _;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// How many bytes are read, of all files together. The largest public documents have some 40 MB.
pub(crate) const MAX_BYTES: usize = 256 << 20;
/// How many brackets may be open in YAML before its reader is asked.
const MAX_OPEN: usize = 10_000;

/// Reads a document. The text shows its format; the hint (from the file's extension) decides where both fit.
///
/// Reports an error if there is no tree. A tree with repeated names is returned beside their errors.
pub fn load(text: &str, hint: Option<Format>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    load_root(text, "", hint, diagnostics)
}

/// Reads a document as [`load`] does. `name` is its path in its folder.
pub(super) fn load_root(
    text: &str,
    name: &str,
    hint: Option<Format>,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    let mut tree = Tree::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (_, read) = read(&mut tree, name, text.to_owned(), hint);
    match read {
        Ok(repeated) => {
            report_repeated(&tree, &repeated, diagnostics);
            Some(tree)
        }
        Err(invalid) => {
            diagnostics.push(*invalid);
            None
        }
    }
}

/// Adds a file to a tree. An invalid one has no values. The text has no byte order mark.
pub(super) fn read(
    tree: &mut Tree,
    name: &str,
    text: String,
    hint: Option<Format>,
) -> (FileId, Read) {
    let file = tree.begin(name.to_owned());
    let read = values(tree, &text, hint);
    if read.is_err() {
        tree.restart(Format::Yaml);
    }
    tree.keep_text(text);
    (file, read)
}

/// The repeated members, or why a text is neither JSON nor YAML.
type Read = Result<Repeated, Box<Diagnostic>>;

fn values(tree: &mut Tree, text: &str, hint: Option<Format>) -> Read {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the document has {} bytes, more than the {MAX_BYTES} that are read",
            text.len()
        );
        let error = Diagnostic::error("too-large", Place::Document, message);
        return Err(Box::new(error));
    }
    match (looks_like_json(text), hint) {
        (_, Some(Format::Json)) | (true, None) => json(tree, text),
        (false, _) => yaml(tree, text),
        // YAML allows more between its brackets than JSON does.
        (true, Some(Format::Yaml)) => {
            json(tree, text).or_else(|error| yaml(tree, text).map_err(|_| error))
        }
    }
}

/// Returns whether a text is an object whose first name is in quotes, or an array. In YAML that is rare, and JSON is
/// meant.
fn looks_like_json(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix(['{', '[']) else {
        return false;
    };
    inside.trim_start().starts_with(['"', '}', ']', '{', '['])
}

fn json(tree: &mut Tree, text: &str) -> Read {
    let mut builder = Builder::new(tree, Format::Json, Limit::of(text));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = builder.read(&mut deserializer);
    match read.and_then(|()| deserializer.end()) {
        Ok(()) => Ok(builder.finish()),
        Err(error) => Err(Box::new(syntax::json(text, &error, builder.exceeded()))),
    }
}

fn yaml(tree: &mut Tree, text: &str) -> Read {
    if let Some(line) = too_many_open_brackets(text) {
        let place = Place::position(line, 1);
        let message = format!("the document opens {MAX_OPEN} brackets without closing them");
        let error = Diagnostic::error("too-deep", place, message);
        return Err(Box::new(
            error
                .label("by this line")
                .help("close the brackets that are left open"),
        ));
    }
    if let Some(line) = too_many_values(text) {
        let place = Place::position(line, 1);
        return Err(Box::new(syntax::too_large(Exceeded::Values, place)));
    }
    let mut builder = Builder::new(tree, Format::Yaml, Limit::of(text));
    match builder.read(serde_yaml::Deserializer::from_str(text)) {
        Ok(()) => Ok(builder.finish()),
        Err(error) => Err(Box::new(syntax::yaml(text, &error, builder.exceeded()))),
    }
}

/// Returns the line by which too many brackets are open. The YAML reader takes time that grows with the square of their
/// number before it counts levels. Brackets in text count too, which makes no difference at this number.
fn too_many_open_brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut line = 1;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'\n' => line += 1,
            _ => (),
        }
        if open > MAX_OPEN {
            return Some(line);
        }
    }
    None
}

/// Returns the line by which there may be twice as many values as are read: the YAML reader keeps all that it meets
/// before it returns the first. A value begins a line, or stands behind a comma or a bracket; so may a part of a text.
fn too_many_values(text: &str) -> Option<usize> {
    // Most texts are too short for it.
    if text.len() <= 2 * MOST_NODES {
        return None;
    }
    let (mut values, mut line) = (0_usize, 1);
    for byte in text.bytes() {
        values += usize::from(matches!(byte, b',' | b'\n' | b'[' | b'{'));
        line += usize::from(byte == b'\n');
        if values > 2 * MOST_NODES {
            return Some(line);
        }
    }
    None
}

/// Reports the names that an object has more than once.
pub(super) fn report_repeated(tree: &Tree, repeated: &Repeated, diagnostics: &mut Diagnostics) {
    for (again, first) in repeated {
        let key = tree.key(*again).certain("a repeated member has a name");
        diagnostics.push(
            Diagnostic::error(
                "duplicate-key",
                Place::Key(*again),
                format!("the key `{key}` appears twice in one object"),
            )
            .label("repeated here")
            .help("keep one of the two, or rename one")
            .related(Place::Key(*first), "first appears here"),
        );
    }
}

#[cfg(test)]
mod tests;
