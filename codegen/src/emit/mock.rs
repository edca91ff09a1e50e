//! The mock: per resource a struct, per operation a method, the examples of its responses, and how a call is read back.
//!
//! Items of the crate's root are named by path, so that no name here can hide them.

mod endpoint;
mod examples;
mod operation;
mod received;
mod resources;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::here::Here;
use super::paths;
use super::{cfg, docs};
use crate::ir::{Examples, Operation};
use crate::names::OperationNames;
use examples::default_success;
use operation::MockOperation;

/// Emits the mock of the API.
pub(super) fn mock(cx: Context<'_>) -> TokenStream {
    let operations = (0..cx.api.operations.len()).map(|index| {
        let cfg = cfg::cfg(cx, cx.facts.tags.operation(index));
        let names = cx.names.operation(index);
        let operation = paths::path(cx.at(Here::beside(1)), &names.module, &names.operation);
        quote!(#cfg #operation)
    });
    let resources = resources::resources(cx);
    quote! {
        pub use openapi_bindgen_mock;
        openapi_bindgen_mock::mock!(API, Client, [#(#operations),*]);
        #resources
    }
}

/// Emits the mock of an operation, in a module `depth` levels below the crate's root.
pub(super) fn operation(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    examples: &Examples,
    depth: usize,
) -> TokenStream {
    let cx = cx.at(Here::beside(depth));
    let path = |name| paths::path(cx, &names.module, name);
    let mock = MockOperation {
        cx,
        operation,
        names,
        name: path(&names.operation),
        output: path(&names.output),
        sent: path(&names.sent),
        client: docs::method_owner(cx, names),
        owner: resources::owner(cx, names, depth),
    };
    let method = endpoint::method(&mock);
    let received = received::declaration(&mock);
    let mocked = endpoint::mocked(&mock, examples);
    let name = &mock.name;
    let has_example = default_success(examples)
        .is_some()
        .then(|| quote!(impl openapi_bindgen_mock::HasExample for #name {}));
    quote!(#method #received #mocked #has_example)
}
