//! The headers that responses declare: a struct, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{self, docs};
use super::types;
use crate::ir::{Header, HeaderEncoding, Item, Operation, Type, TypeId};
use crate::names::{Name, OperationNames};

/// Emits the struct. A server may leave out what the document requires, so that every field is optional.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, headers: &[Header]) -> TokenStream {
    let name = cx.names.ty(id);
    let docs = docs(&item.docs, "");
    let how = format!(
        " Read them with `typed_headers::<{name}>()` of a response or an error. A header that is missing or can't be \
         read is `None`, and `mismatches()` says why."
    );
    let named = || headers.iter().zip(&cx.names.of(id).members);
    let fields = named().map(|(header, ident)| field(cx, header, ident));
    let inits = named().map(|(header, ident)| {
        let value = read(header);
        quote!(#ident: #value,)
    });
    quote! {
        #docs
        #[doc = ""]
        #[doc = #how]
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
        impl runtime::ResponseHeaders for #name {
            fn read(reader: &mut runtime::HeaderReader<'_>) -> Self {
                Self { #(#inits)* }
            }
        }
    }
}

/// Says in the documentation of an operation's method how its declared headers are read.
pub(super) fn method_docs(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Option<TokenStream> {
    let name = |ty: &Option<Type>| {
        let id = ty.as_ref().and_then(Type::named)?;
        Some(docs::shown(names, cx.names.ty(id)))
    };
    let of_success = name(&operation.headers)
        .map(|name| format!(" Declared headers: `.send().await?.typed_headers::<{name}>()`."));
    let of_errors = name(&operation.error_headers)
        .map(|name| format!(" Declared headers of errors: `error.typed_headers::<{name}>()`."));
    let lines: Vec<String> = of_success.into_iter().chain(of_errors).collect();
    (!lines.is_empty()).then(|| quote!(#[doc = ""] #(#[doc = #lines])*))
}

fn field(cx: Context<'_>, header: &Header, ident: &Name) -> TokenStream {
    let fallback = format!("The header `{}`.", docs::inline(&header.wire));
    let docs = docs(&header.docs, &fallback);
    let ty = types::spell(cx, &header.ty);
    quote! {
        #docs
        pub #ident: Option<#ty>,
    }
}

/// Returns the expression that reads a header: `Option<T>`.
fn read(header: &Header) -> TokenStream {
    let (wire, required) = (&header.wire, header.required);
    let is_secret = matches!(header.ty, Type::Sensitive(_));
    let value = match header.encoding {
        HeaderEncoding::Text => quote!(reader.text(#wire, #required)),
        HeaderEncoding::List => quote!(reader.list(#wire, #required)),
        HeaderEncoding::Lines => quote!(reader.lines(#wire, #required)),
        HeaderEncoding::Json => quote!(reader.json(#wire, #required)),
    };
    let is_list = matches!(
        header.encoding,
        HeaderEncoding::List | HeaderEncoding::Lines
    );
    match is_secret && is_list {
        true => quote!(#value.map(runtime::Sensitive::new)),
        false => value,
    }
}
