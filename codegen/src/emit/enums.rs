//! Enums of listed values: strings, integers, or any scalars of JSON.
//!
//! They are one function over how their values are represented. The runtime's macros add the impls.

use proc_macro2::{Ident, Literal as Token, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::docs::{self, docs};
use super::types;
use crate::ir::{Docs, Enum, EnumRepr, Item, Literal, TypeId, UnknownValues, Value};
use crate::names::Name;

/// Emits an enum.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, values: &Enum) -> TokenStream {
    let Enum {
        unknown_values,
        repr,
        values,
    } = values;
    let repr = match repr {
        EnumRepr::Text => Repr::Text,
        EnumRepr::Integer(ty) => Repr::Integer(types::spell(cx, ty)),
        EnumRepr::Mixed => Repr::Mixed,
    };
    let parts = EnumParts {
        name: cx.names.ty(id),
        docs: docs(&item.docs, &docs::place(cx, id)),
        variants: &cx.names.of(id).members,
        values,
        unknown_values: *unknown_values,
    };
    declare(&parts, &repr)
}

/// Emits an open enum of strings.
pub(super) fn open_strings(
    name: &Name,
    of: &Docs,
    variants: &[Name],
    values: &[Value],
) -> TokenStream {
    let parts = EnumParts {
        name,
        docs: docs(of, ""),
        variants,
        values,
        unknown_values: UnknownValues::Allow,
    };
    declare(&parts, &Repr::Text)
}

struct EnumParts<'a> {
    name: &'a Name,
    docs: TokenStream,
    variants: &'a [Name],
    values: &'a [Value],
    unknown_values: UnknownValues,
}

/// How the values of an enum are represented.
enum Repr {
    Text,
    /// Integers of a type.
    Integer(TokenStream),
    Mixed,
}

/// The variant for a value that isn't listed.
struct Unlisted {
    /// Its declaration.
    variant: TokenStream,
    /// The arm that returns its value.
    arm: TokenStream,
}

fn declare(parts: &EnumParts<'_>, repr: &Repr) -> TokenStream {
    let EnumParts {
        name,
        docs,
        variants,
        values,
        unknown_values,
    } = parts;
    let copy = matches!(repr, Repr::Integer(_)).then(|| quote!(Copy,));
    let declared = declarations(variants, values);
    let Unlisted { variant, arm } = unlisted(*unknown_values, repr);
    let patterns: Vec<TokenStream> = values.iter().map(|it| repr.pattern(&it.wire)).collect();
    let convert = matches!(repr, Repr::Mixed).then(|| quote!(.into()));
    let getter = repr.getter();
    let (ty, argument) = (repr.ty(), repr.argument());
    let marker = runtime_macro(parts, repr);
    quote! {
        #docs
        #[derive(Clone, #copy Debug)]
        #[non_exhaustive]
        pub enum #name {
            #declared
            #variant
        }
        impl #name {
            /// Returns the value as the API writes it.
            #[must_use]
            pub fn #getter(&self) -> #ty {
                match self {
                    #(Self::#variants => #patterns #convert,)*
                    #arm
                }
            }

            fn listed(value: #argument) -> Option<Self> {
                match value {
                    #(#patterns => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
        #marker
    }
}

impl Repr {
    /// Returns the name of the method that returns the value.
    fn getter(&self) -> Ident {
        match self {
            Self::Text => format_ident!("as_str"),
            Self::Integer(ty) => format_ident!("as_{}", ty.to_string()),
            Self::Mixed => format_ident!("as_json"),
        }
    }

