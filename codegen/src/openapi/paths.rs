//! Reads `paths` and path items, and gives each operation what it inherits.
//!
//! An operation with an error in it is left out, and the others stay.

use std::collections::HashMap;

use super::model::{LeftOut, Method, Operation, Parameter, Server};
use super::reader::{Reader, members};
use super::store::{Kind, PathItem};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{NodeId, Value};

/// What came of `paths`.
#[derive(Default)]
pub(super) struct Paths {
    /// The operations without an error.
    pub(super) operations: Vec<Operation>,
    /// The others.
    pub(super) left_out: Vec<LeftOut>,
    /// Where each `operationId` stands first.
    ids: HashMap<String, NodeId>,
}

impl Paths {
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

impl Reader<'_> {
    pub(super) fn paths(&mut self, at: NodeId) -> Paths {
        let mut paths = Paths::default();
        self.declare_paths(at);
        let members = self.map(at);
        for (path, item) in members.filter(|(path, _)| !path.starts_with("x-")) {
            match path.starts_with('/') {
                true => self.path(path, item, &mut paths),
                false => {
                    let path = self.with_slash(path, item);
                    self.path(&path, item, &mut paths);
                }
            }
        }
        paths
    }

    /// Declares what the operations have, so that an earlier reference to something of another kind is reported as that.
    fn declare_paths(&mut self, at: NodeId) {
        let tree = self.tree;
        for (_, item) in tree.members(at) {
            self.declare_as(Kind::PathItem, *item);
            for (key, value) in tree.members(*item) {
                match key.as_str() {
                    "parameters" => self.declare_parameters(*value),
                    _ => self.declare_operation(*value),
                }
            }
        }
    }

    /// Declares what an object has that is an operation if it has responses.
    fn declare_operation(&mut self, at: NodeId) {
        let tree = self.tree;
        let Some(responses) = tree.get(at, "responses") else {
            return;
        };
        self.declare_as(Kind::Other("an operation"), at);
        for (_, response) in tree.members(responses) {
            self.declare_as(Kind::Response, *response);
        }
        if let Some(body) = tree.get(at, "requestBody") {
            self.declare_as(Kind::RequestBody, body);
        }
        if let Some(parameters) = tree.get(at, "parameters") {
            self.declare_parameters(parameters);
        }
    }

    fn declare_parameters(&mut self, at: NodeId) {
        for parameter in self.tree.items(at) {
            self.declare_as(Kind::Parameter, *parameter);
        }
    }

    /// Reads the operations of a path.
    fn path(&mut self, path: &str, path_at: NodeId, paths: &mut Paths) {
        let Some(item) = self.whole_path_item(path_at) else {
            paths.leave_out(path, None);
            return;
        };
        for method in item.unread {
            paths.leave_out(path, Some(method));
        }
        let errors = self.diagnostics.error_attempts();
        let shared = Shared {
            path,
            path_at,
            parameters: self.distinct(item.parameters),
            servers: self.checked(item.servers),
            has_sound_braces: self.has_sound_braces(path, path_at),
        };
        let is_broken = item.is_broken || self.diagnostics.error_attempts() > errors;
        for (mut operation, has_errors) in item.operations {
            let errors = self.diagnostics.error_attempts();
            self.inherit(&mut operation, &shared);
            if is_broken || has_errors || self.diagnostics.error_attempts() > errors {
                paths.left_out.push(LeftOut {
                    path: path.to_owned(),
                    method: Some(operation.method.name().to_owned()),
                    id: operation.id,
                    tags: operation.tags,
                });
                continue;
            }
            self.check_id(&mut operation, &mut paths.ids);
            paths.operations.push(operation);
        }
    }

