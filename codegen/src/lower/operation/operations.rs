//! One operation, put together from its parts.

use super::headers::is_idempotency_key;
use super::{OperationLowerer, responses};
use crate::ir::{Docs, Literal, Operation, Origin, Parameter, PathPart, Value};
use crate::lower::facts::Facts;
use crate::lower::segments;
use crate::openapi::model::{self, Location, SecurityKind};

impl<'a> OperationLowerer<'a> {
    /// Lowers an operation.
    pub(crate) fn operation(&mut self, source: &model::Operation) -> Operation {
        let idempotency_key = source
            .parameters
            .iter()
            .find(|parameter| is_idempotency_key(parameter));
        let sent = source.path.split('#').next().unwrap_or_default();
        let mut parameters = Vec::new();
        for parameter in &source.parameters {
            if self.is_sent(parameter, sent) {
                parameters.push(self.parameter(parameter));
            }
        }
        let id = source
            .id
            .clone()
            .unwrap_or_else(|| format!("{} {}", source.method.name(), source.path));
        let mut docs = operation_docs(source);
        let body = source
            .request_body
            .as_ref()
            .and_then(|body| self.body(body));
        let body = body.map(|(body, notes)| {
            docs.notes.extend(notes);
            body
        });
        let (success, notes) = self.replies(source, true);
        docs.notes.extend(notes);
        let undescribed = responses::undescribed(source.method, &success);
        docs.notes.extend(undescribed.map(str::to_owned));
        let (failure, _) = self.replies(source, false);
        let accept = responses::accept(source, &success, &failure);
        Operation {
            origin: self.origin_of(source),
            id,
            docs,
            method: source.method,
            template: source.path.clone(),
            tags: source.tags.clone(),
            group: group(self.facts, source),
            path: path_parts(sent, &parameters),
            body,
            headers: self.response_headers(source, true),
            error_headers: self.response_headers(source, false),
            success,
            failure_enum: self.failure_enum(source, &failure),
            failure,
            accept,
            error_codes: source.errors.iter().map(error_code).collect(),
            idempotency_key: idempotency_key.map(|parameter| parameter.name.to_ascii_lowercase()),
            security: security(self.facts, source),
            server: source.servers.first().map(model::Server::url_by_default),
            parameters,
            has_link_header: responses::has_link_header(source),
            pagination: None,
        }
    }

    fn origin_of(&self, source: &model::Operation) -> Origin {
        let name_override = self.naming.name_override(source.at, None);
        Origin {
            at: source.at,
            segments: segments::of_operation(source),
            roles: Vec::new(),
            name_override: name_override.or_else(|| source.name.clone()),
        }
    }
}

/// Returns the groups that the document says: of the operation itself, or of its first tag.
fn group(facts: &Facts<'_>, source: &model::Operation) -> Option<Vec<String>> {
    let of_tag = || facts.resolved().tag_groups.get(source.tags.first()?);
    source.group.as_ref().or_else(of_tag).cloned()
}

/// Returns the alternative sets of security schemes with setters. Others are up to the transport, and count as met. A
/// set that needs nothing comes last, so that credentials that are set are sent.
fn security(facts: &Facts<'_>, source: &model::Operation) -> Vec<Vec<String>> {
    let schemes = &facts.resolved().security_schemes;
    let is_generated = |name: &&String| {
        let mut unsupported = schemes
            .iter()
            .filter(|scheme| scheme.kind == SecurityKind::Unsupported);
        !unsupported.any(|scheme| scheme.name == **name)
    };
    let names = |set: &Vec<(String, Vec<String>)>| -> Vec<String> {
        let names = set.iter().map(|(name, _)| name);
        names.filter(is_generated).cloned().collect()
    };
    let mut sets: Vec<Vec<String>> = source.security.iter().map(names).collect();
    sets.sort_by_key(Vec::is_empty);
    sets.dedup();
    if sets.iter().all(Vec::is_empty) {
        sets.clear();
    }
    sets
}

fn error_code(source: &model::ErrorCode) -> Value {
    let notes = source.status.map(|status| format!("Status: {status}."));
    Value {
        wire: Literal::Text(source.code.clone()),
        origin: Origin::new(source.at, source.code.clone()),
        docs: Docs {
            text: source.description.clone(),
            notes: notes.into_iter().collect(),
            deprecated: false,
        },
    }
}

fn operation_docs(source: &model::Operation) -> Docs {
    let texts: Vec<&str> = [&source.summary, &source.description]
        .into_iter()
        .filter_map(Option::as_deref)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    // A summary that the description repeats appears once.
    let text = match texts.as_slice() {
        [] => None,
        [summary, description] if !description.starts_with(summary) => {
            Some(format!("{summary}\n\n{description}"))
        }
        [.., last] => Some((*last).to_owned()),
    };
    Docs {
        text,
        notes: Vec::new(),
        deprecated: source.deprecated,
    }
}

/// Splits a path into literals and the indices of parameters: `/a/{id}.json`.
fn path_parts(template: &str, parameters: &[Parameter]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((literal, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            break;
        };
        let known =
            |parameter: &Parameter| parameter.location == Location::Path && parameter.wire == name;
        match parameters.iter().position(known) {
            Some(index) => {
                push_literal(&mut parts, literal);
                parts.push(PathPart::Parameter(index));
            }
            None => push_literal(&mut parts, &format!("{literal}{{{name}}}")),
        }
        rest = after;
    }
    push_literal(&mut parts, rest);
    parts
}

fn push_literal(parts: &mut Vec<PathPart>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(PathPart::Literal(last)) => last.push_str(text),
        _ => parts.push(PathPart::Literal(text.to_owned())),
    }
}
