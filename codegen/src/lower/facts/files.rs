//! Which schemas are files: binary strings that are properties of multipart bodies, alone or in lists.

use std::collections::BTreeSet;

use crate::openapi::model::{Resolved, Schema, SchemaId, Type};

/// Finds the schemas that are files.
pub(crate) fn files(resolved: &Resolved) -> BTreeSet<SchemaId> {
    let bodies = resolved
        .operations
        .iter()
        .filter_map(|operation| operation.request_body.as_ref());
    let contents = bodies.flat_map(|body| &body.content);
    let multipart = contents.filter(|media| {
        media
            .name
            .trim()
            .to_ascii_lowercase()
            .starts_with("multipart/")
    });
    let mut search = Search {
        resolved,
        seen: BTreeSet::new(),
        files: BTreeSet::new(),
    };
    multipart
        .filter_map(|media| media.schema)
        .for_each(|schema| search.object(schema));
    search.files
}

struct Search<'a> {
    resolved: &'a Resolved,
    seen: BTreeSet<SchemaId>,
    files: BTreeSet<SchemaId>,
}

impl Search<'_> {
    /// Searches the properties of an object, of its parts and of its alternatives.
    fn object(&mut self, root: SchemaId) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            let schema = self.resolved.schema(id);
            open.extend(schema.reference);
            open.extend(
                schema
                    .all_of
                    .iter()
                    .chain(&schema.one_of)
                    .chain(&schema.any_of),
            );
            schema
                .properties
                .iter()
                .for_each(|(_, property)| self.member(*property));
        }
    }

    fn member(&mut self, root: SchemaId) {
        let mut open = vec![root];
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.resolved.schema(id);
            open.extend(schema.reference.into_iter().chain(schema.items));
            open.extend(
                schema
                    .all_of
                    .iter()
                    .chain(&schema.one_of)
                    .chain(&schema.any_of),
            );
            if schema.types.contains(&Type::String) && is_binary(schema) {
                self.files.insert(id);
            }
        }
    }
}

/// Returns whether a schema is of bytes: `format: binary`, or what OpenAPI 3.1 has in its place, a media type that is no
/// text and not encoded (section 4.8.14.3).
pub(crate) fn is_binary(schema: &Schema) -> bool {
    let is_text = |name: &str| name.starts_with("text/") || name.ends_with("json");
    let media_type = schema.content_media_type.as_deref();
    schema.format.as_deref() == Some("binary")
        || (schema.content_encoding.is_none() && media_type.is_some_and(|name| !is_text(name)))
}
