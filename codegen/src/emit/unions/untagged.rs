//! Untagged unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::base::{self, UnionParts};
use super::conversions::conversions;
use crate::emit::context::Context;
use crate::emit::docs::docs;
use crate::emit::types;
use crate::ir::{Item, TypeId, UntaggedUnion};
use crate::names::Name;

/// Emits a union whose variant the members and their values decide.
pub(in crate::emit) fn untagged(
    cx: Context<'_>,
    id: TypeId,
    of: &Item,
    union: &UntaggedUnion,
) -> TokenStream {
    let idents = cx.names.of(id).members.as_slice();
    let variants = union.variants.iter().zip(idents).map(|(variant, name)| {
        let fallback = format!("A value of the type `{}`.", types::text_of(cx, &variant.ty));
        let docs = docs(&variant.docs, &fallback);
        let ty = types::field_type(cx, id, &variant.ty);
        quote!(#docs #name(#ty),)
    });
    let types = union.variants.iter().map(|variant| &variant.ty);
    let parts = UnionParts {
        variants: variants.collect(),
        beside: conversions(cx, id, idents, types.collect()),
        read: read(idents),
        writes: quote!(#(Self::#idents(value) => runtime::ToJson::to_json(value),)*),
    };
    base::item(cx, id, of, parts)
}

/// Decodes the variant that a value matches best.
pub(super) fn read(idents: &[Name]) -> TokenStream {
    quote! {
        let mut decoder = runtime::UntaggedDecoder::new(json);
        #(decoder.try_variant(Self::#idents);)*
        decoder.finish(Self::Unknown)
    }
}
