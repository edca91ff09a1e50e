//! What a call may give for a value: the type of the argument, and the expression that converts it.
//!
//! Constructors, setters and the client's methods all ask here, so that what converts in one place does in all.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::types;
use crate::ir::{ItemKind, MOST_ALIASES, Presence, Type, TypeId, UnknownValues};

/// What is taken for a type.
enum Form<'t> {
    /// The type itself.
    Same,
    /// Whatever converts into it.
    Into,
    /// The items of a list, from an array, a list or any other iterator.
    List(&'t Type),
    /// The values of a map with their names, likewise.
    Map(&'t Type),
    /// A value, or `None`.
    Nullable(&'t Type),
}

/// Returns the type of an argument.
pub(super) fn argument(cx: Context<'_>, ty: &Type) -> TokenStream {
    spelled(cx, ty, &form(cx, ty), 0)
}

/// Returns the expression that converts an argument into its type.
pub(super) fn convert(cx: Context<'_>, ty: &Type, argument: &TokenStream) -> TokenStream {
    converted(cx, &form(cx, ty), argument, 0)
}

/// Returns the type of an argument for a field, which may be `null` by its presence.
pub(super) fn field_argument(cx: Context<'_>, ty: &Type, presence: Presence) -> TokenStream {
    let plain = || types::spell(cx, ty);
    match presence {
        Presence::Required | Presence::Optional => argument(cx, ty),
        Presence::Nullable => {
            let plain = plain();
            quote!(impl Into<runtime::Nullable<#plain>>)
        }
        Presence::OptionalNullable => {
            let plain = plain();
            quote!(impl Into<runtime::Patch<#plain>>)
        }
    }
}

/// Returns the expression that converts an argument into the field of its owner: in a `Box` where the field is.
pub(super) fn field_value(
    cx: Context<'_>,
    owner: TypeId,
    ty: &Type,
    presence: Presence,
    argument: &TokenStream,
) -> TokenStream {
    let is_boxed = cx.facts.boxed.is_boxed(owner, ty);
    let map = is_boxed.then(|| quote!(.map(Box::new)));
    match presence {
        Presence::Required | Presence::Optional => {
            let value = convert(cx, ty, argument);
            let value = if is_boxed {
                quote!(Box::new(#value))
            } else {
                value
            };
            match presence {
                Presence::Optional => quote!(Some(#value)),
                _ => value,
            }
        }
        Presence::Nullable => quote!(#argument.into().into_option() #map),
        Presence::OptionalNullable => quote!(#argument.into() #map),
    }
}

/// Returns whether an argument is of the type itself, whatever the call gives.
pub(super) fn is_plain(cx: Context<'_>, ty: &Type, presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::Optional)
        && matches!(form(cx, ty), Form::Same)
}

/// Returns whether the type is a struct: nothing else converts into it.
pub(super) fn is_struct(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::Named(id) => matches!(cx.api.item(*id).kind, ItemKind::Struct(_)),
        _ => false,
    }
}

fn form<'t>(cx: Context<'t>, ty: &'t Type) -> Form<'t> {
    match cx.api.resolve_aliases(ty) {
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::F32
        | Type::F64
        | Type::Null
        | Type::True
        | Type::False => Form::Same,
        Type::List(item) => Form::List(item),
        Type::Map(value) => Form::Map(value),
        Type::Nullable(inner) => Form::Nullable(inner),
        _ => Form::Into,
    }
}

/// Returns the form of an item of a list, or of a value of a map. Where hardly anything converts, it is the type itself:
/// `[]` says nothing about what would be converted.
fn item_form<'t>(cx: Context<'t>, ty: &'t Type, depth: usize) -> Form<'t> {
    match form(cx, ty) {
        Form::Into if !is_converted(cx, ty) => Form::Same,
        _ if depth > MOST_ALIASES => Form::Same,
        form => form,
    }
}

/// Returns whether values of other types often convert into the type.
fn is_converted(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::String
        | Type::Url
        | Type::Base64
        | Type::Bytes
        | Type::File
        | Type::Json
        | Type::Sensitive(_) => true,
        Type::Named(id) => match &cx.api.item(*id).kind {
            ItemKind::Enum(values) => values.unknown_values == UnknownValues::Allow,
            ItemKind::TaggedUnion(_) | ItemKind::UntaggedUnion(_) | ItemKind::Text => true,
            ItemKind::Struct(_)
            | ItemKind::KeyedUnion(_)
            | ItemKind::Alias(_)
            | ItemKind::Tuple(_)
            | ItemKind::Headers(_)
            | ItemKind::Failures(_) => false,
        },
        _ => false,
    }
}

fn spelled(cx: Context<'_>, ty: &Type, form: &Form<'_>, depth: usize) -> TokenStream {
    let item = |ty: &Type| spelled(cx, ty, &item_form(cx, ty, depth), depth + 1);
    match form {
        Form::Same => types::spell(cx, ty),
        Form::Into => {
            let ty = types::spell(cx, ty);
            quote!(impl Into<#ty>)
        }
        Form::List(ty) => {
            let item = item(ty);
            quote!(impl IntoIterator<Item = #item>)
        }
        Form::Map(ty) => {
            let value = item(ty);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        Form::Nullable(ty) => {
            let ty = types::spell(cx, ty);
            quote!(impl Into<runtime::Nullable<#ty>>)
        }
    }
}

fn converted(
    cx: Context<'_>,
    form: &Form<'_>,
    argument: &TokenStream,
    depth: usize,
) -> TokenStream {
    match form {
        Form::Same => argument.clone(),
        Form::Into => quote!(#argument.into()),
        Form::List(ty) => {
            let map = match item_form(cx, ty, depth) {
                Form::Same => TokenStream::new(),
                Form::Into => quote!(.map(Into::into)),
                form => {
                    let item = converted(cx, &form, &quote!(item), depth + 1);
                    quote!(.map(|item| #item))
                }
            };
            quote!(#argument.into_iter()#map.collect())
        }
        Form::Map(ty) => {
            let form = item_form(cx, ty, depth);
            let value = converted(cx, &form, &quote!(value), depth + 1);
            quote!(#argument.into_iter().map(|(name, value)| (name.into(), #value)).collect())
        }
        Form::Nullable(_) => quote!(#argument.into().into_option()),
    }
}
