//! Reads the root of a document, and tells which edition of the specification it follows.

use std::collections::BTreeMap;

use super::extensions;
use super::model::{Components, Document, Info, PathItem, Store, Version};
use super::reader::{Reader, members};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree, Value};

/// Reads a document. `aliases` are further spellings of extension names; the document's own go before them.
///
/// None if it isn't an OpenAPI document of an edition that is known; every other fault leaves a document without the
/// part that is faulty.
pub fn read(
    tree: &Tree,
    aliases: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let version = version(tree, diagnostics)
        .map_err(|fault| diagnostics.push(*fault))
        .ok()?;
    let aliases = extensions::aliases(tree, aliases, diagnostics);
    extensions::report_unused(tree, &aliases, diagnostics);
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
    if reader.lacks(at, "info") {
        reader.missing_but_harmless(at, "info", "the document");
    }
    if reader.lacks(at, "paths") {
        reader.without_paths(at);
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
            let path = match path.starts_with('/') {
                true => path.to_owned(),
                false => self.with_slash(path, item),
            };
            paths.push((path, item, self.path_item(item)));
        }
        paths
    }

    /// Since 3.1 a document may do without (3.1.0, section 4.8.1), but then nothing can be called.
    fn without_paths(&mut self, at: NodeId) {
        if self.store.misspelt(at, "paths").is_some() {
            return;
        }
        let message = "the document has no `paths`: there is no operation to generate";
        let warning = Diagnostic::warning("missing-key", Place::Document, message);
        self.diagnostics.push(warning.help("add `paths`"));
    }

    fn with_slash(&mut self, path: &str, item: NodeId) -> String {
        let message = format!("the path `{path}` has no `/` at its start");
        let warning = Diagnostic::warning("invalid-value", Place::Key(item), message);
        let warning = warning.label("a path begins with `/`");
        self.diagnostics
            .push(warning.help(format!("write `/{path}`")));
        format!("/{path}")
    }
}

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
            let help = "write a description into it, which begins with `openapi: 3.1.0`";
            return Err(Box::new(error.help(help)));
        }
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
        ["3", "1" | "2", ..] => Ok(Version::V3_1),
        ["3", _, ..] => {
            diagnostics.push(later_edition(at, &text));
            Ok(Version::V3_1)
        }
        _ => {
            let message = format!("the edition `{text}` of OpenAPI is not known");
            let error = Diagnostic::error("unsupported-version", Place::Value(at), message)
                .label("not 3.0, 3.1 or 3.2");
            Err(Box::new(error.help("say `3.0.x`, `3.1.x` or `3.2.x`")))
        }
    }
}

fn later_edition(at: NodeId, text: &str) -> Diagnostic {
    let message = format!("the edition `{text}` of OpenAPI is not known; it is read as 3.2");
    Diagnostic::warning("unsupported-version", Place::Value(at), message)
        .label("not 3.0, 3.1 or 3.2")
        .help("say `3.2.0`, unless the document needs what came later")
}
