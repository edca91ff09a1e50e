//! What all unions have.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::cfg::{self, ImplCfgs};
use crate::emit::context::Context;
use crate::emit::docs::{self, docs};
use crate::emit::{aliases, types};
use crate::ir::{Item, Type, TypeId};
use crate::names::Name;

/// What unions differ in.
pub(super) struct UnionParts {
    pub(super) variants: TokenStream,
    /// The impls between the enum and its JSON.
    pub(super) beside: TokenStream,
    /// The expression that decodes `json`.
    pub(super) read: TokenStream,
    /// The arms that encode a listed variant.
    pub(super) writes: TokenStream,
}

/// What every union has: an enum with a variant for what the document doesn't list, and its JSON.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, parts: UnionParts) -> TokenStream {
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

/// `From` for each variant whose type no other variant has.
pub(super) fn conversions(
    cx: Context<'_>,
    owner: TypeId,
    idents: &[Name],
    types: Vec<&Type>,
) -> TokenStream {
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
