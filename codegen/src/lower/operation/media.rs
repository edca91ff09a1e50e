//! Bodies with several media types: which of them differ, and which are notations of the same value.

use super::OperationLowerer;
use crate::ir::{BodyEncoding, Origin, Type};
use crate::lower::facts::{self, Content, Facts, code, is_binary};
use crate::openapi::model::{MediaType, SchemaId};

/// The direction of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Sent,
    Received,
}

/// A media type that has a type and an encoding of its own.
pub(crate) struct Choice<'m> {
    pub(crate) media: &'m MediaType,
    pub(crate) encoding: BodyEncoding,
    /// The schema that decides the type.
    schema: Option<SchemaId>,
    written: Written,
    pub(crate) ty: Type,
    /// The media types that carry the same type in the same encoding.
    pub(crate) same: Vec<&'m MediaType>,
}

/// A schema as it is compared with others: by its target, or by its text.
#[derive(Debug, PartialEq, Eq)]
enum Written {
    Nothing,
    Component(SchemaId),
    Inline(String),
}

/// The media types of a body, sorted out.
pub(crate) struct Choices<'m> {
    /// Best first.
    pub(crate) chosen: Vec<Choice<'m>>,
    /// Other notations of a value that a chosen media type has typed: XML beside JSON of the same schema.
    pub(crate) notations: Vec<&'m MediaType>,
}

impl Choices<'_> {
    /// Returns the names of the media types that could be used in place of the chosen ones.
    pub(crate) fn others(&self) -> Vec<&str> {
        let same = self.chosen.iter().flat_map(|choice| &choice.same);
        let mut names: Vec<&str> = same
            .chain(&self.notations)
            .map(|media| media.name.trim())
            .collect();
        names.dedup();
        names
    }
}

impl<'a> OperationLowerer<'a> {
    /// Sorts out the entries of a `content`.
    pub(super) fn choices<'m>(
        &mut self,
        content: &'m [MediaType],
        direction: Direction,
    ) -> Choices<'m> {
        let mut ranked: Vec<(BodyEncoding, &MediaType)> = content
            .iter()
            .map(|media| (encoding(self.facts, media, direction), media))
            .collect();
        ranked.sort_by_key(|(encoding, media)| rank(*encoding, &media.name));
        let mut choices = Choices {
            chosen: Vec::new(),
            notations: Vec::new(),
        };
        for (encoding, media) in ranked {
            let written = match content.len() {
                1 => Written::Nothing,
                _ => written(self.facts, media.schema),
            };
            if is_notation(self.facts, &choices.chosen, encoding, media, &written) {
                choices.notations.push(media);
                continue;
            }
            let choice = self.choice(&choices.chosen, encoding, media, written);
            let same = |known: &&mut Choice<'_>| {
                known.ty == choice.ty
                    && (covers(choice.encoding, known.encoding)
                        || known.encoding == choice.encoding
                            && (is_typed(encoding)
                                || essence(&known.media.name) == essence(&media.name)
                                || is_any(&media.name)))
            };
            match choices.chosen.iter_mut().find(same) {
                Some(known) => {
                    known.encoding = choice.encoding;
                    known.same.push(media);
                }
                None => choices.chosen.push(choice),
            }
        }
        for choice in &choices.chosen {
            self.warn_untyped(choice);
        }
        choices
    }

    /// Reports a body whose schema doesn't decide its type.
    fn warn_untyped(&mut self, choice: &Choice<'_>) {
        let what = match choice.encoding {
            BodyEncoding::Text => "text",
            BodyEncoding::Bytes => "bytes",
            _ => return,
        };
        if choice.encoding == BodyEncoding::Bytes && self.warn_unparted(choice.media) {
            return;
        }
        let is_typed = match choice.encoding {
            BodyEncoding::Text => self.schemas.text_type(choice.schema).is_some(),
            _ => facts::content(self.facts, choice.media.schema) != Content::Structured,
        };
        if is_typed {
            return;
        }
        let message = format!(
            "values of this schema can't be encoded as {}: the body is plain {what}",
            code(choice.media.name.trim())
        );
        let help = "put the schema under a JSON media type, or encode and decode the body yourself";
        self.report
            .warn("untyped-body", choice.media.at, message, help);
    }

    /// Reports a multipart body with unknown parts. Returns whether it is one.
    fn warn_unparted(&mut self, media: &MediaType) -> bool {
        let is_unparted = essence(&media.name).starts_with("multipart/");
        if is_unparted {
            let message = format!(
                "the parts of {} aren't described: the body is plain bytes",
                code(media.name.trim())
            );
            let help = "describe the parts as properties of an object, or set a `content-type` with the boundary on the call";
            self.report.warn("untyped-body", media.at, message, help);
        }
        is_unparted
    }

    fn choice<'m>(
        &mut self,
        chosen: &[Choice<'_>],
        encoding: BodyEncoding,
        media: &'m MediaType,
        written: Written,
    ) -> Choice<'m> {
        // A schema that is repeated has one type, but for the files of a form.
        let known = chosen.iter().find(|known| {
            known.encoding != BodyEncoding::Bytes
                && encoding != BodyEncoding::Multipart
                && known.encoding != BodyEncoding::Multipart
                && known.written == written
        });
        let schema = known.map_or(media.schema, |known| known.schema);
        let ty = match (encoding, schema) {
            (BodyEncoding::Text, schema) => self.schemas.text_type(schema).unwrap_or(Type::String),
            (BodyEncoding::Bytes, _) => Type::Bytes,
            (_, Some(schema)) => self.schemas.type_of(schema).element(),
            (_, None) => Type::Json,
        };
        Choice {
            media,
            encoding,
            schema,
            written,
            ty,
            same: Vec::new(),
        }
    }
}

