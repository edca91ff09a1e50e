//! Responses: their types, and how they are decoded.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{docs, inline, method_link};
use super::types;
use crate::ir::{
    Operation, Response, ResponseContent, ResponseEncoding, StatusRange, Type, responses_need_enum,
};
use crate::names::{Name, OperationNames};

/// Returns the type of what these responses carry: nothing, the type of their only content, or the enum.
pub(super) fn ty(cx: Context<'_>, responses: &[Response], name: &Name) -> TokenStream {
    if responses_need_enum(responses) {
        return quote!(#name);
    }
    match responses
        .first()
        .and_then(|response| response.contents.first())
    {
        Some(content) => types::spell(cx, &content.ty),
        None => quote!(()),
    }
}

/// Emits the enum, if the responses need one.
pub(super) fn response_enum(
    cx: Context<'_>,
    responses: ResponseEnum<'_>,
    names: &OperationNames,
    what: &str,
) -> TokenStream {
    if !responses_need_enum(responses.responses) {
        return TokenStream::new();
    }
    let name = responses.name;
    let mut variants = responses.iter();
    let and_media_type = match variants.any(|response| response.contents().len() > 1) {
        true => " and media type",
        false => "",
    };
    let link = method_link(cx, names);
    let item_docs = format!(" {what} of {link}, by status{and_media_type}.");
    let variants = responses.iter().flat_map(|response| {
        let variants = response.variants();
        variants.map(move |(name, content)| variant(cx, response, name, content))
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
    }
}

fn variant(
    cx: Context<'_>,
    response: ResponseVariant<'_>,
    name: &Name,
    content: Option<&ResponseContent>,
) -> TokenStream {
    let mut described = response.response.docs.clone();
    let media_type = content.and_then(|content| content.declared.first());
    if let Some(media_type) = media_type.filter(|_| response.contents().len() > 1) {
        let note = format!("Sent as `{}`.", inline(media_type));
        described.notes.push(note);
    }
    let fallback = match response.response.status {
        StatusRange::Exact(status) => format!("Status {status}."),
        StatusRange::Class(class) => format!("A status from {class}00 to {class}99."),
        StatusRange::Default => "Any other status.".to_owned(),
    };
    let docs = docs(&described, &fallback);
    let content = content.map(|content| {
        let ty = types::spell(cx, &content.ty);
        quote!((#ty))
    });
    quote!(#docs #name #content,)
}

/// How many types of errors are tried on a response with a status of success.
const MOST_ERRORS: usize = 3;

/// Responses with the names of their enum.
#[derive(Clone, Copy)]
pub(super) struct ResponseEnum<'a> {
    pub(super) responses: &'a [Response],
    pub(super) name: &'a Name,
    pub(super) variants: &'a [Vec<Name>],
}

/// A response with the names of its variants.
#[derive(Clone, Copy)]
pub(super) struct ResponseVariant<'a> {
    pub(super) response: &'a Response,
    variants: &'a [Name],
}

impl<'a> ResponseEnum<'a> {
    pub(super) fn success(operation: &'a Operation, names: &'a OperationNames) -> Self {
        Self {
            responses: &operation.success,
            name: &names.output,
            variants: &names.output_variants,
        }
    }

    pub(super) fn failure(operation: &'a Operation, names: &'a OperationNames) -> Self {
        Self {
            responses: &operation.failure,
            name: &names.failure,
            variants: &names.failure_variants,
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = ResponseVariant<'a>> {
        let named = self.responses.iter().zip(self.variants);
        named.map(|(response, variants)| ResponseVariant { response, variants })
    }

    /// Emits which statuses are successes, where the document declares redirects as such.
    pub(super) fn is_success(self) -> Option<TokenStream> {
        let declared = self.responses.iter().map(|response| response.status);
        let redirects = declared.filter(|status| {
            matches!(
                status,
                StatusRange::Exact(300..=399) | StatusRange::Class(3)
            )
        });
        let patterns: Vec<TokenStream> = redirects.map(pattern).collect();
        (!patterns.is_empty()).then(|| {
            quote! {
                fn is_success(status: runtime::StatusCode) -> bool {
                    status.is_success() || matches!(status.as_u16(), #(#patterns)|*)
                }
            }
        })
    }

    /// Returns the expression that decodes a success: `Result<Output, DecodeError>`.
    pub(super) fn read_output(self) -> TokenStream {
        if !responses_need_enum(self.responses) {
            let content = self
                .responses
                .first()
                .and_then(|response| response.contents.first());
            return content.map_or_else(|| quote!(Ok(())), read);
        }
        let name = self.name;
        let read = |variant: &Name, content: Option<&ResponseContent>| match content {
            Some(content) => {
                let value = read(content);
                quote!(#value.map(#name::#variant))
            }
            None => quote!(Ok(#name::#variant)),
        };
        // The only declared success stands for all.
        if let (Some(only), 1) = (self.iter().next(), self.responses.len()) {
            return only.value(read);
        }
        let arms = self.by_precision().into_iter().map(|response| {
            let (pattern, value) = (pattern(response.response.status), response.value(read));
            quote!(#pattern => #value,)
        });
        let rest = (!has_default(self.responses))
            .then(|| quote!(_ => Err(runtime::DecodeError::undeclared_status()),));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #rest
            }
        }
    }

    /// Returns the expression that decodes the body of an error response, if it is as declared: `Option<ErrorBody>`. A
    /// server may send it with a status of success, too. There it is tried where decoding the success may fail.
    pub(super) fn read_error(self, success: &[Response]) -> TokenStream {
        let Self {
            responses, name, ..
        } = self;
        let is_enum = responses_need_enum(responses);
        let value = |variant: &Name, content: Option<&ResponseContent>| {
            let value = content.map(read);
            match (value, is_enum) {
                (Some(value), true) => quote!(#value.ok().map(#name::#variant)),
                (Some(value), false) => quote!(#value.ok()),
                (None, true) => quote!(Some(#name::#variant)),
                (None, false) => quote!(None),
            }
        };
        if responses.is_empty() || (!is_enum && !is_read(responses)) {
            return quote!(None);
        }
        let is_one = !is_enum || responses.len() == 1;
        if let (true, Some(only)) = (is_one && has_default(responses), self.iter().next()) {
            return only.value(value);
        }
        let arms = self.by_precision().into_iter().map(|response| {
            let (pattern, value) = (pattern(response.response.status), response.value(value));
            quote!(#pattern => #value,)
        });
        let is_looked_for = !has_default(responses) && success.iter().any(is_json);
        let in_success = is_looked_for.then(|| self.in_success(value));
        let rest = (!has_default(responses)).then(|| quote!(_ => None,));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #in_success
                #rest
            }
        }
    }

    /// Returns the arm that tries the declared errors in JSON on a response with a status of success.
    fn in_success(
        self,
        value: impl Fn(&Name, Option<&ResponseContent>) -> TokenStream,
    ) -> Option<TokenStream> {
        let mut types: Vec<&Type> = Vec::new();
        let contents = self.iter().flat_map(ResponseVariant::variants);
        let mut values = contents.filter_map(|(variant, content)| {
            let content = content.filter(|it| it.encoding == ResponseEncoding::Json)?;
            let is_new = !types.contains(&&content.ty);
            types.push(&content.ty);
            is_new.then(|| value(variant, Some(content)))
        });
        let first = values.next()?;
        let others = values.take(MOST_ERRORS);
        Some(quote!(200..=299 => #first #(.or_else(|| #others))*,))
    }

    /// Returns single statuses before classes, and classes before the default.
    fn by_precision(self) -> Vec<ResponseVariant<'a>> {
        let mut sorted: Vec<ResponseVariant<'a>> = self.iter().collect();
        sorted.sort_by_key(|response| match response.response.status {
            StatusRange::Exact(_) => 0,
            StatusRange::Class(_) => 1,
            StatusRange::Default => 2,
        });
        sorted
    }
}

impl<'a> ResponseVariant<'a> {
    fn contents(self) -> &'a [ResponseContent] {
        &self.response.contents
    }

    /// Returns the variants with what each carries.
    pub(super) fn variants(self) -> impl Iterator<Item = (&'a Name, Option<&'a ResponseContent>)> {
        let named = self.variants.iter().enumerate();
        named.map(move |(index, name)| (name, self.contents().get(index)))
    }

    /// Returns the expression that decodes the response, by its media type where there are several.
    fn value(self, read: impl Fn(&Name, Option<&ResponseContent>) -> TokenStream) -> TokenStream {
        let variants = self.variants();
        let entries: Vec<(&[String], TokenStream)> = variants
            .map(|(variant, content)| {
                let declared = content.map_or(&[][..], |content| &content.declared);
                (declared, read(variant, content))
            })
            .collect();
        by_media_type(&quote!(reply), &entries)
    }
}

/// Returns an expression that is chosen by the media type of a message: the first where it is none of the declared.
pub(super) fn by_media_type(
    message: &TokenStream,
    entries: &[(&[String], TokenStream)],
) -> TokenStream {
    let Some(((_, first), others)) = entries.split_first() else {
        return TokenStream::new();
    };
    if others.is_empty() {
        return first.clone();
    }
    let declared = entries.iter().flat_map(|(declared, _)| declared.iter());
    let arms = others
        .iter()
        .map(|(declared, value)| quote!(#(#declared)|* => #value,));
    quote! {
        match #message.media_type_among(&[#(#declared),*]) {
            #(#arms)*
            _ => #first,
        }
    }
}

/// Returns whether decoding these responses looks at the response at all.
pub(super) fn is_read(responses: &[Response]) -> bool {
    responses_need_enum(responses)
        || responses
            .iter()
            .any(|response| !response.contents.is_empty())
}

fn read(content: &ResponseContent) -> TokenStream {
    match content.encoding {
        ResponseEncoding::Json => quote!(reply.json()),
        ResponseEncoding::Text if content.ty == Type::String => quote!(reply.text()),
        ResponseEncoding::Text => quote!(reply.text_value()),
        ResponseEncoding::Any => quote!(reply.any()),
        ResponseEncoding::Bytes => quote!(reply.bytes()),
    }
}

/// Returns whether decoding the response may fail on JSON.
fn is_json(response: &Response) -> bool {
    let mut contents = response.contents.iter();
    contents.any(|content| content.encoding == ResponseEncoding::Json)
}

fn has_default(responses: &[Response]) -> bool {
    responses
        .iter()
        .any(|response| response.status == StatusRange::Default)
}

fn pattern(status: StatusRange) -> TokenStream {
    match status {
        StatusRange::Exact(status) => {
            let status = proc_macro2::Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        StatusRange::Class(class) => {
            let first = proc_macro2::Literal::u16_unsuffixed(u16::from(class) * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusRange::Default => quote!(_),
    }
}
