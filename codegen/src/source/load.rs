//! Text → tree, by `serde_json` and `serde_yaml` through one builder.
//!
//! A document is untrusted: its size, its depth and what YAML aliases make of it are bounded.

use super::build::{Builder, Limit, MOST_NODES, Repeated, TOO_MANY};
use super::syntax;
use super::tree::{Format, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// How many bytes are read, of all files together; the largest public documents have some 40 MB.
pub(crate) const MAX_BYTES: usize = 256 << 20;
/// How many brackets may be open in YAML before its reader is asked.
const MAX_OPEN: usize = 10_000;

/// Reads a document. The format is told by the text; the hint (from the file's extension) decides where both fit.
///
/// Without a tree there is an error among the diagnostics; with repeated keys there are both.
pub fn load(text: &str, hint: Option<Format>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let mut tree = Tree::default();
    tree.begin(String::new());
    match read(&mut tree, text, hint) {
        Ok(repeated) => {
            report_repeated(&tree, &repeated, diagnostics);
            Some(tree)
        }
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}

/// Reads the text of the file that the tree has begun; the tree has no values of it where there is a fault.
pub(super) fn read(tree: &mut Tree, text: &str, hint: Option<Format>) -> Read {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the document has {} bytes, more than the {MAX_BYTES} that are read",
            text.len()
        );
        let fault = Diagnostic::error("too-large", Place::Document, message);
        return Err(Box::new(fault));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = match (looks_like_json(text), hint) {
        (false, Some(Format::Json)) | (true, Some(Format::Json)) => json(tree, text),
        (false, _) => yaml(tree, text),
        (true, None) => json(tree, text),
        // YAML allows more between its brackets than JSON does.
        (true, Some(Format::Yaml)) => {
            json(tree, text).or_else(|fault| yaml(tree, text).map_err(|_| fault))
        }
    };
    if read.is_err() {
        tree.restart(Format::Yaml);
    }
    read
}

type Read = Result<Repeated, Box<Diagnostic>>;

/// An object whose first key is in quotes. Some write that in YAML too, and mean JSON.
fn looks_like_json(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix(['{', '[']) else {
        return false;
    };
    inside.trim_start().starts_with(['"', '}', ']', '{', '['])
}

fn json(tree: &mut Tree, text: &str) -> Read {
    let mut builder = Builder::new(tree, Format::Json, Limit::of(text));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    builder
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| Box::new(syntax::json(text, &error)))?;
    Ok(builder.finish())
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
        return Err(Box::new(syntax::limit(TOO_MANY, Place::position(line, 1))));
    }
    let mut builder = Builder::new(tree, Format::Yaml, Limit::of(text));
    builder
        .read(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| Box::new(syntax::yaml(text, &error)))?;
    Ok(builder.finish())
}

/// The line by which too many brackets are open. The YAML reader takes time that grows with the square of their number
/// before it counts levels; that brackets in text count too makes no difference at this number.
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

/// The line by which there may be twice as many values as are read: the YAML reader keeps all that it meets before the first
/// is asked of it. A value begins a line, or behind a comma or a bracket; so may a part of a text.
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

pub(super) fn report_repeated(tree: &Tree, repeated: &Repeated, diagnostics: &mut Diagnostics) {
    for (again, first) in repeated {
        let key = tree.key(*again).unwrap_or_default();
        diagnostics.push(
            Diagnostic::error(
                "duplicate-key",
                Place::Key(*again),
                format!("the key `{key}` stands twice in one object"),
            )
            .label("again here")
            .help("keep one of the two, or rename one")
            .related(Place::Key(*first), "first here"),
        );
    }
}

#[cfg(test)]
mod tests;
