//! Operations: path, parameters, body.

use super::words::operation_words;
use super::{Lower, Usage};
use crate::ir::{
    Body, BodyEncoding, Docs, Literal, Operation, Origin, Parameter, ParameterEncoding, PathPart,
    Type, Value,
};
use crate::resolve::model::{self, Location, ParameterShape, Role};

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
        Operation {
            origin: Origin {
                at: source.at,
                words: operation_words(source),
                wish: self.wish(source.at, None),
            },
            id,
            docs: operation_docs(source),
            method: source.method,
            template: source.path.clone(),
            tags: source.tags.clone(),
            path: path_parts(sent, &parameters),
            body: source
                .request_body
                .as_ref()
                .and_then(|body| self.body(body)),
            success: self.replies(source, true),
            failure: self.replies(source, false),
            accept: super::reply::accept(source),
            error_codes: source.errors.iter().map(error_code).collect(),
            idempotency_key: idempotency_key.map(|parameter| parameter.name.to_ascii_lowercase()),
            security: security(source),
            server: source.servers.first().map(super::root::server_url),
            parameters,
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
                (self.usage(*schema), encoding)
            }
            ParameterShape::Content(media) => {
                let usage = media
                    .schema
                    .map_or(Usage::plain(Type::Json), |schema| self.usage(schema));
                (usage, ParameterEncoding::Json)
            }
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
                words: vec![source.name.clone()],
                wish: self.wish(source.at, None),
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

    fn body(&mut self, source: &model::RequestBody) -> Option<Body> {
        let ranked = source
            .content
            .iter()
            .filter_map(|media| Some((body_encoding(&media.name)?, media)));
        let best = ranked.min_by_key(|(encoding, _)| rank(*encoding));
        let Some((encoding, media)) = best.or_else(|| {
            source
                .content
                .first()
                .map(|media| (BodyEncoding::Bytes, media))
        }) else {
            self.warn(
                "empty-body",
                source.at,
                "this request body has no content",
                "name a media type under `content`",
            );
            return None;
        };
        for other in source.content.iter().filter(|other| other.at != media.at) {
            let message = format!(
                "the operation sends `{}`; `{}` is not generated",
                media.name, other.name
            );
            self.warn(
                "body-media-type",
                other.at,
                message,
                "keep one media type, the one that callers should send",
            );
        }
        let usage = match (encoding, media.schema) {
            (BodyEncoding::Text, _) => Usage::plain(Type::String),
            (BodyEncoding::Bytes, _) => Usage::plain(Type::Bytes),
            (_, Some(schema)) => self.usage(schema),
            (_, None) => Usage::plain(Type::Json),
        };
        Some(Body {
            media_type: concrete(&media.name, encoding),
            encoding,
            fields: match encoding {
                BodyEncoding::Form => media.encoding.iter().filter_map(form_field).collect(),
                _ => Vec::new(),
            },
            ty: usage.element(),
            required: source.required,
            docs: Docs {
                text: source.description.clone(),
                ..Docs::default()
            },
        })
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
            words: vec![source.code.clone()],
            wish: None,
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

fn security(source: &model::Operation) -> Vec<Vec<String>> {
    let names =
        |set: &Vec<(String, Vec<String>)>| set.iter().map(|(name, _)| name.clone()).collect();
    source.security.iter().map(names).collect()
}

/// What an encoding object says of a field (OpenAPI 3.1 §4.8.15): its style, or else that it is JSON.
fn form_field((name, said): &(String, model::Encoding)) -> Option<(String, ParameterEncoding)> {
    let content_type = said.content_type.as_deref().and_then(body_encoding);
    let has_style = said.style.is_some() || said.explode.is_some() || said.allow_reserved;
    let style = said.style.unwrap_or(model::Style::Form);
    let encoding = match (has_style, content_type) {
        (true, _) => ParameterEncoding::Style {
            style,
            explode: said.explode.unwrap_or(style == model::Style::Form),
            allow_reserved: said.allow_reserved,
        },
        (false, Some(BodyEncoding::Json)) => ParameterEncoding::Json,
        (false, _) => return None,
    };
    Some((name.clone(), encoding))
}

/// A range of media types says what may be sent; a request says what is.
fn concrete(media_type: &str, encoding: BodyEncoding) -> String {
    let name = match encoding {
        _ if !media_type.contains('*') => media_type,
        BodyEncoding::Json => "application/json",
        BodyEncoding::Text => "text/plain",
        _ => "application/octet-stream",
    };
    name.to_owned()
}

fn body_encoding(media_type: &str) -> Option<BodyEncoding> {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" => Some(BodyEncoding::Json),
        "application/x-www-form-urlencoded" => Some(BodyEncoding::Form),
        "multipart/form-data" => Some(BodyEncoding::Multipart),
        essence if essence.ends_with("+json") || essence.ends_with("/json") => {
            Some(BodyEncoding::Json)
        }
        essence if essence.starts_with("text/") => Some(BodyEncoding::Text),
        _ => None,
    }
}

/// JSON says the most, raw bytes the least.
const fn rank(encoding: BodyEncoding) -> u8 {
    match encoding {
        BodyEncoding::Json => 0,
        BodyEncoding::Form => 1,
        BodyEncoding::Multipart => 2,
        BodyEncoding::Text => 3,
        BodyEncoding::Bytes => 4,
    }
}
