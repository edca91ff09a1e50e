//! The members of an object that no property names: `additionalProperties`, `patternProperties`,
//! `unevaluatedProperties`.

use super::Lower;
use crate::ir::Type;
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

/// What one schema says of the members that it doesn't name.
pub(super) struct Rest {
    at: NodeId,
    /// What describes them: each member fits one of these.
    schemas: Vec<SchemaId>,
    /// There may be members that none of these describes.
    open: bool,
}

impl Rest {
    /// The same of an alternative: values of the others have whatever members they like.
    pub(super) fn of_some(self) -> Self {
        Self { open: true, ..self }
    }
}

impl Lower<'_> {
    /// What the schema says of members without a name; none where it says nothing, or that there are none.
    pub(super) fn rest(&self, schema: &Schema) -> Option<Rest> {
        let additional = schema.additional_properties.or(schema
            .unevaluated_properties
            .filter(|id| !self.refuses(*id)));
        if schema.pattern_properties.is_empty() {
            let schemas = vec![additional.filter(|id| !self.refuses(*id))?];
            return Some(Rest {
                at: schema.at,
                schemas,
                open: false,
            });
        }
        let patterns = schema.pattern_properties.iter();
        let mut schemas: Vec<SchemaId> = patterns
            .map(|(_, id)| *id)
            .filter(|id| !self.refuses(*id))
            .collect();
        let mut patterns = schema.pattern_properties.iter();
        let mut open = false;
        if !patterns.any(|(pattern, _)| fits_every_name(pattern)) {
            open = additional.is_none_or(|id| self.schema(self.target(id)).boolean == Some(true));
            let more = additional.filter(|id| self.schema(self.target(*id)).boolean.is_none());
            schemas.extend(more);
        }
        (open || !schemas.is_empty()).then_some(Rest {
            at: schema.at,
            schemas,
            open,
        })
    }

    /// Whether the schema is `false`.
    pub(super) fn refuses(&self, id: SchemaId) -> bool {
        self.schema(self.target(id)).boolean == Some(false)
    }

    /// The one type of all members without a name: each of them fits what every schema says. None where nothing is said.
    pub(super) fn rest_type(&mut self, rests: &[Rest]) -> Option<Type> {
        let mut ty = None;
        let single = rests.iter().filter(|rest| !rest.open);
        let single: Vec<SchemaId> = single
            .filter_map(|rest| match rest.schemas.as_slice() {
                [only] => Some(*only),
                _ => None,
            })
            .collect();
        if single.len() > 1 {
            return Some(self.usage_of_all("additionalProperties", &single).element());
        }
        for rest in rests {
            match self.only_type(rest) {
                Some(Type::Json) => ty = ty.or(Some(Type::Json)),
                Some(one) => return Some(one),
                None => {
                    self.warn_of_several(rest);
                    ty = Some(Type::Json);
                }
            }
        }
        ty
    }

    /// The type that all members have by one schema; none where they have several, or any.
    fn only_type(&mut self, rest: &Rest) -> Option<Type> {
        if rest.open {
            let anything = |id: &SchemaId| !self.has_shape(*id);
            return rest.schemas.iter().all(anything).then_some(Type::Json);
        }
        let mut types = Vec::new();
        for id in &rest.schemas {
            types.push(self.usage(*id).element());
        }
        let first = types.pop()?;
        types.iter().all(|ty| *ty == first).then_some(first)
    }

    fn warn_of_several(&mut self, rest: &Rest) {
        let (why, help) = if rest.open {
            (
                "may have any value, and some are described",
                "say `additionalProperties: false` where every name fits a pattern",
            )
        } else {
            (
                "have several types, by their names",
                "give all patterns and `additionalProperties` one schema, or accept raw JSON",
            )
        };
        let message = format!("further members {why}; their values are raw JSON");
        self.warn("pattern-properties", rest.at, message, help);
    }
}

/// Patterns that documents write for "any name".
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
