//! How a type is spelled.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, docs};
use crate::ir::{Item, ItemKind, Presence, Type, TypeId};

/// More aliases than this don't lead to a type.
const ALIASES: usize = 16;

impl Emitter<'_> {
    /// A type as a field, an argument or an element.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        self.ty_in(ty, &TokenStream::new())
    }

    /// The same, where the types have to be named by the path to their module.
    pub(super) fn ty_in(&self, ty: &Type, path: &TokenStream) -> TokenStream {
        match ty {
            Type::Null => quote!(runtime::Null),
            Type::True => quote!(runtime::True),
            Type::False => quote!(runtime::False),
            Type::Bool => quote!(bool),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::U32 => quote!(u32),
            Type::U64 => quote!(u64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::String => quote!(String),
            Type::Url => quote!(runtime::Url),
            Type::Timestamp => quote!(runtime::Timestamp),
            Type::DateTime => quote!(runtime::DateTime),
            Type::AnyDateTime => quote!(runtime::AnyDateTime),
            Type::Date => quote!(runtime::Date),
            Type::Time => quote!(runtime::Time),
            Type::Duration => quote!(runtime::Duration),
            Type::Uuid => quote!(runtime::Uuid),
            Type::Decimal => quote!(runtime::Decimal),
            Type::Ipv4 => quote!(std::net::Ipv4Addr),
            Type::Ipv6 => quote!(std::net::Ipv6Addr),
            Type::Base64 => quote!(runtime::Base64),
            Type::Bytes => quote!(runtime::Bytes),
            Type::File => quote!(runtime::File),
            Type::Json => quote!(runtime::Value),
            Type::List(item) => {
                let item = self.ty_in(item, path);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let value = self.ty_in(value, path);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty_in(inner, path);
                quote!(Option<#inner>)
            }
            Type::Sensitive(inner) => {
                let inner = self.ty_in(inner, path);
                quote!(runtime::Sensitive<#inner>)
            }
            Type::Named(id) => {
                let name = self.names.ty(*id);
                quote!(#path #name)
            }
        }
    }

    /// The type of a value inside another, behind a `Box` where it leads back to it.
    pub(super) fn held(&self, owner: TypeId, ty: &Type) -> TokenStream {
        let plain = self.ty(ty);
        if self.facts.boxed.is_boxed(owner, ty) {
            quote!(Box<#plain>)
        } else {
            plain
        }
    }

    /// An argument for what may be missing inside of another value, and that argument as it is held.
    pub(super) fn option(
        &self,
        owner: TypeId,
        ty: &Type,
        argument: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        let plain = self.ty(ty);
        let boxed = self.facts.boxed.is_boxed(owner, ty);
        let boxed = boxed.then(|| quote!(.map(Box::new)));
        (
            quote!(impl Into<Option<#plain>>),
            quote!(#argument.into() #boxed),
        )
    }

    /// What an argument of that type is written as: whatever becomes it.
    pub(super) fn argument(&self, ty: &Type, spelled: &TokenStream) -> TokenStream {
        if is_plain(ty) {
            spelled.clone()
        } else {
            quote!(impl Into<#spelled>)
        }
    }

    /// The argument as a value of its type.
    pub(super) fn convert(&self, ty: &Type, argument: &TokenStream) -> TokenStream {
        if is_plain(ty) {
            argument.clone()
        } else {
            quote!(#argument.into())
        }
    }

    /// A string with a name of its own.
    pub(super) fn text(&self, id: TypeId, item: &Item) -> TokenStream {
        let name = self.names.ty(id);
        let docs = docs(&item.docs, "A string with a meaning of its own.");
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(String);
            runtime::string_newtype!(#name);
        }
    }

    /// What a chain of aliases stands for: an alias only where the chain is too long to be followed.
    pub(super) fn behind_aliases<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        for _ in 0..ALIASES {
            match ty {
                Type::Named(id) => match &self.api.item(*id).kind {
                    ItemKind::Alias(next) => ty = next,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// Whether values of the type are any JSON, null included.
    pub(super) fn is_any(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Json => true,
            Type::Sensitive(inner) => self.is_any(inner),
            _ => false,
        }
    }

    /// The type that a chain of aliases names, at every depth; None where they don't end, or end in a tuple, which has no
    /// name that tells it from others.
    pub(super) fn without_aliases(&self, ty: &Type, depth: usize) -> Option<Type> {
        if depth > ALIASES {
            return None;
        }
        let inner = |inner: &Type| Some(Box::new(self.without_aliases(inner, depth + 1)?));
        Some(match ty {
            Type::List(item) => Type::List(inner(item)?),
            Type::Map(value) => Type::Map(inner(value)?),
            Type::Nullable(value) => Type::Nullable(inner(value)?),
            Type::Sensitive(value) => Type::Sensitive(inner(value)?),
            Type::Named(id) => match &self.api.item(*id).kind {
                ItemKind::Alias(next) => self.without_aliases(next, depth + 1)?,
                ItemKind::Tuple(_) => return None,
                _ => ty.clone(),
            },
            _ => ty.clone(),
        })
    }

    pub(super) fn alias(&self, id: TypeId, item: &Item, ty: &Type) -> TokenStream {
        let name = self.names.ty(id);
        let fallback = match ty {
            Type::Named(other) => format!("The same as `{}`.", self.names.ty(*other)),
            _ => "The API's name for this type.".to_owned(),
        };
        let docs = docs(&item.docs, &fallback);
        let ty = self.ty(ty);
        quote! {
            #docs
            pub type #name = #ty;
        }
    }
}

impl Emitter<'_> {
    pub(super) fn tuple(&self, id: TypeId, item: &Item, types: &[Type]) -> TokenStream {
        let name = self.names.ty(id);
        let docs = docs(&item.docs, "A list of so many items.");
        let types = types.iter().map(|ty| self.ty(ty));
        quote! {
            #docs
            pub type #name = (#(#types),*);
        }
    }
}

/// A type that is copied: an argument of it is just itself.
fn is_plain(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool
            | Type::I32
            | Type::I64
            | Type::U32
            | Type::U64
            | Type::F32
            | Type::F64
            | Type::Null
            | Type::True
            | Type::False
    )
}

/// The type with its presence around it.
pub(super) fn present(presence: Presence, ty: &TokenStream) -> TokenStream {
    match presence {
        Presence::Required => ty.clone(),
        Presence::Optional | Presence::Nullable => quote!(Option<#ty>),
        Presence::OptionalNullable => quote!(runtime::Maybe<#ty>),
    }
}

/// The runtime's method that reads or writes a member of that presence.
pub(super) fn presence_method(presence: Presence) -> proc_macro2::Ident {
    let name = match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "nullable",
        Presence::OptionalNullable => "maybe",
    };
    quote::format_ident!("{name}")
}
