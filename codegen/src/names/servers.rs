//! Names of the servers that a client can call.

use super::name::Name;
use super::place::ModulePath;
use super::reserved::is_reserved_field;
use super::scope::{JOINT, NameRequest, Scope, name_request};
use super::scopes::{Assigned, Scopes, Ticket};
use super::spelling::{snake, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Origin, Server};
use crate::source::tree::NodeId;

/// The name of the type of servers.
const SERVER: &str = "Server";

/// The identifiers of the servers, empty if there are none.
#[derive(Clone, Debug, Default)]
pub struct ServerNames {
    /// The type of all of them.
    pub ty: Option<Name>,
    /// The client's method that takes one.
    pub method: Option<Name>,
    /// In the IR's order.
    pub each: Vec<OneServerNames>,
}

/// The identifiers of one server.
#[derive(Clone, Debug)]
pub struct OneServerNames {
    pub variant: Name,
    /// The type that sets its variables, if it has some and isn't the only server.
    pub ty: Option<Name>,
    /// The setters, in the IR's order.
    pub setters: Vec<Name>,
}

fn place(api: &Api) -> Option<NodeId> {
    api.servers.first().map(|server| server.origin.at)
}

/// Requests a name of the generated code. A schema or an operation of the same name keeps it.
fn ours<'o>(
    spelled: &str,
    other: &str,
    at: NodeId,
    theirs: impl Iterator<Item = &'o Origin>,
    spell: fn(&[String]) -> String,
) -> NameRequest {
    let is_taken = theirs
        .map(|origin| name_request(origin, spell))
        .any(|theirs| theirs.name_override.unwrap_or(theirs.spelled) == spelled);
    let spelled = if is_taken { other } else { spelled };
    NameRequest {
        spelled: spelled.to_owned(),
        raw: format!("server{JOINT}choice"),
        kind: Some("choice"),
        at,
        name_override: None,
    }
}

/// Requests the client's method that takes a server. `theirs` are the operations that the client has itself.
pub(super) fn request_method<'o>(
    api: &Api,
    theirs: impl Iterator<Item = &'o Origin>,
    methods: &mut Scope,
) {
    if let Some(at) = place(api) {
        methods.request(ours("server", "server_choice", at, theirs, snake));
    }
}

fn has_type(api: &Api, server: &Server) -> bool {
    api.servers.len() > 1 && !server.variables.is_empty()
}

/// Requests the servers' types of the crate's root. `theirs` are the schemas' types there.
pub(super) fn request_types<'o>(
    api: &Api,
    theirs: impl Iterator<Item = &'o Origin>,
    scopes: &mut Scopes<'_>,
) -> Vec<Ticket> {
    let root = ModulePath::new();
    let Some(at) = place(api) else {
        return Vec::new();
    };
    let choice = ours(SERVER, "ServerChoice", at, theirs, upper_camel);
    let mut tickets = vec![scopes.request(&root, choice)];
    for server in api.servers.iter().filter(|server| has_type(api, server)) {
        let mut request = name_request(&server.origin, upper_camel);
        if !request.spelled.contains(SERVER) {
            request.spelled.push_str(SERVER);
        }
        request.raw = format!("{}{JOINT}server", request.raw);
        tickets.push(scopes.request(&root, request));
    }
    tickets
}

/// Distributes the names of the root, and names variants and setters.
pub(super) fn assign(
    api: &Api,
    tickets: &[Ticket],
    assigned: &Assigned,
    method: Option<Name>,
    diagnostics: &mut Diagnostics,
) -> ServerNames {
    let mut scope = Scope::new("the servers", |name| name == "Self", "Value");
    for server in &api.servers {
        scope.request(name_request(&server.origin, upper_camel));
    }
    let variants = scope.assign(diagnostics);
    let mut roots = tickets.iter().map(|ticket| assigned.get(*ticket));
    let ty = roots.next();
    let servers = api.servers.iter().zip(variants);
    let each = servers.map(|(server, variant)| {
        let mut scope = Scope::new("the server", is_reserved_field, "value");
        for variable in &server.variables {
            scope.request(name_request(&variable.origin, snake));
        }
        OneServerNames {
            variant,
            ty: has_type(api, server).then(|| roots.next()).flatten(),
            setters: scope.assign(diagnostics),
        }
    });
    ServerNames {
        each: each.collect(),
        ty,
        method,
    }
}
