//! The crate's root, and modules that re-export their own.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;
use super::{cfg, docs};
use crate::ir::{Item, ItemKind};
use crate::modules::Module;
use crate::names::{Name, is_reserved};

/// Declares the modules of the crate and re-exports what is in the private ones. The files are formatted, but not by
/// rustfmt, which would change them.
pub(super) fn root(cx: Context<'_>, modules: &[Module]) -> TokenStream {
    let allow = has_deprecated(cx).then(|| quote!(#[allow(deprecated)]));
    let unused = quote!(#[allow(dead_code, unused_imports)]);
    let unimported = quote!(#[allow(unused_imports)]);
    let (unused, unimported) = cx.info.module.then_some((unused, unimported)).unzip();
    let declared = modules
        .iter()
        .map(|module| declaration(cx, module, &quote!(#[rustfmt::skip] #unused #allow)));
    let mock = cx.info.mock.then(|| {
        quote! {
            /// A typed server on the loopback interface, for tests.
            #[rustfmt::skip]
            #[cfg(feature = "mock")]
            #unused
            #allow
            pub mod mock;
        }
    });
    let exports = exports(cx, modules, unimported.as_ref());
    // A name of the document's keeps it.
    let error = (!cx.names.has_item("Error")).then(|| {
        quote! {
            #unimported
            pub use openapi_bindgen_runtime::AnyError as Error;
        }
    });
    quote! {
        #(#declared)*
        #mock
        #exports
        #unimported
        pub use openapi_bindgen_runtime as runtime;
        #error
        #unimported
        pub use openapi_bindgen_runtime::SecretKey;
    }
}

/// Declares the modules of a module and re-exports what is in the private ones.
pub(super) fn submodules(cx: Context<'_>, modules: &[Module]) -> TokenStream {
    let none = TokenStream::new();
    let declared = modules.iter().map(|module| declaration(cx, module, &none));
    let exports = exports(cx, modules, None);
    quote!(#(#declared)* #exports)
}

fn declaration(cx: Context<'_>, module: &Module, attributes: &TokenStream) -> TokenStream {
    let (name, cfg) = (ident(&module.name), cfg::cfg(cx, &module.needs));
    let path = module.path.as_ref().map(|path| quote!(#[path = #path]));
    match &module.title {
        None => quote!(#attributes #cfg #path mod #name;),
        Some(title) => {
            let title = docs::line(title);
            let around = cx.here.module.last().map(Name::unraw);
            let lint = (around == Some(&module.name)).then(module_inception);
            quote!(#[doc = #title] #attributes #cfg #lint #path pub mod #name;)
        }
    }
}

fn exports(cx: Context<'_>, modules: &[Module], attribute: Option<&TokenStream>) -> TokenStream {
    let private = modules.iter().filter(|module| module.title.is_none());
    let exports = private.map(|module| {
        let (name, cfg) = (ident(&module.name), cfg::cfg(cx, &module.needs));
        quote!(#cfg #attribute pub use self::#name::*;)
    });
    exports.collect()
}

/// Allows a module to have the name of the module around it: each is named after what it holds.
pub(super) fn inception_lint(module: &[Name]) -> Option<TokenStream> {
    let is_alike = matches!(module, [.., around, name] if around == name);
    is_alike.then(module_inception)
}

fn module_inception() -> TokenStream {
    quote!(#[allow(clippy::module_inception)])
}

fn ident(name: &str) -> Ident {
    match is_reserved(name) {
        true => Ident::new_raw(name, Span::call_site()),
        false => Ident::new(name, Span::call_site()),
    }
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
        ItemKind::Headers(headers) => headers.iter().any(|header| header.docs.deprecated),
        ItemKind::Failures(_) => false,
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => false,
    };
    inside || item.docs.deprecated
}
