//! Reads the root of a document, and finds out which version of OpenAPI it follows.

use std::collections::BTreeMap;

use super::extensions;
use super::model::{Info, Resolved};
use super::paths::Paths;
use super::reader::{Reader, members};
use super::store::{Store, Version};
use super::tags;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree, Value};

/// Reads the document of a tree. `aliases` are further spellings of extension names; the document's own go before them.
///
/// Returns nothing if it isn't an OpenAPI document of a known version. Every other error costs the part that it is in.
pub(crate) fn read(
    tree: &Tree,
    aliases: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Resolved> {
    let version = version(tree, diagnostics)
        .map_err(|error| diagnostics.push(*error))
        .ok()?;
    let aliases = extensions::aliases(tree, aliases, diagnostics);
    extensions::report_unused(tree, &aliases, diagnostics);
    let store = Store::new(tree, version, aliases);
    let reader = Reader {
        tree,
        store,
        diagnostics,
    };
    Some(reader.document(NodeId::ROOT))
}

impl Reader<'_> {
    fn document(mut self, at: NodeId) -> Resolved {
        let (mut info, mut servers, mut tags) = (Info::default(), Vec::new(), Vec::new());
        let (mut paths, mut components, mut security) = (None, None, None);
        let mut pagination = Vec::new();
        members!(self, at, "the document", |value| {
            "openapi" | "externalDocs" | "jsonSchemaDialect" | "$self" => (),
            "info" => info = self.info(value),
            "servers" => servers = self.servers(value),
            "tags" => tags = self.tags(value),
            "security" => security = Some(value),
            "paths" => paths = Some(value),
            "components" => components = Some(value),
            "webhooks" => self.unsupported(
                value,
                "webhooks are not generated",
                "they are requests that the server makes: receive them with a web framework",
            ),
            _(key) => self.root_extension(key, value, &mut pagination),
        });
        if self.lacks(at, "info") {
            self.missing_but_harmless(at, "info", "the document");
        }
        if self.lacks(at, "paths") {
            self.without_paths(at);
        }
        // Operations refer to components, which are known first whatever the order in the document.
        let sections = components.map(|at| self.sections(at)).unwrap_or_default();
        let security_schemes = self.security_schemes(&sections.security_schemes);
        self.store.says_security = self.tree.get(at, "security").is_some();
        let servers = self.root_servers(at, servers);
        self.store.security = security.map(|at| self.security(at)).unwrap_or_default();
        let Paths {
            operations,
            left_out,
            ..
        } = paths.map(|at| self.paths(at)).unwrap_or_default();
        self.unused_components(&sections);
        self.follow_schemas(&sections.schemas);
        let tag_groups = tags::groups(&tags, self.diagnostics);
        Resolved {
            at,
            info,
            servers,
            tags,
            tag_groups,
            security_schemes,
            says_security: self.store.says_security,
            operations,
            schemas: self.store.schemas,
            components: sections.schemas,
            pagination,
            whole_files: self.store.whole_files,
            left_out,
        }
    }

    /// Warns of a document without `paths`: since 3.1 they are optional (3.1.0, section 4.8.1), but then there is
    /// nothing to call.
    fn without_paths(&mut self, at: NodeId) {
        if self.store.misspelt(at, "paths").is_some() {
            return;
        }
        let message = "the document has no `paths`: there is no operation to generate";
        let warning = Diagnostic::warning("missing-key", Place::Document, message);
        self.diagnostics.push(warning.help("add `paths`"));
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

fn later_version(at: NodeId, text: &str) -> Diagnostic {
    let message = format!("version `{text}` of OpenAPI is not known; it is read as 3.2");
    Diagnostic::warning("unsupported-version", Place::Value(at), message)
        .label("not 3.0, 3.1 or 3.2")
        .help("write `3.2.0`, unless the document needs a later version")
}
