//! Responses: their types, and how they are decoded.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{docs, inline, method_link};
use super::types;
use crate::ir::{
    Item, Operation, Response, ResponseContent, ResponseEncoding, StatusRange, Type, TypeId,
    responses_need_enum,
};
use crate::names::{Name, OperationNames};

/// Emits the enum of successful responses, if they need one.
pub(super) fn successes(
    cx: Context<'_>,
    responses: ResponseEnum<'_>,
    names: &OperationNames,
) -> TokenStream {
    let mut variants = responses.iter();
    let and_media_type = match variants.any(|response| response.contents().len() > 1) {
        true => " and media type",
        false => "",
    };
    let link = method_link(cx, names);
    let docs = format!(" The successful responses of {link}, by status{and_media_type}.");
    responses
        .item(cx, &quote!(#[doc = #docs]))
        .unwrap_or_default()
}

/// Emits the enum of error responses.
pub(super) fn failures(
    cx: Context<'_>,
    id: TypeId,
    item: &Item,
    responses: &[Response],
) -> TokenStream {
    let names = cx.names.of(id);
    let failures = ResponseEnum {
        responses,
        name: Some(&names.name),
        variants: &names.members,
    };
    failures.item(cx, &docs(&item.docs, "")).unwrap_or_default()
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
    responses: &'a [Response],
    /// None where the responses don't need an enum.
    name: Option<&'a Name>,
    variants: &'a [Name],
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
            name: responses_need_enum(&operation.success).then_some(&names.output),
            variants: &names.output_variants,
        }
    }

    pub(super) fn failure(cx: Context<'a>, operation: &'a Operation) -> Self {
        let named = operation.failure_enum.as_ref();
        // Variants are those of the enum that an alias leads to.
        let meant = named.and_then(|ty| cx.api.resolve_aliases(ty).named());
        Self {
            responses: &operation.failure,
            name: named.and_then(Type::named).map(|id| cx.names.ty(id)),
            variants: meant.map_or(&[][..], |id| &cx.names.of(id).members),
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = ResponseVariant<'a>> {
        let mut rest = self.variants;
        self.responses.iter().map(move |response| {
            let count = response.contents.len().max(1);
            let (variants, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = others;
            ResponseVariant { response, variants }
        })
    }

    /// Returns the content that all responses have that have any.
    fn only(self) -> Option<&'a ResponseContent> {
        let mut contents = self.responses.iter().flat_map(|it| &it.contents);
        contents.next()
    }

    /// Returns the type of what these responses carry: nothing, the type of their only content, or the enum.
    pub(super) fn ty(self, cx: Context<'_>) -> TokenStream {
        match (self.name, self.only()) {
            (Some(name), _) => quote!(#name),
            (None, Some(content)) => types::spell(cx, &content.ty),
            (None, None) => quote!(()),
        }
    }

    /// Returns whether decoding these responses looks at the response at all.
    pub(super) fn is_read(self) -> bool {
        self.name.is_some() || self.only().is_some()
    }

    /// Emits the enum, if the responses need one.
    fn item(self, cx: Context<'_>, docs: &TokenStream) -> Option<TokenStream> {
        let name = self.name?;
        let variants = self.iter().flat_map(|response| {
            let variants = response.variants();
            variants.map(move |(name, content)| variant(cx, response, name, content))
        });
        // There is one per call: boxes would only be in the way.
        Some(quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[allow(clippy::large_enum_variant)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
        })
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
        let Some(name) = self.name else {
            return self.only().map_or_else(|| quote!(Ok(())), read);
        };
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
        if !self.is_read() {
            return quote!(None);
        }
        let has_default = has_default(self.responses);
        let arms = self.error_arms();
        if let Some(((_, value), others)) = arms.split_first().filter(|_| has_default)
            && others.iter().all(|(_, it)| is_same(it, value))
        {
            return value.clone();
        }
        let arms = arms
            .iter()
            .map(|(statuses, value)| (patterns(statuses), value))
            .map(|(patterns, value)| quote!(#patterns => #value,));
        let is_looked_for = !has_default && success.iter().any(is_json);
        let in_success = is_looked_for.then(|| self.in_success());
        let rest = (!has_default).then(|| quote!(_ => None,));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #in_success
                #rest
            }
        }
    }

    /// Returns statuses with the expression that decodes their responses: those in a row that are decoded in the same way
    /// are one.
    fn error_arms(self) -> Vec<(Vec<StatusRange>, TokenStream)> {
        let is_exact = |response: &Response| matches!(response.status, StatusRange::Exact(_));
        let is_rest_none = self.responses.iter().all(is_exact);
        let mut arms: Vec<(Vec<StatusRange>, TokenStream)> = Vec::new();
        for response in self.by_precision() {
            if is_rest_none && self.name.is_none() && response.contents().is_empty() {
                continue;
            }
            let (status, value) = (response.response.status, self.error(response));
            let is_default = status == StatusRange::Default;
            match arms.last_mut() {
                Some((statuses, last)) if !is_default && is_same(last, &value) => {
                    statuses.push(status);
                }
                _ => arms.push((vec![status], value)),
            }
        }
        arms
    }

    /// Returns the expression that decodes an error response.
    fn error(self, response: ResponseVariant<'_>) -> TokenStream {
        match (self.name, response.contents().first()) {
            (Some(name), _) => response.value(|variant, content| match content.map(read) {
                Some(value) => quote!(#value.ok().map(#name::#variant)),
                None => quote!(Some(#name::#variant)),
            }),
            (None, Some(content)) => {
                let value = read(content);
                quote!(#value.ok())
            }
            (None, None) => quote!(None),
        }
    }

    /// Returns the arm that tries the declared errors in JSON on a response with a status of success.
    fn in_success(self) -> Option<TokenStream> {
        let is_json = |content: &&ResponseContent| content.encoding == ResponseEncoding::Json;
        let Some(name) = self.name else {
            let value = self.only().filter(is_json).map(read)?;
            return Some(quote!(200..=299 => #value.ok(),));
        };
        let mut types: Vec<&Type> = Vec::new();
        let contents = self.iter().flat_map(ResponseVariant::variants);
        let mut values = contents.filter_map(|(variant, content)| {
            let content = content.filter(is_json)?;
            let is_new = !types.contains(&&content.ty);
            types.push(&content.ty);
            let value = read(content);
            is_new.then(|| quote!(#value.ok().map(#name::#variant)))
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

fn is_same(one: &TokenStream, other: &TokenStream) -> bool {
    one.to_string() == other.to_string()
}

fn has_default(responses: &[Response]) -> bool {
    responses
        .iter()
        .any(|response| response.status == StatusRange::Default)
}

/// Returns the pattern of any of these statuses. Three and more that follow each other are a range.
fn patterns(statuses: &[StatusRange]) -> TokenStream {
    let exact = |status: &StatusRange| match status {
        StatusRange::Exact(status) => Some(*status),
        StatusRange::Class(_) | StatusRange::Default => None,
    };
    let follows = |one: &StatusRange, next: &StatusRange| {
        exact(one).is_some_and(|one| exact(next) == one.checked_add(1))
    };
    let runs = statuses.chunk_by(follows);
    let patterns = runs.flat_map(|run| match run {
        [first, _, .., last] => {
            let (first, last) = (pattern(*first), pattern(*last));
            vec![quote!(#first..=#last)]
        }
        run => run.iter().copied().map(pattern).collect(),
    });
    quote!(#(#patterns)|*)
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
