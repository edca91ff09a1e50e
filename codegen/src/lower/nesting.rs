//! What parameters and forms can't write: styles know a value, a list of values, and an object of values (OpenAPI 3.1
//! §4.8.12.3). What stands deeper has no text that the specification defines.

use super::Lower;
use super::notes::code;
use crate::openapi::model::{SchemaId, Style, Type as JsonType};
use crate::source::tree::NodeId;

/// How many schemas inside one another are asked what values are.
const MOST_PARTS: usize = 4;

/// How deep lists and objects stand in one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nesting {
    /// Every style can write it.
    Flat,
    /// An object with a list of plain values in it.
    ListInside,
    /// An object in an object, a list of objects, a list of lists.
    Deep,
}

impl Lower<'_> {
    /// Says what a style leaves undefined of the values of a schema.
    pub(super) fn warn_nested(
        &mut self,
        schema: SchemaId,
        at: NodeId,
        what: &str,
        (style, explode): (Style, bool),
    ) {
        if style == Style::DeepObject {
            return;
        }
        let outcome = match self.nesting(schema, MOST_PARTS) {
            Nesting::Flat => return,
            Nesting::ListInside if style == Style::Form && explode => {
                "a list in an object becomes a pair an item"
            }
            Nesting::ListInside => "a list in an object is refused when it is sent",
            Nesting::Deep => "what stands deeper is refused when it is sent",
        };
        let message = format!(
            "{what} holds lists or objects inside of another, which the style {} doesn't define: {outcome}",
            code(name(style))
        );
        let help = "use the style `deepObject` for objects, or `content` with a media type of JSON";
        self.warn("nested-style", at, message, help);
    }

    /// As far as the schemas themselves tell: nothing is lowered for it.
    pub(super) fn nesting(&self, id: SchemaId, depth: usize) -> Nesting {
        let schema = self.schema(self.target(id));
        let Some(depth) = depth.checked_sub(1) else {
            return Nesting::Flat;
        };
        let parts = [&schema.all_of, &schema.one_of, &schema.any_of];
        let parts = parts.into_iter().flatten();
        let of_parts = parts.map(|part| self.nesting(*part, depth)).max();
        let items = schema.items.filter(|_| self.may_be_array(id));
        let of_items = items.map(|items| match self.is_structured(items, depth) {
            true => Nesting::Deep,
            false => Nesting::Flat,
        });
        let members = schema.properties.iter().chain(&schema.pattern_properties);
        let members = members.map(|(_, member)| *member);
        let members = members.chain(schema.additional_properties);
        let of_members = members.map(|member| self.inside(member, depth)).max();
        let all = [of_parts, of_items, of_members];
        all.into_iter().flatten().max().unwrap_or(Nesting::Flat)
    }

    /// What a member makes of the object that it is in.
    fn inside(&self, member: SchemaId, depth: usize) -> Nesting {
        if !self.is_structured(member, depth) {
            return Nesting::Flat;
        }
        let items = self.schema(self.target(member)).items;
        match items.filter(|_| self.may_be_array(member)) {
            Some(items) if !self.is_structured(items, depth) => Nesting::ListInside,
            _ => Nesting::Deep,
        }
    }

    pub(super) fn may_be_array(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        let is_said = schema.types.contains(&JsonType::Array);
        is_said || schema.types.is_empty() && schema.items.is_some()
    }
}

const fn name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "matrix",
        Style::Label => "label",
        Style::Simple => "simple",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
    }
}
