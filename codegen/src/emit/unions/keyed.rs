//! Unions whose content is the value of the property that the tag names.

use proc_macro2::TokenStream;
use quote::quote;

use super::base::{self, UnionParts};
use crate::emit::context::Context;
use crate::emit::docs::{self, docs};
use crate::emit::{arguments, cfg, types};
use crate::ir::{Item, KeyedUnion, KeyedVariant, Presence, TypeId};
use crate::names::Name;

/// Emits a keyed union.
pub(in crate::emit) fn keyed(
    cx: Context<'_>,
    id: TypeId,
    item: &Item,
    union: &KeyedUnion,
) -> TokenStream {
    let (name, names, tag) = (cx.names.ty(id), cx.names.of(id), &union.tag);
    let pairs = || union.variants.iter().zip(&names.members);
    let variants = pairs().map(|(variant, name)| variant_of(cx, id, tag, variant, name));
    let constructors = pairs()
        .zip(&names.constructors)
        .map(|((variant, name), constructor)| constructor_of(cx, id, variant, name, constructor));
    let reads = pairs().map(|(variant, name)| read(variant, name));
    let writes = pairs().map(|(variant, name)| write(tag, variant, name));
    let constructors = cfg::constructors(cx, id).map(|cfg| {
        quote! {
            #cfg
            impl #name {
                #(#constructors)*
            }
        }
    });
    let parts = UnionParts {
        variants: variants.collect(),
        beside: constructors.unwrap_or_default(),
        read: quote! {
            let mut fields = json.into_fields()?;
            match fields.tag(#tag)?.as_ref() {
                #(#reads)*
                _ => Ok(Self::Unknown(fields.into_unknown_variant(#tag))),
            }
        },
        writes: writes.collect(),
    };
    base::item(cx, id, item, parts)
}

fn variant_of(
    cx: Context<'_>,
    owner: TypeId,
    tag: &str,
    variant: &KeyedVariant,
    name: &Name,
) -> TokenStream {
    let (tag, wire) = (docs::inline(tag), docs::inline(&variant.wire));
    let docs = docs(&variant.docs, &format!("When `{tag}` is `{wire}`."));
    let content = variant.content.as_ref().map(|(ty, presence)| {
        let ty = types::wrap_presence(*presence, &types::field_type(cx, owner, ty));
        quote!((#ty))
    });
    quote! {
        #docs
        #name #content,
    }
}

fn constructor_of(
    cx: Context<'_>,
    owner: TypeId,
    variant: &KeyedVariant,
    name: &Name,
    constructor: &Name,
) -> TokenStream {
    let Some((ty, presence)) = &variant.content else {
        return TokenStream::new();
    };
    // Letters without case give both the same name.
    let kind = if name == constructor { "variant@" } else { "" };
    let docs = format!(" Creates [`{name}`]({kind}Self::{name}) with its content.");
    let presence = presence.of_content();
    let argument = arguments::field_argument(cx, ty, presence);
    let value = arguments::field_value(cx, owner, ty, presence, &quote!(#constructor));
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #constructor(#constructor: #argument) -> Self {
            Self::#name(#value)
        }
    }
}

fn read(variant: &KeyedVariant, name: &Name) -> TokenStream {
    let wire = &variant.wire;
    let Some((_, presence)) = &variant.content else {
        return quote!(#wire => fields.finish(Self::#name),);
    };
    let method = types::presence_method(*presence);
    match presence {
        Presence::Required => quote! {
            #wire => match fields.#method(#wire) {
                Some(content) => fields.finish(Self::#name(content)),
                None => Err(fields.into_error()),
            },
        },
        _ => quote! {
            #wire => {
                let content = fields.#method(#wire);
                fields.finish(Self::#name(content))
            }
        },
    }
}

fn write(tag: &str, variant: &KeyedVariant, name: &Name) -> TokenStream {
    let wire = &variant.wire;
    let Some((_, presence)) = &variant.content else {
        return quote!(Self::#name => runtime::Object::tagged(#tag, #wire).into(),);
    };
    let method = types::presence_method(*presence);
    quote! {
        Self::#name(content) => {
            let mut object = runtime::Object::tagged(#tag, #wire);
            object.#method(#wire, content);
            object.into()
        }
    }
}
