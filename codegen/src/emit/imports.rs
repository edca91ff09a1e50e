//! The `use` items of a file.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::context::Context;
use super::paths::up;
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

/// What code needs of its imports.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mentions {
    runtime: bool,
    types: bool,
    client: bool,
    call: bool,
}

impl Mentions {
    /// Adds what these tokens mention.
    pub(crate) fn add(&mut self, tokens: &TokenStream) {
        let mut before: Option<proc_macro2::Ident> = None;
        for token in tokens.clone() {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ':' || punct.as_char() == '<' => {
                    let is_path = punct.as_char() == ':' && punct.spacing() == Spacing::Joint;
                    match before.as_ref() {
                        Some(ident) if is_path && ident == "runtime" => self.runtime = true,
                        Some(ident) if is_path && ident == "types" => self.types = true,
                        Some(ident) if !is_path && ident == "Call" => self.call = true,
                        Some(ident) if !is_path && ident == "Client" => self.client = true,
                        _ => {}
                    }
                }
                TokenTree::Group(group) => self.add(&group.stream()),
                _ => {}
            }
            before = match token {
                TokenTree::Ident(ident) => Some(ident),
                _ => None,
            };
        }
    }

    /// Adds what other code mentions.
    pub(crate) const fn join(&mut self, other: Self) {
        self.runtime |= other.runtime;
        self.types |= other.types;
        self.client |= other.client;
        self.call |= other.call;
    }

    /// Emits those of the imports that are mentioned.
    pub(crate) fn imports(self, imports: &[Import]) -> TokenStream {
        let import = |import: &Import| match import {
            Import::Runtime => self.runtime.then(|| tokens(*import)),
            Import::Types(_) => self.types.then(|| tokens(*import)),
            Import::Client(depth) => {
                let up = up(*depth);
                match (self.call, self.client) {
                    (true, true) => Some(tokens(*import)),
                    (true, false) => Some(quote!(use #up client::Call;)),
                    (false, true) => Some(quote!(use #up client::Client;)),
                    (false, false) => None,
                }
            }
            Import::Api | Import::Mock => Some(tokens(*import)),
        };
        imports.iter().filter_map(import).collect()
    }
}

/// Imports of types, each by its name. Those that stand behind aliases may be unused.
pub(super) fn types(
    cx: Context<'_>,
    from: ImportFrom,
    ids: &[TypeId],
    is_used: bool,
) -> TokenStream {
    let allow = (!is_used).then(|| quote!(#[allow(unused_imports)]));
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
            quote!(#allow use #path::#name;)
        }
        _ => quote!(#allow use #path::{#(#names),*};),
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
        Import::Types(depth) => {
            let up = up(depth);
            quote!(use #up types;)
        }
        Import::Api => quote!(
            use super::{API, Client};
        ),
        Import::Mock => quote!(
            use super::Mock;
        ),
    }
}
