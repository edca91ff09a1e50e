//! Enums of strings, of integers, and of whatever JSON has.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{format_ident, quote};

use super::{Emitter, docs};
use crate::ir::{Docs, Enum, EnumRepr, Item, Literal, TypeId, UnknownValues, Value};
use crate::names::Name;

impl Emitter<'_> {
    pub(super) fn enumeration(&self, id: TypeId, item: &Item, values: &Enum) -> TokenStream {
        let names = self
            .names
            .of(id)
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        let name = self.names.ty(id);
        let Enum {
            unknown_values,
            repr,
            values,
        } = values;
        match repr {
            EnumRepr::Text => strings(name, &item.docs, names, *unknown_values, values),
            EnumRepr::Integer(ty) => {
                let ty = self.ty(ty);
                integers(name, &item.docs, names, *unknown_values, values, &ty)
            }
            EnumRepr::Mixed => mixed(name, &item.docs, names, *unknown_values, values),
        }
    }
}

/// What the enums differ in, each beside what its values are.
struct Parts {
    /// The variant for values that aren't listed, and the arm that gives its value.
    unlisted: TokenStream,
    rest: TokenStream,
    /// The runtime's macro.
    marker: TokenStream,
}

/// An enum whose variants stand for strings, and one more for the strings that aren't listed.
pub(super) fn strings(
    name: &Name,
    of: &Docs,
    variants: &[Name],
    unknown_values: UnknownValues,
    values: &[Value],
) -> TokenStream {
    let wires: Vec<_> = values.iter().map(|value| value.wire.text()).collect();
    let declared = declared(of, "A string from a list.", variants, values);
    let Parts {
        unlisted,
        rest,
        marker,
    } = match unknown_values {
        UnknownValues::Allow => Parts {
            unlisted: other(&quote!(String)),
            rest: quote!(Self::Other(value) => value,),
            marker: quote!(runtime::open_enum!(#name);),
        },
        UnknownValues::Keep => Parts {
            unlisted: unknown(&quote!(runtime::Unknown)),
            rest: quote!(Self::Unknown(value) => value.as_str(),),
            marker: match values {
                [_] => quote!(runtime::closed_enum!(#name, constant);),
                _ => quote!(runtime::closed_enum!(#name);),
            },
        },
        UnknownValues::Reject => strict(&quote!(runtime::strict_enum!(#name);)),
    };
    let Declared { docs, variants_of } = declared;
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #variants_of
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

/// The same for integers of a type.
fn integers(
    name: &Name,
    of: &Docs,
    variants: &[Name],
    unknown_values: UnknownValues,
    values: &[Value],
    ty: &TokenStream,
) -> TokenStream {
    let wires: Vec<TokenStream> = values.iter().map(|value| token(&value.wire)).collect();
    let declared = declared(of, "A number from a list.", variants, values);
    let as_integer = format_ident!("as_{}", ty.to_string());
    let Parts {
        unlisted,
        rest,
        marker,
    } = match unknown_values {
        UnknownValues::Allow => Parts {
            unlisted: other(ty),
            rest: quote!(Self::Other(value) => *value,),
            marker: quote!(runtime::open_integer_enum!(#name, #ty, #as_integer);),
        },
        UnknownValues::Keep => Parts {
            unlisted: unknown(&quote!(runtime::UnknownInteger<#ty>)),
            rest: quote!(Self::Unknown(value) => value.get(),),
            marker: match values {
                [_] => quote!(runtime::closed_integer_enum!(#name, #ty, #as_integer, constant);),
                _ => quote!(runtime::closed_integer_enum!(#name, #ty, #as_integer);),
            },
        },
        UnknownValues::Reject => {
            strict(&quote!(runtime::strict_integer_enum!(#name, #ty, #as_integer);))
        }
    };
    let Declared { docs, variants_of } = declared;
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #variants_of
            #unlisted
        }
        impl #name {
            /// The value as the API writes it.
            #[must_use]
            pub fn #as_integer(&self) -> #ty {
                match self {
                    #(Self::#variants => #wires,)*
                    #rest
                }
            }

            fn listed(value: #ty) -> Option<Self> {
                match value {
                    #(#wires => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
        #marker
    }
}

/// The same for values of several kinds.
fn mixed(
    name: &Name,
    of: &Docs,
    variants: &[Name],
    unknown_values: UnknownValues,
    values: &[Value],
) -> TokenStream {
    let wires: Vec<TokenStream> = values.iter().map(|value| literal(&value.wire)).collect();
    let declared = declared(of, "A value from a list.", variants, values);
    let Parts {
        unlisted,
        rest,
        marker,
    } = match unknown_values {
        UnknownValues::Allow => Parts {
            unlisted: other(&quote!(runtime::Value)),
            rest: quote!(Self::Other(value) => runtime::ToJson::to_json(value),),
            marker: quote!(runtime::open_mixed_enum!(#name);),
        },
        UnknownValues::Keep => Parts {
            unlisted: unknown(&quote!(runtime::UnknownVariant)),
            rest: quote!(Self::Unknown(value) => runtime::ToJson::to_json(value),),
            marker: quote!(runtime::closed_mixed_enum!(#name);),
        },
        UnknownValues::Reject => strict(&quote!(runtime::strict_mixed_enum!(#name);)),
    };
    let Declared { docs, variants_of } = declared;
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #variants_of
            #unlisted
        }
        impl #name {
            /// The value as the API writes it.
            #[must_use]
            pub fn as_json(&self) -> runtime::Json<'_> {
                match self {
                    #(Self::#variants => #wires.into(),)*
                    #rest
                }
            }

            fn listed(value: runtime::Literal<'_>) -> Option<Self> {
                match value {
                    #(#wires => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
        #marker
    }
}

/// What all of them declare.
struct Declared {
    docs: TokenStream,
    variants_of: TokenStream,
}

fn declared(of: &Docs, fallback: &str, variants: &[Name], values: &[Value]) -> Declared {
    // Beside numbers, a string shows that it is one.
    let is_mixed = values
        .iter()
        .any(|value| !matches!(value.wire, Literal::Text(_)));
    let variant_docs = values.iter().map(|value| {
        let quote = if is_mixed && matches!(value.wire, Literal::Text(_)) {
            "\""
        } else {
            ""
        };
        let fallback = format!("The value `{quote}{}{quote}`.", value.wire.text());
        docs(&value.docs, &fallback)
    });
    Declared {
        docs: docs(of, fallback),
        variants_of: quote!(#(#variant_docs #variants,)*),
    }
}

fn other(ty: &TokenStream) -> TokenStream {
    quote! {
        /// A value that the description doesn't list, as it is written.
        Other(#ty),
    }
}

fn unknown(ty: &TokenStream) -> TokenStream {
    quote! {
        /// A value that the description doesn't list: only decoding makes it.
        Unknown(#ty),
    }
}

fn strict(marker: &TokenStream) -> Parts {
    Parts {
        unlisted: TokenStream::new(),
        rest: TokenStream::new(),
        marker: marker.clone(),
    }
}

/// A value with its kind, as the runtime has it.
pub(super) fn literal(value: &Literal) -> TokenStream {
    let kind = kind(value);
    let token = token(value);
    quote!(runtime::Literal::#kind(#token))
}

/// The runtime's name for the kind of a value.
fn kind(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(_) => quote!(Text),
        Literal::Integer(_) => quote!(Integer),
        Literal::Number(_) => quote!(Number),
        Literal::Bool(_) => quote!(Bool),
    }
}

fn token(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(#text),
        // Without the type's suffix: its place says it.
        Literal::Integer(value) => signed(*value < 0, Token::u128_unsuffixed(value.unsigned_abs())),
        Literal::Number(value) => {
            let value = value.as_f64().unwrap_or_default();
            signed(value < 0.0, Token::f64_unsuffixed(value.abs()))
        }
        Literal::Bool(value) => quote!(#value),
    }
}

/// A literal of Rust has no sign.
fn signed(negative: bool, value: Token) -> TokenStream {
    let sign = negative.then(|| quote!(-));
    quote!(#sign #value)
}
