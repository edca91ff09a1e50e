//! Operations: the client's method, the request as a struct, what can be set on a call, and the error.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::docs::{self, method_and_path, method_link};
use super::requests::request;
use super::responses::ResponseEnum;
use super::types::{option, optional};
use super::{arguments, bodies, enums, example, headers, pages, paths, responses, setters, types};
use crate::ir::{Docs, Operation, Parameter};
use crate::names::OperationNames;

/// With more arguments than this beside `self`, clippy asks for a struct.
const FEW_ARGUMENTS: usize = 6;

/// Emits an operation.
pub(super) fn operation(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let success = ResponseEnum::success(operation, names);
    let parts = [
        client_method(cx, index, operation, names),
        request_struct(cx, operation, names),
        operation_impl(cx, operation, names),
        pages::paginated(cx, operation, names),
        setters(cx, operation, names),
        error_codes(operation, names),
        bodies::body_enum(cx, operation.body.as_ref(), names),
        responses::successes(cx, success, names),
        error_alias(cx, operation, names),
    ];
    parts.into_iter().collect()
}

fn client_method(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let (method, name) = (&names.method, &names.operation);
    let docs = client_method_docs(cx, operation, names);
    let example = example::section(cx, index);
    let parameters = || operation.parameters.iter().zip(&names.parameters);
    let required = parameters().filter(|(parameter, _)| parameter.required);
    let required = required.map(|(parameter, ident)| {
        let ty = arguments::argument(cx, &parameter.ty);
        quote!(#ident: #ty)
    });
    let body = operation.body.as_ref();
    let required_body = body.filter(|body| body.required).map(|body| {
        let ty = bodies::argument(cx, body, names);
        quote!(body: #ty)
    });
    let arguments: Vec<TokenStream> = required.chain(required_body).collect();
    let inits = parameters().map(|(parameter, ident)| match parameter.required {
        true => types::init(
            ident,
            &arguments::convert(cx, &parameter.ty, &quote!(#ident)),
        ),
        false => quote!(#ident: None,),
    });
    let body = body.map(|body| match body.required {
        true => types::init(&names.body, &bodies::value(cx, body)),
        false => quote!(body: None,),
    });
    let many =
        (arguments.len() > FEW_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let receiver = receiver(cx, names);
    let client = match names.resource {
        None => quote!(self),
        Some(_) => quote!(self.0),
    };
    quote! {
        impl<T: Clone> #receiver {
            #docs
            #example
            #many
            pub fn #method(&self, #(#arguments),*) -> Call<#name, T> {
                #client.call(#name { #(#inits)* #body })
            }
        }
    }
}

/// Returns a link to the error, called as callers call it.
fn shown_error(names: &OperationNames) -> String {
    let (error, shown) = (&names.error, docs::shown(names, &names.error));
    match names.module.is_empty() {
        false => format!("[`{shown}`]({error})"),
        true => format!("[`{error}`]"),
    }
}

/// Returns the type with the method: the client, or the resource.
fn receiver(cx: Context<'_>, names: &OperationNames) -> TokenStream {
    match paths::resource(cx, names) {
        None => quote!(Client<T>),
        Some(resource) => {
            let path = paths::path(cx, &resource.module, &resource.ty);
            quote!(#path<'_, T>)
        }
    }
}

fn client_method_docs(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let described = docs::text(&operation.docs, "");
    let gap = (!described.is_empty()).then(|| quote!(#[doc = ""]));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let route = method_and_path(operation);
    let pages = pages::docs(operation);
    let headers = headers::method_docs(cx, operation, names);
    let error = shown_error(names);
    let errors = format!(
        " Returns {error} if the request fails, the server sends an error response, or the response can't be decoded."
    );
    quote! {
        #described
        #gap
        #[doc = #route]
        #pages
        #headers
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = #errors]
        #deprecated
    }
}

fn request_struct(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = &names.operation;
    let docs = format!(" The request of {} as data.", method_link(cx, names));
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let fields = parameters.map(|(parameter, ident)| {
        let ty = optional(parameter.required, types::spell(cx, &parameter.ty));
        quote!(#ident: #ty,)
    });
    let body = operation.body.as_ref().map(|body| {
        let ty = bodies::ty(cx, body, names);
        let ty = optional(body.required, ty);
        quote!(body: #ty,)
    });
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        pub struct #name {
            #(#fields)*
            #body
        }
    }
}

fn operation_impl(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = &names.operation;
    let success = ResponseEnum::success(operation, names);
    let failure = ResponseEnum::failure(cx, operation);
    let output = success.ty(cx);
    let error_body = failure.ty(cx);
    let code = error_code(operation, names);
    let info = info(operation);
    let request = request(operation, names);
    let read_output = success.read_output();
    let read_error = failure.read_error(&operation.success);
    let output_reply = reply_argument(success.is_read());
    let error_reply = reply_argument(failure.is_read());
    let is_success = success.is_success();
    quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            type ErrorCode = #code;
            type ErrorBody = #error_body;

            const INFO: &'static runtime::OperationInfo = &#info;

            fn request(&self) -> Result<runtime::RequestParts, runtime::RequestError> {
                #request
            }

            #is_success

            fn output(#output_reply: &runtime::RawResponse) -> Result<Self::Output, runtime::DecodeError> {
                #read_output
            }

            fn error_body(#error_reply: &runtime::RawResponse) -> Option<Self::ErrorBody> {
                #read_error
            }
        }
    }
}

fn info(operation: &Operation) -> TokenStream {
    let (id, template) = (&operation.id, &operation.template);
    let method = format_ident!("{}", operation.method.name());
    let key = option(operation.idempotency_key.as_ref().map(|key| quote!(#key)));
    let server = option(operation.server.as_ref().map(|server| quote!(#server)));
    let security = operation.security.iter().map(|set| quote!(&[#(#set),*]));
    quote! {
        runtime::OperationInfo {
            id: #id,
            method: runtime::Method::#method,
            path: #template,
            server: #server,
            idempotency_key: #key,
            security: &[#(#security),*],
        }
    }
}

/// Emits the methods of this operation's calls.
fn setters(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = &names.operation;
    let key = operation.idempotency_key.as_ref().map(|_| {
        quote! {
            /// Sets the idempotency key. If it is unset or empty, the call makes one.
            pub fn idempotency_key(self, key: impl Into<String>) -> Self {
                self.with_idempotency_key(key)
            }
        }
    });
    let body = operation.body.as_ref().filter(|body| !body.required);
    let body = body.map(|body| bodies::setter(cx, body, names));
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let optional = parameters.filter(|(parameter, _)| !parameter.required);
    let parameters = optional.map(|(parameter, ident)| {
        let fallback = parameter_fallback(parameter);
        setters::setter(cx, ident, &parameter.ty, &parameter.docs, &fallback)
    });
    let setters: Vec<TokenStream> = key.into_iter().chain(body).chain(parameters).collect();
    if setters.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl<T> Call<#name, T> {
            #(#setters)*
        }
    }
}

/// Returns the documentation of a parameter without a description.
pub(super) fn parameter_fallback(parameter: &Parameter) -> String {
    let wire = docs::inline(&parameter.wire);
    format!("The {} parameter `{wire}`.", parameter.location.name())
}

fn error_codes(operation: &Operation, names: &OperationNames) -> TokenStream {
    if operation.error_codes.is_empty() {
        return TokenStream::new();
    }
    let docs = Docs {
        text: Some(format!("The error codes of `{}`.", names.method)),
        ..Docs::default()
    };
    let (name, variants) = (&names.code, &names.code_values);
    enums::open_strings(name, &docs, variants, &operation.error_codes)
}

fn error_code(operation: &Operation, names: &OperationNames) -> TokenStream {
    let code = &names.code;
    match operation.error_codes.is_empty() {
        true => quote!(String),
        false => quote!(#code),
    }
}

fn error_alias(cx: Context<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = &names.error;
    let docs = format!(" The error of {}.", method_link(cx, names));
    let code = error_code(operation, names);
    let body = ResponseEnum::failure(cx, operation).ty(cx);
    quote! {
        #[doc = #docs]
        pub type #name = runtime::Error<#code, #body>;
    }
}

fn reply_argument(is_read: bool) -> Ident {
    match is_read {
        true => format_ident!("reply"),
        false => format_ident!("_reply"),
    }
}
