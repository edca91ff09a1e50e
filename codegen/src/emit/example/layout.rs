//! Tokens as the lines of an example.

use proc_macro2::TokenStream;
use quote::quote;

use crate::defect::Certain as _;

/// How far the body of a function is indented.
const INDENT: &str = "    ";

/// Formats items.
pub(super) fn items(items: TokenStream) -> Vec<String> {
    formatted(items).certain("the items of an example are Rust")
}

/// Formats statements.
pub(super) fn statements(statements: &TokenStream) -> Vec<String> {
    let around = formatted(quote!(fn example() { #statements })).certain("an example is Rust");
    let inside = around.len().saturating_sub(1);
    let statements = around.into_iter().take(inside).skip(1);
    let statements = statements.map(|line| match line.strip_prefix(INDENT) {
        Some(rest) => rest.to_owned(),
        None => line,
    });
    statements.collect()
}

fn formatted(tokens: TokenStream) -> Option<Vec<String>> {
    let file: syn::File = syn::parse2(tokens).ok()?;
    let text = prettyplease::unparse(&file);
    Some(text.lines().map(str::to_owned).collect())
}
