//! Request bodies.

use std::collections::BTreeSet;

use super::OperationLowerer;
use super::media::{self, Choice, Choices, Direction};
use super::nested_style::warn_nested;
use crate::ir::{Body, BodyContent, BodyEncoding, Docs, ParameterEncoding};
use crate::lower::facts::{self, Facts, Nesting, code};
use crate::openapi::model::{self, SchemaId};
use crate::source::tree::NodeId;

impl<'a> OperationLowerer<'a> {
    /// Lowers a request body. Returns it, and sentences for the operation's documentation.
    pub(super) fn body(&mut self, source: &model::RequestBody) -> Option<(Body, Vec<String>)> {
        if source.content.is_empty() {
            self.report.warn(
                "empty-body",
                source.at,
                "this request body has no content",
                "add a media type under `content`",
            );
            return None;
        }
        let choices = self.choices(&source.content, Direction::Sent);
        for choice in &choices.chosen {
            self.check_parts(choice);
        }
        let contents = choices
            .chosen
            .iter()
            .map(|choice| self.sent_content(choice));
        let contents = contents.collect();
        let note = others_note("The body is also accepted as", &choices);
        let body = Body {
            contents,
            required: source.required,
            docs: Docs {
                text: source.description.clone(),
                ..Docs::default()
            },
        };
        Some((body, note.into_iter().collect()))
    }

    /// Reports the parts of a multipart body that aren't sent with the content type that the document gives them.
    fn check_parts(&mut self, choice: &Choice<'_>) {
        let is_multipart = choice.encoding == BodyEncoding::Multipart;
        let schema = choice.media.schema.filter(|_| is_multipart);
        let Some(schema) = schema.map(|schema| self.facts.target(schema)) else {
            return;
        };
        for (name, said) in &choice.media.encoding {
            let Some(content_type) = said.content_type.as_deref().and_then(first_concrete) else {
                continue;
            };
            let properties = &self.facts.schema(schema).properties;
            let property = properties.iter().find(|(property, _)| property == name);
            let is_object = property.is_some_and(|(_, property)| {
                let property = self.facts.target_schema(*property);
                property.types.contains(&model::Type::Object)
            });
            if !is_object || media::named(content_type) == BodyEncoding::Json {
                continue;
            }
            let message = format!(
                "the part {} is an object, so it is sent as JSON, not as {}",
                code(name),
                code(content_type)
            );
            let help = "give the part a JSON media type, or make it a string or a file";
            self.report.warn("part-media-type", said.at, message, help);
        }
        self.check_transfer_encodings(schema);
    }

    /// Reports parts with encoded text and without the header that says so (OpenAPI 3.1 §4.8.15.1.1).
    fn check_transfer_encodings(&mut self, schema: SchemaId) {
        for (name, part) in members(self.facts, Some(schema)) {
            let part = self.facts.target(part);
            let items = self
                .facts
                .schema(part)
                .items
                .map(|items| self.facts.target(items));
            let encoded = [Some(part), items].into_iter().flatten().find_map(|id| {
                let schema = self.facts.schema(id);
                let encoding = schema.content_encoding.as_deref()?;
                let is_plain = ["7bit", "8bit", "binary"]
                    .iter()
                    .any(|plain| encoding.eq_ignore_ascii_case(plain));
                (!is_plain && !self.facts.is_file(id)).then_some((schema.at, encoding))
            });
            let Some((schema_at, encoding)) = encoded else {
                continue;
            };
            let at = self.facts.tree().get(schema_at, "contentEncoding");
            let message = format!(
                "the part {} is sent in {}, but without the header `Content-Transfer-Encoding`",
                code(&name),
                code(encoding)
            );
            let help = "replace `contentEncoding` by `contentMediaType`: the part is a file then, sent byte by byte";
            self.report
                .warn("part-encoding", at.unwrap_or(schema_at), message, help);
        }
    }

    fn sent_content(&mut self, choice: &Choice<'_>) -> BodyContent {
        let Choice {
            media, encoding, ..
        } = choice;
        BodyContent {
            origin: media::origin(media, *encoding),
            declared: declared(choice),
            media_type: media::concrete(&media.name, *encoding, "text/plain"),
            encoding: *encoding,
            fields: match encoding {
                BodyEncoding::Form => self.form_fields(media),
                _ => Vec::new(),
            },
            parts: match encoding {
                BodyEncoding::Multipart => parts(self.facts, media),
                _ => Vec::new(),
            },
            ty: choice.ty.clone(),
        }
    }

    /// Returns how the fields of a form are encoded, where the document or its version says so.
    fn form_fields(&mut self, media: &model::MediaType) -> Vec<(String, ParameterEncoding)> {
        let mut fields = Vec::new();
        for (name, said) in &media.encoding {
            let Some(encoding) = form_field(said) else {
                continue;
            };
            fields.push((name.clone(), encoding));
        }
        for (name, schema) in members(self.facts, media.schema) {
            let said = fields.iter().find(|(field, _)| *field == name);
            match said.map(|(_, encoding)| *encoding) {
                Some(ParameterEncoding::Style { style, explode, .. }) => {
                    let what = format!("the field {}", code(&name));
                    let at = self.facts.schema(schema).at;
                    warn_nested(self.facts, self.report, schema, at, &what, (style, explode));
                }
                Some(ParameterEncoding::Json) => {}
                None => {
                    let encoding = self.unsaid_field(&name, schema);
                    fields.extend(encoding.map(|encoding| (name, encoding)));
                }
            }
        }
        fields
    }

