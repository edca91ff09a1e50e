//! Examples of calls, for the documentation of the client's methods.
//!
//! An operation gives lines of Rust: a call with its required arguments and one optional one, and a `match` on what it may
//! fail with. The values are those that the document shows, or plausible ones of their types. The tokens are made by
//! `quote!` and formatted like all code; text of the document is in them as string literals alone, so that nothing in it
//! can end a literal, a line or the fence around the lines.

mod arguments;
mod call;
mod choice;
mod construct;
mod entries;
mod layout;
mod outcome;
mod scope;
mod secrets;
mod snippet;
mod text;
mod unions;
mod values;
mod wish;

pub use entries::{Entry, entries, first_program};

use proc_macro2::TokenStream;

use super::context::Context;
use super::docs;

/// Emits the section with the example of an operation; nothing where there is none.
pub(super) fn section(cx: Context<'_>, index: usize) -> TokenStream {
    let Some(snippet) = snippet::snippet(cx, index) else {
        return TokenStream::new();
    };
    let heading = ["", "# Examples", ""].map(str::to_owned);
    docs::verbatim(heading.into_iter().chain(snippet::doc_lines(cx, snippet)))
}
