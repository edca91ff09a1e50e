//! The styles of parameters and form fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Style;

/// Returns the runtime's name of a style in the query and in forms.
pub(super) fn query_style(style: Style) -> TokenStream {
    match style {
        Style::SpaceDelimited => quote!(runtime::QueryStyle::SpaceDelimited),
        Style::PipeDelimited => quote!(runtime::QueryStyle::PipeDelimited),
        Style::DeepObject => quote!(runtime::QueryStyle::DeepObject),
        _ => quote!(runtime::QueryStyle::Form),
    }
}
