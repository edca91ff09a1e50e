//! Methods of calls that set a part of the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::docs;
use super::{arguments, types};
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
    let argument = arguments::argument(cx, ty);
    let value = arguments::convert(cx, ty, &quote!(#ident));
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
