//! Items that belong to one operation and are made of no schema.

use crate::ir::{Docs, Item, ItemKind, Origin, SegmentRole};
use crate::lower::facts::code;
use crate::lower::segments;
use crate::openapi::model;

/// Makes an item of an operation. `word` is added to its name.
pub(super) fn part(operation: &model::Operation, word: &str, text: String, kind: ItemKind) -> Item {
    let segments = segments::of_operation(operation);
    let of_operation = Origin {
        at: operation.at,
        roles: vec![SegmentRole::Operation; segments.len()],
        segments,
        name_override: None,
    };
    Item {
        origin: of_operation.with_segment(word),
        named: false,
        docs: Docs {
            text: Some(text),
            ..Docs::default()
        },
        kind,
    }
}

/// Returns the id of an operation as documentation shows it, or else its method and path.
pub(super) fn id(operation: &model::Operation) -> String {
    let (method, path) = (operation.method.name(), &operation.path);
    let id = operation.id.clone();
    code(&id.unwrap_or_else(|| format!("{method} {path}")))
}
