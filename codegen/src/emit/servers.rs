//! The servers that a client may be pointed at.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::inline;
use super::{Emitter, docs};
use crate::ir::{Server, ServerVariable, Type};
use crate::names::{Name, OneServerNames, ServerNames};

impl Emitter<'_> {
    pub(super) fn servers(&self) -> TokenStream {
        let names = self.names.servers();
        let (Some(ty), Some(method)) = (&names.ty, &names.method) else {
            return TokenStream::new();
        };
        let types = match (self.api.servers.as_slice(), names.each.as_slice()) {
            ([only], [of_it]) => self.server_type(only, of_it, ty),
            (several, _) => self.server_enum(several, names, ty),
        };
        quote! {
            #types
            impl<T> Client<T> {
                /// Sets which of the API's servers to call, in place of the first one. A variable whose value can't
                /// stand in a URL is the error of every call.
                #[must_use]
                pub fn #method(self, server: impl Into<#ty>) -> Self {
                    let server: #ty = server.into();
                    Self(self.0.server(&server.into()))
                }
            }
        }
    }

    /// A server with variables: a setter each.
    fn server_type(&self, server: &Server, names: &OneServerNames, ty: &Name) -> TokenStream {
        let said = server_docs(server);
        let url = url_of(server);
        let variables = server.variables.iter().zip(&names.setters);
        let setters = variables.map(|(variable, setter)| self.server_setter(variable, setter));
        quote! {
            #said
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct #ty(runtime::ServerUrl);
            impl #ty {
                /// With every variable at its default.
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

    fn server_setter(&self, variable: &ServerVariable, setter: &Name) -> TokenStream {
        let wire = &variable.wire;
        let docs = docs(&variable.docs, &format!("Sets `{{{wire}}}` in the URL."));
        let (ty, set) = match &variable.ty {
            Type::String => (quote!(impl AsRef<str>), quote!(set)),
            listed => (self.ty_in(listed, &quote!(super::)), quote!(choose)),
        };
        quote! {
            #docs
            #[must_use]
            pub fn #setter(self, #setter: #ty) -> Self {
                Self(self.0.#set(#wire, #setter.as_ref()))
            }
        }
    }

    /// Several servers: a constant, or a constructor of it, each.
    fn server_enum(&self, servers: &[Server], names: &ServerNames, ty: &Name) -> TokenStream {
        let each = || servers.iter().zip(&names.each);
        let types = each().filter_map(|(server, names)| {
            let own = names.ty.as_ref()?;
            let declared = self.server_type(server, names, own);
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
            /// The servers that the description names.
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
}

fn server_docs(server: &Server) -> TokenStream {
    let said = docs(&server.docs, "A server of the API.");
    let url = format!(" `{}`", inline(&server.url));
    quote!(#said #[doc = ""] #[doc = #url])
}

/// The URL with its variables at their defaults.
fn url_of(server: &Server) -> TokenStream {
    let url = &server.url;
    let defaults = server.variables.iter().map(|variable| {
        let (name, default) = (&variable.wire, &variable.default);
        quote!((#name, #default))
    });
    quote!(runtime::ServerUrl::new(#url, &[#(#defaults),*]))
}
