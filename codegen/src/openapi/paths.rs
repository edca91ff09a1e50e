//! Reads `paths` and path items: it takes the node and gives the operations, each with what it inherits.
//!
//! An operation with an error in it is left out, and the others stay.

use std::collections::HashMap;

use super::kinds::Kind;
use super::model::{LeftOut, Method, Operation, Parameter, Server};
use super::path_item::PathItem;
use super::reader::{Reader, members};
use super::{object, operation, parameter, server, template};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{NodeId, Value};

/// What came of `paths`.
#[derive(Default)]
pub(super) struct Paths {
    /// The operations without an error.
    pub(super) operations: Vec<Operation>,
    /// The others.
    pub(super) left_out: Vec<LeftOut>,
    /// Where each `operationId` is first.
    ids: HashMap<String, NodeId>,
}

impl Paths {
    /// Notes that an operation is left out, or all of a path.
    fn leave_out(&mut self, path: &str, method: Option<String>) {
        self.left_out.push(LeftOut {
            path: path.to_owned(),
            method,
            id: None,
            tags: Vec::new(),
        });
    }
}

/// What the operations of a path inherit.
struct Shared<'p> {
    path: &'p str,
    path_at: NodeId,
    parameters: Vec<Parameter>,
    servers: Vec<Server>,
    has_sound_braces: bool,
}

/// Reads `paths`.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Paths {
    let mut paths = Paths::default();
    declare_all(reader, at);
    let members = reader.map(at);
    for (path, item) in members.filter(|(path, _)| !path.starts_with("x-")) {
        match path.starts_with('/') {
            true => read_path(reader, path, item, &mut paths),
            false => {
                let path = add_slash(reader, path, item);
                read_path(reader, &path, item, &mut paths);
            }
        }
    }
    paths
}

/// Declares what the operations have, so that an earlier reference to something of another kind is reported as
/// that.
fn declare_all(reader: &mut Reader<'_>, at: NodeId) {
    let tree = reader.tree;
    for (_, item) in tree.members(at) {
        object::declare(reader, Kind::PathItem, *item);
        for (key, value) in tree.members(*item) {
            match key.as_str() {
                "parameters" => declare_parameters(reader, *value),
                _ => declare_operation(reader, *value),
            }
        }
    }
}

/// Declares what an object has that is an operation if it has responses.
fn declare_operation(reader: &mut Reader<'_>, at: NodeId) {
    let tree = reader.tree;
    let Some(responses) = tree.get(at, "responses") else {
        return;
    };
    object::declare(reader, Kind::Other("an operation"), at);
    for (_, response) in tree.members(responses) {
        object::declare(reader, Kind::Response, *response);
    }
    if let Some(body) = tree.get(at, "requestBody") {
        object::declare(reader, Kind::RequestBody, body);
    }
    if let Some(parameters) = tree.get(at, "parameters") {
        declare_parameters(reader, parameters);
    }
}

/// Declares the items of a list of parameters.
fn declare_parameters(reader: &mut Reader<'_>, at: NodeId) {
    for parameter in reader.tree.items(at) {
        object::declare(reader, Kind::Parameter, *parameter);
    }
}

/// Reads the operations of a path.
fn read_path(reader: &mut Reader<'_>, path: &str, path_at: NodeId, paths: &mut Paths) {
    let Some(item) = read_whole_item(reader, path_at) else {
        paths.leave_out(path, None);
        return;
    };
    for method in item.unread {
        paths.leave_out(path, Some(method));
    }
    let errors = reader.diagnostics.error_attempts();
    let shared = Shared {
        path,
        path_at,
        parameters: parameter::keep_distinct(reader, item.parameters),
        servers: server::check_all(reader, item.servers),
        has_sound_braces: template::has_sound_braces(reader, path, path_at),
    };
    let is_broken = item.is_broken || reader.diagnostics.error_attempts() > errors;
    for (mut operation, has_errors) in item.operations {
        let errors = reader.diagnostics.error_attempts();
        inherit(reader, &mut operation, &shared);
        if is_broken || has_errors || reader.diagnostics.error_attempts() > errors {
            paths.left_out.push(LeftOut {
                path: path.to_owned(),
                method: Some(operation.method.name().to_owned()),
                id: operation.id,
                tags: operation.tags,
            });
            continue;
        }
        check_id(reader, &mut operation, &mut paths.ids);
        paths.operations.push(operation);
    }
}

/// Reads the path item under a path, and what it refers to with what is beside the reference.
fn read_whole_item(reader: &mut Reader<'_>, at: NodeId) -> Option<PathItem> {
    let own = read_item(reader, at);
    let target = reader.tree.get(at, "$ref");
    let target = target.filter(|target| *reader.tree.value(*target) != Value::Null);
    let Some(reference) = target.and_then(|target| reader.reference(target)) else {
        return Some(own);
    };
    let (mut item, _) = object::read_referred::<PathItem>(reader, reference, None)?;
    for (operation, has_errors) in own.operations {
        let method = operation.method;
        let mut others = item.operations.iter();
        if let Some((other, _)) = others.find(|(other, _)| other.method == method) {
            report_twice(reader, operation.at, other.at);
            item.unread.push(method.name().to_owned());
        }
        item.operations.retain(|(other, _)| other.method != method);
        item.operations.push((operation, has_errors));
    }
    item.parameters.extend(own.parameters);
    item.unread.extend(own.unread);
    if !own.servers.is_empty() {
        item.servers = own.servers;
    }
    item.is_broken |= own.is_broken;
    Some(item)
}

