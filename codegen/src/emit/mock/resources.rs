//! The mocks of resources, and the methods that lead to them.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Owner;
use crate::emit::context::Context;
use crate::emit::{cfg, paths, resources};
use crate::names::{OperationNames, ResourceNames};

/// Emits the mock of each resource.
pub(super) fn resources(cx: Context<'_>) -> TokenStream {
    let each = cx.names.resources().iter().enumerate();
    let each = each.map(|(index, names)| {
        let ty = &names.mock.ty;
        let cfg = cfg::cfg(cx, &resources::needs(cx, index));
        let title = format!(" The mocks of the operations of {}.", names.title());
        let below = accessors(cx, Some(index)).map(|accessors| {
            quote! {
                #cfg
                impl<'m> #ty<'m> {
                    #accessors
                }
            }
        });
        quote! {
            #cfg
            openapi_bindgen_mock::resource!(#ty, #title);
            #below
        }
    });
    let outermost = accessors(cx, None).map(|accessors| {
        quote! {
            impl Mock {
                #accessors
            }
        }
    });
    quote!(#outermost #(#each)*)
}

/// Returns whose method the mock of an operation is, seen from a module `depth` levels below the crate's root.
pub(super) fn owner(cx: Context<'_>, names: &OperationNames, depth: usize) -> Owner {
    // The structs stand in the module `mock` itself.
    let up = paths::up(depth.saturating_sub(1));
    let Some(resource) = paths::resource(cx, names) else {
        return Owner::Mock(quote!(#up Mock));
    };
    let ty = &resource.mock.ty;
    Owner::Resource(quote!(#up #ty))
}

/// Emits the methods that lead to the mocks of the resources below one, or below the mock of the API.
fn accessors(cx: Context<'_>, parent: Option<usize>) -> Option<TokenStream> {
    resources::of_each_below(cx, parent, |index, names| {
        accessor(cx, index, names, parent)
    })
}

fn accessor(
    cx: Context<'_>,
    index: usize,
    names: &ResourceNames,
    parent: Option<usize>,
) -> TokenStream {
    let cfg = cfg::cfg(cx, &resources::needs(cx, index));
    let (name, ty) = (&names.mock.accessor, &names.mock.ty);
    let title = format!(" Returns the mocks of the operations of {}.", names.title());
    let (receiver, lifetime, server) = match parent {
        Some(_) => (quote!(self), quote!('m), quote!(self.0)),
        None => (quote!(&self), quote!('_), quote!(&self.0)),
    };
    quote! {
        #[doc = #title]
        #cfg
        #[must_use]
        pub fn #name(#receiver) -> #ty<#lifetime> {
            #ty(#server)
        }
    }
}
