//! Reads the root of a document: it takes the tree and gives the model.

use std::collections::BTreeMap;

use super::model::{Info, PaginationRule, Resolved, Server, Tag};
use super::paths::{self, Paths};
use super::reader::{Reader, members};
use super::{components, extensions, follow, info, security, server, tags, version};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree};

/// Reads the document of a tree. `aliases` are further spellings of extension names; the document's own go before them.
///
/// Returns nothing if it isn't an OpenAPI document of a known version. Every other error costs the part that it is in.
pub(crate) fn read(
    tree: &Tree,
    aliases: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Resolved> {
    let version = version::find(tree, diagnostics)?;
    let aliases = extensions::aliases::read(tree, aliases, diagnostics);
    extensions::aliases::report_unused(tree, &aliases, diagnostics);
    let reader = Reader::new(tree, version, aliases, diagnostics);
    Some(read_document(reader, NodeId::ROOT))
}

/// What the root has. Operations refer to components, which are known first whatever the order in the document: `paths`,
/// `components` and `security` are read afterwards.
#[derive(Default)]
struct Members {
    info: Info,
    servers: Vec<Server>,
    tags: Vec<Tag>,
    pagination: Vec<PaginationRule>,
    paths: Option<NodeId>,
    components: Option<NodeId>,
    security: Option<NodeId>,
}

/// Reads the object at the root.
fn read_document(mut whole: Reader<'_>, at: NodeId) -> Resolved {
    let reader = &mut whole;
    let members = read_members(reader, at);
    let components = members.components.map(|at| components::read(reader, at));
    let sections = components.unwrap_or_default();
    let security_schemes = security::read_schemes(reader, &sections.security_schemes);
    if reader.tree.get(at, "security").is_some() {
        reader.schemes.note_said();
    }
    let servers = server::check_root(reader, at, members.servers);
    if let Some(security) = members.security {
        let security = security::read_requirements(reader, security);
        reader.schemes.inherit(security);
    }
    let paths = members.paths.map(|at| paths::read(reader, at));
    let Paths {
        operations,
        left_out,
        ..
    } = paths.unwrap_or_default();
    components::read_unused(reader, &sections);
    follow::follow_all(reader, &sections.schemas);
    let tag_groups = tags::groups(&members.tags, reader.diagnostics);
    Resolved {
        at,
        info: members.info,
        servers,
        tags: members.tags,
        tag_groups,
        security_schemes,
        says_security: reader.schemes.is_said(),
        operations,
        schemas: whole.schemas.into_table(),
        components: sections.schemas,
        pagination: members.pagination,
        whole_files: whole.references.into_whole_files(),
        wholes: BTreeMap::new(),
        left_out,
    }
}

/// Reads the members of the root, but for those that others have to be known for.
fn read_members(reader: &mut Reader<'_>, at: NodeId) -> Members {
    let mut root = Members::default();
    members!(reader, at, "the document", |value| {
        "openapi" | "externalDocs" | "jsonSchemaDialect" | "$self" => (),
        "info" => root.info = info::read(reader, value),
        "servers" => root.servers = server::read_all(reader, value),
        "tags" => root.tags = tags::read_all(reader, value),
        "security" => root.security = Some(value),
        "paths" => root.paths = Some(value),
        "components" => root.components = Some(value),
        "webhooks" => reader.unsupported(
            value,
            "webhooks are not generated",
            "they are requests that the server makes: receive them with a web framework",
        ),
        _(key) => extensions::read_of_root(reader, key, value, &mut root.pagination),
    });
    if reader.lacks(at, "info") {
        reader.missing_but_harmless(at, "info", "the document");
    }
    if reader.lacks(at, "paths") {
        report_without_paths(reader, at);
    }
    root
}

/// Warns of a document without `paths`: since 3.1 they are optional (3.1.0, section 4.8.1), but then there is
/// nothing to call.
fn report_without_paths(reader: &mut Reader<'_>, at: NodeId) {
    if reader.slips.meant(at, "paths").is_some() {
        return;
    }
    let message = "the document has no `paths`: there is no operation to generate";
    let warning = Diagnostic::warning("missing-key", Place::Document, message);
    reader.diagnostics.push(warning.help("add `paths`"));
}
