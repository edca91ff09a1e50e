//! Paths from where code stands to items of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::defect::Certain as _;
use crate::names::{Name, OperationNames, ResourceNames};

/// Returns the path to an item in a public module.
pub(super) fn path(cx: Context<'_>, module: &[Name], name: &Name) -> TokenStream {
    let here = cx.here;
    if module == here.module && here.beside == 0 {
        return quote!(#name);
    }
    let common = module.iter().zip(here.module);
    let common = common.take_while(|(one, other)| one == other).count();
    let is_types = cx.names.types_module().is_some() && module.first() == cx.names.types_module();
    let rest = module.get(common..).unwrap_or_default();
    if is_types && common == 0 && here.beside == 0 {
        return quote!(#(#rest::)* #name);
    }
    // A private file imports the items of its own public module. What is in other modules of that one is reached
    // through the module that re-exports all of them.
    let through = |depth: usize| common <= depth && !(common == depth && rest.is_empty());
    let extra = usize::from(here.private_below.is_some_and(through));
    let up = up(here.beside + (here.module.len() - common) + extra);
    quote!(#up #(#rest::)* #name)
}

/// Returns the path by which an item is re-exported: not by a name that is only imported.
pub(super) fn of_export(cx: Context<'_>, module: &[Name], name: &Name) -> TokenStream {
    let here = cx.here;
    if module != here.module || here.beside > 0 {
        return path(cx, module, name);
    }
    match here.private_below == Some(module.len()) {
        true => quote!(super::#name),
        false => quote!(self::#name),
    }
}

/// Returns the same as text, for a link of documentation.
pub(super) fn link(cx: Context<'_>, module: &[Name], name: &Name) -> String {
    let path = path(cx, module, name).to_string();
    path.replace(' ', "").replace("r#", "")
}

/// Returns the path so many modules up.
pub(super) fn up(depth: usize) -> TokenStream {
    std::iter::repeat_n(quote!(super::), depth).collect()
}

/// Returns the resource with the method of an operation.
pub(super) fn resource<'a>(cx: Context<'a>, names: &OperationNames) -> Option<&'a ResourceNames> {
    let resource = cx.names.resources().get(names.resource?);
    resource.map(Some).certain("each resource has names")
}
