//! What the mock of an operation responds with.

use proc_macro2::TokenStream;
use quote::quote;

use super::examples::{SUCCESS, default_success, example, failure, status};
use super::operation::{MockOperation, Owner};
use super::received;
use crate::emit::docs::method_and_path;
use crate::emit::responses::{ResponseEnum, ResponseVariant};
use crate::emit::types::option;
use crate::ir::{Example, Examples, ResponseContent, ResponseEncoding, Type, responses_need_enum};

/// Emits the method of the mock.
pub(super) fn method(mock: &MockOperation<'_>) -> TokenStream {
    let (operation, client) = (&mock.name, &mock.client);
    let (own, method) = (&mock.names.mock, mock.names.method.unraw());
    let docs = format!(
        " The mock of [`{method}`]({client}::{method}): sets its responses and returns its calls."
    );
    let route = method_and_path(mock.operation);
    let (owner, receiver, lifetime) = match &mock.owner {
        Owner::Mock(ty) => (quote!(#ty), quote!(&self), quote!('_)),
        Owner::Resource(ty) => (quote!(#ty<'m>), quote!(self), quote!('m)),
    };
    let generics = matches!(mock.owner, Owner::Resource(_)).then(|| quote!(<'m>));
    quote! {
        impl #generics #owner {
            #[doc = #docs]
            #[doc = ""]
            #[doc = #route]
            #[must_use]
            pub fn #own(#receiver) -> openapi_bindgen_mock::Endpoint<#lifetime, #operation> {
                self.0.endpoint()
            }
        }
    }
}

/// Emits the impl that decodes calls and encodes responses.
pub(super) fn mocked(mock: &MockOperation<'_>, examples: &Examples) -> TokenStream {
    let name = &mock.name;
    let received = &mock.names.received;
    let success = option(default_success(examples).as_ref().map(example));
    let codes = mock.operation.error_codes.iter();
    let failures = codes
        .zip(&examples.failures)
        .map(|(code, shown)| failure(&code.wire.text(), shown));
    let fields = received::read_fields(mock);
    let (output, answer) = answer(mock, examples);
    quote! {
        impl openapi_bindgen_mock::Mocked for #name {
            type Received = #received;
            const EXAMPLES: openapi_bindgen_mock::Examples = openapi_bindgen_mock::Examples {
                success: #success,
                errors: &[#(#failures),*],
            };
            fn received(request: &openapi_bindgen_mock::Request) -> Result<Self::Received, openapi_bindgen_mock::Unreadable> {
                Ok(#received {
                    #fields
                    request: request.clone(),
                })
            }
            fn response(#output: &Self::Output) -> openapi_bindgen_mock::MockResponse {
                #answer
            }
            fn code(code: &Self::ErrorCode) -> &str {
                code.as_str()
            }
        }
    }
}

/// Returns the name of the output, and the expression for the response that carries it.
fn answer(mock: &MockOperation<'_>, examples: &Examples) -> (TokenStream, TokenStream) {
    let operation = mock.operation;
    let responses = ResponseEnum::success(operation, mock.names);
    let mut shown = examples.success.iter();
    if !responses_need_enum(&operation.success) {
        let first = operation.success.first();
        let content = first.and_then(|response| response.contents.first());
        return match (content, shown.next()) {
            (Some(content), Some(shown)) => {
                let output = quote!(output);
                (output.clone(), carried(Some(content), shown, &output))
            }
            (_, shown) => {
                let status = status(shown.map_or(SUCCESS, |shown| shown.status));
                let empty = quote!(openapi_bindgen_mock::MockResponse::empty(#status));
                (quote!(_output), empty)
            }
        };
    }
    let name = &mock.output;
    let variants = responses.iter().flat_map(ResponseVariant::variants);
    let arms = variants.zip(shown).map(|((variant, content), shown)| {
        let answer = carried(content, shown, &quote!(output));
        let content = content.map(|_| quote!((output)));
        quote!(#name::#variant #content => #answer,)
    });
    (quote!(output), quote!(match output { #(#arms)* }))
}
/// Emits the response that carries an output.
fn carried(
    content: Option<&ResponseContent>,
    shown: &Example,
    output: &TokenStream,
) -> TokenStream {
    let status = status(shown.status);
    let media_type = shown.media_type.as_deref().unwrap_or_default();
    let Some(content) = content else {
        return quote!(openapi_bindgen_mock::MockResponse::empty(#status));
    };
    match content.encoding {
        ResponseEncoding::Json | ResponseEncoding::Any => {
            quote!(openapi_bindgen_mock::MockResponse::json(#status, #media_type, #output))
        }
        ResponseEncoding::Text if content.ty != Type::String => {
            quote!(openapi_bindgen_mock::MockResponse::text(#status, #media_type, #output))
        }
        ResponseEncoding::Text | ResponseEncoding::Bytes => {
            quote!(openapi_bindgen_mock::MockResponse::bytes(#status, #media_type, #output.clone()))
        }
    }
}
