//! The servers of the API, and the client's method that selects one.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{self, docs, inline};
use super::here::Here;
use super::types;
use crate::ir::{Server, ServerVariable, Type};
use crate::names::{Name, OneServerNames, ServerNames};

pub(super) fn servers(cx: Context<'_>) -> TokenStream {
    let names = cx.names.servers();
    let (Some(ty), Some(method)) = (&names.ty, &names.method) else {
        return TokenStream::new();
    };
    let types = match (cx.api.servers.as_slice(), names.each.as_slice()) {
        ([only], [of_it]) => server_type(cx, only, of_it, ty),
        (several, _) => server_enum(cx, several, names, ty),
    };
    quote! {
        #types
        impl<T> Client<T> {
            /// Sets the server to call, instead of the first one. If the value of a variable doesn't fit into a URL,
            /// every call fails.
            #[must_use]
            pub fn #method(self, server: impl Into<#ty>) -> Self {
                let server: #ty = server.into();
                Self(self.0.server(&server.into()))
            }
        }
    }
}

/// Emits the type of a server, with one setter per variable.
fn server_type(cx: Context<'_>, server: &Server, names: &OneServerNames, ty: &Name) -> TokenStream {
    let docs = server_docs(server);
    let url = url_of(server);
    let variables = server.variables.iter().zip(&names.setters);
    let setters = variables.map(|(variable, setter)| server_setter(cx, variable, setter));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #ty(runtime::ServerUrl);
        impl #ty {
            /// Creates the server with every variable at its default.
            #[must_use]
            pub fn new() -> Self {
                Self(#url)
            }
            #(#setters)*
        }
        impl From<#ty> for runtime::ServerUrl {
            fn from(server: #ty) -> Self {
                server.0
            }
        }
        impl Default for #ty {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn server_setter(cx: Context<'_>, variable: &ServerVariable, setter: &Name) -> TokenStream {
    let wire = &variable.wire;
    let docs = docs(&variable.docs, &format!("Sets `{{{wire}}}` in the URL."));
    let (ty, set) = match &variable.ty {
        Type::String => (quote!(impl AsRef<str>), quote!(set)),
        listed => (types::spell(cx.at(Here::beside(1)), listed), quote!(choose)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(self, #setter: #ty) -> Self {
            Self(self.0.#set(#wire, #setter.as_ref()))
        }
    }
}

/// Emits the enum of several servers, and the types of those with variables.
fn server_enum(cx: Context<'_>, servers: &[Server], names: &ServerNames, ty: &Name) -> TokenStream {
    let each = || servers.iter().zip(&names.each);
    let types = each().filter_map(|(server, names)| {
        let own = names.ty.as_ref()?;
        let declared = server_type(cx, server, names, own);
        let variant = &names.variant;
        Some(quote! {
            #declared
            impl From<#own> for #ty {
                fn from(server: #own) -> Self {
                    Self::#variant(server)
                }
            }
        })
    });
    let variants = each().map(|(server, names)| {
        let (docs, variant) = (server_docs(server), &names.variant);
        let own = names.ty.as_ref().map(|own| quote!((#own)));
        quote!(#docs #variant #own,)
    });
    let urls = each().map(|(server, names)| {
        let variant = &names.variant;
        match &names.ty {
            Some(_) => quote!(#ty::#variant(server) => server.into(),),
            None => {
                let url = url_of(server);
                quote!(#ty::#variant => #url,)
            }
        }
    });
    quote! {
        /// The servers of the API.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ty {
            #(#variants)*
        }
        impl From<#ty> for runtime::ServerUrl {
            fn from(server: #ty) -> Self {
                match server {
                    #(#urls)*
                }
            }
        }
        #(#types)*
    }
}

fn server_docs(server: &Server) -> TokenStream {
    let url = format!("`{}`", inline(&server.url));
    let described = docs::text(&server.docs, "");
    match described.is_empty() {
        true => docs(&server.docs, &url),
        false => {
            let (docs, url) = (docs(&server.docs, ""), format!(" {url}"));
            quote!(#docs #[doc = ""] #[doc = #url])
        }
    }
}

/// Returns the URL with its variables at their defaults.
fn url_of(server: &Server) -> TokenStream {
    let url = &server.url;
    let defaults = server.variables.iter().map(|variable| {
        let (name, default) = (&variable.wire, &variable.default);
        quote!((#name, #default))
    });
    quote!(runtime::ServerUrl::new(#url, &[#(#defaults),*]))
}
