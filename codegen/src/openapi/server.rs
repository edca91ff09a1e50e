//! Reads servers, and checks their URLs and variables.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Server, ServerVariable};
use super::reader::{Reader, members};
use super::template::template_names;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;

impl Reader<'_> {
    /// Reads `servers`.
    pub(super) fn servers(&mut self, at: NodeId) -> Vec<Server> {
        let items = self.array(at);
        items.iter().filter_map(|item| self.server(*item)).collect()
    }

    fn server(&mut self, at: NodeId) -> Option<Server> {
        let mut url = None;
        let at = self.landed(at)?;
        let mut server = Server {
            at,
            url: String::new(),
            name: None,
            description: None,
            variables: Vec::new(),
        };
        members!(self, at, "a server", |value| {
            "url" => url = self.string(value),
            "description" => server.description = self.string(value),
            "variables" => for (name, variable) in self.map(value) {
                let variable = self.server_variable(variable);
                server.variables.extend(variable.map(|variable| (name.to_owned(), variable)));
            },
            "name" => server.name = self.string(value),
        });
        if self.lacks(at, "url") {
            self.missing(at, "url", "a server");
        }
        server.url = url?;
        Some(server)
    }

    fn server_variable(&mut self, at: NodeId) -> Option<ServerVariable> {
        let mut default = None;
        let at = self.landed(at)?;
        let mut variable = ServerVariable {
            at,
            default: String::new(),
            values: Vec::new(),
            description: None,
        };
        members!(self, at, "a server variable", |value| {
            "default" => default = self.string(value),
            "enum" => variable.values = self.strings(value),
            "description" => variable.description = self.string(value),
        });
        if self.lacks(at, "default") {
            self.missing(at, "default", "a server variable");
        }
        variable.default = default?;
        Some(variable)
    }

    /// Returns the root's servers, or the default, one at `/` (OpenAPI 3.1.0, section 4.8.1, `servers`).
    pub(super) fn root_servers(&mut self, root: NodeId, written: Vec<Server>) -> Vec<Server> {
        let mut servers = self.checked(written);
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
    pub(super) fn checked(&mut self, mut servers: Vec<Server>) -> Vec<Server> {
        let mut seen: BTreeMap<String, NodeId> = BTreeMap::new();
        for server in &mut servers {
            match seen.get(&server.url) {
                Some(first) => self.repeated(server.at, *first),
                None => drop(seen.insert(server.url.clone(), server.at)),
            }
            self.variables(server);
            self.check_url(server);
        }
        servers
    }

    /// Warns of a server that can't be called: a call would only fail when it is made.
    fn check_url(&mut self, server: &Server) {
        // Its URL isn't known, which a warning says already.
        if template_names(&server.url).count() > server.variables.len() {
            return;
        }
        let Some(fault) = fault(&server.url_by_default()) else {
            return;
        };
        let url = self.tree.get(server.at, "url").unwrap_or(server.at);
        let message = format!("the URL of this server {fault}; calls to it fail");
        let warning = Diagnostic::warning("server-url", Place::Value(url), message);
        self.diagnostics.push(warning.label("can't be called").help(
            "write scheme, host and path, as in `https://api.example.com/v1`; credentials belong to `securitySchemes`",
        ));
    }

    /// Checks the variables against the URL, and keeps those in it.
    fn variables(&mut self, server: &mut Server) {
        let Server {
            at, url, variables, ..
        } = server;
        let used: BTreeSet<&str> = template_names(url).collect();
        let declared: BTreeSet<String> = variables.iter().map(|(name, _)| name.clone()).collect();
        for name in used.iter().filter(|name| !declared.contains(**name)) {
            self.undeclared(*at, name);
        }
        for (name, variable) in &*variables {
            if !used.contains(name.as_str()) {
                self.unused(variable.at, name);
            }
            if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
                self.other_default(name, variable);
            }
        }
        variables.retain(|(name, _)| used.contains(name.as_str()));
    }

    fn other_default(&mut self, name: &str, variable: &ServerVariable) {
        let message = format!("the default of `{name}` is not among its values");
        let at = self.tree.get(variable.at, "default").unwrap_or(variable.at);
        let warning = Diagnostic::warning("server-variable", Place::Value(at), message);
        self.diagnostics.push(
            warning
                .label("not in `enum`")
                .help("use one of the values of `enum`"),
        );
    }

    fn unused(&mut self, at: NodeId, name: &str) {
        let message = format!("the variable `{name}` is not in the URL of this server");
        let help = format!("write `{{{name}}}` in the URL, or remove the variable");
        let warning = Diagnostic::warning("server-variable", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not in the URL").help(help));
    }

    fn repeated(&mut self, at: NodeId, first: NodeId) {
        let url = |server| Place::Value(self.tree.get(server, "url").unwrap_or(server));
        let warning = Diagnostic::warning("server", url(at), "this server is listed already");
        let warning = warning
            .label("the same URL")
            .help("remove one of them")
            .related(url(first), "listed here");
        self.diagnostics.push(warning);
    }

    fn undeclared(&mut self, at: NodeId, name: &str) {
        let url = self.tree.get(at, "url").unwrap_or(at);
        let warning = Diagnostic::warning(
            "server-variable",
            Place::Value(url),
            format!("`{{{name}}}` in the URL of this server is not among its variables"),
        );
        let help = format!("add `variables: {{{name}: {{default: …}}}}` to the server");
        self.diagnostics
            .push(warning.label("not declared").help(help));
    }
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

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
