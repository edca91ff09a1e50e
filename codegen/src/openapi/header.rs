//! Reads headers of responses: it takes the node of one and gives the header.

use super::model::{Header, Role};
use super::reader::{Reader, members};
use super::{extensions, media, schema};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::NodeId;

/// Reads a header.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Header {
    let mut header = Header {
        at,
        description: None,
        required: false,
        deprecated: false,
        schema: None,
        content: None,
        role: None,
    };
    members!(reader, at, "a header", |value| {
        "description" => header.description = reader.string(value),
        "required" => header.required = reader.bool(value).unwrap_or_default(),
        "schema" => header.schema = Some(schema::read(reader, value)),
        "content" => header.content = media::read_all(reader, value).into_iter().next(),
        "deprecated" => header.deprecated = reader.bool(value).unwrap_or_default(),
        "style" | "explode" | "allowEmptyValue" | "allowReserved" | "example" | "examples" => (),
        _(key) => extensions::read_role(reader, key, value, &[Role::RequestId, Role::RetryAdvice], &mut header.role),
    });
    if let (true, Some(media)) = (header.schema.is_some(), &header.content) {
        let message = "a header has both `schema` and `content`";
        let warning = Diagnostic::warning("invalid-value", Place::Value(media.at), message);
        let warning = warning.label("ignored");
        reader.diagnostics.push(warning.help("remove one of them"));
    }
    header
}
