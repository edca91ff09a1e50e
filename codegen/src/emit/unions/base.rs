//! What all unions have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::cfg::{self, ImplCfgs};
use crate::emit::context::Context;
use crate::emit::docs::{self, docs};
use crate::ir::{Item, TypeId};

/// What unions differ in.
pub(super) struct UnionParts {
    pub(super) variants: TokenStream,
    /// The impls between the enum and its JSON.
    pub(super) beside: TokenStream,
    /// The expression that decodes `json`.
    pub(super) read: TokenStream,
    /// The arms that encode a listed variant.
    pub(super) writes: TokenStream,
}

/// Emits what every union has: an enum with a variant for what the document doesn't list, and its JSON.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, parts: UnionParts) -> TokenStream {
    let UnionParts {
        variants,
        beside,
        read,
        writes,
    } = parts;
    let (name, docs) = (cx.names.ty(id), docs(&item.docs, &docs::place(cx, id)));
    let ImplCfgs {
        decode,
        encode,
        both,
    } = cfg::impl_cfgs(cx, id);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// A variant that the document doesn't list. Only decoding makes it.
            Unknown(runtime::UnknownVariant),
        }
        #beside
        #decode
        impl runtime::FromJson for #name {
            fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
                #read
            }
        }
        #encode
        impl runtime::ToJson for #name {
            fn to_json(&self) -> runtime::Json<'_> {
                match self {
                    #writes
                    Self::Unknown(unknown) => runtime::ToJson::to_json(unknown),
                }
            }
        }
        #both
        runtime::serde_bridge!(#name);
    }
}
