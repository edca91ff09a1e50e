//! Pages: how to take items out of one, and where the next one is.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::ir::{NextPage, Operation, Step};
use crate::names::{Name, OperationNames};

impl Emitter<'_> {
    /// What makes the operation's answer a page.
    pub(super) fn paginated(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let Some(pagination) = &operation.pagination else {
            return TokenStream::new();
        };
        let name = &names.operation;
        let item = self.ty(&pagination.item);
        let paging = paging(&pagination.next_page);
        let items = self.lent(&pagination.items);
        let into_items = self.taken(&pagination.items);
        let more = pagination.more.as_ref().map(|steps| {
            let more = self.lent(steps);
            quote! {
                fn more(page: &Self::Output) -> Option<&dyn runtime::ToJson> {
                    #more
                }
            }
        });
        let next = next(&pagination.next_page).map(|steps| {
            let next = self.lent(steps);
            quote! {
                fn next(page: &Self::Output) -> Option<&dyn runtime::ToJson> {
                    #next
                }
            }
        });
        let parameter = parameter(&pagination.next_page, names).map(|parameter| {
            quote! {
                fn parameter(&mut self) -> Option<&mut dyn runtime::PageParameter> {
                    Some(&mut self.#parameter)
                }
            }
        });
        quote! {
            impl runtime::Paginated for #name {
                type Item = #item;

                const PAGING: runtime::Paging = #paging;

                fn items(page: &Self::Output) -> Option<&[Self::Item]> {
                    #items
                }

                fn into_items(page: Self::Output) -> Option<Vec<Self::Item>> {
                    #into_items
                }

                #more
                #next
                #parameter
            }
        }
    }

    /// The way from a borrowed page to what is inside of it.
    fn lent(&self, steps: &[Step]) -> TokenStream {
        let way = steps.iter().fold(quote!(page), |value, step| match step {
            Step::Field { .. } => {
                let field = self.field_of(*step);
                quote!(#value.#field)
            }
            Step::Optional => quote!(#value.as_ref()?),
            Step::OptionalNullable => quote!(#value.as_option()?),
            Step::Sensitive => quote!(#value.expose()),
            Step::Last => quote!(#value.last()?),
        });
        match steps.last() {
            Some(Step::Field { .. }) => quote!(Some(&#way)),
            _ => quote!(Some(#way)),
        }
    }

    /// The way from a page to what is taken out of it.
    fn taken(&self, steps: &[Step]) -> TokenStream {
        let take = |value: TokenStream, step: &Step| match step {
            Step::Field { .. } => {
                let field = self.field_of(*step);
                quote!(#value.#field)
            }
            Step::Optional => quote!(#value?),
            Step::OptionalNullable => quote!(#value.into_option()?),
            Step::Sensitive => quote!(#value.into_inner()),
            Step::Last => quote!(#value.pop()?),
        };
        // What may be missing is an option as it stands.
        match steps.split_last() {
            Some((Step::Optional, before)) => before.iter().fold(quote!(page), take),
            Some((Step::OptionalNullable, before)) => {
                let way = before.iter().fold(quote!(page), take);
                quote!(#way.into_option())
            }
            _ => {
                let way = steps.iter().fold(quote!(page), take);
                quote!(Some(#way))
            }
        }
    }

    fn field_of(&self, step: Step) -> Option<&Name> {
        match step {
            Step::Field { owner, index } => self.names.of(owner)?.members.get(index),
            Step::Optional | Step::OptionalNullable | Step::Sensitive | Step::Last => None,
        }
    }
}

/// What the documentation of the client's method says of pages.
pub(super) fn said_of_pages(operation: &Operation) -> Option<TokenStream> {
    operation.pagination.as_ref().map(|_| {
        quote! {
            #[doc = ""]
            #[doc = " The answer is one page. [`Call::items`] goes through the items of all pages, [`Call::pages`] through the pages."]
        }
    })
}

fn paging(turn: &NextPage) -> TokenStream {
    match turn {
        NextPage::Cursor { .. } => quote!(runtime::Paging::Cursor),
        NextPage::Url(_) => quote!(runtime::Paging::Url),
        NextPage::Link => quote!(runtime::Paging::Link),
        NextPage::Offset { first, .. } => {
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote!(runtime::Paging::Offset { first: #first })
        }
        NextPage::Number { first, .. } => {
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote!(runtime::Paging::Number { first: #first })
        }
    }
}

/// The way to the cursor or the URL of the next page, where the body holds one.
const fn next(turn: &NextPage) -> Option<&Vec<Step>> {
    match turn {
        NextPage::Cursor { cursor, .. } => Some(cursor),
        NextPage::Url(steps) => Some(steps),
        NextPage::Link | NextPage::Offset { .. } | NextPage::Number { .. } => None,
    }
}

/// The parameter that says which page is asked for, where one does.
fn parameter<'a>(turn: &NextPage, names: &'a OperationNames) -> Option<&'a Name> {
    match turn {
        NextPage::Cursor { parameter, .. }
        | NextPage::Offset { parameter, .. }
        | NextPage::Number { parameter, .. } => names.parameters.get(*parameter),
        NextPage::Url(_) | NextPage::Link => None,
    }
}
