//! How types are spelled; strings, aliases and tuples with a name.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{self, docs};
use super::{cfg, paths};
use crate::ir::{Item, Presence, Type, TypeId};
use crate::names::Name;

/// Returns a type as a field, an argument or an element.
pub(super) fn spell(cx: Context<'_>, ty: &Type) -> TokenStream {
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
        Type::Url => quote!(runtime::UrlString),
        Type::Timestamp => quote!(runtime::Timestamp),
        Type::DateTime => quote!(runtime::DateTime),
        Type::AnyDateTime => quote!(runtime::AnyDateTime),
        Type::Date => quote!(runtime::Date),
        Type::Time => quote!(runtime::Time),
        Type::Duration => quote!(runtime::IsoDuration),
        Type::Uuid => quote!(runtime::Uuid),
        Type::Decimal => quote!(runtime::Decimal),
        Type::Ipv4 => quote!(std::net::Ipv4Addr),
        Type::Ipv6 => quote!(std::net::Ipv6Addr),
        Type::Base64 => quote!(runtime::Base64),
        Type::Bytes => quote!(runtime::Bytes),
        Type::File => quote!(runtime::File),
        Type::Json => quote!(runtime::Value),
        Type::List(item) => {
            let item = spell(cx, item);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = spell(cx, value);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        Type::Nullable(inner) => {
            let inner = spell(cx, inner);
            quote!(Option<#inner>)
        }
        Type::Sensitive(inner) => {
            let inner = spell(cx, inner);
            quote!(runtime::Sensitive<#inner>)
        }
        Type::Named(id) => named(cx, *id),
    }
}

/// Returns the path to the item of a type.
pub(super) fn named(cx: Context<'_>, id: TypeId) -> TokenStream {
    let names = cx.names.of(id);
    paths::path(cx, &names.module, &names.name)
}

/// Returns the type of a value inside another, in a `Box` where it contains itself or is large.
pub(super) fn field_type(cx: Context<'_>, owner: TypeId, ty: &Type) -> TokenStream {
    let plain = spell(cx, ty);
    if cx.facts.boxed.is_boxed(owner, ty) {
        quote!(Box<#plain>)
    } else {
        plain
    }
}

/// Emits a string with a name of its own.
pub(super) fn text(cx: Context<'_>, id: TypeId, item: &Item) -> TokenStream {
    let (name, docs) = (cx.names.ty(id), docs(&item.docs, &docs::place(cx, id)));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(String);
        runtime::string_newtype!(#name);
    }
}

/// Emits another name of a type.
pub(super) fn alias(cx: Context<'_>, id: TypeId, item: &Item, ty: &Type) -> TokenStream {
    let (name, docs) = (cx.names.ty(id), docs(&item.docs, &docs::place(cx, id)));
    let required = required_of_alias(cx, id, ty);
    let ty = spell(cx, ty);
    quote! {
        #docs
        pub type #name = #ty;
        #required
    }
}

/// Emits another name of the struct of required fields.
fn required_of_alias(cx: Context<'_>, id: TypeId, ty: &Type) -> Option<TokenStream> {
    let own = cx.names.of(id).required.as_ref()?;
    let meant = cx.api.resolve_aliases(ty).named()?;
    let cfg = cfg::constructors(cx, meant)?;
    let meant = cx.names.of(meant);
    let path = paths::of_export(cx, &meant.module, meant.required.as_ref()?);
    Some(quote!(#cfg pub use #path as #own;))
}

/// Emits a list of a fixed length.
pub(super) fn tuple(cx: Context<'_>, id: TypeId, item: &Item, types: &[Type]) -> TokenStream {
    let (name, docs) = (cx.names.ty(id), docs(&item.docs, &docs::place(cx, id)));
    let types = types.iter().map(|ty| spell(cx, ty));
    quote! {
        #docs
        pub type #name = (#(#types),*);
    }
}

/// Returns the initializer of a field: its name alone, where the value is a variable of that name.
pub(super) fn init(name: &Name, value: &TokenStream) -> TokenStream {
    if value.to_string() == quote!(#name).to_string() {
        quote!(#name,)
    } else {
        quote!(#name: #value,)
    }
}

/// Allows a setter to have the name of an operator's method: it is named after what it sets.
pub(super) fn operator_lint(name: &Name) -> Option<TokenStream> {
    const OPERATORS: [&str; 10] = [
        "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
    ];
    let listed = OPERATORS.iter().any(|operator| name.as_str() == *operator);
    listed.then(|| quote!(#[allow(clippy::should_implement_trait)]))
}

/// Returns the type as documentation shows it: without paths.
pub(super) fn text_of(cx: Context<'_>, ty: &Type) -> String {
    match ty {
        Type::List(item) => format!("Vec<{}>", text_of(cx, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", text_of(cx, value)),
        Type::Nullable(inner) => format!("Option<{}>", text_of(cx, inner)),
        Type::Sensitive(inner) => format!("Sensitive<{}>", text_of(cx, inner)),
        Type::Named(id) => cx.names.ty(*id).unraw().to_owned(),
        _ => {
            let path = spell(cx, ty).to_string();
            let name = path.rsplit(':').next().unwrap_or_default();
            name.trim().to_owned()
        }
    }
}

/// Returns the type of a value that may be absent.
pub(super) fn optional(required: bool, ty: TokenStream) -> TokenStream {
    if required { ty } else { quote!(Option<#ty>) }
}

/// Returns the expression of an optional value.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// Returns the type of a field with a presence.
pub(super) fn wrap_presence(presence: Presence, ty: &TokenStream) -> TokenStream {
    match presence {
        Presence::Required => ty.clone(),
        Presence::Optional | Presence::Nullable => quote!(Option<#ty>),
        Presence::OptionalNullable => quote!(runtime::Patch<#ty>),
    }
}

/// Returns the runtime's method that decodes or encodes a member with a presence.
pub(super) fn presence_method(presence: Presence) -> proc_macro2::Ident {
    let name = match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "nullable",
        Presence::OptionalNullable => "patch",
    };
    quote::format_ident!("{name}")
}
