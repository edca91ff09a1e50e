//! Text → tree, by `serde_json` and `serde_yaml` through one builder.
//!
//! A document is untrusted: its size, its depth and what YAML aliases make of it are bounded.

use super::build::{Builder, Limit};
use super::syntax;
use super::tree::{Format, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// The longest text that is read, in bytes; the largest public documents have some 40 MB.
const MAX_BYTES: usize = 256 << 20;
/// How many brackets may be open in YAML before its reader is asked.
const MAX_OPEN: usize = 10_000;

/// Reads a document. The format is told by the text; the hint (from the file's extension) decides where both fit.
///
/// Without a tree there is an error among the diagnostics; with repeated keys there are both.
pub fn load(text: &str, hint: Option<Format>, diagnostics: &mut Diagnostics) -> Option<Tree> {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the document has {} bytes, more than the {MAX_BYTES} that are read",
            text.len()
        );
        diagnostics.push(Diagnostic::error("too-large", Place::Document, message));
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let loaded = match (looks_like_json(text), hint) {
        (false, Some(Format::Json)) | (true, Some(Format::Json)) => json(text),
        (false, _) => yaml(text),
        (true, None) => json(text),
        // YAML allows more between its brackets than JSON does.
        (true, Some(Format::Yaml)) => json(text).or_else(|fault| yaml(text).map_err(|_| fault)),
    };
    match loaded {
        Ok((tree, repeated)) => {
            report_repeated(&tree, &repeated, diagnostics);
            Some(tree)
        }
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}

type Repeated = Vec<(super::tree::NodeId, super::tree::NodeId)>;
type Loaded = Result<(Tree, Repeated), Box<Diagnostic>>;

/// An object whose first key is in quotes. Some write that in YAML too, and mean JSON.
fn looks_like_json(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix(['{', '[']) else {
        return false;
    };
    inside.trim_start().starts_with(['"', '}', ']', '{', '['])
}

fn json(text: &str) -> Loaded {
    let mut builder = Builder::new(Format::Json, Limit::of(text));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    builder
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| Box::new(syntax::json(text, &error)))?;
    Ok(builder.finish())
}

fn yaml(text: &str) -> Loaded {
    if let Some(line) = too_many_open_brackets(text) {
        let place = Place::Position { line, column: 1 };
        let message = format!("the document opens {MAX_OPEN} brackets without closing them");
        let error = Diagnostic::error("too-deep", place, message);
        return Err(Box::new(
            error
                .label("by this line")
                .help("close the brackets that are left open"),
        ));
    }
    let mut builder = Builder::new(Format::Yaml, Limit::of(text));
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

fn report_repeated(tree: &Tree, repeated: &Repeated, diagnostics: &mut Diagnostics) {
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
