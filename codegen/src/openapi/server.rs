//! Reads servers: it takes the node of a list and gives them, with their URLs and variables checked.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Server, ServerVariable};
use super::reader::{Reader, members};
use super::template;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;

/// Reads `servers`.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId) -> Vec<Server> {
    let items = reader.array(at);
    items
        .iter()
        .filter_map(|item| read(reader, *item))
        .collect()
}

/// Reads a server.
fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Server> {
    let mut url = None;
    let at = reader.landed(at)?;
    let mut server = Server {
        at,
        url: String::new(),
        name: None,
        description: None,
        variables: Vec::new(),
    };
    members!(reader, at, "a server", |value| {
        "url" => url = reader.string(value),
        "description" => server.description = reader.string(value),
        "variables" => for (name, variable) in reader.map(value) {
            let variable = read_variable(reader, variable);
            server.variables.extend(variable.map(|variable| (name.to_owned(), variable)));
        },
        "name" => server.name = reader.string(value),
    });
    if reader.lacks(at, "url") {
        reader.missing(at, "url", "a server");
    }
    server.url = url?;
    Some(server)
}

/// Reads a variable of a server's URL.
fn read_variable(reader: &mut Reader<'_>, at: NodeId) -> Option<ServerVariable> {
    let mut default = None;
    let at = reader.landed(at)?;
    let mut variable = ServerVariable {
        at,
        default: String::new(),
        values: Vec::new(),
        description: None,
    };
    members!(reader, at, "a server variable", |value| {
        "default" => default = reader.string(value),
        "enum" => variable.values = reader.strings(value),
        "description" => variable.description = reader.string(value),
    });
    if reader.lacks(at, "default") {
        reader.missing(at, "default", "a server variable");
    }
    variable.default = default?;
    Some(variable)
}

/// Returns the root's servers, or the default, one at `/` (OpenAPI 3.1.0, section 4.8.1, `servers`).
pub(super) fn check_root(
    reader: &mut Reader<'_>,
    root: NodeId,
    written: Vec<Server>,
) -> Vec<Server> {
    let mut servers = check_all(reader, written);
    if servers.is_empty() {
        servers.push(Server {
            at: root,
            url: "/".to_owned(),
            name: None,
            description: None,
            variables: Vec::new(),
        });
    }
    servers
}

/// Checks servers that operations use.
pub(super) fn check_all(reader: &mut Reader<'_>, mut servers: Vec<Server>) -> Vec<Server> {
    let mut seen: BTreeMap<String, NodeId> = BTreeMap::new();
    for server in &mut servers {
        match seen.get(&server.url) {
            Some(first) => report_repeated(reader, server.at, *first),
            None => drop(seen.insert(server.url.clone(), server.at)),
        }
        check_variables(reader, server);
        check_url(reader, server);
    }
    servers
}

/// Warns of a server that can't be called: a call would only fail when it is made.
fn check_url(reader: &mut Reader<'_>, server: &Server) {
    // Its URL isn't known, which a warning says already.
    if template::names(&server.url).count() > server.variables.len() {
        return;
    }
    let Some(fault) = fault(&server.url_by_default()) else {
        return;
    };
    let url = reader.tree.get(server.at, "url").unwrap_or(server.at);
    let message = format!("the URL of this server {fault}; calls to it fail");
    let warning = Diagnostic::warning("server-url", Place::Value(url), message);
    reader.diagnostics.push(warning.label("can't be called").help(
        "write scheme, host and path, as in `https://api.example.com/v1`; credentials belong to `securitySchemes`",
    ));
}

/// Checks the variables against the URL, and keeps those in it.
fn check_variables(reader: &mut Reader<'_>, server: &mut Server) {
    let Server {
        at, url, variables, ..
    } = server;
    let used: BTreeSet<&str> = template::names(url).collect();
    let declared: BTreeSet<String> = variables.iter().map(|(name, _)| name.clone()).collect();
    for name in used.iter().filter(|name| !declared.contains(**name)) {
        report_undeclared(reader, *at, name);
    }
    for (name, variable) in &*variables {
        if !used.contains(name.as_str()) {
            report_unused(reader, variable.at, name);
        }
        if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
            report_other_default(reader, name, variable);
        }
    }
    variables.retain(|(name, _)| used.contains(name.as_str()));
}

/// Warns of a default that isn't among the values of its variable.
fn report_other_default(reader: &mut Reader<'_>, name: &str, variable: &ServerVariable) {
    let message = format!("the default of `{name}` is not among its values");
    let at = reader
        .tree
        .get(variable.at, "default")
        .unwrap_or(variable.at);
    let warning = Diagnostic::warning("server-variable", Place::Value(at), message);
    reader.diagnostics.push(
        warning
            .label("not in `enum`")
            .help("use one of the values of `enum`"),
    );
}

/// Warns of a variable that the URL doesn't have.
fn report_unused(reader: &mut Reader<'_>, at: NodeId, name: &str) {
    let message = format!("the variable `{name}` is not in the URL of this server");
    let help = format!("write `{{{name}}}` in the URL, or remove the variable");
    let warning = Diagnostic::warning("server-variable", Place::Key(at), message);
    reader
        .diagnostics
        .push(warning.label("not in the URL").help(help));
}

/// Warns of a server that is listed twice.
fn report_repeated(reader: &mut Reader<'_>, at: NodeId, first: NodeId) {
    let url = |server| Place::Value(reader.tree.get(server, "url").unwrap_or(server));
    let warning = Diagnostic::warning("server", url(at), "this server is listed already");
    let warning = warning
        .label("the same URL")
        .help("remove one of them")
        .related(url(first), "listed here");
    reader.diagnostics.push(warning);
}

/// Warns of a name in the URL that is no variable.
fn report_undeclared(reader: &mut Reader<'_>, at: NodeId, name: &str) {
    let url = reader.tree.get(at, "url").unwrap_or(at);
    let warning = Diagnostic::warning(
        "server-variable",
        Place::Value(url),
        format!("`{{{name}}}` in the URL of this server is not among its variables"),
    );
    let help = format!("add `variables: {{{name}: {{default: …}}}}` to the server");
    reader
        .diagnostics
        .push(warning.label("not declared").help(help));
}

/// Returns why no path can be appended to a URL. One without scheme and host is relative, which is reported elsewhere.
fn fault(url: &str) -> Option<&'static str> {
    let stands = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if !url.chars().all(stands) {
        return Some("has a character that no URL may have");
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        let first = url.split('/').next().unwrap_or_default();
        return first.contains(':').then_some("is not of `http` or `https`");
    };
    if !["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return Some("is not of `http` or `https`");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    // Numbers are parsed with a sign, too, which no port has.
    let is_port = |text: &str| is_digits(text) && text.parse::<u16>().is_ok();
    if authority.contains('@') {
        Some("has a user")
    } else if !port.is_empty() && !is_port(port) {
        Some("has a port that is no number")
    } else if host.is_empty() {
        Some("has no host")
    } else if rest.contains(['?', '#']) {
        Some("has a query or fragment")
    } else if climbs(rest) {
        Some("has a path with `.` or `..` in it")
    } else {
        None
    }
}

/// Returns whether a segment of a path is `.` or `..`: some clients follow it, and others send it.
fn climbs(path: &str) -> bool {
    let path = path.to_ascii_lowercase().replace("%2e", ".");
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// Returns whether a text has digits alone.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