    /// Emits the type of the value.
    fn ty(&self) -> TokenStream {
        match self {
            Self::Text => quote!(&str),
            Self::Integer(ty) => ty.clone(),
            Self::Mixed => quote!(runtime::Json<'_>),
        }
    }

    /// Emits the type of a value that is looked up.
    fn argument(&self) -> TokenStream {
        match self {
            Self::Text | Self::Integer(_) => self.ty(),
            Self::Mixed => quote!(runtime::Literal<'_>),
        }
    }

    /// Emits a listed value, as a pattern and as an expression.
    fn pattern(&self, value: &Literal) -> TokenStream {
        match self {
            Self::Text => {
                let text = value.text();
                quote!(#text)
            }
            Self::Integer(_) => token(value),
            Self::Mixed => literal(value),
        }
    }
}

fn unlisted(unknown_values: UnknownValues, repr: &Repr) -> Unlisted {
    match unknown_values {
        UnknownValues::Allow => {
            let (ty, value) = match repr {
                Repr::Text => (quote!(String), quote!(value)),
                Repr::Integer(ty) => (ty.clone(), quote!(*value)),
                Repr::Mixed => (
                    quote!(runtime::Value),
                    quote!(runtime::ToJson::to_json(value)),
                ),
            };
            Unlisted {
                variant: quote! {
                    /// A value that the document doesn't list.
                    Other(#ty),
                },
                arm: quote!(Self::Other(value) => #value,),
            }
        }
        UnknownValues::Keep => {
            let (ty, value) = match repr {
                Repr::Text => (quote!(runtime::Unknown), quote!(value.as_str())),
                Repr::Integer(ty) => (quote!(runtime::UnknownInteger<#ty>), quote!(value.get())),
                Repr::Mixed => (
                    quote!(runtime::UnknownVariant),
                    quote!(runtime::ToJson::to_json(value)),
                ),
            };
            Unlisted {
                variant: quote! {
                    /// A value that the document doesn't list. Only decoding makes it.
                    Unknown(#ty),
                },
                arm: quote!(Self::Unknown(value) => #value,),
            }
        }
        UnknownValues::Reject => Unlisted {
            variant: TokenStream::new(),
            arm: TokenStream::new(),
        },
    }
}

/// Emits the runtime's macro for the enum.
fn runtime_macro(parts: &EnumParts<'_>, repr: &Repr) -> TokenStream {
    let values = match repr {
        Repr::Text => quote!(string),
        Repr::Integer(ty) => {
            let getter = repr.getter();
            quote!(#ty, #getter)
        }
        Repr::Mixed => quote!(mixed),
    };
    let unknown = match parts.unknown_values {
        UnknownValues::Allow => quote!(allow),
        UnknownValues::Keep => quote!(keep),
        UnknownValues::Reject => quote!(reject),
    };
    let is_constant = matches!(parts.unknown_values, UnknownValues::Keep)
        && !matches!(repr, Repr::Mixed)
        && parts.values.len() == 1;
    let constant = is_constant.then(|| quote!(, constant));
    let name = parts.name;
    quote!(runtime::enumeration!(#name, #values, unknown = #unknown #constant);)
}

fn declarations(variants: &[Name], values: &[Value]) -> TokenStream {
    // Beside numbers, a string shows that it is one.
    let is_text = |value: &Value| matches!(value.wire, Literal::Text(_));
    let is_mixed = !values.iter().all(is_text);
    let variant_docs = values.iter().map(|value| {
        let quote = if is_mixed && is_text(value) { "\"" } else { "" };
        let text = value.wire.text();
        docs(&value.docs, &format!("The value `{quote}{text}{quote}`."))
    });
    quote!(#(#variant_docs #variants,)*)
}

/// Emits a value with its type, as the runtime has it.
pub(super) fn literal(value: &Literal) -> TokenStream {
    let kind = match value {
        Literal::Text(_) => quote!(Text),
        Literal::Integer(_) => quote!(Integer),
        Literal::Number(_) => quote!(Number),
        Literal::Bool(_) => quote!(Bool),
    };
    let token = token(value);
    quote!(runtime::Literal::#kind(#token))
}

fn token(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(#text),
        // Without a suffix: the type is known where the literal is used.
        Literal::Integer(value) => signed(*value < 0, Token::u128_unsuffixed(value.unsigned_abs())),
        Literal::Number(value) => {
            let value = value.as_f64().unwrap_or_default();
            signed(value < 0.0, Token::f64_unsuffixed(value.abs()))
        }
        Literal::Bool(value) => quote!(#value),
    }
}

/// Emits a number with its sign, which Rust's literals lack.
pub(super) fn signed(negative: bool, value: Token) -> TokenStream {
    let sign = negative.then(|| quote!(-));
    quote!(#sign #value)
}
