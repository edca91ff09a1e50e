//! The setters of a struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::NamedField;
use crate::emit::context::Context;
use crate::emit::{arguments, types};
use crate::ir::TypeId;

/// Emits a setter per field that may be absent.
pub(super) fn setters(
    cx: Context<'_>,
    id: TypeId,
    fields: &[NamedField<'_>],
    must_use: Option<&TokenStream>,
) -> TokenStream {
    let optional = fields
        .iter()
        .filter(|field| !field.field.is_argument() && !field.field.constant);
    let setters = optional.map(|field| setter(cx, id, field, must_use));
    quote!(#(#setters)*)
}

fn setter(
    cx: Context<'_>,
    id: TypeId,
    named: &NamedField<'_>,
    must_use: Option<&TokenStream>,
) -> TokenStream {
    let NamedField {
        field, name, docs, ..
    } = named;
    let docs = &docs.summary;
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    let lint = types::operator_lint(name);
    let argument = arguments::field_argument(cx, &field.ty, field.presence);
    let value = arguments::field_value(cx, id, &field.ty, field.presence, &quote!(#name));
    quote! {
        #docs
        #deprecated
        #lint
        #must_use
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}
