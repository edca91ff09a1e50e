//! Which version of OpenAPI a document follows, by its tree.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree, Value};

/// The version of OpenAPI that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0.x: schemas are OpenAPI's own dialect.
    V3_0,
    /// 3.1.x and later: schemas are JSON Schema 2020-12.
    V3_1,
}

/// Returns the version that a document says it follows, or reports that it is none of the known ones.
pub(super) fn find(tree: &Tree, diagnostics: &mut Diagnostics) -> Option<Version> {
    version(tree, diagnostics)
        .map_err(|error| diagnostics.push(*error))
        .ok()
}

/// Returns the version that a document says it follows, or why it is none of the known ones.
fn version(tree: &Tree, diagnostics: &mut Diagnostics) -> Result<Version, Box<Diagnostic>> {
    let root = NodeId::ROOT;
    if let Some(swagger) = tree.get(root, "swagger") {
        let error = Diagnostic::error(
            "unsupported-version",
            Place::Value(swagger),
            "this is a Swagger 2.0 document",
        )
        .label("not OpenAPI 3")
        .help("convert it to OpenAPI 3.0 first, for example with `npx swagger2openapi`");
        return Err(Box::new(error));
    }
    if !matches!(tree.value(root), Value::Object(_)) {
        if *tree.value(root) == Value::Null {
            let error = Diagnostic::error("syntax", Place::Document, "the document is empty");
            let help = "begin it with `openapi: 3.1.0`";
            return Err(Box::new(error.help(help)));
        }
        let what = tree.value(root).describe();
        let message = format!("an OpenAPI document is an object, and this is {what}");
        return Err(Box::new(
            Diagnostic::error("wrong-type", Place::Value(root), message).label(what),
        ));
    }
    let Some(at) = tree.get(root, "openapi") else {
        let message = "this isn't an OpenAPI document: it doesn't say which version it follows";
        let error = Diagnostic::error("missing-key", Place::Value(root), message)
            .label("`openapi` is missing");
        return Err(Box::new(
            error.help("begin the document with `openapi: 3.1.0`"),
        ));
    };
    let text = match tree.value(at) {
        Value::String(text) => text.clone(),
        // `openapi: 3.1` in YAML.
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    match text.split('.').collect::<Vec<_>>().as_slice() {
        ["3", "0", ..] => Ok(Version::V3_0),
        ["3", "1" | "2", ..] => Ok(Version::V3_1),
        ["3", _, ..] => {
            diagnostics.push(later_version(at, &text));
            Ok(Version::V3_1)
        }
        _ => {
            let message = format!("version `{text}` of OpenAPI is not known");
            let error = Diagnostic::error("unsupported-version", Place::Value(at), message)
                .label("not 3.0, 3.1 or 3.2");
            Err(Box::new(error.help("write `3.0.x`, `3.1.x` or `3.2.x`")))
        }
    }
}

/// Makes the warning about a version that is later than those known.
fn later_version(at: NodeId, text: &str) -> Diagnostic {
    let message = format!("version `{text}` of OpenAPI is not known; it is read as 3.2");
    Diagnostic::warning("unsupported-version", Place::Value(at), message)
        .label("not 3.0, 3.1 or 3.2")
        .help("write `3.2.0`, unless the document needs a later version")
}
