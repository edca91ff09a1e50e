//! Reads operations, request bodies and responses.

use super::model::{
    Header, Method, Operation, OwnPagination, RequestBody, Response, Security, StatusRange,
};
use super::reader::{Reader, members};
use super::store::Kind;
use crate::source::tree::NodeId;

impl Reader<'_> {
    /// Reads an operation with what it has itself. Returns it, and whether an error was reported in it.
    #[rustfmt::skip]
    pub(super) fn operation(&mut self, method: Method, at: NodeId) -> (Operation, bool) {
        let errors = self.diagnostics.error_attempts();
        let Some(at) = self.landed(at) else {
            return (empty(method, at, Security::new()), true);
        };
        // The root's, unless it has its own.
        let mut operation = empty(method, at, self.store.security.clone());
        self.store.set_kind(at, Kind::Other("an operation"));
        members!(self, at, "an operation", |value| {
            "operationId" => operation.id = self.string(value),
            "tags" => operation.tags = self.strings(value),
            "summary" => operation.summary = self.string(value),
            "description" => operation.description = self.string(value),
            "deprecated" => operation.deprecated = self.bool(value).unwrap_or_default(),
            "parameters" => {
                let parameters = self.listed_parameters(value);
                operation.parameters = self.distinct(parameters);
            },
            "requestBody" => {
                let body = self.object::<RequestBody>(value);
                operation.request_body = body.map(|(body, _)| body);
            },
            "responses" => operation.responses = self.responses(value),
            "security" => {
                self.store.says_security |= self.store.is_used;
                operation.security = self.security(value);
            },
            "servers" => operation.servers = self.servers(value),
            "callbacks" => self.unsupported(
                value,
                "callbacks are not generated",
                "they are requests that the server makes: receive them with a web framework",
            ),
            "externalDocs" => (),
            _(key) => self.operation_extension(key, value, &mut operation),
        });
        (operation, self.diagnostics.error_attempts() > errors)
    }

    pub(super) fn request_body(&mut self, at: NodeId) -> RequestBody {
        let mut body = RequestBody {
            at,
            description: None,
            required: false,
            content: Vec::new(),
        };
        members!(self, at, "a request body", |value| {
            "description" => body.description = self.string(value),
            "required" => body.required = self.bool(value).unwrap_or_default(),
            "content" => body.content = self.content(value),
        });
        if self.lacks(at, "content") {
            self.missing(at, "content", "a request body");
        }
        body
    }

    fn responses(&mut self, at: NodeId) -> Vec<Response> {
        let mut responses = Vec::new();
        let members = self.map(at);
        for (key, value) in members.filter(|(key, _)| !key.starts_with("x-")) {
            let Some(status) = status_range(key) else {
                self.invalid(
                    value,
                    format!("`{key}` is not a status"),
                    "use a status such as `404`, a class such as `4XX`, or `default`",
                );
                continue;
            };
            if let Some((response, _)) = self.object::<Response>(value) {
                responses.push(Response { status, ..response });
            }
        }
        responses
    }

    /// Reads a response. The key under `responses` says its status.
    pub(super) fn response(&mut self, at: NodeId) -> Response {
        let mut response = Response {
            at,
            status: StatusRange::Default,
            description: String::new(),
            headers: Vec::new(),
            content: Vec::new(),
        };
        members!(self, at, "a response", |value| {
            "description" => response.description = self.string(value).unwrap_or_default(),
            "content" => response.content = self.content(value),
            "headers" => for (name, header) in self.map(value) {
                let header = self.object::<Header>(header);
                response.headers.extend(header.map(|(header, _)| (name.to_owned(), header)));
            },
            "links" => self.unsupported(value, "links are not generated", "follow them by calling the operation"),
            "summary" => (),
        });
        if self.lacks(at, "description") {
            self.missing_but_harmless(at, "description", "a response");
        }
        response
    }
}

/// Makes an operation of which nothing is known. The path is known when it inherits.
const fn empty(method: Method, at: NodeId, security: Security) -> Operation {
    Operation {
        at,
        path: String::new(),
        path_at: at,
        method,
        id: None,
        tags: Vec::new(),
        summary: None,
        description: None,
        deprecated: false,
        parameters: Vec::new(),
        request_body: None,
        responses: Vec::new(),
        security,
        servers: Vec::new(),
        errors: Vec::new(),
        group: None,
        name: None,
        pagination: OwnPagination::Unsaid,
    }
}

/// Reads a key of `responses`: `200`, `2XX` (some write `2xx`) or `default`.
fn status_range(key: &str) -> Option<StatusRange> {
    if key == "default" {
        return Some(StatusRange::Default);
    }
    let (first, rest) = key.split_at_checked(1)?;
    let class = first
        .parse::<u8>()
        .ok()
        .filter(|class| (1..=5).contains(class));
    if rest.eq_ignore_ascii_case("xx") {
        return class.map(StatusRange::Class);
    }
    let is_status = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let status = key
        .parse()
        .ok()
        .filter(|status| is_status && (100..=999).contains(status));
    status.map(StatusRange::Exact)
}
