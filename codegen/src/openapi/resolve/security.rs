//! What goes on the wire for each security scheme, and which schemes an operation demands.

use std::collections::HashSet;

use super::Resolver;
use super::model::{SecurityKind, SecurityScheme};
use super::operation::Security;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::read::model::{self as written, SecurityRequirement};
use crate::source::tree::NodeId;
use crate::suggest::closest;

impl Resolver<'_> {
    /// The components' schemes that could be read.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let entries = self.components.security_schemes.list.clone();
        let mut schemes = Vec::new();
        for (name, _, entry) in entries {
            let followed = self.follow(&entry);
            let Some((scheme, _)) = followed else {
                continue;
            };
            let Some(kind) = self.security_kind(&scheme) else {
                continue;
            };
            schemes.push(SecurityScheme {
                at: scheme.at,
                name,
                description: scheme.description,
                kind,
            });
        }
        schemes
    }

    fn security_kind(&mut self, scheme: &written::SecurityScheme) -> Option<SecurityKind> {
        match scheme.kind.as_str() {
            "http" => match scheme
                .scheme
                .as_deref()
                .map(str::to_ascii_lowercase)
                .as_deref()
            {
                Some("basic") => Some(SecurityKind::Basic),
                Some("bearer") => Some(SecurityKind::Bearer),
                Some(other) => {
                    Some(self.unsupported_scheme(scheme, &format!("the HTTP scheme `{other}`")))
                }
                None => self.incomplete(scheme, "scheme", "an HTTP security scheme"),
            },
            "apiKey" => self.api_key(scheme),
            "oauth2" | "openIdConnect" => Some(SecurityKind::Token),
            "mutualTLS" => Some(self.unsupported_scheme(scheme, "mutual TLS")),
            other => {
                let at = self.tree.get(scheme.at, "type").unwrap_or(scheme.at);
                let message = format!("`{other}` is not a type of security scheme");
                let help = "use `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`";
                self.reader().invalid(at, message, help);
                None
            }
        }
    }

    fn api_key(&mut self, scheme: &written::SecurityScheme) -> Option<SecurityKind> {
        let what = "a security scheme of type `apiKey`";
        let Some(name) = scheme.name.clone() else {
            return self.incomplete(scheme, "name", what);
        };
        match scheme.location.as_deref() {
            Some("header") => Some(SecurityKind::ApiKeyHeader(name)),
            Some("query") => Some(SecurityKind::ApiKeyQuery(name)),
            Some("cookie") => Some(SecurityKind::ApiKeyCookie(name)),
            Some(other) => {
                let at = self.tree.get(scheme.at, "in").unwrap_or(scheme.at);
                let message = format!("an API key can't be in `{other}`");
                self.reader()
                    .invalid(at, message, "use `header`, `query` or `cookie`");
                None
            }
            None => self.incomplete(scheme, "in", what),
        }
    }

    fn incomplete<T>(
        &mut self,
        scheme: &written::SecurityScheme,
        key: &str,
        what: &str,
    ) -> Option<T> {
        if self.tree.get(scheme.at, key).is_none() {
            self.reader().missing(scheme.at, key, what);
        }
        None
    }

    fn unsupported_scheme(&mut self, scheme: &written::SecurityScheme, what: &str) -> SecurityKind {
        let warning = Diagnostic::warning(
            "unsupported",
            Place::Value(scheme.at),
            format!("{what} is not generated"),
        )
        .label("not generated")
        .help("set the credentials up in the transport, or as a header of your own");
        self.diagnostics.push(warning);
        SecurityKind::Unsupported
    }

    /// Requirements by the names of schemes that exist. An alternative that names another is left out where the others can
    /// be met; else what is known of it stays.
    pub(super) fn security(&mut self, written: &[SecurityRequirement]) -> Security {
        let list = &self.components.security_schemes.list;
        let names: HashSet<&str> = list.iter().map(|(name, ..)| name.as_str()).collect();
        let (mut whole, mut rest, mut unknown) = (Security::new(), Security::new(), Vec::new());
        for requirement in written {
            let mut known = Vec::new();
            for (name, at, scopes) in requirement {
                match names.contains(name.as_str()) {
                    true => known.push((name.clone(), scopes.clone())),
                    false => unknown.push((name.clone(), *at)),
                }
            }
            match known.len() == requirement.len() {
                true => whole.push(known),
                false => rest.extend((!known.is_empty()).then_some(known)),
            }
        }
        let instead = match (whole.is_empty(), rest.is_empty()) {
            (false, _) => "the other alternatives stay",
            (true, false) => "the rest is asked for",
            (true, true) => "calls ask for no credential",
        };
        for (name, at) in unknown {
            self.unknown_scheme(&name, at, instead);
        }
        if whole.is_empty() { rest } else { whole }
    }

    fn unknown_scheme(&mut self, name: &str, at: NodeId, instead: &str) {
        let list = &self.components.security_schemes.list;
        let names = list.iter().map(|(name, ..)| name.as_str());
        let help = match closest(name, names) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("add `{name}` to `components.securitySchemes`, or take it out here"),
        };
        let message = format!("there is no security scheme `{name}`; {instead}");
        let warning = Diagnostic::warning("unknown-security-scheme", Place::Key(at), message);
        self.diagnostics
            .push(warning.label("not among the components").help(help));
    }
}
