//! What comes back: the type of an operation's replies, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::{inline, method_link};
use super::{Emitter, docs};
use crate::ir::{Operation, Response, ResponseContent, ResponseEncoding, StatusRange, Type};
use crate::names::{Name, OperationNames, needs_enum};

impl Emitter<'_> {
    /// The type of what these replies carry: nothing, the one thing, or the enum of that name.
    pub(super) fn reply_type(&self, replies: &[Response], name: &Name) -> TokenStream {
        if needs_enum(replies) {
            return quote!(#name);
        }
        match replies.first().and_then(|reply| reply.contents.first()) {
            Some(content) => self.ty(&content.ty),
            None => quote!(()),
        }
    }

    /// The enum, where one is needed.
    pub(super) fn reply_enum(
        &self,
        replies: Named<'_>,
        names: &OperationNames,
        what: &str,
    ) -> TokenStream {
        if !needs_enum(replies.replies) {
            return TokenStream::new();
        }
        let name = replies.name;
        let is_by_media_type = replies.iter().any(|reply| reply.contents().len() > 1);
        let and_media_type = if is_by_media_type {
            " and media type"
        } else {
            ""
        };
        let item_docs = format!(
            " What {} {what}, by status{and_media_type}.",
            method_link(names)
        );
        let variants = replies.iter().flat_map(|reply| {
            let is_one_of_several = reply.contents().len() > 1;
            let variants = reply.variants();
            variants.map(move |(variant, content)| {
                let mut said = reply.reply.docs.clone();
                let media_type = content.and_then(|content| content.declared.first());
                if let Some(media_type) = media_type.filter(|_| is_one_of_several) {
                    said.notes.push(format!("As `{}`.", inline(media_type)));
                }
                let docs = docs(&said, "A response.");
                let content = content.map(|content| {
                    let ty = self.ty(&content.ty);
                    quote!((#ty))
                });
                quote!(#docs #variant #content,)
            })
        });
        // There is one of it a call: boxes would only be in the way.
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
}

/// How many further kinds of errors are looked for in a success.
const MOST_ERRORS: usize = 3;

/// Replies with the names of their enum.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) replies: &'a [Response],
    pub(super) name: &'a Name,
    pub(super) variants: &'a [Vec<Name>],
}

/// A reply with the names of its variants.
#[derive(Clone, Copy)]
pub(super) struct NamedReply<'a> {
    pub(super) reply: &'a Response,
    variants: &'a [Name],
}

impl<'a> Named<'a> {
    pub(super) fn success(operation: &'a Operation, names: &'a OperationNames) -> Self {
        Self {
            replies: &operation.success,
            name: &names.output,
            variants: &names.output_variants,
        }
    }

    pub(super) fn failure(operation: &'a Operation, names: &'a OperationNames) -> Self {
        Self {
            replies: &operation.failure,
            name: &names.failure,
            variants: &names.failure_variants,
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = NamedReply<'a>> {
        let named = self.replies.iter().zip(self.variants);
        named.map(|(reply, variants)| NamedReply { reply, variants })
    }

    /// Which statuses are answers, where some are beside those of success.
    pub(super) fn is_success(self) -> Option<TokenStream> {
        let declared = self.replies.iter().map(|reply| reply.status);
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

    /// The value of a successful reply: `Result<Output, DecodeError>`.
    pub(super) fn read_output(self) -> TokenStream {
        if !needs_enum(self.replies) {
            let content = self
                .replies
                .first()
                .and_then(|reply| reply.contents.first());
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
        // The one success that is declared stands for all.
        if let (Some(only), 1) = (self.iter().next(), self.replies.len()) {
            return only.value(read);
        }
        let arms = self.by_precision().into_iter().map(|reply| {
            let (pattern, value) = (pattern(reply.reply.status), reply.value(read));
            quote!(#pattern => #value,)
        });
        let rest = (!has_default(self.replies))
            .then(|| quote!(_ => Err(runtime::DecodeError::undeclared_status()),));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #rest
            }
        }
    }

    /// The typed body of a failed reply, where it is what the document declares: `Option<ErrorBody>`. A server may answer
    /// with it under a status of success, too: it is looked for there where what the success is may be refused.
    pub(super) fn read_error(self, success: &[Response]) -> TokenStream {
        let Self { replies, name, .. } = self;
        let is_enum = needs_enum(replies);
        let value = |variant: &Name, content: Option<&ResponseContent>| {
            let value = content.map(read);
            match (value, is_enum) {
                (Some(value), true) => quote!(#value.ok().map(#name::#variant)),
                (Some(value), false) => quote!(#value.ok()),
                (None, true) => quote!(Some(#name::#variant)),
                (None, false) => quote!(None),
            }
        };
        if replies.is_empty() || (!is_enum && !is_read(replies)) {
            return quote!(None);
        }
        let is_one = !is_enum || replies.len() == 1;
        if let (true, Some(only)) = (is_one && has_default(replies), self.iter().next()) {
            return only.value(value);
        }
        let arms = self.by_precision().into_iter().map(|reply| {
            let (pattern, value) = (pattern(reply.reply.status), reply.value(value));
            quote!(#pattern => #value,)
        });
        let is_looked_for = !has_default(replies) && success.iter().any(is_json);
        let in_success = is_looked_for.then(|| self.in_success(value));
        let rest = (!has_default(replies)).then(|| quote!(_ => None,));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #in_success
                #rest
            }
        }
    }

    /// The first of the declared errors in JSON that a reply fits whose status is one of success.
    fn in_success(
        self,
        value: impl Fn(&Name, Option<&ResponseContent>) -> TokenStream,
    ) -> Option<TokenStream> {
        let mut types: Vec<&Type> = Vec::new();
        let contents = self.iter().flat_map(NamedReply::variants);
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

    /// One status before a class of them, a class before the default.
    fn by_precision(self) -> Vec<NamedReply<'a>> {
        let mut sorted: Vec<NamedReply<'a>> = self.iter().collect();
        sorted.sort_by_key(|reply| match reply.reply.status {
            StatusRange::Exact(_) => 0,
            StatusRange::Class(_) => 1,
            StatusRange::Default => 2,
        });
        sorted
    }
}

impl<'a> NamedReply<'a> {
    fn contents(self) -> &'a [ResponseContent] {
        &self.reply.contents
    }

    /// Each with what it carries.
    pub(super) fn variants(self) -> impl Iterator<Item = (&'a Name, Option<&'a ResponseContent>)> {
        let named = self.variants.iter().enumerate();
        named.map(move |(index, name)| (name, self.contents().get(index)))
    }

    /// What is read of the reply, by its media type where there are several.
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

/// An expression for each media type of what a message carries: the first also where it is of none of them.
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

/// Whether reading these replies looks at the reply at all.
pub(super) fn is_read(replies: &[Response]) -> bool {
    needs_enum(replies) || replies.iter().any(|reply| !reply.contents.is_empty())
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

/// Whether reading the reply may refuse JSON.
fn is_json(reply: &Response) -> bool {
    let mut contents = reply.contents.iter();
    contents.any(|content| content.encoding == ResponseEncoding::Json)
}

fn has_default(replies: &[Response]) -> bool {
    replies
        .iter()
        .any(|reply| reply.status == StatusRange::Default)
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