/// Reads a path item without what its `$ref` leads to.
pub(super) fn read_item(reader: &mut Reader<'_>, at: NodeId) -> PathItem {
    let mut item = PathItem::default();
    let mut operations = Vec::new();
    reader.kinds.set(at, Kind::PathItem);
    let errors = reader.diagnostics.error_attempts();
    members!(reader, at, "a path item", |value| {
        "$ref" => drop(reader.reference(value)),
        "get" => operations.push((Method::Get, value)),
        "put" => operations.push((Method::Put, value)),
        "post" => operations.push((Method::Post, value)),
        "delete" => operations.push((Method::Delete, value)),
        "options" => operations.push((Method::Options, value)),
        "head" => operations.push((Method::Head, value)),
        "patch" => operations.push((Method::Patch, value)),
        "trace" => operations.push((Method::Trace, value)),
        "query" => operations.push((Method::Query, value)),
        "additionalOperations" => item.unread = read_additional(reader, value),
        "parameters" => item.parameters = parameter::read_list(reader, value),
        "servers" => item.servers = server::read_all(reader, value),
        "summary" | "description" => (),
    });
    item.is_broken = reader.diagnostics.error_attempts() > errors;
    item.operations = operations
        .into_iter()
        .map(|(method, value)| operation::read(reader, method, value))
        .collect();
    item
}

/// Returns the methods that HTTP libraries have no constant for (OpenAPI 3.2, section 4.9).
fn read_additional(reader: &mut Reader<'_>, at: NodeId) -> Vec<String> {
    let operations = reader.map(at).filter(|(key, _)| !key.starts_with("x-"));
    let mut methods = Vec::new();
    for (method, at) in operations {
        let message = format!("operations with the method `{method}` are not generated");
        let help = "send such a request with an HTTP client of your own";
        reader.unsupported(at, message, help);
        methods.push(method.to_owned());
    }
    methods
}

/// Warns of an operation that is beside a reference and also where it leads. Which of them holds is undefined
/// (OpenAPI 3.1.0, section 4.8.9, `$ref`).
fn report_twice(reader: &mut Reader<'_>, own: NodeId, other: NodeId) {
    let message =
        "what the `$ref` of the path leads to has this operation, too; this one is generated";
    let warning = Diagnostic::warning("ignored-sibling", Place::Key(own), message)
        .label("beside `$ref`")
        .help("remove one of the two")
        .related(Place::Key(other), "the other one");
    reader.diagnostics.push(warning);
}

/// Gives an operation the parameters and servers of its path, and checks its parameters against the path.
fn inherit(reader: &mut Reader<'_>, operation: &mut Operation, shared: &Shared<'_>) {
    operation.path = shared.path.to_owned();
    operation.path_at = shared.path_at;
    let own = std::mem::take(&mut operation.parameters);
    let inherited = shared.parameters.iter();
    let inherited = inherited.filter(|shared| !own.iter().any(|own| own.is_same(shared)));
    operation.parameters = inherited.cloned().collect();
    operation.parameters.extend(own);
    let servers = std::mem::take(&mut operation.servers);
    operation.servers = server::check_all(reader, servers);
    if operation.servers.is_empty() {
        operation.servers.clone_from(&shared.servers);
    }
    if shared.has_sound_braces {
        template::match_parameters(reader, operation);
    }
}

/// Takes the id from an operation if another one has it: an id names one operation (OpenAPI 3.1.0, section 4.8.10).
fn check_id(reader: &mut Reader<'_>, operation: &mut Operation, ids: &mut HashMap<String, NodeId>) {
    let Some(id) = operation.id.clone() else {
        return;
    };
    let at = reader
        .tree
        .get(operation.at, "operationId")
        .unwrap_or(operation.at);
    let Some(first) = ids.get(&id) else {
        ids.insert(id, at);
        return;
    };
    let message = format!(
        "two operations have the `operationId` `{id}`; this one is named by its method and path"
    );
    let warning = Diagnostic::warning("duplicate-operation-id", Place::Value(at), message)
        .label("again here")
        .help("give each operation its own id")
        .related(Place::Value(*first), "first here");
    reader.diagnostics.push(warning);
    operation.id = None;
}

/// Returns a path with the slash that it lacks at its start, with a warning.
fn add_slash(reader: &mut Reader<'_>, path: &str, item: NodeId) -> String {
    let message = format!("the path `{path}` has no `/` at its start");
    let warning = Diagnostic::warning("invalid-value", Place::Key(item), message);
    let warning = warning.label("a path begins with `/`");
    reader
        .diagnostics
        .push(warning.help(format!("write `/{path}`")));
    format!("/{path}")
}
