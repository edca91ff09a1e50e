//! The mock: per operation a method, the examples of its responses, and how a call is read back.
//!
//! Items of the crate's root are named by path, so that no name here can hide them.

mod examples;
mod received;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::method_and_path;
use super::responses::{ResponseEnum, ResponseVariant};
use super::types::option;
use super::{Context, cfg, imports};
use crate::ir::{
    Example, Examples, Operation, ResponseContent, ResponseEncoding, Type, responses_need_enum,
};
use crate::names::OperationNames;
use examples::{default_success, example, failure, status};

/// The status of a success where the document declares none.
const SUCCESS: u16 = 200;

/// Emits the mock of the API.
pub(super) fn mock(cx: Context<'_>) -> TokenStream {
    let operations = (0..cx.api.operations.len()).map(|index| {
        let cfg = cfg::cfg(cx, cx.facts.tags.operation(index));
        let operation = &cx.names.operation(index).operation;
        quote!(#cfg super::#operation)
    });
    quote! {
        pub use openapi_bindgen_mock;
        openapi_bindgen_mock::mock!(API, Client, [#(#operations),*]);
    }
}

/// Emits the mock of an operation, in a module `depth` levels below the crate's root.
pub(super) fn operation(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    examples: &Examples,
    depth: usize,
) -> TokenStream {
    let mock = MockOperation {
        cx,
        operation,
        names,
        root: imports::up(depth),
        client: format!("{}Client", "super::".repeat(depth)),
    };
    let method = mock.method();
    let received = received::declaration(&mock);
    let mocked = mock.mocked(examples);
    let (root, name) = (&mock.root, &names.operation);
    let has_example = default_success(examples)
        .is_some()
        .then(|| quote!(impl openapi_bindgen_mock::HasExample for #root #name {}));
    quote!(#method #received #mocked #has_example)
}

/// What the mock of an operation is made of.
struct MockOperation<'a> {
    cx: Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    /// The path to the crate's root.
    root: TokenStream,
    /// The path to the client, for documentation.
    client: String,
}

impl MockOperation<'_> {
    fn method(&self) -> TokenStream {
        let (root, client) = (&self.root, &self.client);
        let OperationNames {
            mock, operation, ..
        } = self.names;
        let method = self.names.method.unraw();
        let docs = format!(
            " The mock of [`{method}`]({client}::{method}): sets its responses and returns its calls."
        );
        let route = method_and_path(self.operation);
        quote! {
            impl Mock {
                #[doc = #docs]
                #[doc = ""]
                #[doc = #route]
                #[must_use]
                pub fn #mock(&self) -> openapi_bindgen_mock::Endpoint<'_, #root #operation> {
                    self.0.endpoint()
                }
            }
        }
    }

    fn mocked(&self, examples: &Examples) -> TokenStream {
        let (root, name) = (&self.root, &self.names.operation);
        let received = &self.names.received;
        let success = option(default_success(examples).as_ref().map(example));
        let codes = self.operation.error_codes.iter();
        let failures = codes
            .zip(&examples.failures)
            .map(|(code, shown)| failure(&code.wire.text(), shown));
        let fields = received::read_fields(self);
        let (output, answer) = self.answer(examples);
        quote! {
            impl openapi_bindgen_mock::Mocked for #root #name {
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
    fn answer(&self, examples: &Examples) -> (TokenStream, TokenStream) {
        let (operation, root) = (self.operation, &self.root);
        let responses = ResponseEnum::success(operation, self.names);
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
        let name = &self.names.output;
        let variants = responses.iter().flat_map(ResponseVariant::variants);
        let arms = variants.zip(shown).map(|((variant, content), shown)| {
            let answer = carried(content, shown, &quote!(output));
            let content = content.map(|_| quote!((output)));
            quote!(#root #name::#variant #content => #answer,)
        });
        (quote!(output), quote!(match output { #(#arms)* }))
    }
}

/// The response that carries an output.
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
