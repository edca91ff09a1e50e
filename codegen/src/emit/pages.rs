//! Pagination: how to take the items out of a page, and how to request the next one.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::types;
use crate::defect::Certain as _;
use crate::ir::{NextPage, Operation, Step};
use crate::names::{Name, OperationNames};

/// Emits the impl for an operation whose response is a page.
pub(super) fn paginated(
    cx: Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let Some(pagination) = &operation.pagination else {
        return TokenStream::new();
    };
    let name = &names.operation;
    let item = types::spell(cx, &pagination.item);
    let paging = paging(&pagination.next_page);
    let items = borrow_path(cx, &pagination.items);
    let into_items = move_path(cx, &pagination.items);
    let more = pagination.more.as_ref().map(|steps| {
        let more = borrow_path(cx, steps);
        quote! {
            fn more(page: &Self::Output) -> Option<&dyn runtime::ToJson> {
                #more
            }
        }
    });
    let next = next(&pagination.next_page).map(|steps| {
        let next = borrow_path(cx, steps);
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

            const STRATEGY: runtime::PageStrategy = #paging;

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

/// Returns the expression that borrows a part of a page.
fn borrow_path(cx: Context<'_>, steps: &[Step]) -> TokenStream {
    let way = steps.iter().fold(quote!(page), |value, step| match step {
        Step::Field { .. } => {
            let field = field_of(cx, *step);
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

/// Returns the expression that moves a part out of a page.
fn move_path(cx: Context<'_>, steps: &[Step]) -> TokenStream {
    let take = |value: TokenStream, step: &Step| match step {
        Step::Field { .. } => {
            let field = field_of(cx, *step);
            quote!(#value.#field)
        }
        Step::Optional => quote!(#value?),
        Step::OptionalNullable => quote!(#value.into_option()?),
        Step::Sensitive => quote!(#value.into_inner()),
        Step::Last => quote!(#value.pop()?),
    };
    // An optional field is an `Option` already.
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

fn field_of(cx: Context<'_>, step: Step) -> Option<&Name> {
    match step {
        Step::Field { owner, index } => {
            let name = cx.names.of(owner).members.get(index);
            name.map(Some).certain("each field has a name")
        }
        Step::Optional | Step::OptionalNullable | Step::Sensitive | Step::Last => None,
    }
}

/// Returns what the documentation of the client's method says about pages.
pub(super) fn docs(operation: &Operation) -> Option<TokenStream> {
    operation.pagination.as_ref().map(|_| {
        quote! {
            #[doc = ""]
            #[doc = " The response is one page. [`Call::items`] iterates over the items of all pages, [`Call::pages`] over the pages."]
        }
    })
}

fn paging(turn: &NextPage) -> TokenStream {
    match turn {
        NextPage::Cursor { .. } => quote!(runtime::PageStrategy::Cursor),
        NextPage::Url(_) => quote!(runtime::PageStrategy::Url),
        NextPage::Link => quote!(runtime::PageStrategy::Link),
        NextPage::Offset { first, .. } => {
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote!(runtime::PageStrategy::Offset { first: #first })
        }
        NextPage::Number { first, .. } => {
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote!(runtime::PageStrategy::Number { first: #first })
        }
    }
}

/// Returns the path to the cursor or the URL of the next page, if the body has one.
const fn next(turn: &NextPage) -> Option<&Vec<Step>> {
    match turn {
        NextPage::Cursor { cursor, .. } => Some(cursor),
        NextPage::Url(steps) => Some(steps),
        NextPage::Link | NextPage::Offset { .. } | NextPage::Number { .. } => None,
    }
}

/// Returns the parameter that selects the page, if there is one.
fn parameter<'a>(turn: &NextPage, names: &'a OperationNames) -> Option<&'a Name> {
    match turn {
        NextPage::Cursor { parameter, .. }
        | NextPage::Offset { parameter, .. }
        | NextPage::Number { parameter, .. } => names.parameters.get(*parameter),
        NextPage::Url(_) | NextPage::Link => None,
    }
}
