//! The mock: a method an operation, what the description shows of its answers, and how a call is read back.
//!
//! What the crate's root gives out is named by path, so that no name here can stand in its way.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::{inline, method_and_path, option, optional};
use super::replies::{Named, NamedReply, by_media_type};
use super::{Emitter, docs};
use crate::ir::{
    Body, BodyContent, BodyEncoding, Docs, EnumRepr, Example, Examples, FailureExample, ItemKind,
    Location, Operation, Parameter, ParameterEncoding, ResponseContent, ResponseEncoding, Style,
    Type,
};
use crate::names::{Name, OperationNames, needs_body_enum, needs_enum};

/// Where no success is declared.
const SUCCESS: u16 = 200;

impl Emitter<'_> {
    pub(super) fn mock(&self) -> TokenStream {
        let operations = (0..self.api.operations.len()).filter_map(|index| {
            let gate = self.gate(self.facts.tags.operation(index));
            let operation = &self.names.operation(index)?.operation;
            Some(quote!(#gate super::#operation))
        });
        quote! {
            pub use openapi_bindgen_mock;
            openapi_bindgen_mock::mock!(API, Client, [#(#operations),*]);
        }
    }

    /// What stands in for an operation, in a module so deep below the root's.
    pub(super) fn double(&self, index: usize, depth: usize) -> TokenStream {
        let api = self.api;
        let found = (api.operations.get(index))
            .zip(self.names.operation(index))
            .zip(api.examples.get(index));
        let Some(((operation, names), examples)) = found else {
            return TokenStream::new();
        };
        let double = Double {
            emitter: self,
            operation,
            names,
            examples,
            root: std::iter::repeat_n(quote!(super::), depth).collect(),
            client: format!("{}Client", "super::".repeat(depth)),
        };
        double.tokens()
    }

    /// Whether what stands in for an operation is spelled with a type of the runtime.
    pub(super) fn double_names_runtime(&self, index: usize) -> bool {
        let Some(operation) = self.api.operations.get(index) else {
            return false;
        };
        let mut parameters = operation.parameters.iter();
        let mut contents = operation.body.iter().flat_map(|body| body.contents.iter());
        let is_enum = operation.body.as_ref().is_some_and(needs_body_enum);
        parameters.any(|parameter| parameter.ty.is_of_runtime() && self.reader(parameter).is_some())
            || !is_enum && contents.any(|content| content.ty.is_of_runtime() && is_read(content))
    }

    /// The mock's function that reads a parameter back, where there is one for its style and type.
    fn reader(&self, parameter: &Parameter) -> Option<TokenStream> {
        let ParameterEncoding::Style { style, explode, .. } = parameter.encoding else {
            return Some(quote!(openapi_bindgen_mock::json));
        };
        if matches!(style, Style::Label | Style::Matrix | Style::DeepObject) {
            return None;
        }
        if self.is_scalar(&parameter.ty) {
            return Some(quote!(openapi_bindgen_mock::value));
        }
        match self.behind_aliases(&parameter.ty) {
            Type::List(item) if self.is_scalar(item) => {}
            _ => return None,
        }
        let apart = explode && matches!(parameter.location, Location::Query | Location::Cookie);
        let separator = match style {
            _ if apart => quote!(None),
            Style::SpaceDelimited => quote!(Some(' ')),
            Style::PipeDelimited => quote!(Some('|')),
            _ => quote!(Some(',')),
        };
        Some(quote!(openapi_bindgen_mock::list(#separator)))
    }

    /// Whether a value is one text without structure.
    fn is_scalar(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Bool
            | Type::I32
            | Type::I64
            | Type::U32
            | Type::U64
            | Type::F32
            | Type::F64
            | Type::String
            | Type::Url
            | Type::Timestamp
            | Type::DateTime
            | Type::AnyDateTime
            | Type::Date
            | Type::Time
            | Type::Duration
            | Type::Uuid
            | Type::Decimal
            | Type::Ipv4
            | Type::Ipv6
            | Type::Base64 => true,
            Type::Named(id) => match &self.api.item(*id).kind {
                // Of mixed values, text doesn't tell which one it is.
                ItemKind::Enum(values) => values.repr != EnumRepr::Mixed,
                ItemKind::Text => true,
                _ => false,
            },
            Type::Sensitive(inner) => self.is_scalar(inner),
            _ => false,
        }
    }
}

/// What an operation's double is made of.
struct Double<'a> {
    emitter: &'a Emitter<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    examples: &'a Examples,
    /// The path to what the root gives out.
    root: TokenStream,
    /// The client, in documentation.
    client: String,
}

impl Double<'_> {
    fn tokens(&self) -> TokenStream {
        let (method, received, mocked) = (self.method(), self.received(), self.mocked());
        let (root, name) = (&self.root, &self.names.operation);
        let has_example = default_answer(self.examples)
            .is_some()
            .then(|| quote!(impl openapi_bindgen_mock::HasExample for #root #name {}));
        quote!(#method #received #mocked #has_example)
    }

    fn method(&self) -> TokenStream {
        let (root, client) = (&self.root, &self.client);
        let OperationNames {
            mock, operation, ..
        } = self.names;
        let method = self.names.method.unraw();
        let docs = format!(
            " What [`{method}`]({client}::{method}) is answered, and what it was called with."
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

    /// A call as it arrived.
    fn received(&self) -> TokenStream {
        let (name, client) = (&self.names.received, &self.client);
        let method = self.names.method.unraw();
        let title = format!(" A call of [`{method}`]({client}::{method}) as it arrived.");
        let apart = self.not_read();
        let fields = self.readable().map(|(parameter, ident, _)| {
            let said = Docs {
                deprecated: false,
                ..parameter.docs.clone()
            };
            let docs = docs(&said, &format!("The parameter `{}`.", parameter.wire));
            let ty = optional(parameter.required, self.ty(&parameter.ty));
            quote!(#docs pub #ident: #ty,)
        });
        let body = self.body().map(|body| {
            let (ident, docs) = (&self.names.body, docs(&body.docs, "The body."));
            let ty = self.emitter.body_type(body, self.names, &self.root);
            let ty = optional(is_always_read(body), ty);
            quote!(#docs pub #ident: #ty,)
        });
        let key = self.operation.idempotency_key.as_ref().map(|_| {
            quote! {
                /// The key that makes repeated attempts one call.
                pub idempotency_key: Option<String>,
            }
        });
        quote! {
            #[doc = #title]
            #apart
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

    fn ty(&self, ty: &Type) -> TokenStream {
        self.emitter.ty_in(ty, &self.root)
    }

    /// The parameters that are read back, and how.
    fn readable(&self) -> impl Iterator<Item = (&Parameter, &Name, TokenStream)> {
        let named = self.operation.parameters.iter().zip(&self.names.parameters);
        named.filter_map(|(parameter, ident)| {
            Some((parameter, ident, self.emitter.reader(parameter)?))
        })
    }

    /// The body, where it is read back in one of its ways at least.
    fn body(&self) -> Option<&Body> {
        let body = self.operation.body.as_ref();
        body.filter(|body| body.contents.iter().any(is_read))
    }

    /// What is left to the request, in a sentence.
    fn not_read(&self) -> TokenStream {
        let parameters = self.operation.parameters.iter();
        let body = self.operation.body.iter();
        let contents = body.flat_map(|body| body.contents.iter().map(move |it| (body, it)));
        let bodies = contents.filter(|(_, content)| !is_read(content));
        let apart: Vec<String> = parameters
            .filter(|parameter| self.emitter.reader(parameter).is_none())
            .map(|parameter| format!("`{}`", inline(&parameter.wire)))
            .chain(bodies.map(|(body, content)| match needs_body_enum(body) {
                true => format!("a body of `{}`", inline(&content.media_type)),
                false => "the body".to_owned(),
            }))
            .collect();
        if apart.is_empty() {
            return TokenStream::new();
        }
        let text = format!(
            " Not read back, in [`request`](Self::request) alone: {}.",
            apart.join(", ")
        );
        quote!(#[doc = ""] #[doc = #text])
    }

    fn mocked(&self) -> TokenStream {
        let (root, name) = (&self.root, &self.names.operation);
        let received = &self.names.received;
        let success = option(default_answer(self.examples).as_ref().map(example));
        let codes = self.operation.error_codes.iter();
        let failures = codes
            .zip(&self.examples.failures)
            .map(|(code, shown)| failure(&code.wire.text(), shown));
        let fields = self.read_fields();
        let (output, answer) = self.answer();
        quote! {
            impl openapi_bindgen_mock::Mocked for #root #name {
                type Received = #received;
                const EXAMPLES: openapi_bindgen_mock::Examples = openapi_bindgen_mock::Examples {
                    success: #success,
                    failures: &[#(#failures),*],
                };
                fn received(request: &openapi_bindgen_mock::Request) -> Result<Self::Received, openapi_bindgen_mock::Unreadable> {
                    Ok(#received {
                        #fields
                        request: request.clone(),
                    })
                }
                fn answer(#output: &Self::Output) -> openapi_bindgen_mock::Answer {
                    #answer
                }
                fn code(code: &Self::ErrorCode) -> &str {
                    code.as_str()
                }
            }
        }
    }

    fn read_fields(&self) -> TokenStream {
        let parameters = self.readable().map(|(parameter, ident, reader)| {
            let (wire, required) = (&parameter.wire, presence(parameter.required));
            let place = place(parameter.location);
            quote!(#ident: request.#place(#wire).#required(#reader)?,)
        });
        let body = self.body().map(|body| self.read_body(body));
        let key = self.operation.idempotency_key.as_ref().map(|header| {
            quote!(idempotency_key: request.header_parameter(#header).optional(openapi_bindgen_mock::value)?,)
        });
        quote!(#(#parameters)* #body #key)
    }

    /// The body out of the request, by its media type where there are several.
    fn read_body(&self, body: &Body) -> TokenStream {
        let ident = &self.names.body;
        if !needs_body_enum(body) {
            let method = body.contents.first().map(body_method);
            return match body.required {
                true => quote!(#ident: request.#method()?,),
                false => {
                    quote!(#ident: request.optional_body(openapi_bindgen_mock::Request::#method)?,)
                }
            };
        }
        let (root, name) = (&self.root, &self.names.sent);
        let is_always = is_always_read(body);
        let contents = body.contents.iter().zip(&self.names.sent_variants);
        let entries: Vec<(&[String], TokenStream)> = contents
            .map(|(content, variant)| {
                let method = body_method(content);
                let value = match (is_read(content), is_always) {
                    (false, _) => quote!(None),
                    (true, true) => quote!(#root #name::#variant(request.#method()?)),
                    (true, false) => quote!(Some(#root #name::#variant(request.#method()?))),
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

    /// The name of the output, and the answer that carries it.
    fn answer(&self) -> (TokenStream, TokenStream) {
        let (operation, root) = (self.operation, &self.root);
        let replies = Named::success(operation, self.names);
        let mut shown = self.examples.success.iter();
        if !needs_enum(&operation.success) {
            let content = operation
                .success
                .first()
                .map(|reply| reply.contents.first());
            return match (content.flatten(), shown.next()) {
                (Some(content), Some(shown)) => (
                    quote!(output),
                    carried(Some(content), shown, &quote!(output)),
                ),
                (_, shown) => {
                    let status = status(shown.map_or(SUCCESS, |shown| shown.status));
                    let empty = quote!(openapi_bindgen_mock::Answer::empty(#status));
                    (quote!(_output), empty)
                }
            };
        }
        let name = &self.names.output;
        let variants = replies.iter().flat_map(NamedReply::variants);
        let arms = variants.zip(shown).map(|((variant, content), shown)| {
            let answer = carried(content, shown, &quote!(output));
            let content = content.map(|_| quote!((output)));
            quote!(#root #name::#variant #content => #answer,)
        });
        (quote!(output), quote!(match output { #(#arms)* }))
    }
}

/// The success that is shown, or one without content.
fn default_answer(examples: &Examples) -> Option<Example> {
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

fn example(example: &Example) -> TokenStream {
    let status = status(example.status);
    let content_type = example.media_type.as_deref().unwrap_or_default();
    let body = example.body.as_deref().unwrap_or_default();
    quote! {
        openapi_bindgen_mock::Example { status: #status, content_type: #content_type, body: #body }
    }
}

fn failure(code: &str, shown: &FailureExample) -> TokenStream {
    let (status, message) = (status(shown.status), &shown.message);
    let example = option(shown.example.as_ref().map(example));
    quote! {
        openapi_bindgen_mock::Failure { code: #code, status: #status, message: #message, example: #example }
    }
}

fn carried(
    content: Option<&ResponseContent>,
    shown: &Example,
    output: &TokenStream,
) -> TokenStream {
    let status = status(shown.status);
    let media_type = shown.media_type.as_deref().unwrap_or_default();
    match content.map(|content| content.encoding) {
        None => quote!(openapi_bindgen_mock::Answer::empty(#status)),
        Some(ResponseEncoding::Json | ResponseEncoding::Any) => {
            quote!(openapi_bindgen_mock::Answer::json(#status, #media_type, #output))
        }
        Some(ResponseEncoding::Text)
            if content.is_some_and(|content| content.ty != Type::String) =>
        {
            quote!(openapi_bindgen_mock::Answer::text(#status, #media_type, #output))
        }
        Some(ResponseEncoding::Text | ResponseEncoding::Bytes) => {
            quote!(openapi_bindgen_mock::Answer::bytes(#status, #media_type, #output.clone()))
        }
    }
}

/// Whether the content's bytes can become a value again.
const fn is_read(content: &BodyContent) -> bool {
    !matches!(
        content.encoding,
        BodyEncoding::Form | BodyEncoding::Multipart
    )
}

/// Whether there is a value of every call's body.
fn is_always_read(body: &Body) -> bool {
    body.required && body.contents.iter().all(is_read)
}

/// The request's method that reads the content.
fn body_method(content: &BodyContent) -> TokenStream {
    match content.encoding {
        BodyEncoding::Text if content.ty != Type::String => quote!(text_value_body),
        BodyEncoding::Text => quote!(text_body),
        BodyEncoding::Bytes => quote!(bytes_body),
        _ => quote!(json_body),
    }
}

fn place(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(path_parameter),
        Location::Query => quote!(query_parameter),
        Location::Header => quote!(header_parameter),
        Location::Cookie => quote!(cookie_parameter),
    }
}

fn presence(required: bool) -> TokenStream {
    if required {
        quote!(required)
    } else {
        quote!(optional)
    }
}

fn status(status: u16) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    quote!(#status)
}