/// Returns how a body is encoded. For a range of media types, the schema decides, and the `Content-Type` of a
/// response.
pub(crate) fn encoding(facts: &Facts<'_>, media: &MediaType, direction: Direction) -> BodyEncoding {
    let essence = essence(&media.name);
    match (essence.as_str(), direction) {
        ("*/*" | "application/*", _) => encoding_of_any(facts, &essence, media, direction),
        ("application/x-www-form-urlencoded", Direction::Sent) => BodyEncoding::Form,
        ("multipart/form-data", Direction::Sent) => BodyEncoding::Multipart,
        (essence, Direction::Received) if is_json(essence) => {
            match facts::content(facts, media.schema) {
                Content::Anything => BodyEncoding::Any,
                _ => BodyEncoding::Json,
            }
        }
        (essence, Direction::Sent) if essence.starts_with("multipart/") => {
            match facts::content(facts, media.schema) {
                Content::Structured => BodyEncoding::Multipart,
                _ => BodyEncoding::Bytes,
            }
        }
        (essence, _) => named(essence),
    }
}

fn encoding_of_any(
    facts: &Facts<'_>,
    essence: &str,
    media: &MediaType,
    direction: Direction,
) -> BodyEncoding {
    match (facts::content(facts, media.schema), direction) {
        (Content::Binary, _) => BodyEncoding::Bytes,
        (Content::Anything, _) if essence != "*/*" => BodyEncoding::Bytes,
        (Content::Structured, _) | (Content::Anything, Direction::Sent) => BodyEncoding::Json,
        (Content::Scalar, Direction::Sent) => BodyEncoding::Text,
        (Content::Scalar | Content::Anything, Direction::Received) => BodyEncoding::Any,
    }
}

