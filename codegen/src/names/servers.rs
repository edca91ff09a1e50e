//! The servers that a client may be pointed at.

use super::name::Name;
use super::reserved::is_reserved_field;
use super::scope::{JOINT, Scope, Wanted};
use super::spelling::{snake, upper_camel};
use super::wanted;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Origin, Server};
use crate::source::tree::NodeId;

/// What a type of servers is called.
const SERVER: &str = "Server";

/// The identifiers of the servers; empty where there are none.
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
    /// The type that sets its variables, where it has some and isn't the only one.
    pub ty: Option<Name>,
    /// The setters, in the IR's order.
    pub setters: Vec<Name>,
}

fn place(api: &Api) -> Option<NodeId> {
    api.servers.first().map(|server| server.origin.at)
}

/// A schema of the document, or an operation, keeps its name where ours would be the same.
fn ours<'o>(
    spelled: &str,
    other: &str,
    at: NodeId,
    theirs: impl Iterator<Item = &'o Origin>,
    spell: fn(&[String]) -> String,
) -> Wanted {
    let is_taken = theirs
        .map(|origin| wanted(origin, spell))
        .any(|theirs| theirs.wish.unwrap_or(theirs.spelled) == spelled);
    let spelled = if is_taken { other } else { spelled };
    Wanted {
        spelled: spelled.to_owned(),
        raw: format!("server{JOINT}choice"),
        kind: Some("choice"),
        at,
        wish: None,
    }
}

pub(super) fn want_method(api: &Api, methods: &mut Scope) {
    if let Some(at) = place(api) {
        let theirs = api.operations.iter().map(|operation| &operation.origin);
        methods.want(ours("server", "server_choice", at, theirs, snake));
    }
}

fn has_type(api: &Api, server: &Server) -> bool {
    api.servers.len() > 1 && !server.variables.is_empty()
}

/// Asks the crate's root for the servers' types.
pub(super) fn want_types(api: &Api, root: &mut Scope) -> usize {
    let Some(at) = place(api) else { return 0 };
    let theirs = api.types.rows().map(|item| &item.origin);
    root.want(ours(SERVER, "ServerChoice", at, theirs, upper_camel));
    let mut count = 1;
    for server in api.servers.iter().filter(|server| has_type(api, server)) {
        let mut wanted = wanted(&server.origin, upper_camel);
        if !wanted.spelled.contains(SERVER) {
            wanted.spelled.push_str(SERVER);
        }
        wanted.raw = format!("{}{JOINT}server", wanted.raw);
        root.want(wanted);
        count += 1;
    }
    count
}

/// Hands out what the root gave, and names variants and setters.
pub(super) fn assign(
    api: &Api,
    roots: Vec<Name>,
    method: Option<Name>,
    diagnostics: &mut Diagnostics,
) -> ServerNames {
    let mut scope = Scope::new("the servers", |name| name == "Self", "Value");
    for server in &api.servers {
        scope.want(wanted(&server.origin, upper_camel));
    }
    let variants = scope.assign(diagnostics);
    let mut roots = roots.into_iter();
    let ty = roots.next();
    let servers = api.servers.iter().zip(variants);
    let each = servers.map(|(server, variant)| {
        let mut scope = Scope::new("the server", is_reserved_field, "value");
        for variable in &server.variables {
            scope.want(wanted(&variable.origin, snake));
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
