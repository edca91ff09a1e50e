//! Reads `info`: it takes the node and gives the title, the version and the description.

use super::model::Info;
use super::reader::{Reader, members};
use crate::source::tree::NodeId;

/// Reads `info`.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Info {
    let mut info = Info::default();
    let Some(at) = reader.landed(at) else {
        return info;
    };
    members!(reader, at, "`info`", |value| {
        "title" => info.title = reader.string(value).unwrap_or_default(),
        "version" => info.version = reader.string(value).unwrap_or_default(),
        "description" => info.description = reader.string(value),
        "summary" | "termsOfService" | "contact" | "license" => (),
    });
    for key in ["title", "version"] {
        if reader.lacks(at, key) {
            reader.missing_but_harmless(at, key, "`info`");
        }
    }
    info
}
