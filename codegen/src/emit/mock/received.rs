//! A call as the mock received it: its struct, and how it is read out of the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::MockOperation;
use crate::analyze::mocked::{self, Reader, is_read};
use crate::emit::context::Context;
use crate::emit::docs::{self, docs, inline};
use crate::emit::operations::parameter_fallback;
use crate::emit::responses::by_media_type;
use crate::emit::types::optional;
use crate::emit::{bodies, types};
use crate::ir::{Body, BodyContent, BodyEncoding, Location, Parameter, Type};
use crate::names::Name;

/// Emits the struct.
pub(super) fn declaration(mock: &MockOperation<'_>) -> TokenStream {
    let (cx, names, client) = (mock.cx, mock.names, &mock.client);
    let name = &names.received;
    let method = names.method.unraw();
    let title = format!(" A call of [`{method}`]({client}::{method}) as the mock received it.");
    let unread = unread(mock);
    let fields = readable(mock).map(|(parameter, ident, _)| {
        let docs = docs::text(&parameter.docs, &parameter_fallback(parameter));
        let ty = types::spell(cx, &parameter.ty);
        let ty = optional(parameter.required, ty);
        quote!(#docs pub #ident: #ty,)
    });
    let body = body(mock).map(|body| {
        let (ident, docs) = (&names.body, docs(&body.docs, bodies::FALLBACK));
        let ty = bodies::ty(cx, body, names);
        let ty = optional(is_always_read(body), ty);
        quote!(#docs pub #ident: #ty,)
    });
    let key = mock.operation.idempotency_key.as_ref().map(|_| {
        quote! {
            /// The idempotency key.
            pub idempotency_key: Option<String>,
        }
    });
    quote! {
        #[doc = #title]
        #unread
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #body
            #key
            /// The request.
            pub request: openapi_bindgen_mock::Request,
        }
    }
}

/// Emits the initializers of the struct's fields.
pub(super) fn read_fields(mock: &MockOperation<'_>) -> TokenStream {
    let parameters = readable(mock).map(|(parameter, ident, reader)| {
        let wire = &parameter.wire;
        let presence = match parameter.required {
            true => quote!(required),
            false => quote!(optional),
        };
        let place = match parameter.location {
            Location::Path => quote!(path_parameter),
            Location::Query => quote!(query_parameter),
            Location::Header => quote!(header_parameter),
            Location::Cookie => quote!(cookie_parameter),
        };
        quote!(#ident: request.#place(#wire).#presence(#reader)?,)
    });
    let body = body(mock).map(|body| read_body(mock, body));
    let key = mock.operation.idempotency_key.as_ref().map(|header| {
        quote!(idempotency_key: request.header_parameter(#header).optional(openapi_bindgen_mock::value)?,)
    });
    quote!(#(#parameters)* #body #key)
}

/// Returns the parameters that are read back, with the mock's function for each.
fn readable<'a>(
    mock: &MockOperation<'a>,
) -> impl Iterator<Item = (&'a Parameter, &'a Name, TokenStream)> {
    let cx = mock.cx;
    let named = mock.operation.parameters.iter().zip(&mock.names.parameters);
    named.filter_map(move |(parameter, ident)| Some((parameter, ident, reader(cx, parameter)?)))
}

/// Returns the body, if one of its contents at least is read back.
fn body<'a>(mock: &MockOperation<'a>) -> Option<&'a Body> {
    let body = mock.operation.body.as_ref();
    body.filter(|body| body.contents.iter().any(is_read))
}

/// Returns the sentence about what only the request has.
fn unread(mock: &MockOperation<'_>) -> TokenStream {
    let parameters = mock.operation.parameters.iter();
    let body = mock.operation.body.iter();
    let contents = body.flat_map(|body| body.contents.iter().map(move |it| (body, it)));
    let bodies = contents.filter(|(_, content)| !is_read(content));
    let unread: Vec<String> = parameters
        .filter(|parameter| reader(mock.cx, parameter).is_none())
        .map(|parameter| format!("`{}`", inline(&parameter.wire)))
        .chain(bodies.map(|(body, content)| match body.needs_enum() {
            true => format!("a body of `{}`", inline(&content.media_type)),
            false => "the body".to_owned(),
        }))
        .collect();
    if unread.is_empty() {
        return TokenStream::new();
    }
    let text = format!(
        " Not decoded, and only in [`request`](Self::request): {}.",
        unread.join(", ")
    );
    quote!(#[doc = ""] #[doc = #text])
}

/// Reads the body out of the request, by its media type where there are several.
fn read_body(mock: &MockOperation<'_>, body: &Body) -> TokenStream {
    let ident = &mock.names.body;
    if !body.needs_enum() {
        let method = body.contents.first().map(body_method);
        return match body.required {
            true => quote!(#ident: request.#method()?,),
            false => {
                quote!(#ident: request.optional_body(openapi_bindgen_mock::Request::#method)?,)
            }
        };
    }
    let name = &mock.sent;
    let is_always = is_always_read(body);
    let contents = body.contents.iter().zip(&mock.names.sent_variants);
    let entries: Vec<(&[String], TokenStream)> = contents
        .map(|(content, variant)| {
            let method = body_method(content);
            let value = match (is_read(content), is_always) {
                (false, _) => quote!(None),
                (true, true) => quote!(#name::#variant(request.#method()?)),
                (true, false) => quote!(Some(#name::#variant(request.#method()?))),
            };
            (content.declared.as_slice(), value)
        })
        .collect();
    let read = by_media_type(&quote!(request), &entries);
    match body.required {
        true => quote!(#ident: #read,),
        false => quote! {
            #ident: if request.body().is_empty() { None } else { #read },
        },
    }
}

/// Returns the mock's function that reads a parameter back, if there is one for its style and type.
fn reader(cx: Context<'_>, parameter: &Parameter) -> Option<TokenStream> {
    Some(match mocked::reader(cx.api, parameter)? {
        Reader::Json => quote!(openapi_bindgen_mock::json),
        Reader::Value => quote!(openapi_bindgen_mock::value),
        Reader::List(None) => quote!(openapi_bindgen_mock::list(None)),
        Reader::List(Some(separator)) => quote!(openapi_bindgen_mock::list(Some(#separator))),
    })
}

/// Returns whether the body of every call is decoded.
fn is_always_read(body: &Body) -> bool {
    body.required && body.contents.iter().all(is_read)
}

/// Returns the request's method that decodes the content.
fn body_method(content: &BodyContent) -> TokenStream {
    match content.encoding {
        BodyEncoding::Text if content.ty != Type::String => quote!(text_value_body),
        BodyEncoding::Text => quote!(text_body),
        BodyEncoding::Bytes => quote!(bytes_body),
        _ => quote!(json_body),
    }
}
