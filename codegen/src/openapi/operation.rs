//! Reads operations, request bodies and responses: it takes a node and gives the object with its parts.

use super::kinds::Kind;
use super::model::{
    Header, Method, Operation, OwnPagination, RequestBody, Response, Security, StatusRange,
};
use super::reader::{Reader, members};
use super::{extensions, media, object, parameter, security, server};
use crate::source::tree::NodeId;

/// Reads an operation with what it has itself. Returns it, and whether an error was reported in it.
#[rustfmt::skip]
pub(super) fn read(reader: &mut Reader<'_>, method: Method, at: NodeId) -> (Operation, bool) {
    let errors = reader.diagnostics.error_attempts();
    let Some(at) = reader.landed(at) else {
        return (empty(method, at, Security::new()), true);
    };
    // The root's, unless it has its own.
    let mut operation = empty(method, at, reader.schemes.inherited().clone());
    reader.kinds.set(at, Kind::Other("an operation"));
    members!(reader, at, "an operation", |value| {
        "operationId" => operation.id = reader.string(value),
        "tags" => operation.tags = reader.strings(value),
        "summary" => operation.summary = reader.string(value),
        "description" => operation.description = reader.string(value),
        "deprecated" => operation.deprecated = reader.bool(value).unwrap_or_default(),
        "parameters" => {
            let parameters = parameter::read_list(reader, value);
            operation.parameters = parameter::keep_distinct(reader, parameters);
        },
        "requestBody" => {
            let body = object::read::<RequestBody>(reader, value);
            operation.request_body = body.map(|(body, _)| body);
        },
        "responses" => operation.responses = read_responses(reader, value),
        "security" => {
            if reader.is_used() {
                reader.schemes.note_said();
            }
            operation.security = security::read_requirements(reader, value);
        },
        "servers" => operation.servers = server::read_all(reader, value),
        "callbacks" => reader.unsupported(
            value,
            "callbacks are not generated",
            "they are requests that the server makes: receive them with a web framework",
        ),
        "externalDocs" => (),
        _(key) => extensions::read_of_operation(reader, key, value, &mut operation),
    });
    (operation, reader.diagnostics.error_attempts() > errors)
}

/// Reads a request body.
pub(super) fn read_body(reader: &mut Reader<'_>, at: NodeId) -> RequestBody {
    let mut body = RequestBody {
        at,
        description: None,
        required: false,
        content: Vec::new(),
    };
    members!(reader, at, "a request body", |value| {
        "description" => body.description = reader.string(value),
        "required" => body.required = reader.bool(value).unwrap_or_default(),
        "content" => body.content = media::read_all(reader, value),
    });
    if reader.lacks(at, "content") {
        reader.missing(at, "content", "a request body");
    }
    body
}

/// Reads `responses`.
fn read_responses(reader: &mut Reader<'_>, at: NodeId) -> Vec<Response> {
    let mut responses = Vec::new();
    let members = reader.map(at);
    for (key, value) in members.filter(|(key, _)| !key.starts_with("x-")) {
        let Some(status) = status_range(key) else {
            reader.invalid(
                value,
                format!("`{key}` is not a status"),
                "use a status such as `404`, a class such as `4XX`, or `default`",
            );
            continue;
        };
        if let Some((response, _)) = object::read::<Response>(reader, value) {
            responses.push(Response { status, ..response });
        }
    }
    responses
}

/// Reads a response. The key under `responses` says its status.
pub(super) fn read_response(reader: &mut Reader<'_>, at: NodeId) -> Response {
    let mut response = Response {
        at,
        status: StatusRange::Default,
        description: String::new(),
        headers: Vec::new(),
        content: Vec::new(),
    };
    members!(reader, at, "a response", |value| {
        "description" => response.description = reader.string(value).unwrap_or_default(),
        "content" => response.content = media::read_all(reader, value),
        "headers" => for (name, header) in reader.map(value) {
            let header = object::read::<Header>(reader, header);
            response.headers.extend(header.map(|(header, _)| (name.to_owned(), header)));
        },
        "links" => reader.unsupported(value, "links are not generated", "follow them by calling the operation"),
        "summary" => (),
    });
    if reader.lacks(at, "description") {
        reader.missing_but_harmless(at, "description", "a response");
    }
    response
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
