//! Request bodies: their types, and how they become bytes.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{docs, inline, method_link};
use super::{arguments, paths, setters, styles, types};
use crate::ir::{Body, BodyContent, BodyEncoding, ParameterEncoding, Type};
use crate::names::OperationNames;

/// The documentation of a body without a description.
pub(super) const FALLBACK: &str = "The request body.";

/// Returns the type of a body: of its only content, or the enum.
pub(super) fn ty(cx: Context<'_>, body: &Body, names: &OperationNames) -> TokenStream {
    match only(body) {
        Some(content) => types::spell(cx, &content.ty),
        None => paths::path(cx, &names.module, &names.sent),
    }
}

/// Returns the type of the argument for a body. It names a struct: whatever converts into it would hide what is
/// expected.
pub(super) fn argument(cx: Context<'_>, body: &Body, names: &OperationNames) -> TokenStream {
    let spelled = ty(cx, body, names);
    match only(body) {
        Some(content) if arguments::is_struct(cx, &content.ty) => spelled,
        Some(content) => arguments::argument(cx, &content.ty),
        None => quote!(impl Into<#spelled>),
    }
}

/// Returns the expression that converts the argument.
pub(super) fn value(cx: Context<'_>, body: &Body) -> TokenStream {
    match only(body) {
        Some(content) if arguments::is_struct(cx, &content.ty) => quote!(body),
        Some(content) => arguments::convert(cx, &content.ty, &quote!(body)),
        None => quote!(body.into()),
    }
}

/// Emits the setter of an optional body.
pub(super) fn setter(cx: Context<'_>, body: &Body, names: &OperationNames) -> TokenStream {
    if let Some(content) = only(body) {
        return setters::setter(cx, &names.body, &content.ty, &body.docs, FALLBACK);
    }
    let (docs, name) = (docs(&body.docs, FALLBACK), &names.sent);
    quote! {
        #docs
        pub fn body(mut self, body: impl Into<#name>) -> Self {
            self.operation_mut().body = Some(body.into());
            self
        }
    }
}

/// Emits the enum, if the body needs one.
pub(super) fn body_enum(
    cx: Context<'_>,
    body: Option<&Body>,
    names: &OperationNames,
) -> TokenStream {
    let Some(body) = body.filter(|body| body.needs_enum()) else {
        return TokenStream::new();
    };
    let name = &names.sent;
    let item_docs = format!(
        " The request body of {}, by media type.",
        method_link(cx, names)
    );
    let named = || body.contents.iter().zip(&names.sent_variants);
    let variants = named().map(|(content, variant)| {
        let ty = types::spell(cx, &content.ty);
        let docs = format!(" Sent as `{}`.", inline(&content.media_type));
        quote!(#[doc = #docs] #variant(#ty),)
    });
    // Where several contents have one type, it converts into the preferred one.
    let mut known: Vec<Type> = Vec::new();
    let conversions = named().filter_map(|(content, variant)| {
        let plain = cx.api.without_aliases(&content.ty)?;
        if known.contains(&plain) {
            return None;
        }
        known.push(plain);
        let ty = types::spell(cx, &content.ty);
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
    // There is one per call: boxes would only be in the way.
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

/// Returns the statement that adds the body to the request. `value` is a reference to it.
pub(super) fn send(body: &Body, names: &OperationNames, value: &TokenStream) -> TokenStream {
    if let Some(content) = only(body) {
        let sent = send_content(content, value);
        return quote!(#sent;);
    }
    let name = &names.sent;
    let named = body.contents.iter().zip(&names.sent_variants);
    let arms = named.map(|(content, variant)| {
        let sent = send_content(content, &quote!(body));
        quote!(#name::#variant(body) => #sent,)
    });
    quote! {
        match #value {
            #(#arms)*
        }
    }
}

/// Returns the content of a body that is always sent the same way.
fn only(body: &Body) -> Option<&BodyContent> {
    let first = body.contents.first();
    first.filter(|_| !body.needs_enum())
}

fn send_content(content: &BodyContent, value: &TokenStream) -> TokenStream {
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
        ParameterEncoding::Style { style, explode, .. } => (styles::query_style(*style), *explode),
        ParameterEncoding::Json => (quote!(runtime::QueryStyle::Json), false),
    };
    quote!(runtime::FormField { name: #name, style: #style, explode: #explode })
}