/// Returns whether the entry is another notation of a typed one's value, which can't be typed itself.
fn is_notation(
    facts: &Facts<'_>,
    chosen: &[Choice<'_>],
    encoding: BodyEncoding,
    media: &MediaType,
    written: &Written,
) -> bool {
    let Some(schema) = media.schema.filter(|_| !is_typed(encoding)) else {
        return false;
    };
    let said = facts.target_schema(schema);
    let is_notation = !is_binary(said)
        && (is_markup(&media.name)
            || is_page(&media.name) && facts::content(facts, Some(schema)) == Content::Structured);
    let mut typed = chosen.iter().filter(|known| is_typed(known.encoding));
    is_notation && typed.any(|known| known.written == *written)
}

/// Returns how a schema compares with others. References and inline schemas are never the same.
fn written(facts: &Facts<'_>, schema: Option<SchemaId>) -> Written {
    let Some(schema) = schema else {
        return Written::Nothing;
    };
    match facts.target(schema) {
        target if target != schema => Written::Component(target),
        _ => Written::Inline(facts.tree().to_json(facts.schema(schema).at).to_string()),
    }
}

/// Returns where the name of a media type's variant comes from. For `*/*`, it comes from what is sent or decoded.
pub(crate) fn origin(media: &MediaType, encoding: BodyEncoding) -> Origin {
    let word = match (essence(&media.name).as_str(), encoding) {
        ("*/*", BodyEncoding::Any) => media.name.trim().to_owned(),
        ("*/*", _) => concrete(&media.name, encoding, "text/plain"),
        _ => media.name.trim().to_ascii_lowercase(),
    };
    Origin::new(media.at, word)
}

/// Returns the media type in lower case, without its parameters.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns how a media type is encoded, by its name alone.
pub(crate) fn named(media_type: &str) -> BodyEncoding {
    match essence(media_type).as_str() {
        "*/*" => BodyEncoding::Json,
        essence if is_json(essence) => BodyEncoding::Json,
        essence if essence.starts_with("text/") => BodyEncoding::Text,
        _ => BodyEncoding::Bytes,
    }
}

fn is_json(essence: &str) -> bool {
    essence.ends_with("+json") || essence.ends_with("/json")
}

/// Returns whether the one encoding decodes all that the other does.
const fn covers(all: BodyEncoding, some: BodyEncoding) -> bool {
    matches!(
        (all, some),
        (BodyEncoding::Any, BodyEncoding::Json | BodyEncoding::Text)
    )
}

/// Returns a media type that can be sent, also for a range.
pub(crate) fn concrete(media_type: &str, encoding: BodyEncoding, text: &str) -> String {
    let name = match encoding {
        _ if !media_type.contains('*') => media_type.trim(),
        BodyEncoding::Json | BodyEncoding::Any => "application/json",
        BodyEncoding::Text => text,
        _ => "application/octet-stream",
    };
    name.to_owned()
}

const fn is_typed(encoding: BodyEncoding) -> bool {
    !matches!(encoding, BodyEncoding::Text | BodyEncoding::Bytes)
}

/// Returns whether a media type is a range of all encodings.
fn is_any(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "*/*" | "application/*")
}

/// Returns whether a media type is a notation of structured values, by its name.
fn is_markup(media_type: &str) -> bool {
    const NOTATIONS: [&str; 7] = [
        "bson", "cbor", "msgpack", "protobuf", "smile", "xml", "yaml",
    ];
    let essence = essence(media_type);
    NOTATIONS.iter().any(|name| essence.contains(name))
}

/// Returns whether a media type is one that frameworks list beside JSON for every response.
fn is_page(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "text/plain" | "text/html")
}

/// Returns the rank of a media type: JSON first, raw bytes last.
fn rank(encoding: BodyEncoding, media_type: &str) -> u8 {
    match encoding {
        BodyEncoding::Json | BodyEncoding::Any if essence(media_type) == "application/json" => 0,
        BodyEncoding::Any if is_json(&essence(media_type)) => 1,
        BodyEncoding::Json => 1,
        BodyEncoding::Form => 2,
        BodyEncoding::Multipart => 3,
        BodyEncoding::Text => 4,
        BodyEncoding::Any => 5,
        BodyEncoding::Bytes => 6,
    }
}
