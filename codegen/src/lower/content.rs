//! What a schema allows, as far as the ways to write it differ by it. The schemas tell: nothing is lowered for it, so that no
//! type is left behind that nothing uses.

use super::Lower;
use crate::ir::{EnumRepr, ItemKind, Type};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};
use crate::table::Id as _;

/// How many schemas inside one another are asked what values are.
const MOST_PARTS: usize = 8;

/// What a schema allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Everything.
    Anything,
    /// Bytes.
    Binary,
    /// A value that one text says: a string, a number, a boolean, an enum of one of them.
    Scalar,
    /// Objects, arrays, and alternatives of them.
    Structured,
}

impl Lower<'_> {
    pub(super) fn content(&self, schema: Option<SchemaId>) -> Content {
        let Some(id) = schema else {
            return Content::Anything;
        };
        let schema = self.schema(self.target(id));
        if super::files::is_binary(schema) {
            Content::Binary
        } else if self.says_nothing(schema) {
            Content::Anything
        } else if self.says_scalars(id, MOST_PARTS) {
            Content::Scalar
        } else {
            Content::Structured
        }
    }

    /// The type of a value that stands as one text; none for what no text can say.
    pub(super) fn text_type(&mut self, schema: Option<SchemaId>) -> Option<Type> {
        let schema = match (self.content(schema), schema) {
            (Content::Scalar, Some(schema)) => schema,
            (Content::Structured, _) => return None,
            _ => return Some(Type::String),
        };
        let ty = self.usage(schema).ty;
        self.is_scalar(&ty).then_some(ty)
    }

    /// Whether a schema is of strings, numbers and booleans alone, as far as so many schemas inside one another tell.
    fn says_scalars(&self, id: SchemaId, depth: usize) -> bool {
        let schema = self.schema(self.target(id));
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let is_scalar = |ty: &JsonType| !matches!(ty, JsonType::Object | JsonType::Array);
        let is_value =
            |node: &NodeId| !matches!(self.tree.value(*node), Node::Array(_) | Node::Object(_));
        if !schema.types.is_empty() {
            return schema.types.iter().all(is_scalar);
        }
        if schema.constant.is_some() || schema.values.is_some() {
            let values = schema.values.iter().flatten().chain(&schema.constant);
            return values.into_iter().all(is_value);
        }
        let inside = |id: &SchemaId| self.says_scalars(*id, depth);
        let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
        match self.implied(schema) {
            Some(ty) => is_scalar(&ty),
            None if alternatives.peek().is_some() => alternatives.all(inside),
            None => schema.all_of.iter().any(inside),
        }
    }

    /// Whether one text says a value of this type.
    fn is_scalar(&self, ty: &Type) -> bool {
        match ty {
            Type::Json | Type::List(_) | Type::Map(_) | Type::Bytes | Type::File => false,
            Type::Nullable(inner) | Type::Sensitive(inner) => self.is_scalar(inner),
            Type::Named(id) => {
                let item = self.types.get(id.index()).and_then(Option::as_ref);
                match item.map(|item| &item.kind) {
                    // Of mixed values, text doesn't tell which one it is.
                    Some(ItemKind::Enum(values)) => values.repr != EnumRepr::Mixed,
                    Some(ItemKind::Text) => true,
                    Some(ItemKind::Alias(ty)) => self.is_scalar(ty),
                    Some(ItemKind::UntaggedUnion(union)) => {
                        let mut variants = union.variants.iter();
                        variants.all(|variant| self.is_scalar(&variant.ty))
                    }
                    _ => false,
                }
            }
            _ => true,
        }
    }

    /// Whether the schema allows every value there is.
    fn says_nothing(&self, schema: &Schema) -> bool {
        let combined = [&schema.all_of, &schema.any_of, &schema.one_of];
        schema.boolean != Some(false)
            && schema.types.is_empty()
            && schema.reference.is_none()
            && schema.values.is_none()
            && schema.constant.is_none()
            && schema.not.is_none()
            && self.implied(schema).is_none()
            && combined.iter().all(|parts| parts.is_empty())
    }
}