    /// Reads the path item under a path, and what it refers to with what stands beside the reference.
    fn whole_path_item(&mut self, at: NodeId) -> Option<PathItem> {
        let own = self.path_item(at);
        let target = self.tree.get(at, "$ref");
        let target = target.filter(|target| *self.tree.value(*target) != Value::Null);
        let Some(reference) = target.and_then(|target| self.reference(target)) else {
            return Some(own);
        };
        let (mut item, _) = self.referred::<PathItem>(reference, None)?;
        for (operation, has_errors) in own.operations {
            let method = operation.method;
            let mut others = item.operations.iter();
            if let Some((other, _)) = others.find(|(other, _)| other.method == method) {
                self.twice(operation.at, other.at);
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

    pub(super) fn path_item(&mut self, at: NodeId) -> PathItem {
        let mut item = PathItem::default();
        let mut operations = Vec::new();
        self.store.set_kind(at, Kind::PathItem);
        let errors = self.diagnostics.error_attempts();
        members!(self, at, "a path item", |value| {
            "$ref" => drop(self.reference(value)),
            "get" => operations.push((Method::Get, value)),
            "put" => operations.push((Method::Put, value)),
            "post" => operations.push((Method::Post, value)),
            "delete" => operations.push((Method::Delete, value)),
            "options" => operations.push((Method::Options, value)),
            "head" => operations.push((Method::Head, value)),
            "patch" => operations.push((Method::Patch, value)),
            "trace" => operations.push((Method::Trace, value)),
            "query" => operations.push((Method::Query, value)),
            "additionalOperations" => item.unread = self.additional_operations(value),
            "parameters" => item.parameters = self.listed_parameters(value),
            "servers" => item.servers = self.servers(value),
            "summary" | "description" => (),
        });
        item.is_broken = self.diagnostics.error_attempts() > errors;
        item.operations = operations
            .into_iter()
            .map(|(method, value)| self.operation(method, value))
            .collect();
        item
    }

    /// Returns the methods that HTTP libraries have no constant for (OpenAPI 3.2, section 4.9).
    fn additional_operations(&mut self, at: NodeId) -> Vec<String> {
        let operations = self.map(at).filter(|(key, _)| !key.starts_with("x-"));
        let mut methods = Vec::new();
        for (method, at) in operations {
            let message = format!("operations with the method `{method}` are not generated");
            let help = "send such a request with an HTTP client of your own";
            self.unsupported(at, message, help);
            methods.push(method.to_owned());
        }
        methods
    }

    /// Warns of an operation that stands beside a reference and where it leads. Which of them holds is undefined
    /// (OpenAPI 3.1.0, section 4.8.9, `$ref`).
    fn twice(&mut self, own: NodeId, other: NodeId) {
        let message =
            "what the `$ref` of the path leads to has this operation, too; this one is generated";
        let warning = Diagnostic::warning("ignored-sibling", Place::Key(own), message)
            .label("beside `$ref`")
            .help("remove one of the two")
            .related(Place::Key(other), "the other one");
        self.diagnostics.push(warning);
    }

    /// Gives an operation the parameters and servers of its path, and checks its parameters against the path.
    fn inherit(&mut self, operation: &mut Operation, shared: &Shared<'_>) {
        operation.path = shared.path.to_owned();
        operation.path_at = shared.path_at;
        let own = std::mem::take(&mut operation.parameters);
        let inherited = shared.parameters.iter();
        let inherited = inherited.filter(|shared| !own.iter().any(|own| own.is_same(shared)));
        operation.parameters = inherited.cloned().collect();
        operation.parameters.extend(own);
        let servers = std::mem::take(&mut operation.servers);
        operation.servers = self.checked(servers);
        if operation.servers.is_empty() {
            operation.servers.clone_from(&shared.servers);
        }
        if shared.has_sound_braces {
            self.match_path_parameters(operation);
        }
    }

    /// Takes the id from an operation if another one has it: an id names one operation (OpenAPI 3.1.0, section 4.8.10).
    fn check_id(&mut self, operation: &mut Operation, ids: &mut HashMap<String, NodeId>) {
        let Some(id) = operation.id.clone() else {
            return;
        };
        let at = self
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
        self.diagnostics.push(warning);
        operation.id = None;
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
