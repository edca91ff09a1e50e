//! What comes back: the type of an operation's replies, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::operations::method_link;
use super::{Emitter, docs};
use crate::ir::{Reply, ReplyEncoding, StatusRange};
use crate::names::{Name, OperationNames, needs_enum};

impl Emitter<'_> {
    /// The type of what these replies carry: nothing, the one thing, or the enum of that name.
    pub(super) fn reply_type(&self, replies: &[Reply], name: &Name) -> TokenStream {
        if needs_enum(replies) {
            return quote!(#name);
        }
        match replies.first().and_then(|reply| reply.content.as_ref()) {
            Some((_, ty)) => self.ty(ty),
            None => quote!(()),
        }
    }

    /// The enum, where one is needed.
    pub(super) fn reply_enum(
        &self,
        replies: &[Reply],
        name: &Name,
        names: &OperationNames,
        what: &str,
    ) -> TokenStream {
        if !needs_enum(replies) {
            return TokenStream::new();
        }
        let item_docs = format!(" What {} {what}, by status.", method_link(names));
        let variants = replies.iter().map(|reply| {
            let variant = names.status(reply.status);
            let docs = docs(&reply.docs, "A response.");
            let content = reply.content.as_ref().map(|(_, ty)| {
                let ty = self.ty(ty);
                quote!((#ty))
            });
            quote!(#docs #variant #content,)
        });
        quote! {
            #[doc = #item_docs]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
        }
    }

    /// The value of a successful reply: `Result<Output, DecodeError>`.
    pub(super) fn read_output(&self, replies: &[Reply], names: &OperationNames) -> TokenStream {
        if !needs_enum(replies) {
            let content = replies.first().and_then(|reply| reply.content.as_ref());
            return content.map_or_else(|| quote!(Ok(())), |(encoding, _)| read(*encoding));
        }
        let name = &names.output;
        let arms = by_precision(replies).into_iter().map(|reply| {
            let (pattern, variant) = (pattern(reply.status), names.status(reply.status));
            match &reply.content {
                Some((encoding, _)) => {
                    let value = read(*encoding);
                    quote!(#pattern => #value.map(#name::#variant),)
                }
                None => quote!(#pattern => Ok(#name::#variant),),
            }
        });
        let rest = (!has_default(replies))
            .then(|| quote!(_ => Err(runtime::DecodeError::undeclared_status()),));
        quote! {
            match reply.status().as_u16() {
                #(#arms)*
                #rest
            }
        }
    }

    /// The typed body of a failed reply, where it is what the document declares: `Option<ErrorBody>`.
    pub(super) fn read_error(&self, replies: &[Reply], names: &OperationNames) -> TokenStream {
        let name = &names.failure;
        let is_enum = needs_enum(replies);
        let arms: Vec<TokenStream> = by_precision(replies)
            .into_iter()
            .map(|reply| {
                let (pattern, variant) = (pattern(reply.status), names.status(reply.status));
                let value = match (&reply.content, is_enum) {
                    (Some((encoding, _)), true) => {
                        let value = read(*encoding);
                        quote!(#value.ok().map(#name::#variant))
                    }
                    (Some((encoding, _)), false) => {
                        let value = read(*encoding);
                        quote!(#value.ok())
                    }
                    (None, true) => quote!(Some(#name::#variant)),
                    (None, false) => quote!(None),
                };
                quote!(#pattern => #value,)
            })
            .collect();
        let rest = (!has_default(replies)).then(|| quote!(_ => None,));
        match (arms.as_slice(), is_enum) {
            ([], _) => quote!(None),
            (_, false) if replies.iter().all(|reply| reply.content.is_none()) => quote!(None),
            (_, false) if has_default(replies) => {
                let encoding = replies
                    .first()
                    .and_then(|reply| reply.content.as_ref())
                    .map(|(encoding, _)| *encoding);
                let value = encoding.map(read).unwrap_or_default();
                quote!(#value.ok())
            }
            (arms, _) => quote! {
                match reply.status().as_u16() {
                    #(#arms)*
                    #rest
                }
            },
        }
    }
}

/// Whether reading these replies looks at the reply at all.
pub(super) fn is_read(replies: &[Reply]) -> bool {
    needs_enum(replies) || replies.iter().any(|reply| reply.content.is_some())
}

fn read(encoding: ReplyEncoding) -> TokenStream {
    match encoding {
        ReplyEncoding::Json => quote!(reply.json()),
        ReplyEncoding::Text => quote!(reply.text()),
        ReplyEncoding::Bytes => quote!(reply.bytes()),
    }
}

fn has_default(replies: &[Reply]) -> bool {
    replies
        .iter()
        .any(|reply| reply.status == StatusRange::Default)
}

/// One status before a class of them, a class before the default.
fn by_precision(replies: &[Reply]) -> Vec<&Reply> {
    let mut sorted: Vec<&Reply> = replies.iter().collect();
    sorted.sort_by_key(|reply| match reply.status {
        StatusRange::Exact(_) => 0,
        StatusRange::Class(_) => 1,
        StatusRange::Default => 2,
    });
    sorted
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
