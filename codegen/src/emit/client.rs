//! The client: what the API says of itself, and how a client is made.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::inline;
use super::{CrateInfo, Emitter, docs};
use crate::http::SecurityKind;
use crate::ir::{Docs, SecurityScheme};
use crate::names::Name;

impl Emitter<'_> {
    pub(super) fn client(&self) -> TokenStream {
        let api = self.api_static(self.info);
        let (constructors, headers) = (self.constructors(), self.headers());
        let servers = self.servers();
        quote! {
            #api
            runtime::client!(API);
            #constructors
            #headers
            #servers
        }
    }

    fn api_static(&self, info: &CrateInfo) -> TokenStream {
        let api = self.api;
        let (version, base_url) = (&api.version, &api.base_url);
        let (name, user_agent) = package(info);
        let headers = api
            .pinned_headers
            .iter()
            .map(|(name, value)| quote!((#name, #value)));
        let header = |header: &Option<String>| match header {
            Some(header) => quote!(Some(#header)),
            None => quote!(None),
        };
        let (request_id, retry_advice) = (header(&api.request_id), header(&api.retry_advice));
        let (code, message) = (&api.error_code, &api.error_message);
        let (usual, unsaid) = (api.usual_error_message, api.unsaid_security);
        let schemes = api.security_schemes.iter().map(scheme);
        let said = Docs {
            text: api.description.clone(),
            ..Docs::default()
        };
        let docs = docs(&said, "What the description says of the API as a whole.");
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

    /// A setter for each header that a client may be given for all its calls.
    fn headers(&self) -> TokenStream {
        if self.api.client_headers.is_empty() {
            return TokenStream::new();
        }
        let setters = self
            .api
            .client_headers
            .iter()
            .zip(&self.names.client().headers)
            .map(|(header, method)| {
                let docs = docs(&header.docs, &format!("Sets the header `{}`.", header.wire));
                let wire = &header.wire;
                quote! {
                    #docs
                    #[doc = ""]
                    #[doc = " For every call that doesn't say otherwise."]
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

    /// With one security scheme, a client is made of its credential; otherwise credentials are set one by one.
    fn constructors(&self) -> TokenStream {
        match self.api.security_schemes.as_slice() {
            [only] => single(only),
            several => {
                let setters = several
                    .iter()
                    .zip(&self.names.client().schemes)
                    .map(|(scheme, method)| setter(scheme, method, self.api.unsaid_security));
                let setters =
                    (!several.is_empty()).then(|| quote!(impl<T> Client<T> { #(#setters)* }));
                quote! {
                    impl Client {
                        /// A client without credentials.
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
}

/// The name of the package that the code is built in, and its user agent.
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
    let said = Docs {
        text: scheme.description.clone(),
        ..Docs::default()
    };
    let title = format!(" A client that authenticates with `{}`.", inline(name));
    let docs = said.text.is_some().then(|| docs(&said, ""));
    let docs = docs.map(|docs| quote!(#[doc = ""] #docs));
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
        true => "in every call",
        false => "where an operation asks for it",
    };
    let title = format!(" Authenticates with `{}` {calls}.", inline(name));
    let said = Docs {
        text: scheme.description.clone(),
        ..Docs::default()
    };
    let docs = said.text.is_some().then(|| docs(&said, ""));
    let docs = docs.map(|docs| quote!(#[doc = ""] #docs));
    quote! {
        #[doc = #title]
        #docs
        #[must_use]
        pub fn #method(self, #arguments) -> Self {
            self.credential(#name, #credential)
        }
    }
}

/// What a caller gives, and the credential made of it.
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
