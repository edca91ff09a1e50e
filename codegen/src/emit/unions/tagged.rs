//! Tagged unions.

use proc_macro2::TokenStream;
use quote::quote;

use super::base::{self, UnionParts};
use super::conversions::conversions;
use super::untagged;
use crate::emit::context::Context;
use crate::emit::docs::{self, docs};
use crate::emit::enums::literal;
use crate::emit::types;
use crate::ir::{Item, ItemKind, Literal, TaggedUnion, TaggedVariant, Type, TypeId};
use crate::names::Name;

/// Emits a union whose variant a tag decides.
pub(in crate::emit) fn tagged(
    cx: Context<'_>,
    id: TypeId,
    of: &Item,
    union: &TaggedUnion,
) -> TokenStream {
    let idents = cx.names.of(id).members.as_slice();
    let named = || union.variants.iter().zip(idents);
    let variants = named().map(|(variant, name)| {
        let docs = docs(&variant.docs, &tag_is(&union.tag, &variant.values));
        let ty = types::field_type(cx, id, &variant.ty);
        quote!(#docs #name(#ty),)
    });
    let writes = named().map(|(variant, name)| tagged_write(cx, union, variant, name));
    let types = union.variants.iter().map(|variant| &variant.ty);
    let parts = UnionParts {
        variants: variants.collect(),
        beside: conversions(cx, id, idents, types.collect()),
        read: tagged_read(cx, union, idents),
        writes: writes.collect(),
    };
    base::item(cx, id, of, parts)
}

/// Returns the documentation of a variant without a description.
fn tag_is(tag: &str, values: &[Literal]) -> String {
    let values = values.iter().map(|value| {
        let text = docs::inline(&value.text());
        format!("`{text}`")
    });
    let values: Vec<String> = values.collect();
    format!("When `{}` is {}.", docs::inline(tag), values.join(" or "))
}

/// Decodes the variant of the tag; where the tag is optional and absent, the variant that matches.
fn tagged_read(cx: Context<'_>, union: &TaggedUnion, idents: &[Name]) -> TokenStream {
    let tag = &union.tag;
    let is_text = |value: &Literal| matches!(value, Literal::Text(_));
    let mut values = union.variants.iter().flat_map(|variant| &variant.values);
    let are_texts = values.all(is_text) && union.is_required;
    let arms = union.variants.iter().zip(idents).map(|(variant, name)| {
        let untagged = (!keeps_tag(cx, tag, &variant.ty)).then(|| quote!(.untagged(#tag)));
        let patterns = variant.values.iter().map(|value| match (are_texts, value) {
            (true, Literal::Text(text)) => quote!(#text),
            _ if union.is_required => literal(value),
            _ => {
                let value = literal(value);
                quote!(Some(#value))
            }
        });
        quote!(#(#patterns)|* => Self::#name(runtime::FromJson::from_json(json #untagged)?),)
    });
    let (looked_up, without) = match (are_texts, union.is_required) {
        (true, _) => (quote!(tag(#tag)?), TokenStream::new()),
        (false, true) => (quote!(tag_value(#tag)?), TokenStream::new()),
        (false, false) => {
            let matching = untagged::read(idents);
            let without = quote!(None => { return { #matching }; });
            (quote!(optional_tag(#tag)), without)
        }
    };
    quote! {
        Ok(match json.#looked_up {
            #(#arms)*
            #without
            _ => Self::Unknown(json.into_unknown_variant(#tag)),
        })
    }
}

/// Encodes a variant. One with a single value of the tag can't be sent with another.
fn tagged_write(
    cx: Context<'_>,
    union: &TaggedUnion,
    variant: &TaggedVariant,
    name: &Name,
) -> TokenStream {
    let tag = &union.tag;
    let is_set = union.is_required || !keeps_tag(cx, tag, &variant.ty);
    match variant.values.as_slice() {
        [only] if is_set => {
            let only = match only {
                Literal::Text(text) => quote!(#text),
                other => literal(other),
            };
            quote!(Self::#name(value) => runtime::ToJson::to_json(value).tagged(#tag, #only),)
        }
        _ => quote!(Self::#name(value) => runtime::ToJson::to_json(value),),
    }
}

/// Returns whether a type keeps the tag that names it. Where it doesn't, its variant does, and nothing is lost.
fn keeps_tag(cx: Context<'_>, tag: &str, ty: &Type) -> bool {
    let kind = match cx.api.resolve_aliases(ty) {
        Type::Named(id) => Some(&cx.api.item(*id).kind),
        _ => None,
    };
    match kind {
        Some(ItemKind::Struct(object)) => {
            object.additional.is_some() || object.fields.iter().any(|field| field.wire == tag)
        }
        _ => true,
    }
}
