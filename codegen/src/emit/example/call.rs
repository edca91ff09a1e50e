//! The call of an operation: the one place that says how its method is reached.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::Arguments;
use crate::emit::context::Context;
use crate::emit::paths;
use crate::names::OperationNames;

/// Returns the call with its arguments, not yet awaited.
pub(super) fn method_call(
    cx: Context<'_>,
    names: &OperationNames,
    arguments: &Arguments,
) -> TokenStream {
    let (method, required) = (&names.method, &arguments.required);
    let optional = &arguments.optional;
    let resource = paths::resource(cx, names);
    let accessors = resource.iter().flat_map(|resource| &resource.module);
    quote!(client #(.#accessors())* .#method(#(#required),*) #optional)
}
