//! Structs: fields, constructor and setters.

mod field;
mod json;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{self, docs};
use super::{cfg, types};
use crate::ir::{Item, Presence, Struct, Type, TypeId};
use crate::names::Name;
use field::{NamedField, named_fields};

/// With more arguments than this, clippy asks for a struct; but the struct is what they build.
const FEW_ARGUMENTS: usize = 7;

/// Emits a struct with its impls.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, object: &Struct) -> TokenStream {
    let name = cx.names.ty(id);
    let docs = docs(&item.docs, &docs::place(cx, id));
    let fields: Vec<NamedField<'_>> = named_fields(cx, id, object);
    let declared = fields.iter().map(declaration);
    let additional = object.additional.as_ref();
    let additional = additional.map(|ty| additional_field(cx, ty));
    let directions = &cx.facts.directions;
    let encode = cfg::impl_cfgs(cx, id).encode;
    // A type that is only sent is useless unless it is used: one attribute says it of every setter.
    let unused = (!directions.is_received(id)).then(|| quote!(#[must_use]));
    let must_use = unused.is_none().then(|| quote!(#[must_use]));
    let constructor = constructor(cx, id, &fields, object, must_use.as_ref());
    let setters = directions
        .is_sent(id)
        .then(|| setters(&fields, must_use.as_ref()));
    let default = fields
        .iter()
        .all(|field| !field.is_argument())
        .then(|| default_impl(name, encode.as_ref()));
    let json = json::impls(cx, id, &fields, object);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #unused
        pub struct #name {
            #(#declared)*
            #additional
        }
        #encode
        impl #name {
            #constructor
            #setters
        }
        #default
        #json
    }
}

fn declaration(field: &NamedField<'_>) -> TokenStream {
    let name = field.name;
    let docs = &field.docs.text;
    let deprecated = field.field.docs.deprecated.then(|| quote!(#[deprecated]));
    let ty = types::wrap_presence(field.field.presence, &field.inner);
    quote! {
        #docs
        #deprecated
        pub #name: #ty,
    }
}

fn additional_field(cx: Context<'_>, ty: &Type) -> TokenStream {
    let ty = types::spell(cx, ty);
    quote! {
        /// The members that the schema doesn't list as properties.
        pub additional_properties: std::collections::BTreeMap<String, #ty>,
    }
}

/// Emits `new`, with the required fields as arguments.
fn constructor(
    cx: Context<'_>,
    id: TypeId,
    fields: &[NamedField<'_>],
    object: &Struct,
    must_use: Option<&TokenStream>,
) -> TokenStream {
    let arguments = fields.iter().filter(|field| field.is_argument());
    let arguments: Vec<TokenStream> = arguments.map(|field| argument(cx, id, field)).collect();
    let inits = fields.iter().map(|field| init(cx, id, field));
    let additional = object.additional.as_ref();
    let rest =
        additional.map(|_| quote!(additional_properties: std::collections::BTreeMap::new(),));
    let many =
        (arguments.len() > FEW_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let docs = match arguments.is_empty() {
        true => " Creates a value with nothing set.",
        false => " Creates a value with the required fields set.",
    };
    quote! {
        #[doc = #docs]
        #many
        #must_use
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#inits)* #rest }
        }
    }
}

fn argument(cx: Context<'_>, id: TypeId, field: &NamedField<'_>) -> TokenStream {
    let (name, ty) = (field.name, &field.field.ty);
    let ty = match field.field.presence {
        Presence::Nullable => types::optional_argument(cx, id, ty, &quote!(#name)).0,
        _ => types::argument(ty, &field.inner),
    };
    quote!(#name: #ty)
}

fn init(cx: Context<'_>, id: TypeId, field: &NamedField<'_>) -> TokenStream {
    let (name, ty) = (field.name, &field.field.ty);
    match field.field.presence {
        Presence::Required if field.field.constant => {
            let value = only_value(cx, ty);
            quote!(#name: #value,)
        }
        Presence::Required => types::init(name, &types::convert(ty, &quote!(#name))),
        Presence::Nullable => {
            let (_, value) = types::optional_argument(cx, id, ty, &quote!(#name));
            quote!(#name: #value,)
        }
        Presence::Optional => quote!(#name: None,),
        Presence::OptionalNullable => quote!(#name: runtime::Patch::Absent,),
    }
}

/// The only value of a type: the variant of an enum, or a type of the runtime that is its own value.
fn only_value(cx: Context<'_>, ty: &Type) -> TokenStream {
    if let Type::Null | Type::True | Type::False = ty {
        return types::spell(cx, ty);
    }
    let id = cx.api.resolve_aliases(ty).embedded();
    let variant = id.and_then(|id| cx.names.of(id).members.first());
    let name = ty.embedded().map(|id| types::named(cx, id));
    quote!(#name::#variant)
}

/// Emits a setter per field that may be absent.
fn setters(fields: &[NamedField<'_>], must_use: Option<&TokenStream>) -> TokenStream {
    let optional = fields
        .iter()
        .filter(|field| !field.is_argument() && !field.field.constant);
    let setters = optional.map(|field| setter(field, must_use));
    quote!(#(#setters)*)
}

fn setter(named: &NamedField<'_>, must_use: Option<&TokenStream>) -> TokenStream {
    let NamedField {
        field,
        name,
        inner,
        docs,
        ..
    } = named;
    let summary = &docs.summary;
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    let lint = types::operator_lint(name);
    let value = quote!(#name);
    let (argument, value) = match field.presence {
        Presence::OptionalNullable => (
            quote!(impl Into<runtime::Patch<#inner>>),
            quote!(#name.into()),
        ),
        _ => {
            let value = types::convert(&field.ty, &value);
            (types::argument(&field.ty, inner), quote!(Some(#value)))
        }
    };
    quote! {
        #summary
        #deprecated
        #lint
        #must_use
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn default_impl(name: &Name, encode: Option<&TokenStream>) -> TokenStream {
    quote! {
        #encode
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
