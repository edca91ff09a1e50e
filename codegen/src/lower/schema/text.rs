//! Types of values with one text form.

use super::SchemaLowerer;
use crate::ir::{EnumRepr, ItemKind, Type};
use crate::lower::facts::{self, Content};
use crate::lower::item_table::ItemTable;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// Returns the type of a value that is sent or received as one text; none where it has no text form.
    pub(crate) fn text_type(&mut self, schema: Option<SchemaId>) -> Option<Type> {
        let schema = match (facts::content(self.facts, schema), schema) {
            (Content::Scalar, Some(schema)) => schema,
            (Content::Structured, _) => return None,
            _ => return Some(Type::String),
        };
        let ty = self.type_of(schema).ty;
        is_scalar(&self.items, &ty).then_some(ty)
    }
}

/// Returns whether values of this type have one text form.
fn is_scalar(items: &ItemTable, ty: &Type) -> bool {
    match ty {
        Type::Json | Type::List(_) | Type::Map(_) | Type::Bytes | Type::File => false,
        Type::Nullable(inner) | Type::Sensitive(inner) => is_scalar(items, inner),
        Type::Named(id) => {
            match items.kind(*id) {
                // The text of a mixed value doesn't tell its kind.
                Some(ItemKind::Enum(values)) => values.repr != EnumRepr::Mixed,
                Some(ItemKind::Text) => true,
                Some(ItemKind::Alias(ty)) => is_scalar(items, ty),
                Some(ItemKind::UntaggedUnion(union)) => {
                    let mut variants = union.variants.iter();
                    variants.all(|variant| is_scalar(items, &variant.ty))
                }
                _ => false,
            }
        }
        _ => true,
    }
}
