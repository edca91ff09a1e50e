//! What a schema says of members beside its properties: `additionalProperties`, `patternProperties`,
//! `unevaluatedProperties`.

use super::Facts;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

/// What one schema says of the members beside its properties.
pub(crate) struct Rest {
    pub(crate) at: NodeId,
    /// The schemas that describe them: each member matches one.
    pub(crate) schemas: Vec<SchemaId>,
    /// Whether there may be members that none of these describes.
    pub(crate) open: bool,
}

impl Rest {
    /// Returns the same for one alternative of several: values of the others may have any members.
    pub(crate) fn of_some(self) -> Self {
        Self { open: true, ..self }
    }
}

/// Returns what the schema says of the members beside its properties. None where it says nothing, or allows none.
pub(crate) fn rest(facts: &Facts<'_>, schema: &Schema) -> Option<Rest> {
    let additional = schema.additional_properties.or(schema
        .unevaluated_properties
        .filter(|id| !facts.is_false(*id)));
    if schema.pattern_properties.is_empty() {
        let schemas = vec![additional.filter(|id| !facts.is_false(*id))?];
        return Some(Rest {
            at: schema.at,
            schemas,
            open: false,
        });
    }
    let patterns = schema.pattern_properties.iter();
    let mut schemas: Vec<SchemaId> = patterns
        .map(|(_, id)| *id)
        .filter(|id| !facts.is_false(*id))
        .collect();
    let mut patterns = schema.pattern_properties.iter();
    let mut open = false;
    if !patterns.any(|(pattern, _)| fits_every_name(pattern)) {
        open = additional.is_none_or(|id| facts.target_schema(id).boolean == Some(true));
        let more = additional.filter(|id| facts.target_schema(*id).boolean.is_none());
        schemas.extend(more);
    }
    (open || !schemas.is_empty()).then_some(Rest {
        at: schema.at,
        schemas,
        open,
    })
}

/// Returns whether a pattern is one that documents use for "any name".
fn fits_every_name(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let bare = inner
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(inner);
    let is_whole = pattern.starts_with('^') && pattern.ends_with('$');
    match bare {
        ".*" | ".+" | "[\\s\\S]*" | "[\\s\\S]+" => true,
        "" | "." => !is_whole,
        _ => false,
    }
}
