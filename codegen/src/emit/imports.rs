//! The `use` items of a file.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::ir::TypeId;
use crate::modules::{Import, ImportFrom};

/// Imports that every build of the file uses.
pub(super) fn all(imports: &[Import]) -> TokenStream {
    imports.iter().map(|import| tokens(*import)).collect()
}

/// Imports that some builds of the file don't use.
pub(super) fn some(imports: &[Import]) -> TokenStream {
    let imports = imports.iter().map(|import| tokens(*import));
    quote!(#(#[allow(unused_imports)] #imports)*)
}

/// Imports of types, each by its name.
pub(super) fn types(cx: Context<'_>, from: ImportFrom, ids: &[TypeId]) -> TokenStream {
    let path = match from {
        ImportFrom::Types(depth) => {
            let up = up(depth);
            quote!(#up types)
        }
        ImportFrom::Siblings => quote!(super),
    };
    let names = ids.iter().map(|id| cx.names.ty(*id));
    match ids {
        [only] => {
            let name = cx.names.ty(*only);
            quote!(use #path::#name;)
        }
        _ => quote!(use #path::{#(#names),*};),
    }
}

fn tokens(import: Import) -> TokenStream {
    match import {
        Import::Runtime => quote!(
            use openapi_bindgen_runtime as runtime;
        ),
        Import::Client(depth) => {
            let up = up(depth);
            quote!(use #up client::{Call, Client};)
        }
        Import::Api => quote!(
            use super::{API, Client};
        ),
        Import::Mock => quote!(
            use super::Mock;
        ),
    }
}

/// The path so many modules up.
pub(super) fn up(depth: usize) -> TokenStream {
    std::iter::repeat_n(quote!(super::), depth).collect()
}
