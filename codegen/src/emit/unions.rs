//! Unions: tagged, untagged, and keyed ones.

mod keyed;

pub(super) use keyed::keyed;

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::cfg::{self, ImplCfgs};
use super::docs::{self, docs};
use super::enums::literal;
use super::{Context, aliases, types};
use crate::ir::{Item, ItemKind, Literal, TaggedUnion, TaggedVariant, Type, TypeId, UntaggedUnion};
use crate::names::Name;

/// What unions differ in.
struct UnionParts {
    variants: TokenStream,
    /// The impls between the enum and its JSON.
    beside: TokenStream,
    /// The expression that decodes `json`.
    read: TokenStream,
    /// The arms that encode a listed variant.
    writes: TokenStream,
}

/// What every union has: an enum with a variant for what the document doesn't list, and its JSON.
fn item(cx: Context<'_>, id: TypeId, item: &Item, parts: UnionParts) -> TokenStream {
    let UnionParts {
        variants,
        beside,
        read,
        writes,
    } = parts;
    let (name, docs) = (cx.names.ty(id), docs(&item.docs, &docs::place(cx, id)));
    let ImplCfgs {
        decode,
        encode,
        both,
    } = cfg::impl_cfgs(cx, id);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// A variant that the document doesn't list. Only decoding makes it.
            Unknown(runtime::UnknownVariant),
        }
        #beside
        #decode
        impl runtime::FromJson for #name {
            fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
                #read
            }
        }
        #encode
        impl runtime::ToJson for #name {
            fn to_json(&self) -> runtime::Json<'_> {
                match self {
                    #writes
                    Self::Unknown(unknown) => runtime::ToJson::to_json(unknown),
                }
            }
        }
        #both
        runtime::serde_bridge!(#name);
    }
}

/// Emits a union whose variant a tag decides.
pub(super) fn tagged(cx: Context<'_>, id: TypeId, of: &Item, union: &TaggedUnion) -> TokenStream {
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
    item(cx, id, of, parts)
}

/// The documentation of a variant without a description.
fn tag_is(tag: &str, values: &[Literal]) -> String {
    let values = values.iter().map(|value| {
        let text = docs::inline(&value.text());
        format!("`{text}`")
    });
    let values: Vec<String> = values.collect();
    format!("`{}` is {}.", docs::inline(tag), values.join(" or "))
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
            let matching = untagged_read(idents);
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
    let kind = match aliases::resolve_aliases(cx, ty) {
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

/// Emits a union whose variant the members and their values decide.
pub(super) fn untagged(
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
        read: untagged_read(idents),
        writes: quote!(#(Self::#idents(value) => runtime::ToJson::to_json(value),)*),
    };
    item(cx, id, of, parts)
}

/// Decodes the variant that a value matches best.
fn untagged_read(idents: &[Name]) -> TokenStream {
    quote! {
        let mut decoder = runtime::UntaggedDecoder::new(json);
        #(decoder.try_variant(Self::#idents);)*
        decoder.finish(Self::Unknown)
    }
}

/// `From` for each variant whose type no other variant has.
fn conversions(cx: Context<'_>, owner: TypeId, idents: &[Name], types: Vec<&Type>) -> TokenStream {
    // An alias may stand for a type that another variant has too.
    let plain = |ty: &Type| aliases::without_aliases(cx, ty);
    let mut counts: HashMap<Option<Type>, usize> = HashMap::new();
    for ty in &types {
        *counts.entry(plain(ty)).or_default() += 1;
    }
    let is_own = |ty: &Type| {
        let plain = plain(ty);
        matches!(plain, Some(Type::Named(_))) && counts.get(&plain) == Some(&1)
    };
    let encode = cfg::impl_cfgs(cx, owner).encode;
    let name = cx.names.ty(owner);
    let own = types.into_iter().zip(idents).filter(|(ty, _)| is_own(ty));
    let impls = own.map(|(ty, variant)| {
        let plain = types::spell(cx, ty);
        let value = match cx.facts.boxed.is_boxed(owner, ty) {
            true => quote!(Box::new(value)),
            false => quote!(value),
        };
        quote! {
            #encode
            impl From<#plain> for #name {
                fn from(value: #plain) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    });
    quote!(#(#impls)*)
}
