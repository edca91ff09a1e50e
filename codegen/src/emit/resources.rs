//! Resources: what groups operations, and the methods that lead to them.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::{cfg, paths};
use crate::analyze::FeatureSet;
use crate::defect::Certain as _;
use crate::names::ResourceNames;

/// Emits the struct of a resource, with the methods that lead to the resources below it.
pub(super) fn resource(cx: Context<'_>, index: usize) -> TokenStream {
    let found = cx.names.resources().get(index).map(Some);
    let Some(names) = found.certain("each resource has names") else {
        return TokenStream::new();
    };
    let ty = &names.ty;
    let title = format!(" The operations of {}.", names.title());
    let client = paths::up(names.module.len());
    let below = accessors(cx, Some(index)).map(|accessors| {
        quote! {
            impl<'c, T> #ty<'c, T> {
                #accessors
            }
        }
    });
    quote! {
        runtime::resource!(#ty, #client Client, #title);
        #below
    }
}

/// Emits the methods of the client that lead to resources.
pub(super) fn of_client(cx: Context<'_>) -> Option<TokenStream> {
    let accessors = accessors(cx, None)?;
    Some(quote! {
        impl<T> Client<T> {
            #accessors
        }
    })
}

fn accessors(cx: Context<'_>, parent: Option<usize>) -> Option<TokenStream> {
    of_each_below(cx, parent, |index, names| {
        accessor(cx, index, names, parent)
    })
}

/// Emits something for each resource below one, or below the client; nothing where there is none.
pub(super) fn of_each_below(
    cx: Context<'_>,
    parent: Option<usize>,
    emit: impl Fn(usize, &ResourceNames) -> TokenStream,
) -> Option<TokenStream> {
    let resources = cx.names.resources().iter().enumerate();
    let mut below = resources
        .filter(|(_, resource)| resource.parent == parent)
        .peekable();
    below.peek()?;
    Some(below.map(|(index, names)| emit(index, names)).collect())
}

fn accessor(
    cx: Context<'_>,
    index: usize,
    resource: &ResourceNames,
    parent: Option<usize>,
) -> TokenStream {
    let (name, cfg) = (resource.accessor(), cfg::cfg(cx, &needs(cx, index)));
    let path = paths::path(cx, &resource.module, &resource.ty);
    let title = format!(" Returns the operations of {}.", resource.title());
    let (receiver, lifetime, client) = match parent {
        Some(_) => (quote!(self), quote!('c), quote!(self.0)),
        None => (quote!(&self), quote!('_), quote!(self)),
    };
    quote! {
        #[doc = #title]
        #cfg
        #[must_use]
        pub fn #name(#receiver) -> #path<#lifetime, T> {
            #path::new(#client)
        }
    }
}

/// Returns the features that a resource needs: one of those of its operations, at any depth.
pub(super) fn needs(cx: Context<'_>, index: usize) -> FeatureSet {
    let module = cx
        .names
        .resources()
        .get(index)
        .map(|it| it.module.as_slice());
    let module = module.unwrap_or_default();
    let operations = cx.names.operations().iter().enumerate();
    let below = operations.filter(|(_, operation)| operation.module.starts_with(module));
    FeatureSet::of_any(below.map(|(index, _)| cx.facts.tags.operation(index)))
}
