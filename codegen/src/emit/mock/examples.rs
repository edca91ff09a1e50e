//! The examples that a mock responds with.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::option;
use crate::ir::{Example, Examples, FailureExample};

/// The status of a success where the document declares none.
pub(super) const SUCCESS: u16 = 200;

/// Returns the success that the document shows, or one without content where it declares none.
pub(super) fn default_success(examples: &Examples) -> Option<Example> {
    if examples.success.is_empty() {
        return Some(Example {
            status: SUCCESS,
            media_type: None,
            body: None,
        });
    }
    let mut whole = examples.success.iter().filter(|example| example.is_whole());
    let shown = whole.clone().find(|example| example.body.is_some());
    shown.or_else(|| whole.next()).cloned()
}

/// Emits an example of a response.
pub(super) fn example(example: &Example) -> TokenStream {
    let status = status(example.status);
    let content_type = example.media_type.as_deref().unwrap_or_default();
    let body = example.body.as_deref().unwrap_or_default();
    quote! {
        openapi_bindgen_mock::Example { status: #status, content_type: #content_type, body: #body }
    }
}

/// Emits an example of the error response with a code.
pub(super) fn failure(code: &str, shown: &FailureExample) -> TokenStream {
    let (status, message) = (status(shown.status), &shown.message);
    let example = option(shown.example.as_ref().map(example));
    quote! {
        openapi_bindgen_mock::ErrorExample { code: #code, status: #status, message: #message, example: #example }
    }
}

/// Emits a status.
pub(super) fn status(status: u16) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    quote!(#status)
}
