//! What stands behind a feature: `#[cfg(feature = "…")]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, File, Group};
use crate::analyze::FeatureSet;
use crate::ir::TypeId;

static EMPTY: FeatureSet = FeatureSet::Empty;

/// The features that need every type both ways: `serde` for whoever has it, `mock` for the side of the server.
pub(crate) const BOTH_WAYS: [&str; 2] = ["serde", "mock"];

/// The attributes of what belongs to one use of a type: none where every build has it.
#[derive(Debug)]
pub(super) struct ImplCfgs {
    pub(super) if_read: Option<TokenStream>,
    pub(super) if_made: Option<TokenStream>,
    /// Of what needs both.
    pub(super) if_serde: Option<TokenStream>,
}

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

    pub(super) fn gate(&self, needs: &FeatureSet) -> TokenStream {
        let FeatureSet::AnyOf(tags) = needs else {
            return TokenStream::new();
        };
        let features = tags.iter().filter_map(|tag| self.names.feature(*tag));
        let features: Vec<TokenStream> = features.map(|name| quote!(feature = #name)).collect();
        match features.as_slice() {
            [only] => quote!(#[cfg(#only)]),
            several => quote!(#[cfg(any(#(#several),*))]),
        }
    }

    /// What the uses of a type stand behind.
    pub(super) fn use_gates(&self, id: TypeId) -> ImplCfgs {
        let [serde, mock] = BOTH_WAYS;
        let gate = if self.info.mock {
            quote!(#[cfg(any(feature = #serde, feature = #mock))])
        } else {
            quote!(#[cfg(feature = #serde)])
        };
        let uses = &self.facts.uses;
        let (is_read, is_made) = (uses.is_read(id), uses.is_made(id));
        ImplCfgs {
            if_serde: (!is_read || !is_made).then(|| quote!(#[cfg(feature = #serde)])),
            if_read: (!is_read).then(|| gate.clone()),
            if_made: (!is_made).then_some(gate),
        }
    }

    /// What the items of a group need.
    pub(super) fn needs<'g>(&'g self, group: &'g Group) -> &'g FeatureSet {
        match group {
            Group::Operation(index) | Group::Double { index, .. } => {
                self.facts.tags.operation(*index)
            }
            Group::Type(id) => self.facts.tags.ty(*id),
            Group::ImportsOfTypes { needs, .. } => needs,
            _ => &EMPTY,
        }
    }
}
