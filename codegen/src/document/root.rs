//! Reads the root of a document, and tells which edition of the specification it follows.

use std::collections::BTreeMap;

use super::extensions;
use super::model::{Components, Document, Info, PathItem, Store, Version};
use super::reader::{Reader, members};
use super::tree::{NodeId, Tree, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Reads a document. `aliases` are further spellings of extension names; the document's own go before them.
///
/// None if it isn't an OpenAPI document of an edition that is known; every other fault leaves a document without the
/// part that is faulty.
pub fn read(
    tree: &Tree,
    aliases: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let version = version(tree)
        .map_err(|fault| diagnostics.push(*fault))
        .ok()?;
    let aliases = extensions::aliases(tree, aliases, diagnostics);
    let mut store = Store::new(tree, version, aliases);
    let mut reader = Reader {
        tree,
        store: &mut store,
        diagnostics,
    };
    let (mut info, mut servers, mut tags, mut security) =
        (Info::default(), Vec::new(), Vec::new(), Vec::new());
    let (mut paths, mut components) = (Vec::new(), Components::default());
    let mut pagination = Vec::new();
    let at = NodeId::ROOT;
    members!(reader, at, "the document", |value| {
        "openapi" | "externalDocs" | "jsonSchemaDialect" | "$self" => (),
        "info" => info = reader.info(value),
        "servers" => servers = reader.servers(value),
        "tags" => tags = reader.tags(value),
        "security" => security = reader.security(value),
        "paths" => paths = reader.paths(value),
        "components" => components = reader.components(value),
        "webhooks" => reader.unsupported(
            value,
            "webhooks are not generated",
            "they are requests that the server makes: take them in with a web framework",
        ),
        _(key) => reader.root_extension(key, value, &mut pagination),
    });
    if tree.get(at, "info").is_none() {
        reader.missing_but_harmless(at, "info", "the document");
    }
    if tree.get(at, "paths").is_none() && version == Version::V3_0 {
        reader.missing_but_harmless(at, "paths", "the document");
    }
    Some(Document {
        at,
        info,
        servers,
        tags,
        security,
        paths,
        components,
        pagination,
        store,
    })
}

impl Reader<'_> {
    fn paths(&mut self, at: NodeId) -> Vec<(String, NodeId, PathItem)> {
        let mut paths = Vec::new();
        let members = self.map(at);
        for (path, item) in members.filter(|(path, _)| !path.starts_with("x-")) {
            if path.starts_with('/') {
                paths.push((path.to_owned(), item, self.path_item(item)));
            } else {
                let error = Diagnostic::error(
                    "invalid-value",
                    Place::Key(item),
                    format!("the path `{path}` has no `/` at its start"),
                );
                self.diagnostics.push(
                    error
                        .label("a path begins with `/`")
                        .help(format!("write `/{path}`")),
                );
            }
        }
        paths
    }
}

fn version(tree: &Tree) -> Result<Version, Box<Diagnostic>> {
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
        let what = tree.value(root).describe();
        let message = format!("an OpenAPI document is an object, and this is {what}");
        return Err(Box::new(
            Diagnostic::error("wrong-type", Place::Value(root), message).label(what),
        ));
    }
    let Some(at) = tree.get(root, "openapi") else {
        let message = "this is no OpenAPI document: it doesn't say which edition it follows";
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
        ["3", _, ..] => Ok(Version::V3_1),
        _ => {
            let message = format!("the edition `{text}` of OpenAPI is not known");
            let error = Diagnostic::error("unsupported-version", Place::Value(at), message)
                .label("not 3.0 or 3.1");
            Err(Box::new(error.help("say `3.0.x` or `3.1.x`")))
        }
    }
}
