//! The attributes `#[cfg(feature = "…")]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::analyze::{FeatureSet, Made};
use crate::ir::TypeId;

/// The Cargo features that need every type in both directions: `serde` for storage, `mock` for the side of the server.
pub(crate) const BOTH_WAYS: [&str; 2] = ["serde", "mock"];

/// The attributes of impls that only one direction needs: none where every build has the impl.
#[derive(Debug)]
pub(super) struct ImplCfgs {
    /// The attribute of what decodes a value.
    pub(super) decode: Option<TokenStream>,
    /// The attribute of what makes and encodes a value.
    pub(super) encode: Option<TokenStream>,
    /// The attribute of what needs both.
    pub(super) both: Option<TokenStream>,
}

/// Returns the attribute of every item of a group in a module: none where the whole module needs the same.
#[must_use]
pub(crate) fn cfg_of(cx: Context<'_>, needs: &FeatureSet, around: &FeatureSet) -> TokenStream {
    match needs == around {
        true => TokenStream::new(),
        false => cfg(cx, needs),
    }
}

/// Returns the attribute for these features.
pub(super) fn cfg(cx: Context<'_>, needs: &FeatureSet) -> TokenStream {
    let FeatureSet::AnyOf(tags) = needs else {
        return TokenStream::new();
    };
    let features = tags.iter().filter_map(|tag| cx.names.feature(*tag));
    let features: Vec<TokenStream> = features.map(|name| quote!(feature = #name)).collect();
    match features.as_slice() {
        [only] => quote!(#[cfg(#only)]),
        several => quote!(#[cfg(any(#(#several),*))]),
    }
}

/// Returns the attributes of a type's impls.
pub(super) fn impl_cfgs(cx: Context<'_>, id: TypeId) -> ImplCfgs {
    let cfg = both_ways(cx);
    let [serde, _] = BOTH_WAYS;
    let uses = &cx.facts.uses;
    let (is_read, is_made) = (uses.is_read(id), uses.is_made(id));
    ImplCfgs {
        both: (!is_read || !is_made).then(|| quote!(#[cfg(feature = #serde)])),
        decode: (!is_read).then(|| cfg.clone()),
        encode: (!is_made).then_some(cfg),
    }
}

/// Returns the attribute of a type's constructors and setters, or none where no build has them.
pub(super) fn constructors(cx: Context<'_>, id: TypeId) -> Option<TokenStream> {
    let [_, mock] = BOTH_WAYS;
    match cx.facts.constructors.of_type(id).made {
        Made::Always => Some(TokenStream::new()),
        Made::ForBothWays => Some(both_ways(cx)),
        Made::ForMock => Some(quote!(#[cfg(feature = #mock)])),
        Made::Never => None,
    }
}

/// Returns the attribute of what is needed to use every type in both directions.
fn both_ways(cx: Context<'_>) -> TokenStream {
    let [serde, mock] = BOTH_WAYS;
    match cx.info.mock {
        true => quote!(#[cfg(any(feature = #serde, feature = #mock))]),
        false => quote!(#[cfg(feature = #serde)]),
    }
}
