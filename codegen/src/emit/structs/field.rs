//! The fields of a struct.

use proc_macro2::TokenStream;

use crate::emit::context::Context;
use crate::emit::docs::FieldDocs;
use crate::emit::{aliases, docs, types};
use crate::ir::{Field, Struct, TypeId};
use crate::names::Name;

/// A field with what is known about it.
pub(super) struct NamedField<'a> {
    pub(super) field: &'a Field,
    pub(super) name: &'a Name,
    /// The type without its presence.
    pub(super) inner: TokenStream,
    /// Whether it takes any JSON, so that `null` is a value.
    pub(super) is_any: bool,
    pub(super) docs: FieldDocs,
}

/// Returns the fields of a struct.
pub(super) fn named_fields<'a>(
    cx: Context<'a>,
    id: TypeId,
    object: &'a Struct,
) -> Vec<NamedField<'a>> {
    let owner = cx.names.ty(id);
    let fields = object.fields.iter().zip(&cx.names.of(id).members);
    let field = |(field, name): (&'a Field, &'a Name)| NamedField {
        field,
        name,
        inner: types::field_type(cx, id, &field.ty),
        is_any: aliases::is_any(cx, &field.ty),
        docs: docs::field(&field.docs, || {
            format!("Property `{}` of `{owner}`.", docs::inline(&field.wire))
        }),
    };
    fields.map(field).collect()
}
