//! Reads path items, operations, request bodies and responses.

use super::model::{
    Kind, Method, Operation, Paging, Parameter, PathItem, RefOr, RequestBody, Response, StatusRange,
};
use super::reader::{Reader, members};
use crate::source::tree::NodeId;

impl Reader<'_> {
    pub(super) fn path_item(&mut self, at: NodeId) -> PathItem {
        let mut item = PathItem {
            reference: None,
            parameters: Vec::new(),
            servers: Vec::new(),
            operations: Vec::new(),
            unread: Vec::new(),
            broken: false,
        };
        let mut operations = Vec::new();
        self.store.set_kind(at, Kind::PathItem);
        let errors = self.diagnostics.error_attempts();
        members!(self, at, "a path item", |value| {
            "$ref" => item.reference = self.reference(value),
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
            "parameters" => item.parameters = self.parameters(value),
            "servers" => item.servers = self.servers(value),
            "summary" | "description" => (),
        });
        item.broken = self.diagnostics.error_attempts() > errors;
        item.operations = operations
            .into_iter()
            .map(|(method, value)| self.operation(method, value))
            .collect();
        item
    }

    /// Methods that HTTP libraries have no constant for (OpenAPI 3.2, section 4.9).
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

    fn parameters(&mut self, at: NodeId) -> Vec<RefOr<Parameter>> {
        let items = self.array(at);
        items.iter().map(|item| self.ref_or(*item)).collect()
    }

    #[rustfmt::skip]
    fn operation(&mut self, method: Method, at: NodeId) -> Operation {
        let errors = self.diagnostics.error_attempts();
        let Some(at) = self.landed(at) else {
            let broken = true;
            return Operation { broken, ..empty_operation(method, at) };
        };
        let mut operation = empty_operation(method, at);
        self.store.set_kind(at, Kind::Other("an operation"));
        members!(self, at, "an operation", |value| {
            "operationId" => operation.id = self.string(value).map(|id| (id, value)),
            "tags" => operation.tags = self.strings(value),
            "summary" => operation.summary = self.string(value),
            "description" => operation.description = self.string(value),
            "deprecated" => operation.deprecated = self.bool(value).unwrap_or_default(),
            "parameters" => operation.parameters = self.parameters(value),
            "requestBody" => {
                operation.request_body = Some(self.ref_or(value));
            },
            "responses" => operation.responses = self.responses(value),
            "security" => operation.security = Some(self.security(value)),
            "servers" => operation.servers = self.servers(value),
            "callbacks" => self.unsupported(
                value,
                "callbacks are not generated",
                "they are requests that the server makes: take them in with a web framework",
            ),
            "externalDocs" => (),
            _(key) => self.operation_extension(key, value, &mut operation),
        });
        operation.broken = self.diagnostics.error_attempts() > errors;
        operation
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

    fn responses(&mut self, at: NodeId) -> Vec<(StatusRange, RefOr<Response>)> {
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
            responses.push((status, self.ref_or(value)));
        }
        responses
    }

    pub(super) fn response(&mut self, at: NodeId) -> Response {
        let mut response = Response {
            at,
            description: String::new(),
            headers: Vec::new(),
            content: Vec::new(),
        };
        members!(self, at, "a response", |value| {
            "description" => response.description = self.string(value).unwrap_or_default(),
            "content" => response.content = self.content(value),
            "headers" => for (name, header) in self.map(value) {
                response.headers.push((name.to_owned(), self.ref_or(header)));
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

fn empty_operation(method: Method, at: NodeId) -> Operation {
    Operation {
        at,
        method,
        id: None,
        tags: Vec::new(),
        summary: None,
        description: None,
        deprecated: false,
        parameters: Vec::new(),
        request_body: None,
        responses: Vec::new(),
        security: None,
        servers: Vec::new(),
        errors: Vec::new(),
        paging: Paging::Unsaid,
        broken: false,
    }
}

/// `200`, `2XX` (some write `2xx`) or `default`.
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
