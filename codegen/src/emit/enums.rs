//! Enums of strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs};
use crate::ir::{Docs, Enum, Item, Openness, TypeId, Value};
use crate::names::Name;

impl Emitter<'_> {
    pub(super) fn enumeration(&self, id: TypeId, item: &Item, values: &Enum) -> TokenStream {
        let names = self
            .names
            .of(id)
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        enumeration(
            self.names.ty(id),
            &item.docs,
            names,
            values.openness,
            &values.values,
        )
    }
}

/// An enum whose variants stand for strings, and one more for the strings that aren't listed.
pub(super) fn enumeration(
    name: &Name,
    of: &Docs,
    variants: &[Name],
    openness: Openness,
    values: &[Value],
) -> TokenStream {
    let item_docs = docs(of, "A string from a list.");
    let wires: Vec<&str> = values.iter().map(|value| value.wire.as_str()).collect();
    let variant_docs = values
        .iter()
        .map(|value| docs(&value.docs, &format!("The value `{}`.", value.wire)));
    let (unlisted, rest, marker) = match openness {
        Openness::Open => (
            quote! {
                /// A value that the description doesn't list, as it is written.
                Other(String),
            },
            quote!(Self::Other(value) => value,),
            quote!(runtime::open_enum!(#name);),
        ),
        Openness::Closed => (
            quote! {
                /// A value that the description doesn't list: only decoding makes it.
                Unknown(runtime::Unknown),
            },
            quote!(Self::Unknown(value) => value.as_str(),),
            quote!(runtime::closed_enum!(#name);),
        ),
        Openness::Strict => (
            TokenStream::new(),
            TokenStream::new(),
            quote!(runtime::strict_enum!(#name);),
        ),
    };
    quote! {
        #item_docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            #unlisted
        }
        impl #name {
            /// The value as the API writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    #rest
                }
            }

            fn listed(value: &str) -> Option<Self> {
                match value {
                    #(#wires => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
        #marker
    }
}
