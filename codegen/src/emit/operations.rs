//! Operations as data: what is sent, what comes back, what can be set on a call.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::enums::strings;
use super::pages::said_of_pages;
use super::replies::{Named, is_read};
use super::{Emitter, docs, operator_lint};
use crate::ir::{
    Docs, Location, Method, Operation, Parameter, ParameterEncoding, PathPart, Style, Type,
    UnknownValues,
};
use crate::names::{Name, OperationNames};
use crate::rustdoc;

impl Emitter<'_> {
    pub(super) fn operation(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let parts = [
            self.client_method(operation, names),
            self.operation_struct(operation, names),
            self.operation_impl(operation, names),
            self.paginated(operation, names),
            self.call_setters(operation, names),
            self.error_codes(operation, names),
            self.body_enum(operation.body.as_ref(), names),
            self.reply_enum(Named::success(operation, names), names, "answers"),
            self.reply_enum(Named::failure(operation, names), names, "says of a failure"),
            self.error_alias(operation, names),
        ];
        parts.into_iter().collect()
    }

    fn client_method(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let OperationNames {
            method,
            operation: name,
            error,
            ..
        } = names;
        let said = Docs {
            deprecated: false,
            ..operation.docs.clone()
        };
        let docs = docs(&said, "Calls the API.");
        let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
        let route = method_and_path(operation);
        let errors =
            format!(" [`{error}`]: no answer, a refusal, or an answer that can't be read.");
        let required = operation
            .parameters
            .iter()
            .zip(&names.parameters)
            .filter(|(parameter, _)| parameter.required);
        let arguments: Vec<TokenStream> = required
            .clone()
            .map(|(parameter, ident)| {
                let ty = self.argument(&parameter.ty, &self.ty(&parameter.ty));
                quote!(#ident: #ty)
            })
            .chain(
                operation
                    .body
                    .iter()
                    .filter(|body| body.required)
                    .map(|body| {
                        let ty = self.body_argument(body, names);
                        quote!(body: #ty)
                    }),
            )
            .collect();
        let inits = operation
            .parameters
            .iter()
            .zip(&names.parameters)
            .map(|(parameter, ident)| {
                let argument = quote!(#ident);
                match parameter.required {
                    true => named_init(ident, &self.convert(&parameter.ty, &argument)),
                    false => quote!(#ident: None,),
                }
            });
        let body = operation.body.as_ref().map(|body| match body.required {
            true => named_init(&names.body, &self.body_value(body)),
            false => quote!(body: None,),
        });
        let pages = said_of_pages(operation);
        let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! {
            impl<T: Clone> Client<T> {
                #docs
                #[doc = ""]
                #[doc = #route]
                #pages
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = #errors]
                #deprecated
                #many
                pub fn #method(&self, #(#arguments),*) -> Call<#name, T> {
                    self.call(#name { #(#inits)* #body })
                }
            }
        }
    }

    fn operation_struct(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let name = &names.operation;
        let docs = format!(" {} as data: what it sends.", method_link(names));
        let fields =
            operation
                .parameters
                .iter()
                .zip(&names.parameters)
                .map(|(parameter, ident)| {
                    let ty = optional(parameter.required, self.ty(&parameter.ty));
                    quote!(#ident: #ty,)
                });
        let body = operation.body.as_ref().map(|body| {
            let ty = self.body_type(body, names, &TokenStream::new());
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

    fn operation_impl(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let name = &names.operation;
        let (id, template) = (&operation.id, &operation.template);
        let method = method_const(operation.method);
        let output = self.reply_type(&operation.success, &names.output);
        let error_body = self.reply_type(&operation.failure, &names.failure);
        let code = if operation.error_codes.is_empty() {
            quote!(String)
        } else {
            let code = &names.code;
            quote!(#code)
        };
        let key = option(operation.idempotency_key.as_ref().map(|key| quote!(#key)));
        let server = option(operation.server.as_ref().map(|server| quote!(#server)));
        let security = operation.security.iter().map(|set| quote!(&[#(#set),*]));
        let request = self.request(operation, names);
        let read_output = Named::success(operation, names).read_output();
        let read_error = Named::failure(operation, names).read_error(&operation.success);
        let output_reply = reply_argument(is_read(&operation.success));
        let error_reply = reply_argument(is_read(&operation.failure));
        let is_success = Named::success(operation, names).is_success();
        quote! {
            impl runtime::Operation for #name {
                type Output = #output;
                type ErrorCode = #code;
                type ErrorBody = #error_body;

                const INFO: &'static runtime::OperationInfo = &runtime::OperationInfo {
                    id: #id,
                    method: #method,
                    path: #template,
                    server: #server,
                    idempotency_key: #key,
                    security: &[#(#security),*],
                };

                fn request(&self) -> Result<runtime::RequestParts, runtime::RequestError> {
                    #request
                }

                #is_success

                fn output(#output_reply: &runtime::Reply) -> Result<Self::Output, runtime::DecodeError> {
                    #read_output
                }

                fn error_body(#error_reply: &runtime::Reply) -> Option<Self::ErrorBody> {
                    #read_error
                }
            }
        }
    }

    fn request(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let path = operation.path.iter().map(|part| match part {
            PathPart::Literal(text) => quote!(request.path_literal(#text);),
            PathPart::Parameter(index) => {
                let parameter = operation
                    .parameters
                    .get(*index)
                    .zip(names.parameters.get(*index));
                parameter
                    .map(|(parameter, ident)| path_parameter(parameter, ident))
                    .unwrap_or_default()
            }
        });
        let others = operation.parameters.iter().zip(&names.parameters);
        let others = others.filter(|(parameter, _)| parameter.location != Location::Path);
        let others = others.map(|(parameter, ident)| {
            let (sent, wire) = (self.sent_parameter(parameter, ident), &parameter.wire);
            let secret = parameter.location == Location::Header
                && matches!(parameter.ty, Type::Sensitive(_));
            let hidden = secret.then(|| quote!(request.sensitive_header(#wire);));
            quote!(#sent #hidden)
        });
        let body = operation.body.as_ref().map(|body| {
            if body.required {
                return self.send_body(body, names, &quote!(&self.body));
            }
            let call = self.send_body(body, names, &quote!(body));
            quote! {
                if let Some(body) = &self.body {
                    #call
                }
            }
        });
        let accept = operation
            .accept
            .as_ref()
            .map(|accept| quote!(request.accept(#accept);));
        quote! {
            let mut request = runtime::RequestBuilder::new(Self::INFO.method.clone());
            #accept
            #(#path)*
            #(#others)*
            #body
            request.finish()
        }
    }

    fn sent_parameter(&self, parameter: &Parameter, ident: &Name) -> TokenStream {
        let wire = &parameter.wire;
        let ParameterEncoding::Style {
            style,
            explode,
            allow_reserved,
        } = parameter.encoding
        else {
            return sent_as_json(parameter, ident);
        };
        if let (Location::Header, Some(fallback)) = (parameter.location, &parameter.fallback) {
            return quote!(request.header(#wire, &self.#ident.as_deref().unwrap_or(#fallback)););
        }
        match parameter.location {
            Location::Query => {
                let style = query_style(style);
                let method = if allow_reserved {
                    quote!(query_reserved)
                } else {
                    quote!(query)
                };
                quote!(request.#method(#wire, &self.#ident, #style, #explode);)
            }
            Location::Header if explode => {
                quote!(request.header_exploded(#wire, &self.#ident, true);)
            }
            Location::Header => quote!(request.header(#wire, &self.#ident);),
            Location::Cookie => quote!(request.cookie(#wire, &self.#ident, #explode);),
            Location::Path => TokenStream::new(),
        }
    }

    /// What may be set on a call of this operation alone.
    fn call_setters(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let name = &names.operation;
        let key = operation.idempotency_key.as_ref().map(|_| {
            quote! {
                /// The key that makes repeated attempts one call; without it, one is made. An empty one counts as none.
                pub fn idempotency_key(self, key: impl Into<String>) -> Self {
                    self.with_idempotency_key(key)
                }
            }
        });
        let body = operation
            .body
            .as_ref()
            .filter(|body| !body.required)
            .map(|body| self.body_setter(body, names));
        let pairs = operation
            .parameters
            .iter()
            .zip(&names.parameters)
            .filter(|(parameter, _)| !parameter.required);
        let parameters = pairs.map(|(parameter, ident)| {
            self.call_setter(
                ident,
                &parameter.ty,
                &parameter.docs,
                &format!("The parameter `{}`.", parameter.wire),
            )
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

    pub(super) fn call_setter(
        &self,
        ident: &Name,
        ty: &Type,
        of: &Docs,
        fallback: &str,
    ) -> TokenStream {
        let docs = docs(of, fallback);
        let argument = self.argument(ty, &self.ty(ty));
        let value = self.convert(ty, &quote!(#ident));
        let lint = operator_lint(ident);
        quote! {
            #docs
            #lint
            pub fn #ident(mut self, #ident: #argument) -> Self {
                self.operation_mut().#ident = Some(#value);
                self
            }
        }
    }

    fn error_codes(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        if operation.error_codes.is_empty() {
            return TokenStream::new();
        }
        let docs = Docs {
            text: Some(format!("The error codes of `{}`.", names.method)),
            ..Docs::default()
        };
        strings(
            &names.code,
            &docs,
            &names.code_values,
            UnknownValues::Allow,
            &operation.error_codes,
        )
    }

    fn error_alias(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let name = &names.error;
        let docs = format!(" What {} fails with.", method_link(names));
        let code = &names.code;
        let code = if operation.error_codes.is_empty() {
            quote!(String)
        } else {
            quote!(#code)
        };
        let body = self.reply_type(&operation.failure, &names.failure);
        quote! {
            #[doc = #docs]
            pub type #name = runtime::Error<#code, #body>;
        }
    }
}

/// A link to the client's method. Rustdoc takes the `#` of a raw identifier for an anchor.
pub(super) fn method_link(names: &OperationNames) -> String {
    format!("[`{}`](Client::{})", names.method, names.method.unraw())
}

fn named_init(ident: &Name, value: &TokenStream) -> TokenStream {
    if value.to_string() == quote!(#ident).to_string() {
        quote!(#ident,)
    } else {
        quote!(#ident: #value,)
    }
}

pub(super) fn optional(required: bool, ty: TokenStream) -> TokenStream {
    if required { ty } else { quote!(Option<#ty>) }
}

pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn reply_argument(read: bool) -> Ident {
    if read {
        format_ident!("reply")
    } else {
        format_ident!("_reply")
    }
}

fn path_parameter(parameter: &Parameter, ident: &Name) -> TokenStream {
    let wire = &parameter.wire;
    match parameter.encoding {
        ParameterEncoding::Style { style, explode, .. } => {
            let style = match style {
                Style::Label => quote!(runtime::PathStyle::Label),
                Style::Matrix => quote!(runtime::PathStyle::Matrix),
                _ => quote!(runtime::PathStyle::Simple),
            };
            quote!(request.path(#wire, &self.#ident, #style, #explode);)
        }
        ParameterEncoding::Json => {
            quote!(request.path(#wire, &runtime::AsJson(&self.#ident), runtime::PathStyle::Simple, false);)
        }
    }
}

/// A parameter whose text is JSON.
fn sent_as_json(parameter: &Parameter, ident: &Name) -> TokenStream {
    let wire = &parameter.wire;
    match parameter.location {
        Location::Query => {
            quote!(request.query(#wire, &runtime::AsJson(&self.#ident), runtime::QueryStyle::Form, false);)
        }
        Location::Header => quote!(request.header_json(#wire, &self.#ident);),
        Location::Cookie => quote!(request.cookie(#wire, &runtime::AsJson(&self.#ident), false);),
        Location::Path => TokenStream::new(),
    }
}

pub(super) fn query_style(style: Style) -> TokenStream {
    match style {
        Style::SpaceDelimited => quote!(runtime::QueryStyle::SpaceDelimited),
        Style::PipeDelimited => quote!(runtime::QueryStyle::PipeDelimited),
        Style::DeepObject => quote!(runtime::QueryStyle::DeepObject),
        _ => quote!(runtime::QueryStyle::Form),
    }
}

fn method_const(method: Method) -> TokenStream {
    let name = format_ident!("{}", method.name());
    quote!(runtime::Method::#name)
}

/// How documentation shows where an operation is.
pub(super) fn method_and_path(operation: &Operation) -> String {
    format!(
        " `{} {}`",
        operation.method.name(),
        inline(&operation.template)
    )
}

/// Text in a code span: what would end it is left out.
pub(super) fn inline(text: &str) -> String {
    rustdoc::visible_line(text).replace('`', "")
}
