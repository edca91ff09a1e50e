//! Reads security schemes and requirements: it takes the nodes and gives them, without those that no scheme is known
//! for.

use std::collections::HashSet;

use super::model::{Security, SecurityKind, SecurityScheme};
use super::object;
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

/// Reads the schemes of the components. One with an error is left out.
pub(super) fn read_schemes(
    reader: &mut Reader<'_>,
    entries: &[(&str, NodeId)],
) -> Vec<SecurityScheme> {
    let mut schemes = Vec::new();
    for (name, at) in entries {
        let name = (*name).to_owned();
        reader.schemes.add(name.clone());
        if let Some((scheme, _)) = object::read::<SecurityScheme>(reader, *at) {
            schemes.push(SecurityScheme { name, ..scheme });
        }
    }
    schemes
}

/// Reads a security scheme. Its name is known to the components.
pub(super) fn read_scheme(reader: &mut Reader<'_>, at: NodeId) -> Option<SecurityScheme> {
    let mut description = None;
    let mut keys = Keys {
        at,
        kind: None,
        name: None,
        location: None,
        scheme: None,
    };
    let errors = reader.diagnostics.error_attempts();
    members!(reader, at, "a security scheme", |value| {
        "type" => keys.kind = reader.word(value),
        "description" => description = reader.string(value),
        "name" => keys.name = reader.string(value),
        "in" => keys.location = reader.word(value),
        "scheme" => keys.scheme = reader.word(value),
        "bearerFormat" | "flows" | "openIdConnectUrl" | "oauth2MetadataUrl" | "deprecated" => (),
    });
    if reader.lacks(at, "type") {
        reader.missing(at, "type", "a security scheme");
    }
    if reader.diagnostics.error_attempts() > errors {
        return None;
    }
    Some(SecurityScheme {
        at,
        name: String::new(),
        description,
        kind: read_kind(reader, &keys)?,
    })
}

/// Reads what the type of a scheme needs. Returns nothing where an error says why.
fn read_kind(reader: &mut Reader<'_>, keys: &Keys) -> Option<SecurityKind> {
    match keys.kind.as_deref()? {
        "http" => match keys
            .scheme
            .as_deref()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("basic") => Some(SecurityKind::Basic),
            Some("bearer") => Some(SecurityKind::Bearer),
            Some(other) => Some(report_unsupported(
                reader,
                keys,
                &format!("the HTTP scheme `{other}`"),
            )),
            None => report_incomplete(reader, keys, "scheme", "an HTTP security scheme"),
        },
        "apiKey" => read_api_key(reader, keys),
        "oauth2" | "openIdConnect" => Some(SecurityKind::Token),
        "mutualTLS" => Some(report_unsupported(reader, keys, "mutual TLS")),
        other => {
            let at = reader.tree.get(keys.at, "type").unwrap_or(keys.at);
            let message = format!("`{other}` is not a type of security scheme");
            let help = "use `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`";
            reader.invalid(at, message, help);
            None
        }
    }
}

/// Reads where an API key is sent.
fn read_api_key(reader: &mut Reader<'_>, keys: &Keys) -> Option<SecurityKind> {
    let what = "a security scheme of type `apiKey`";
    let Some(name) = keys.name.clone() else {
        return report_incomplete(reader, keys, "name", what);
    };
    match keys.location.as_deref() {
        Some("header") => Some(SecurityKind::ApiKeyHeader(name)),
        Some("query") => Some(SecurityKind::ApiKeyQuery(name)),
        Some("cookie") => Some(SecurityKind::ApiKeyCookie(name)),
        Some(other) => {
            let at = reader.tree.get(keys.at, "in").unwrap_or(keys.at);
            let message = format!("an API key can't be in `{other}`");
            reader.invalid(at, message, "use `header`, `query` or `cookie`");
            None
        }
        None => report_incomplete(reader, keys, "in", what),
    }
}

/// Reports that a scheme lacks a key. A key with `null` has a warning already.
fn report_incomplete<T>(reader: &mut Reader<'_>, keys: &Keys, key: &str, what: &str) -> Option<T> {
    if reader.tree.get(keys.at, key).is_none() {
        reader.missing(keys.at, key, what);
    }
    None
}

/// Warns of a scheme that nothing is generated for.
fn report_unsupported(reader: &mut Reader<'_>, keys: &Keys, what: &str) -> SecurityKind {
    let warning = Diagnostic::warning(
        "unsupported",
        Place::Value(keys.at),
        format!("{what} is not generated"),
    )
    .label("not generated")
    .help("send the credential in the transport, or in a header of your own");
    reader.diagnostics.push(warning);
    SecurityKind::Unsupported
}

/// Reads `security`: alternatives, each of them a set of schemes by name.
pub(super) fn read_requirements(reader: &mut Reader<'_>, at: NodeId) -> Security {
    let items = reader.array(at);
    let written: Vec<Requirement<'_>> = items
        .iter()
        .map(|item| read_requirement(reader, *item))
        .collect();
    match reader.is_used() {
        true => keep_known(reader, &written),
        false => Security::new(),
    }
}

/// Reads the schemes that one alternative needs together.
fn read_requirement<'a>(reader: &mut Reader<'a>, at: NodeId) -> Requirement<'a> {
    let members = reader.map(at);
    members
        .map(|(name, scopes)| (name, scopes, reader.strings(scopes)))
        .collect()
}

/// Returns the requirements whose schemes exist. An alternative that names another is left out if others remain; if
/// none remains, the known part of each stays.
fn keep_known(reader: &mut Reader<'_>, written: &[Requirement<'_>]) -> Security {
    let names: HashSet<&str> = reader.schemes.names().collect();
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
        report_unknown(reader, name, at, instead);
    }
    if whole.is_empty() { rest } else { whole }
}

/// Warns of a name that no scheme has.
fn report_unknown(reader: &mut Reader<'_>, name: &str, at: NodeId, instead: &str) {
    let names = reader.schemes.names();
    let help = match closest(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("add `{name}` to `components.securitySchemes`, or remove it here"),
    };
    let message = format!("there is no security scheme `{name}`; {instead}");
    let warning = Diagnostic::warning("unknown-security-scheme", Place::Key(at), message);
    reader
        .diagnostics
        .push(warning.label("not among the components").help(help));
}
