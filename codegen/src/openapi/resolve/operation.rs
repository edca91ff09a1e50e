//! Operations with what they inherit from their path and the root.

use std::collections::HashMap;

use super::Resolver;
use super::model::{Header, LeftOut, Operation, Parameter, RequestBody, Response, StatusRange};
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::read::model::{self as written, PathItem, RefOr};
use crate::source::tree::NodeId;

/// Alternatives of sets of schemes.
pub(super) type Security = Vec<Vec<(String, Vec<String>)>>;

impl Resolver<'_> {
    /// All operations that have no error in them, and the others.
    pub(super) fn operations(
        &mut self,
        paths: Vec<(String, NodeId, PathItem)>,
        security: &Security,
    ) -> (Vec<Operation>, Vec<LeftOut>) {
        let mut operations = Vec::new();
        let mut left_out = Vec::new();
        let mut ids = HashMap::new();
        for (path, path_at, item) in paths {
            let errors = self.diagnostics.error_attempts();
            let Some(item) = self.path_item(item) else {
                left_out.push(LeftOut {
                    path,
                    method: None,
                    id: None,
                    tags: Vec::new(),
                });
                continue;
            };
            left_out.extend(item.unread.iter().map(|method| LeftOut {
                path: path.clone(),
                method: Some(method.clone()),
                id: None,
                tags: Vec::new(),
            }));
            let shared = self.parameters(&item.parameters);
            let servers = self.servers(item.servers);
            let has_sound_braces = self.has_sound_braces(&path, path_at);
            let path_is_broken = item.broken || self.diagnostics.error_attempts() > errors;
            for operation in item.operations {
                let mut broken = operation.broken || path_is_broken;
                let errors = self.diagnostics.error_attempts();
                let mut resolved = self.operation(operation, &shared, security);
                if has_sound_braces {
                    self.match_path_parameters(&path, path_at, &mut resolved);
                }
                broken |= self.diagnostics.error_attempts() > errors;
                if broken {
                    left_out.push(LeftOut {
                        path: path.clone(),
                        method: Some(resolved.method.name().to_owned()),
                        id: resolved.id,
                        tags: resolved.tags,
                    });
                    continue;
                }
                self.check_id(&mut resolved, &mut ids);
                if resolved.servers.is_empty() {
                    resolved.servers.clone_from(&servers);
                }
                operations.push(Operation {
                    path: path.clone(),
                    path_at,
                    ..resolved
                });
            }
        }
        (operations, left_out)
    }

    /// The item itself, or what it refers to, with what stands beside the reference.
    fn path_item(&mut self, mut own: PathItem) -> Option<PathItem> {
        let Some(reference) = own.reference.take() else {
            return Some(own);
        };
        let (mut item, _) = self.follow::<PathItem>(&RefOr::Reference(reference))?;
        for operation in own.operations {
            let method = operation.method;
            if let Some(other) = item.operations.iter().find(|it| it.method == method) {
                self.twice(operation.at, other.at);
                item.unread.push(method.name().to_owned());
            }
            item.operations.retain(|it| it.method != method);
            item.operations.push(operation);
        }
        item.parameters.extend(own.parameters);
        item.unread.extend(own.unread);
        if !own.servers.is_empty() {
            item.servers = own.servers;
        }
        item.broken |= own.broken;
        Some(item)
    }

    /// What holds of a reference and what stands beside it, where both say the same, is undefined (OpenAPI 3.1.0,
    /// section 4.8.9, `$ref`).
    fn twice(&mut self, own: NodeId, other: NodeId) {
        let message = "this operation stands here and where the `$ref` of the path leads; this one is generated";
        let warning = Diagnostic::warning("ignored-sibling", Place::Key(own), message)
            .label("stands beside `$ref`")
            .help("leave one of the two")
            .related(Place::Key(other), "the other one");
        self.diagnostics.push(warning);
    }

    fn operation(
        &mut self,
        written: written::Operation,
        shared: &[Parameter],
        security: &Security,
    ) -> Operation {
        self.says_security |= written.security.is_some();
        let own = self.parameters(&written.parameters);
        let inherited = shared
            .iter()
            .filter(|shared| !own.iter().any(|own| is_same(own, shared)));
        let parameters = inherited
            .cloned()
            .collect::<Vec<_>>()
            .into_iter()
            .chain(own.iter().cloned())
            .collect();
        Operation {
            at: written.at,
            path: String::new(),
            path_at: written.at,
            method: written.method,
            id: written.id.map(|(id, _)| id),
            tags: written.tags,
            summary: written.summary,
            description: written.description,
            deprecated: written.deprecated,
            parameters,
            request_body: written
                .request_body
                .and_then(|body| self.request_body(&body)),
            responses: written
                .responses
                .iter()
                .filter_map(|(status, it)| self.response(*status, it))
                .collect(),
            security: written
                .security
                .map_or_else(|| security.clone(), |own| self.security(&own)),
            servers: self.servers(written.servers),
            errors: written.errors,
            paging: written.paging,
        }
    }

    /// An id names one operation (OpenAPI 3.1.0, section 4.8.10).
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
            .help("give each operation an id of its own")
            .related(Place::Value(*first), "first here");
        self.diagnostics.push(warning);
        operation.id = None;
    }

    fn request_body(&mut self, written: &RefOr<written::RequestBody>) -> Option<RequestBody> {
        let followed = self.follow(written);
        let (body, _) = self.or_broken(followed)?;
        let content = self.content(&body.content);
        Some(RequestBody {
            at: body.at,
            description: body.description,
            required: body.required,
            content,
        })
    }

    fn response(
        &mut self,
        status: StatusRange,
        written: &RefOr<written::Response>,
    ) -> Option<Response> {
        let followed = self.follow(written);
        let (response, _) = self.or_broken(followed)?;
        let headers = response
            .headers
            .iter()
            .filter_map(|(name, it)| Some((name.clone(), self.header(it)?)));
        let headers = headers.collect();
        let content = self.content(&response.content);
        Some(Response {
            at: response.at,
            status,
            description: response.description,
            headers,
            content,
        })
    }

    fn header(&mut self, written: &RefOr<written::Header>) -> Option<Header> {
        let followed = self.follow(written);
        let (
            written::Header {
                at,
                description,
                required,
                schema,
                role,
            },
            _,
        ) = self.or_broken(followed)?;
        Some(Header {
            at,
            description,
            required,
            schema,
            role,
        })
    }

    /// Makes sure that the operation counts as broken where its error was given for a component.
    pub(super) fn or_broken<T>(&mut self, followed: Option<T>) -> Option<T> {
        if followed.is_none() {
            self.diagnostics.note_broken();
        }
        followed
    }
}

/// A parameter is told by its name and place; names of headers by their letters only (RFC 9110, section 5.1).
pub(super) fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            super::model::Location::Header => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}
