//! Request bodies.

use super::Lower;
use super::media::{self, Choice, Choices, Way};
use super::notes::code;
use crate::ir::{Body, BodyContent, BodyEncoding, Docs, ParameterEncoding};
use crate::resolve::model;

impl Lower<'_> {
    /// The body, and what is to be said of it where the operation is.
    pub(super) fn body(&mut self, source: &model::RequestBody) -> Option<(Body, Vec<String>)> {
        if source.content.is_empty() {
            self.warn(
                "empty-body",
                source.at,
                "this request body has no content",
                "name a media type under `content`",
            );
            return None;
        }
        let choices = self.choices(&source.content, Way::Sent);
        for choice in &choices.chosen {
            self.check_parts(choice);
        }
        let note = others_note("The body is also accepted as", &choices);
        let body = Body {
            contents: choices.chosen.iter().map(content).collect(),
            required: source.required,
            docs: Docs {
                text: source.description.clone(),
                ..Docs::default()
            },
        };
        Some((body, note.into_iter().collect()))
    }
}

impl Lower<'_> {
    /// Says which parts of a multipart body are not sent as they are said to be.
    fn check_parts(&mut self, choice: &Choice<'_>) {
        let is_multipart = choice.encoding == BodyEncoding::Multipart;
        let schema = choice.media.schema.filter(|_| is_multipart);
        let Some(schema) = schema.map(|schema| self.target(schema)) else {
            return;
        };
        for (name, said) in &choice.media.encoding {
            let Some(content_type) = said.content_type.as_deref().and_then(first_concrete) else {
                continue;
            };
            let properties = &self.schema(schema).properties;
            let property = properties.iter().find(|(property, _)| property == name);
            let is_object = property.is_some_and(|(_, property)| {
                let property = self.schema(self.target(*property));
                property.types.contains(&model::Type::Object)
            });
            if !is_object || media::named(content_type) == BodyEncoding::Json {
                continue;
            }
            let message = format!(
                "the part {} is an object: it is sent as JSON, not as {}",
                code(name),
                code(content_type)
            );
            let help = "give the part a JSON media type, or make it a string or a file";
            self.warn("part-media-type", said.at, message, help);
        }
    }
}

/// A sentence on what isn't generated, as it would say the same.
pub(super) fn others_note(start: &str, choices: &Choices<'_>) -> Option<String> {
    let others: Vec<String> = choices.others().into_iter().map(code).collect();
    let (last, before) = others.split_last()?;
    Some(match before {
        [] => format!("{start} {last}."),
        before => format!("{start} {} and {last}.", before.join(", ")),
    })
}

fn content(choice: &Choice<'_>) -> BodyContent {
    let Choice {
        media, encoding, ..
    } = choice;
    let said = media.encoding.iter();
    BodyContent {
        origin: media::origin(media),
        declared: declared(choice),
        media_type: media::concrete(&media.name, *encoding, "text/plain"),
        encoding: *encoding,
        fields: match encoding {
            BodyEncoding::Form => said.clone().filter_map(form_field).collect(),
            _ => Vec::new(),
        },
        parts: match encoding {
            BodyEncoding::Multipart => said.filter_map(part).collect(),
            _ => Vec::new(),
        },
        ty: choice.ty.clone(),
    }
}

/// The media types of a choice as the document has them, the best first.
pub(super) fn declared(choice: &Choice<'_>) -> Vec<String> {
    let all = std::iter::once(&choice.media).chain(&choice.same);
    all.map(|media| media.name.clone()).collect()
}

/// What an encoding object says of a field (OpenAPI 3.1 §4.8.15): its style, or else that it is JSON.
fn form_field((name, said): &(String, model::Encoding)) -> Option<(String, ParameterEncoding)> {
    let content_type = said.content_type.as_deref().map(media::named);
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

/// The content type of a part (OpenAPI 3.1 §4.8.15.1), where it can stand in a header.
fn part((name, said): &(String, model::Encoding)) -> Option<(String, String)> {
    let content_type = first_concrete(said.content_type.as_deref()?)?;
    Some((name.clone(), content_type.to_owned()))
}

/// The first of the content types that may be sent; none where there are only ranges of them.
fn first_concrete(content_types: &str) -> Option<&str> {
    let mut content_types = content_types.split(',').map(str::trim);
    content_types.find(|name| !name.contains('*') && !name.is_empty())
}
