//! Parameters, and the headers that have one value.

use super::OperationLowerer;
use super::headers::{is_idempotency_key, pinned};
use super::media::{Direction, encoding};
use super::nested_style::warn_nested;
use crate::ir::{BodyEncoding, Docs, Origin, Parameter, ParameterEncoding, Type};
use crate::lower::facts::{self, code};
use crate::lower::schema::LoweredType;
use crate::openapi::model::{self, Location, MediaType, ParameterShape};

/// A header's value as it is given.
const PLAIN_HEADER: ParameterEncoding = ParameterEncoding::Style {
    style: model::Style::Simple,
    explode: false,
    allow_reserved: false,
};

impl<'a> OperationLowerer<'a> {
    /// Returns whether the parameter's value reaches the server. A fragment tells operations apart in the document,
    /// and is never sent (RFC 9110 §7.1).
    pub(super) fn is_sent(&mut self, parameter: &model::Parameter, path: &str) -> bool {
        if is_idempotency_key(parameter) {
            return false;
        }
        let placeholder = format!("{{{}}}", parameter.name);
        if parameter.location != Location::Path || path.contains(&placeholder) {
            return true;
        }
        let message = format!(
            "the parameter `{}` is in no part of the path that is sent",
            parameter.name
        );
        self.report.warn(
            "unsent-parameter",
            parameter.at,
            message,
            "a fragment is never sent; declare a query parameter instead",
        );
        false
    }

    /// Lowers a parameter.
    pub(super) fn parameter(&mut self, source: &model::Parameter) -> Parameter {
        let value = pinned(self.facts, source);
        let pinned = value.is_some();
        let of_the_api = |value: &String| {
            self.pinned_headers
                .contains(&(source.name.to_ascii_lowercase(), value.clone()))
        };
        let fallback = value.filter(|value| !of_the_api(value));
        let (lowered, encoding) = match &source.shape {
            // The one value is sent by default; a caller may set any other.
            _ if pinned => (LoweredType::plain(Type::String), PLAIN_HEADER),
            ParameterShape::Schema(schema) => {
                let encoding = ParameterEncoding::Style {
                    style: source.style,
                    explode: source.explode,
                    allow_reserved: source.allow_reserved,
                };
                let what = format!("the parameter {}", code(&source.name));
                let style = (source.style, source.explode);
                warn_nested(self.facts, self.report, *schema, source.at, &what, style);
                (self.schemas.type_of(*schema), encoding)
            }
            ParameterShape::Content(media) => self.by_media_type(source.location, media),
        };
        let schema_docs = match &source.shape {
            ParameterShape::Schema(schema) => facts::docs_where_used(self.facts, *schema),
            ParameterShape::Content(_) => Docs::default(),
        };
        let docs = Docs {
            text: source.description.clone().or(schema_docs.text),
            notes: schema_docs.notes,
            deprecated: source.deprecated || schema_docs.deprecated,
        };
        Parameter {
            wire: source.name.clone(),
            origin: Origin::new(source.at, source.name.clone())
                .with_override(self.naming.name_override(source.at, None)),
            docs,
            location: source.location,
            // A parameter is present or absent: URLs and headers have no null.
            ty: lowered.ty,
            required: source.required && !pinned,
            encoding,
            shared: (pinned && fallback.is_none())
                || (source.component.is_some()
                    && source.location == Location::Header
                    && !source.required),
            fallback,
        }
    }

    /// Returns how the value of a parameter with `content` is encoded: as JSON, or as text.
    fn by_media_type(
        &mut self,
        location: Location,
        media: &MediaType,
    ) -> (LoweredType, ParameterEncoding) {
        let encoding = encoding(self.facts, media, Direction::Sent);
        if encoding == BodyEncoding::Json {
            let lowered = media
                .schema
                .map_or(LoweredType::plain(Type::Json), |schema| {
                    self.schemas.type_of(schema)
                });
            return (lowered, ParameterEncoding::Json);
        }
        let plain = ParameterEncoding::Style {
            style: match location {
                Location::Query | Location::Cookie => model::Style::Form,
                Location::Path | Location::Header => model::Style::Simple,
            },
            explode: false,
            allow_reserved: false,
        };
        if let Some(ty) = self.schemas.text_type(media.schema) {
            return (LoweredType::plain(ty), plain);
        }
        let message = format!(
            "values of this schema can't be encoded as {}: the parameter is plain text",
            code(media.name.trim())
        );
        let help = "give the parameter a JSON media type, or encode its text yourself";
        self.report
            .warn("untyped-parameter", media.at, message, help);
        (LoweredType::plain(Type::String), plain)
    }
}
