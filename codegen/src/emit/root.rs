//! The crate's root, and modules that re-export their own.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::cfg;
use super::context::Context;
use crate::ir::{Item, ItemKind};
use crate::modules::Module;

/// Declares the modules of the crate and re-exports what is in them.
pub(super) fn root(cx: Context<'_>, modules: &[Module]) -> TokenStream {
    let allow = has_deprecated(cx).then(|| quote!(#[allow(deprecated)]));
    let (names, cfgs) = with_cfgs(cx, modules);
    let unused = quote!(#[allow(dead_code, unused_imports)]);
    let unimported = quote!(#[allow(unused_imports)]);
    let (unused, unimported) = cx.info.module.then_some((unused, unimported)).unzip();
    let mock = cx.info.mock.then(|| {
        quote! {
            /// A typed server on the loopback interface, for tests.
            #[cfg(feature = "mock")]
            #unused
            #allow
            pub mod mock;
        }
    });
    // A name of the document's keeps it.
    let error = (!cx.names.has_item("Error")).then(|| {
        quote! {
            #unimported
            pub use openapi_bindgen_runtime::AnyError as Error;
        }
    });
    quote! {
        #(#cfgs #unused #allow mod #names;)*
        #mock
        #(#cfgs #unimported pub use self::#names::*;)*
        #unimported
        pub use openapi_bindgen_runtime as runtime;
        #error
        #unimported
        pub use openapi_bindgen_runtime::SecretKey;
    }
}

/// Declares the modules of a module and re-exports what is in them.
pub(super) fn submodules(cx: Context<'_>, modules: &[Module]) -> TokenStream {
    let (names, cfgs) = with_cfgs(cx, modules);
    quote! {
        #(#cfgs mod #names;)*
        #(#cfgs pub use self::#names::*;)*
    }
}

/// The names of the modules, and the attribute of each.
fn with_cfgs(cx: Context<'_>, modules: &[Module]) -> (Vec<Ident>, Vec<TokenStream>) {
    let modules = modules.iter();
    modules
        .map(|Module { name, needs }| (format_ident!("{name}"), cfg::cfg(cx, needs)))
        .unzip()
}

fn has_deprecated(cx: Context<'_>) -> bool {
    let mut docs = cx.api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.docs);
        std::iter::once(&operation.docs).chain(parameters)
    });
    docs.any(|docs| docs.deprecated) || cx.api.types.rows().any(item_has_deprecated)
}

fn item_has_deprecated(item: &Item) -> bool {
    let inside = match &item.kind {
        ItemKind::Struct(object) => object.fields.iter().any(|field| field.docs.deprecated),
        ItemKind::Enum(values) => values.values.iter().any(|value| value.docs.deprecated),
        ItemKind::KeyedUnion(union) => union.variants.iter().any(|variant| variant.docs.deprecated),
        ItemKind::TaggedUnion(union) => {
            union.variants.iter().any(|variant| variant.docs.deprecated)
        }
        ItemKind::UntaggedUnion(union) => {
            union.variants.iter().any(|variant| variant.docs.deprecated)
        }
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => false,
    };
    inside || item.docs.deprecated
}
