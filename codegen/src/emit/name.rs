//! Names become tokens here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

use crate::names::Name;

/// `Ident` panics on text that is no identifier; that a [`Name`] is one is the invariant of its stage.
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = match self.as_str().strip_prefix("r#") {
            Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
            None => Ident::new(self.as_str(), Span::call_site()),
        };
        ident.to_tokens(tokens);
    }
}
