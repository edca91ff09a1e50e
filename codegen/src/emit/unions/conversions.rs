//! Conversions of values into the union that they are a variant of.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::emit::{cfg, types};
use crate::ir::{Type, TypeId};
use crate::names::Name;

/// Emits `From` for each variant whose type no other variant has, if any build makes values of the union.
pub(super) fn conversions(
    cx: Context<'_>,
    owner: TypeId,
    idents: &[Name],
    types: Vec<&Type>,
) -> TokenStream {
    let Some(cfg) = cfg::constructors(cx, owner) else {
        return TokenStream::new();
    };
    // An alias may stand for a type that another variant has too.
    let plain: Vec<Option<Type>> = types.iter().map(|ty| cx.api.without_aliases(ty)).collect();
    let mut counts: HashMap<&Type, usize> = HashMap::new();
    for plain in plain.iter().flatten() {
        *counts.entry(plain).or_default() += 1;
    }
    let is_own = |plain: &Type| counts.get(plain) == Some(&1) && *plain != Type::Named(owner);
    let variants = types.iter().zip(&plain).zip(idents);
    let impls = variants.filter_map(|((ty, plain), variant)| {
        let plain = plain.as_ref().filter(|plain| is_own(plain))?;
        Some(of_variant(cx, owner, ty, plain, variant, &cfg))
    });
    impls.collect()
}

fn of_variant(
    cx: Context<'_>,
    owner: TypeId,
    ty: &Type,
    plain: &Type,
    variant: &Name,
    cfg: &TokenStream,
) -> TokenStream {
    let name = cx.names.ty(owner);
    let of = |from: TokenStream, value: TokenStream| {
        let value = match cx.facts.boxed.is_boxed(owner, ty) {
            true => quote!(Box::new(#value)),
            false => value,
        };
        quote! {
            #cfg
            impl From<#from> for #name {
                fn from(value: #from) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    };
    let itself = of(types::spell(cx, ty), quote!(value));
    let others = match plain {
        Type::String => {
            let text = of(quote!(&str), quote!(value.to_owned()));
            // What wraps the union takes text for it, too.
            quote! {
                #text
                #cfg
                impl runtime::__private::TextType for #name {}
            }
        }
        Type::List(item) => of_array(cx, item, name, variant, cfg),
        Type::Named(_) => in_wrappers(cx, owner, ty, cfg),
        _ => TokenStream::new(),
    };
    quote!(#itself #others)
}

/// Emits `From` for arrays of the items of a list, and for arrays of text where the items are strings.
fn of_array(
    cx: Context<'_>,
    item: &Type,
    name: &Name,
    variant: &Name,
    cfg: &TokenStream,
) -> TokenStream {
    let of = |item: TokenStream, value: TokenStream| {
        quote! {
            #cfg
            impl<const N: usize> From<[#item; N]> for #name {
                fn from(value: [#item; N]) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    };
    let text =
        (*item == Type::String).then(|| of(quote!(&str), quote!(value.map(str::to_owned).into())));
    let itself = of(types::spell(cx, item), quote!(value.into()));
    quote!(#itself #text)
}

/// Emits `From` of a variant for what holds the union where it may be `null`.
fn in_wrappers(cx: Context<'_>, owner: TypeId, ty: &Type, cfg: &TokenStream) -> TokenStream {
    let name = cx.names.ty(owner);
    let constructor = cx.facts.constructors.of_type(owner);
    let ty = types::spell(cx, ty);
    let wrappers = [
        (constructor.in_patch, quote!(runtime::Patch)),
        (constructor.in_nullable, quote!(runtime::Nullable)),
    ];
    let wrappers = wrappers.into_iter().filter(|(is_held, _)| *is_held);
    let impls = wrappers.map(|(_, wrapper)| {
        quote! {
            #cfg
            impl From<#ty> for #wrapper<#name> {
                fn from(value: #ty) -> Self {
                    #name::from(value).into()
                }
            }
        }
    });
    impls.collect()
}
