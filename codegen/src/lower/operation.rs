//! Operations: path, parameters.

use super::media::Way;
use super::notes::code;
use super::{Lower, Usage};
use crate::ir::{
    BodyEncoding, Docs, Literal, Operation, Origin, Parameter, ParameterEncoding, PathPart, Type,
    Value,
};
use crate::openapi::model::{self, Location, MediaType, ParameterShape, Role, SecurityKind};
use crate::openapi::segments;

/// A header's value as it is.
const PLAIN_HEADER: ParameterEncoding = ParameterEncoding::Style {
    style: model::Style::Simple,
    explode: false,
    allow_reserved: false,
};

impl Lower<'_> {
    pub(super) fn operation(&mut self, source: &model::Operation) -> Operation {
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
        let undescribed = super::reply::undescribed(source.method, &success);
        docs.notes.extend(undescribed.map(str::to_owned));
        let (failure, _) = self.replies(source, false);
        let accept = super::reply::accept(source, &success, &failure);
        Operation {
            origin: Origin {
                at: source.at,
                segments: segments::of_operation(source),
                name_override: self.wish(source.at, None),
            },
            id,
            docs,
            method: source.method,
            template: source.path.clone(),
            tags: source.tags.clone(),
            path: path_parts(sent, &parameters),
            body,
            success,
            failure,
            accept,
            error_codes: source.errors.iter().map(error_code).collect(),
            idempotency_key: idempotency_key.map(|parameter| parameter.name.to_ascii_lowercase()),
            security: self.security(source),
            server: source.servers.first().map(model::Server::url_by_default),
            parameters,
            has_link_header: super::reply::has_link_header(source),
            pagination: None,
        }
    }

    /// Whether a caller's value of the parameter reaches the server. A fragment tells operations apart in the document;
    /// it never goes over the wire (RFC 9110 §7.1).
    fn is_sent(&mut self, parameter: &model::Parameter, path: &str) -> bool {
        if is_idempotency_key(parameter) {
            return false;
        }
        let placeholder = format!("{{{}}}", parameter.name);
        if parameter.location != Location::Path || path.contains(&placeholder) {
            return true;
        }
        let message = format!(
            "the parameter `{}` stands in no part of the path that is sent",
            parameter.name
        );
        self.warn(
            "unsent-parameter",
            parameter.at,
            message,
            "a fragment is never sent: declare a query parameter",
        );
        false
    }

    fn parameter(&mut self, source: &model::Parameter) -> Parameter {
        let value = self.pinned(source);
        let pinned = value.is_some();
        let of_the_api = |value: &String| {
            self.pinned_headers
                .contains(&(source.name.to_ascii_lowercase(), value.clone()))
        };
        let fallback = value.filter(|value| !of_the_api(value));
        let (usage, encoding) = match &source.shape {
            // One value is sent anyway; a caller who knows better writes any.
            _ if pinned => (Usage::plain(Type::String), PLAIN_HEADER),
            ParameterShape::Schema(schema) => {
                let encoding = ParameterEncoding::Style {
                    style: source.style,
                    explode: source.explode,
                    allow_reserved: source.allow_reserved,
                };
                let what = format!("the parameter {}", code(&source.name));
                let style = (source.style, source.explode);
                self.warn_nested(*schema, source.at, &what, style);
                (self.usage(*schema), encoding)
            }
            ParameterShape::Content(media) => self.by_media_type(source.location, media),
        };
        let schema_docs = match &source.shape {
            ParameterShape::Schema(schema) => self.usage_docs(*schema),
            ParameterShape::Content(_) => Docs::default(),
        };
        let docs = Docs {
            text: source.description.clone().or(schema_docs.text),
            notes: schema_docs.notes,
            deprecated: source.deprecated || schema_docs.deprecated,
        };
        Parameter {
            wire: source.name.clone(),
            origin: Origin {
                at: source.at,
                segments: vec![source.name.clone()],
                name_override: self.wish(source.at, None),
            },
            docs,
            location: source.location,
            // A parameter is there or isn't; a null has no place in a URL or a header.
            ty: usage.ty,
            required: source.required && !pinned,
            encoding,
            shared: (pinned && fallback.is_none())
                || (source.component.is_some()
                    && source.location == Location::Header
                    && !source.required),
            fallback,
        }
    }
}

impl Lower<'_> {
    /// How the value of a parameter with `content` is written: as JSON, or as the text that it is.
    fn by_media_type(
        &mut self,
        location: Location,
        media: &MediaType,
    ) -> (Usage, ParameterEncoding) {
        let encoding = self.encoding(media, Way::Sent);
        if encoding == BodyEncoding::Json {
            let usage = media
                .schema
                .map_or(Usage::plain(Type::Json), |schema| self.usage(schema));
            return (usage, ParameterEncoding::Json);
        }
        let plain = ParameterEncoding::Style {
            style: match location {
                Location::Query | Location::Cookie => model::Style::Form,
                Location::Path | Location::Header => model::Style::Simple,
            },
            explode: false,
            allow_reserved: false,
        };
        if let Some(ty) = self.text_type(media.schema) {
            return (Usage::plain(ty), plain);
        }
        let message = format!(
            "values of this schema can't be written as {}: the parameter is its text, as it is",
            code(media.name.trim())
        );
        let help = "give the parameter a media type of JSON, or write its text yourself";
        self.warn("untyped-parameter", media.at, message, help);
        (Usage::plain(Type::String), plain)
    }
}

fn is_idempotency_key(parameter: &model::Parameter) -> bool {
    parameter.role == Some(Role::IdempotencyKey) && parameter.location == Location::Header
}

fn error_code(source: &model::ErrorCode) -> Value {
    let notes = source.status.map(|status| format!("Status: {status}."));
    Value {
        wire: Literal::Text(source.code.clone()),
        origin: Origin {
            at: source.at,
            segments: vec![source.code.clone()],
            name_override: None,
        },
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
    // A summary that the description says again is said once.
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

/// `/a/{id}.json` → the literals, and the parameters by index.
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

impl Lower<'_> {
    /// The sets of credentials that there are setters for: others are the transport's to bring, and count as met. One that
    /// needs nothing comes last, so that credentials that are set are sent.
    fn security(&self, source: &model::Operation) -> Vec<Vec<String>> {
        let schemes = &self.resolved.security_schemes;
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
}
