//! Methods of calls that set a part of the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::docs;
use super::types;
use crate::ir::{Docs, Type};
use crate::names::Name;

/// Emits a method that sets a part of the request.
pub(super) fn setter(
    cx: Context<'_>,
    ident: &Name,
    ty: &Type,
    of: &Docs,
    fallback: &str,
) -> TokenStream {
    let docs = docs(of, fallback);
    let argument = types::argument(ty, &types::spell(cx, ty));
    let value = types::convert(ty, &quote!(#ident));
    let lint = types::operator_lint(ident);
    quote! {
        #docs
        #lint
        pub fn #ident(mut self, #ident: #argument) -> Self {
            self.operation_mut().#ident = Some(#value);
            self
        }
    }
}
