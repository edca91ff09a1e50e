//! Reads security schemes and requirements.

use std::collections::HashSet;

use super::model::{Security, SecurityKind, SecurityScheme};
use super::reader::{Reader, members};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;
use crate::suggest::closest;

/// The keys of a security scheme; which of them are needed depends on the type.
struct Keys {
    at: NodeId,
    /// `type`.
    kind: Option<String>,
    /// `name`: of the header, query parameter or cookie.
    name: Option<String>,
    /// `in`.
    location: Option<String>,
    /// `scheme`: the HTTP authentication scheme.
    scheme: Option<String>,
}

/// Schemes that are needed together: name, node, scopes.
type Requirement<'a> = Vec<(&'a str, NodeId, Vec<String>)>;

impl<'a> Reader<'a> {
    /// Reads the schemes of the components. One with an error is left out.
    pub(super) fn security_schemes(&mut self, entries: &[(&str, NodeId)]) -> Vec<SecurityScheme> {
        let mut schemes = Vec::new();
        for (name, at) in entries {
            let name = (*name).to_owned();
            self.store.scheme_names.push(name.clone());
            if let Some((scheme, _)) = self.object::<SecurityScheme>(*at) {
                schemes.push(SecurityScheme { name, ..scheme });
            }
        }
        schemes
    }

    /// Reads a security scheme. Its name is known to the components.
    pub(super) fn security_scheme(&mut self, at: NodeId) -> Option<SecurityScheme> {
        let mut description = None;
        let mut keys = Keys {
            at,
            kind: None,
            name: None,
            location: None,
            scheme: None,
        };
        let errors = self.diagnostics.error_attempts();
        members!(self, at, "a security scheme", |value| {
            "type" => keys.kind = self.word(value),
            "description" => description = self.string(value),
            "name" => keys.name = self.string(value),
            "in" => keys.location = self.word(value),
            "scheme" => keys.scheme = self.word(value),
            "bearerFormat" | "flows" | "openIdConnectUrl" | "oauth2MetadataUrl" | "deprecated" => (),
        });
        if self.lacks(at, "type") {
            self.missing(at, "type", "a security scheme");
        }
        if self.diagnostics.error_attempts() > errors {
            return None;
        }
        Some(SecurityScheme {
            at,
            name: String::new(),
            description,
            kind: self.security_kind(&keys)?,
        })
    }

    fn security_kind(&mut self, keys: &Keys) -> Option<SecurityKind> {
        match keys.kind.as_deref()? {
            "http" => match keys
                .scheme
                .as_deref()
                .map(str::to_ascii_lowercase)
                .as_deref()
            {
                Some("basic") => Some(SecurityKind::Basic),
                Some("bearer") => Some(SecurityKind::Bearer),
                Some(other) => {
                    Some(self.unsupported_scheme(keys, &format!("the HTTP scheme `{other}`")))
                }
                None => self.incomplete(keys, "scheme", "an HTTP security scheme"),
            },
            "apiKey" => self.api_key(keys),
            "oauth2" | "openIdConnect" => Some(SecurityKind::Token),
            "mutualTLS" => Some(self.unsupported_scheme(keys, "mutual TLS")),
            other => {
                let at = self.tree.get(keys.at, "type").unwrap_or(keys.at);
                let message = format!("`{other}` is not a type of security scheme");
                let help = "use `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`";
                self.invalid(at, message, help);
                None
            }
        }
    }

    fn api_key(&mut self, keys: &Keys) -> Option<SecurityKind> {
        let what = "a security scheme of type `apiKey`";
        let Some(name) = keys.name.clone() else {
            return self.incomplete(keys, "name", what);
        };
        match keys.location.as_deref() {
            Some("header") => Some(SecurityKind::ApiKeyHeader(name)),
            Some("query") => Some(SecurityKind::ApiKeyQuery(name)),
            Some("cookie") => Some(SecurityKind::ApiKeyCookie(name)),
            Some(other) => {
                let at = self.tree.get(keys.at, "in").unwrap_or(keys.at);
                let message = format!("an API key can't be in `{other}`");
                self.invalid(at, message, "use `header`, `query` or `cookie`");
                None
            }
            None => self.incomplete(keys, "in", what),
        }
    }

    fn incomplete<T>(&mut self, keys: &Keys, key: &str, what: &str) -> Option<T> {
        if self.tree.get(keys.at, key).is_none() {
            self.missing(keys.at, key, what);
        }
        None
    }

    fn unsupported_scheme(&mut self, keys: &Keys, what: &str) -> SecurityKind {
        let warning = Diagnostic::warning(
            "unsupported",
            Place::Value(keys.at),
            format!("{what} is not generated"),
        )
        .label("not generated")
        .help("send the credential in the transport, or in a header of your own");
        self.diagnostics.push(warning);
        SecurityKind::Unsupported
    }

    /// Reads `security`: alternatives, each of them a set of schemes by name.
    pub(super) fn security(&mut self, at: NodeId) -> Security {
        let items = self.array(at);
        let written: Vec<Requirement<'_>> = items
            .iter()
            .map(|item| self.security_requirement(*item))
            .collect();
        match self.store.is_used {
            true => self.known_schemes(&written),
            false => Security::new(),
        }
    }

    fn security_requirement(&mut self, at: NodeId) -> Requirement<'a> {
        let members = self.map(at);
        members
            .map(|(name, scopes)| (name, scopes, self.strings(scopes)))
            .collect()
    }

    /// Returns the requirements whose schemes exist. An alternative that names another is left out if others remain; if
    /// none remains, the known part of each stays.
    fn known_schemes(&mut self, written: &[Requirement<'_>]) -> Security {
        let names: HashSet<&str> = self.store.scheme_names.iter().map(String::as_str).collect();
        let (mut whole, mut rest, mut unknown) = (Security::new(), Security::new(), Vec::new());
        for requirement in written {
            let mut known = Vec::new();
            for (name, at, scopes) in requirement {
                match names.contains(name) {
                    true => known.push(((*name).to_owned(), scopes.clone())),
                    false => unknown.push((*name, *at)),
                }
            }
            match known.len() == requirement.len() {
                true => whole.push(known),
                false => rest.extend((!known.is_empty()).then_some(known)),
            }
        }
        let instead = match (whole.is_empty(), rest.is_empty()) {
            (false, _) => "the other alternatives stay",
            (true, false) => "the rest stays",
            (true, true) => "calls need no credential",
        };
        for (name, at) in unknown {
            self.unknown_scheme(name, at, instead);
        }
        if whole.is_empty() { rest } else { whole }
    }

    fn unknown_scheme(&mut self, name: &str, at: NodeId, instead: &str) {
        let names = self.store.scheme_names.iter().map(String::as_str);
        let help = match closest(name, names) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("add `{name}` to `components.securitySchemes`, or remove it here"),
        };
        let message = format!("there is no security scheme `{name}`; {instead}");
        let warning = Diagnostic::warning("unknown-security-scheme", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not among the components").help(help));
    }
}
