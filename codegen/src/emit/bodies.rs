//! What is sent: the type of an operation's body, and how it becomes bytes.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::{inline, method_link, query_style};
use super::{Emitter, docs};
use crate::ir::{Body, BodyContent, BodyEncoding, ParameterEncoding, Type};
use crate::names::{OperationNames, needs_body_enum};

impl Emitter<'_> {
    /// The type of a body: the one thing, or the enum of that name.
    pub(super) fn body_type(
        &self,
        body: &Body,
        names: &OperationNames,
        path: &TokenStream,
    ) -> TokenStream {
        match only(body) {
            Some(content) => self.ty_in(&content.ty, path),
            None => {
                let name = &names.sent;
                quote!(#path #name)
            }
        }
    }

    /// What a caller gives for a body. One of a named struct is asked for as it is: what becomes it would hide what is
    /// wanted.
    pub(super) fn body_argument(&self, body: &Body, names: &OperationNames) -> TokenStream {
        let spelled = self.body_type(body, names, &TokenStream::new());
        match only(body) {
            Some(content) if matches!(content.ty, Type::Named(_)) => spelled,
            Some(content) => self.argument(&content.ty, &spelled),
            None => quote!(impl Into<#spelled>),
        }
    }

    /// The argument as a body.
    pub(super) fn body_value(&self, body: &Body) -> TokenStream {
        match only(body) {
            Some(content) if matches!(content.ty, Type::Named(_)) => quote!(body),
            Some(content) => self.convert(&content.ty, &quote!(body)),
            None => quote!(body.into()),
        }
    }

    /// The setter of a body that may be left out.
    pub(super) fn body_setter(&self, body: &Body, names: &OperationNames) -> TokenStream {
        if let Some(content) = only(body) {
            return self.call_setter(&names.body, &content.ty, &body.docs, "The body.");
        }
        let (docs, name) = (docs(&body.docs, "The body."), &names.sent);
        quote! {
            #docs
            pub fn body(mut self, body: impl Into<#name>) -> Self {
                self.operation_mut().body = Some(body.into());
                self
            }
        }
    }

    /// The enum, where one is needed.
    pub(super) fn body_enum(&self, body: Option<&Body>, names: &OperationNames) -> TokenStream {
        let Some(body) = body.filter(|body| needs_body_enum(body)) else {
            return TokenStream::new();
        };
        let name = &names.sent;
        let item_docs = format!(" What {} sends, by media type.", method_link(names));
        let named = || body.contents.iter().zip(&names.sent_variants);
        let variants = named().map(|(content, variant)| {
            let ty = self.ty(&content.ty);
            let docs = format!(" Sent as `{}`.", inline(&content.media_type));
            quote!(#[doc = #docs] #variant(#ty),)
        });
        // Of those that carry one type, the best is made of it.
        let mut known: Vec<Type> = Vec::new();
        let conversions = named().filter_map(|(content, variant)| {
            let plain = self.without_aliases(&content.ty, 0)?;
            if known.contains(&plain) {
                return None;
            }
            known.push(plain);
            let ty = self.ty(&content.ty);
            let is_text = known.last() == Some(&Type::String);
            let of_literal = is_text.then(|| {
                quote! {
                    impl From<&str> for #name {
                        fn from(body: &str) -> Self {
                            Self::#variant(body.to_owned())
                        }
                    }
                }
            });
            Some(quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#variant(body)
                    }
                }
                #of_literal
            })
        });
        // There is one of it a call: boxes would only be in the way.
        quote! {
            #[doc = #item_docs]
            #[derive(Clone, Debug, PartialEq)]
            #[allow(clippy::large_enum_variant)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
            #(#conversions)*
        }
    }

    /// Adds the body to the request, out of an expression for a reference to it.
    pub(super) fn send_body(
        &self,
        body: &Body,
        names: &OperationNames,
        value: &TokenStream,
    ) -> TokenStream {
        if let Some(content) = only(body) {
            let sent = send(content, value);
            return quote!(#sent;);
        }
        let name = &names.sent;
        let named = body.contents.iter().zip(&names.sent_variants);
        let arms = named.map(|(content, variant)| {
            let sent = send(content, &quote!(body));
            quote!(#name::#variant(body) => #sent,)
        });
        quote! {
            match #value {
                #(#arms)*
            }
        }
    }
}

/// The one way that a body is sent in.
fn only(body: &Body) -> Option<&BodyContent> {
    let first = body.contents.first();
    first.filter(|_| !needs_body_enum(body))
}

/// `value` is a reference.
fn send(content: &BodyContent, value: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    match content.encoding {
        BodyEncoding::Json | BodyEncoding::Any => quote!(request.json_body(#media_type, #value)),
        BodyEncoding::Form => {
            let fields = content.fields.iter().map(form_field);
            quote!(request.form_body(#value, &[#(#fields),*]))
        }
        BodyEncoding::Multipart if content.parts.is_empty() && !content.is_other_multipart() => {
            quote!(request.multipart_body(#value))
        }
        BodyEncoding::Multipart => {
            let parts = content.parts.iter().map(|(name, content_type)| {
                quote!(runtime::PartType { name: #name, content_type: #content_type })
            });
            if content.is_other_multipart() {
                return quote!(request.multipart_body_as(#media_type, #value, &[#(#parts),*]));
            }
            quote!(request.multipart_body_of(#value, &[#(#parts),*]))
        }
        BodyEncoding::Text if content.ty != Type::String => {
            quote!(request.text_value_body(#media_type, #value))
        }
        BodyEncoding::Text => quote!(request.text_body(#media_type, #value)),
        BodyEncoding::Bytes => quote!(request.bytes_body(#media_type, Clone::clone(#value))),
    }
}

fn form_field((name, encoding): &(String, ParameterEncoding)) -> TokenStream {
    let (style, explode) = match encoding {
        ParameterEncoding::Style { style, explode, .. } => (query_style(*style), *explode),
        ParameterEncoding::Json => (quote!(runtime::QueryStyle::Json), false),
    };
    quote!(runtime::FormField { name: #name, style: #style, explode: #explode })
}