    /// Returns how a field without an encoding object is encoded. None where the form's default does.
    fn unsaid_field(&mut self, name: &str, schema: SchemaId) -> Option<ParameterEncoding> {
        if !self.facts.is_structured(schema, FIELD_DEPTH) {
            return None;
        }
        let nesting = facts::nesting(self.facts, schema, FIELD_DEPTH);
        match (self.facts.may_be_array(schema), nesting) {
            (true, Nesting::Flat) => None,
            (false, _) if forms_hold_json(self.facts) => Some(ParameterEncoding::Json),
            (false, Nesting::Flat | Nesting::ListInside) => {
                warn_nested(
                    self.facts,
                    self.report,
                    schema,
                    self.facts.schema(schema).at,
                    &format!("the field {}", code(name)),
                    (model::Style::Form, true),
                );
                Some(EXPLODED)
            }
            (_, _) => {
                let message = format!(
                    "the field {} has nested lists or objects, and no `encoding` says how a form sends them: it is sent \
                     with brackets, as `{}[0][…]`",
                    code(name),
                    name.escape_debug()
                );
                let help = "set its `style`, or a `contentType` of JSON, under `encoding`";
                self.report
                    .warn("nested-style", self.facts.schema(schema).at, message, help);
                None
            }
        }
    }
}

/// Returns whether an object in a form is JSON by default, as in OpenAPI 3.0.4 and 3.1.1 (§4.8.14.4, the default of
/// `contentType`). Earlier versions use the style `form` (3.1.0 §4.8.14.4).
fn forms_hold_json(facts: &Facts<'_>) -> bool {
    let version = facts.tree().get(NodeId::ROOT, "openapi");
    let version = version
        .and_then(|at| facts.tree().as_str(at))
        .unwrap_or_default();
    let mut numbers = version
        .split('.')
        .skip(1)
        .map(|number| number.parse().unwrap_or(0));
    let (minor, patch): (u32, u32) = (
        numbers.next().unwrap_or_default(),
        numbers.next().unwrap_or_default(),
    );
    match minor {
        0 => patch >= 4,
        1 => patch >= 1,
        _ => true,
    }
}

/// Returns the properties of an object and of the parts that it is made of.
fn members(facts: &Facts<'_>, schema: Option<SchemaId>) -> Vec<(String, SchemaId)> {
    let mut open: Vec<SchemaId> = schema.into_iter().collect();
    let mut seen = BTreeSet::new();
    let mut members: Vec<(String, SchemaId)> = Vec::new();
    while let Some(id) = open.pop() {
        let id = facts.target(id);
        if !seen.insert(id) {
            continue;
        }
        let schema = facts.schema(id);
        for (name, member) in &schema.properties {
            if !members.iter().any(|(known, _)| known == name) {
                members.push((name.clone(), *member));
            }
        }
        let parts = [&schema.all_of, &schema.one_of, &schema.any_of];
        open.extend(parts.into_iter().flatten());
    }
    members
}

/// Returns the content types of parts: by their encoding object, or else by `contentMediaType` of their schema.
fn parts(facts: &Facts<'_>, media: &model::MediaType) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = media.encoding.iter().filter_map(part).collect();
    for (name, schema) in members(facts, media.schema) {
        let held = &facts.target_schema(schema).content_media_type;
        let is_said = media
            .encoding
            .iter()
            .any(|(part, said)| *part == name && said.content_type.is_some());
        let held = held.as_deref().and_then(first_concrete);
        // JSON in a string is sent as the text that it is.
        let is_json = |held: &&str| media::named(held) == BodyEncoding::Json;
        if let Some(held) = held.filter(|held| !is_said && !is_json(held)) {
            parts.push((name, held.to_owned()));
        }
    }
    parts
}

/// Returns a sentence with the media types that aren't generated, since they mean the same.
pub(crate) fn others_note(start: &str, choices: &Choices<'_>) -> Option<String> {
    let others: Vec<String> = choices.others().into_iter().map(code).collect();
    let (last, before) = others.split_last()?;
    Some(match before {
        [] => format!("{start} {last}."),
        before => format!("{start} {} and {last}.", before.join(", ")),
    })
}

/// How deep schemas are searched for what a field is.
const FIELD_DEPTH: usize = 4;

/// One pair per member of an object.
const EXPLODED: ParameterEncoding = ParameterEncoding::Style {
    style: model::Style::Form,
    explode: true,
    allow_reserved: false,
};

/// Returns the media types of a choice as the document has them, the best first.
pub(crate) fn declared(choice: &Choice<'_>) -> Vec<String> {
    let all = std::iter::once(&choice.media).chain(&choice.same);
    all.map(|media| media.name.clone()).collect()
}

/// Returns how a field is encoded by its encoding object (OpenAPI 3.1 §4.8.15): by its style, or else as JSON.
fn form_field(said: &model::Encoding) -> Option<ParameterEncoding> {
    let content_type = said.content_type.as_deref().map(media::named);
    let has_style = said.style.is_some() || said.explode.is_some() || said.allow_reserved;
    let style = said.style.unwrap_or(model::Style::Form);
    match (has_style, content_type) {
        (true, _) => Some(ParameterEncoding::Style {
            style,
            explode: said.explode.unwrap_or(style == model::Style::Form),
            allow_reserved: said.allow_reserved,
        }),
        (false, Some(BodyEncoding::Json)) => Some(ParameterEncoding::Json),
        (false, _) => None,
    }
}

/// Returns the content type of a part (OpenAPI 3.1 §4.8.15.1), where a header can carry it.
fn part((name, said): &(String, model::Encoding)) -> Option<(String, String)> {
    let content_type = first_concrete(said.content_type.as_deref()?)?;
    Some((name.clone(), content_type.to_owned()))
}

/// Returns the first of the content types that can be sent; none where there are only ranges.
fn first_concrete(content_types: &str) -> Option<&str> {
    let mut content_types = content_types.split(',').map(str::trim);
    content_types.find(|name| !name.contains('*') && !name.is_empty())
}
