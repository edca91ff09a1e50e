//! The client: the description of the API, constructors and credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, CrateInfo};
use super::docs::{self, docs, inline};
use super::types::option;
use super::{resources, servers};
use crate::ir::{Docs, SecurityKind, SecurityScheme};
use crate::names::Name;

/// Emits the description of the API and the client.
pub(super) fn client(cx: Context<'_>) -> TokenStream {
    let api = api_static(cx, cx.info);
    let (constructors, headers) = (constructors(cx), headers(cx));
    let servers = servers::servers(cx);
    let resources = resources::of_client(cx);
    quote! {
        #api
        #resources
        runtime::client!(API);
        #constructors
        #headers
        #servers
    }
}

fn api_static(cx: Context<'_>, info: &CrateInfo) -> TokenStream {
    let api = cx.api;
    let (version, base_url) = (&api.version, &api.base_url);
    let (name, user_agent) = package(info);
    let headers = api
        .pinned_headers
        .iter()
        .map(|(name, value)| quote!((#name, #value)));
    let header = |header: &Option<String>| option(header.as_ref().map(|it| quote!(#it)));
    let (request_id, retry_advice) = (header(&api.request_id), header(&api.retry_advice));
    let (code, message) = (&api.error_code, &api.error_message);
    let (usual, unsaid) = (api.usual_error_message, api.unsaid_security);
    let schemes = api.security_schemes.iter().map(scheme);
    let description = Docs {
        text: api.description.clone(),
        ..Docs::default()
    };
    let docs = docs(&description, "The API that the client calls.");
    quote! {
        #docs
        pub static API: runtime::Api = runtime::Api {
            name: #name,
            version: #version,
            base_url: #base_url,
            user_agent: #user_agent,
            headers: &[#(#headers),*],
            request_id: #request_id,
            retry_advice: #retry_advice,
            error_code: &[#(#code),*],
            error_message: &[#(#message),*],
            usual_error_message: #usual,
            security_schemes: &[#(#schemes),*],
            unsaid_security: #unsaid,
        };
    }
}

/// Emits a setter for each header that the client can send in all calls.
fn headers(cx: Context<'_>) -> TokenStream {
    if cx.api.client_headers.is_empty() {
        return TokenStream::new();
    }
    let setters = cx
        .api
        .client_headers
        .iter()
        .zip(&cx.names.client().headers)
        .map(|(header, method)| {
            let docs = docs(&header.docs, &format!("Sets the header `{}`.", header.wire));
            let wire = &header.wire;
            quote! {
                #docs
                #[doc = ""]
                #[doc = " Applies to every call that doesn't set the header itself."]
                #[must_use]
                pub fn #method(self, #method: impl AsRef<str>) -> Self {
                    self.header(#wire, #method)
                }
            }
        });
    quote! {
        impl<T> Client<T> {
            #(#setters)*
        }
    }
}

/// Emits the constructors. With one security scheme, they take its credential; with several, each has a setter.
fn constructors(cx: Context<'_>) -> TokenStream {
    match cx.api.security_schemes.as_slice() {
        [only] => single(only),
        several => {
            let setters = several
                .iter()
                .zip(&cx.names.client().schemes)
                .map(|(scheme, method)| setter(scheme, method, cx.api.unsaid_security));
            let setters = (!several.is_empty()).then(|| quote!(impl<T> Client<T> { #(#setters)* }));
            quote! {
                impl Client {
                    /// Creates a client without credentials.
                    #[must_use]
                    pub fn new() -> Self {
                        Self::with_transport(runtime::DefaultTransport::default())
                    }
                }
                impl Default for Client {
                    fn default() -> Self {
                        Self::new()
                    }
                }
                #setters
            }
        }
    }
}

/// Returns the name and the user agent of the crate that compiles the code.
fn package(info: &CrateInfo) -> (TokenStream, TokenStream) {
    match &info.package {
        Some((name, version)) => {
            let user_agent = format!("{name}/{version}");
            (quote!(#name), quote!(#user_agent))
        }
        None => (
            quote!(env!("CARGO_PKG_NAME")),
            quote!(concat!(
                env!("CARGO_PKG_NAME"),
                "/",
                env!("CARGO_PKG_VERSION")
            )),
        ),
    }
}

fn single(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let (arguments, credential) = credential(scheme);
    let title = format!(
        " Creates a client that authenticates with `{}`.",
        inline(name)
    );
    let docs = docs::below(scheme.description.as_ref());
    quote! {
        impl Client {
            #[doc = #title]
            #docs
            #[must_use]
            pub fn new(#arguments) -> Self {
                Self::with_transport(runtime::DefaultTransport::default()).credential(#name, #credential)
            }
        }
    }
}

fn setter(scheme: &SecurityScheme, method: &Name, unsaid: bool) -> TokenStream {
    let name = &scheme.name;
    let (arguments, credential) = credential(scheme);
    let calls = match unsaid {
        true => "every call sends",
        false => "operations that require it send",
    };
    let title = format!(" Sets the credential of `{}`, which {calls}.", inline(name));
    let docs = docs::below(scheme.description.as_ref());
    quote! {
        #[doc = #title]
        #docs
        #[must_use]
        pub fn #method(self, #arguments) -> Self {
            self.credential(#name, #credential)
        }
    }
}

/// Returns the arguments for a credential, and the expression that makes it.
fn credential(scheme: &SecurityScheme) -> (TokenStream, TokenStream) {
    match scheme.kind {
        SecurityKind::Basic => (
            quote!(user: impl AsRef<str>, password: impl AsRef<str>),
            quote!(runtime::SecretKey::basic(user, password)),
        ),
        _ => (quote!(key: impl Into<runtime::SecretKey>), quote!(key)),
    }
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SecurityKind::Basic => quote!(Basic),
        SecurityKind::ApiKeyHeader(header) => quote!(ApiKeyHeader(#header)),
        SecurityKind::ApiKeyQuery(parameter) => quote!(ApiKeyQuery(#parameter)),
        SecurityKind::ApiKeyCookie(cookie) => quote!(ApiKeyCookie(#cookie)),
        SecurityKind::Bearer | SecurityKind::Token | SecurityKind::Unsupported => quote!(Bearer),
    };
    quote!(runtime::SecurityScheme { name: #name, kind: runtime::SecurityKind::#kind })
}
