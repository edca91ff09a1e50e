//! What stands behind a feature: `#[cfg(feature = "…")]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, File, Group};
use crate::analyze::Needs;

static NOTHING: Needs = Needs::Nothing;

impl Emitter<'_> {
    /// The attribute that every item of a group in a file carries: none where the whole file stands behind the same.
    #[must_use]
    pub fn gate_in(&self, file: &File, group: &Group) -> TokenStream {
        let needs = self.needs(group);
        if *needs == file.needs {
            return TokenStream::new();
        }
        self.gate(needs)
    }

    pub(super) fn gate(&self, needs: &Needs) -> TokenStream {
        let Needs::AnyOf(tags) = needs else {
            return TokenStream::new();
        };
        let features = tags.iter().filter_map(|tag| self.names.feature(*tag));
        let features: Vec<TokenStream> = features.map(|name| quote!(feature = #name)).collect();
        match features.as_slice() {
            [only] => quote!(#[cfg(#only)]),
            several => quote!(#[cfg(any(#(#several),*))]),
        }
    }

    /// What the items of a group need.
    pub(super) fn needs<'g>(&'g self, group: &'g Group) -> &'g Needs {
        match group {
            Group::Operation(index) | Group::Double { index, .. } => {
                self.facts.tags.operation(*index)
            }
            Group::Type(id) => self.facts.tags.ty(*id),
            Group::ImportsOfTypes { needs, .. } => needs,
            _ => &NOTHING,
        }
    }
}
