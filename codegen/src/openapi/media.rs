//! Reads media types: it takes the node of `content` and gives each with its schema, examples and encodings.

use super::model::{Encoding, MediaType, Style};
use super::reader::{Reader, members};
use super::{example, schema};
use crate::source::tree::NodeId;

/// Reads `content`: media types by name.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId) -> Vec<MediaType> {
    let members = reader.map(at);
    members
        .map(|(name, media)| read(reader, name, media))
        .collect()
}

/// Reads a media type.
fn read(reader: &mut Reader<'_>, name: &str, at: NodeId) -> MediaType {
    let name = name.to_owned();
    let mut media = MediaType {
        at,
        name,
        schema: None,
        examples: Vec::new(),
        encoding: Vec::new(),
    };
    let Some(at) = reader.landed(at) else {
        return media;
    };
    media.at = at;
    members!(reader, at, "a media type", |value| {
        "schema" => media.schema = Some(schema::read(reader, value)),
        "example" => media.examples.push(example::read_unnamed(reader, value)),
        "examples" => media.examples.extend(example::read_all(reader, value)),
        "itemSchema" | "itemEncoding" | "prefixEncoding" => reader.unsupported(
            value,
            "schemas of single items of a stream are not generated",
            "read the stream with `send_streaming`, and each item with `runtime::from_slice`",
        ),
        "encoding" => for (property, encoding) in reader.map(value) {
            media.encoding.push((property.to_owned(), read_encoding(reader, encoding)));
        },
    });
    media
}

/// Reads the encoding of a property.
fn read_encoding(reader: &mut Reader<'_>, at: NodeId) -> Encoding {
    let mut encoding = Encoding {
        at,
        content_type: None,
        style: None,
        explode: None,
        allow_reserved: false,
    };
    let Some(at) = reader.landed(at) else {
        return encoding;
    };
    members!(reader, at, "an encoding", |value| {
        "contentType" => encoding.content_type = reader.string(value),
        "style" => encoding.style = read_style(reader, value),
        "explode" => encoding.explode = reader.bool(value),
        "allowReserved" => encoding.allow_reserved = reader.bool(value).unwrap_or_default(),
        "headers" => reader.unsupported(
            value,
            "headers of one part of a body are not generated",
            "the part is sent with its media type only",
        ),
    });
    encoding
}

/// Reads `style` of a parameter or an encoding.
pub(super) fn read_style(reader: &mut Reader<'_>, at: NodeId) -> Option<Style> {
    match reader.word(at)?.as_str() {
        "matrix" => Some(Style::Matrix),
        "label" => Some(Style::Label),
        "simple" => Some(Style::Simple),
        "form" => Some(Style::Form),
        "spaceDelimited" => Some(Style::SpaceDelimited),
        "pipeDelimited" => Some(Style::PipeDelimited),
        "deepObject" => Some(Style::DeepObject),
        other => {
            let help = "use `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`, `simple`, `label` or `matrix`";
            reader.invalid(at, format!("`{other}` is not a style"), help);
            None
        }
    }
}
