//! Structs: fields, constructor, setters and JSON.

mod constructor;
mod field;
mod json;
mod setters;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{self, docs};
use super::types;
use crate::ir::{Item, Struct, Type, TypeId};
use field::{NamedField, named_fields};

/// Emits a struct with its impls.
pub(super) fn item(cx: Context<'_>, id: TypeId, item: &Item, object: &Struct) -> TokenStream {
    let name = cx.names.ty(id);
    let docs = docs(&item.docs, &docs::place(cx, id));
    let fields: Vec<NamedField<'_>> = named_fields(cx, id, object);
    let declared = fields.iter().map(declaration);
    let additional = object.additional.as_ref();
    let additional = additional.map(|ty| additional_field(cx, ty));
    let directions = &cx.facts.directions;
    // A type that is only sent is useless unless it is used: one attribute says it of every setter.
    let unused = (!directions.is_received(id)).then(|| quote!(#[must_use]));
    let must_use = unused.is_none().then(|| quote!(#[must_use]));
    let made = constructor::made(cx, id, &fields, object, must_use.as_ref());
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
        #made
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
