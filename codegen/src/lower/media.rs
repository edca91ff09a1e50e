//! Content of several media types: which of them are told apart, and which are the same value in other words.

use super::Lower;
use crate::ir::{BodyEncoding, Origin, Type};
use crate::resolve::model::{self, MediaType, SchemaId};

/// A media type that has a type and an encoding of its own.
pub(super) struct Choice<'m> {
    pub(super) media: &'m MediaType,
    pub(super) encoding: BodyEncoding,
    /// What it is typed by.
    schema: Option<SchemaId>,
    written: Written,
    pub(super) ty: Type,
    /// The media types that carry the same type in the same encoding.
    pub(super) same: Vec<&'m MediaType>,
}

/// A schema, to be compared with others: by reference, or by what is written there.
#[derive(Debug, PartialEq, Eq)]
enum Written {
    Nothing,
    Component(SchemaId),
    Inline(String),
}

/// The media types of a body, sorted out.
pub(super) struct Choices<'m> {
    /// Best first.
    pub(super) chosen: Vec<Choice<'m>>,
    /// Other notations of a value that one of those has typed: XML beside JSON of the same schema.
    pub(super) notations: Vec<&'m MediaType>,
}

impl Choices<'_> {
    /// What can be used in place of what is generated, as names.
    pub(super) fn others(&self) -> Vec<&str> {
        let same = self.chosen.iter().flat_map(|choice| &choice.same);
        let mut names: Vec<&str> = same
            .chain(&self.notations)
            .map(|media| media.name.trim())
            .collect();
        names.dedup();
        names
    }
}

impl Lower<'_> {
    /// Sorts out the entries of a `content`, each encoded as `encoding` says.
    pub(super) fn choices<'m>(
        &mut self,
        content: &'m [MediaType],
        encoding: fn(&str) -> BodyEncoding,
    ) -> Choices<'m> {
        let mut ranked: Vec<(BodyEncoding, &MediaType)> = content
            .iter()
            .map(|media| (encoding(&media.name), media))
            .collect();
        ranked.sort_by_key(|(encoding, media)| rank(*encoding, &media.name));
        let mut choices = Choices {
            chosen: Vec::new(),
            notations: Vec::new(),
        };
        for (encoding, media) in ranked {
            let written = match content.len() {
                1 => Written::Nothing,
                _ => self.written(media.schema),
            };
            if self.is_notation(&choices.chosen, encoding, media, &written) {
                choices.notations.push(media);
                continue;
            }
            let choice = self.choice(&choices.chosen, encoding, media, written);
            let same = |known: &&mut Choice<'_>| {
                known.encoding == choice.encoding
                    && known.ty == choice.ty
                    && (is_typed(encoding) || essence(&known.media.name) == essence(&media.name))
            };
            match choices.chosen.iter_mut().find(same) {
                Some(known) => known.same.push(media),
                None => choices.chosen.push(choice),
            }
        }
        choices
    }

    fn choice<'m>(
        &mut self,
        chosen: &[Choice<'_>],
        encoding: BodyEncoding,
        media: &'m MediaType,
        written: Written,
    ) -> Choice<'m> {
        // A schema that is written out twice has one type, but for the files of a form.
        let known = chosen.iter().find(|known| {
            is_typed(known.encoding)
                && encoding != BodyEncoding::Multipart
                && known.encoding != BodyEncoding::Multipart
                && known.written == written
        });
        let schema = known.map_or(media.schema, |known| known.schema);
        let ty = match (encoding, schema) {
            (BodyEncoding::Text, _) => Type::String,
            (BodyEncoding::Bytes, _) => Type::Bytes,
            (_, Some(schema)) => self.usage(schema).element(),
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

    /// Whether the entry writes the value of a typed one in a way that can't be typed.
    fn is_notation(
        &self,
        chosen: &[Choice<'_>],
        encoding: BodyEncoding,
        media: &MediaType,
        written: &Written,
    ) -> bool {
        let Some(schema) = media.schema.filter(|_| !is_typed(encoding)) else {
            return false;
        };
        // A string that isn't written as text is no value to be written otherwise, but just what it is.
        let said = self.schema(self.target(schema));
        let is_opaque = super::files::is_binary(said)
            || (said.types == [model::Type::String]
                && encoding == BodyEncoding::Bytes
                && !is_markup(&media.name));
        let mut typed = chosen.iter().filter(|known| is_typed(known.encoding));
        !is_opaque && typed.any(|known| known.written == *written)
    }

    /// References and what is written out stay apart: a component is read once, however many lead to it.
    fn written(&self, schema: Option<SchemaId>) -> Written {
        let Some(schema) = schema else {
            return Written::Nothing;
        };
        match self.target(schema) {
            target if target != schema => Written::Component(target),
            _ => Written::Inline(self.tree.to_json(self.schema(schema).at).to_string()),
        }
    }
}

/// Where the name of a media type's variant comes from.
pub(super) fn origin(media: &MediaType) -> Origin {
    Origin {
        at: media.at,
        words: vec![media.name.trim().to_ascii_lowercase()],
        wish: None,
    }
}

/// The media type in lower case, without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// How what is sent becomes bytes.
pub(super) fn sent(media_type: &str) -> BodyEncoding {
    match essence(media_type).as_str() {
        "application/x-www-form-urlencoded" => BodyEncoding::Form,
        "multipart/form-data" => BodyEncoding::Multipart,
        _ => received(media_type),
    }
}

/// How bytes that come become a value: JSON, text or just bytes.
pub(super) fn received(media_type: &str) -> BodyEncoding {
    match essence(media_type).as_str() {
        "*/*" => BodyEncoding::Json,
        essence if essence.ends_with("+json") || essence.ends_with("/json") => BodyEncoding::Json,
        essence if essence.starts_with("text/") => BodyEncoding::Text,
        _ => BodyEncoding::Bytes,
    }
}

/// A range of media types says what may be sent; a message says what is.
pub(super) fn concrete(media_type: &str, encoding: BodyEncoding, text: &str) -> String {
    let name = match encoding {
        _ if !media_type.contains('*') => media_type.trim(),
        BodyEncoding::Json => "application/json",
        BodyEncoding::Text => text,
        _ => "application/octet-stream",
    };
    name.to_owned()
}

const fn is_typed(encoding: BodyEncoding) -> bool {
    !matches!(encoding, BodyEncoding::Text | BodyEncoding::Bytes)
}

/// Notations of structured values, by what names of media types hold.
fn is_markup(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.contains("xml") || essence.contains("yaml")
}

/// JSON says the most, raw bytes the least.
fn rank(encoding: BodyEncoding, media_type: &str) -> u8 {
    match encoding {
        BodyEncoding::Json if essence(media_type) == "application/json" => 0,
        BodyEncoding::Json => 1,
        BodyEncoding::Form => 2,
        BodyEncoding::Multipart => 3,
        BodyEncoding::Text => 4,
        BodyEncoding::Bytes => 5,
    }
}
