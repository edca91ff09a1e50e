//! Values of structs: the one place that says how a struct is made.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::choice;
use super::scope::Scope;
use super::wish::Wish;
use crate::ir::{Field, Presence, Struct, TypeId};
use crate::names::Name;

/// How many optional fields are set where none is required.
const SET_FIELDS: usize = 2;

impl Scope<'_> {
    /// Returns the expression of a struct with its required fields. Where there is none, some optional ones are set.
    pub(super) fn construct(
        &mut self,
        id: TypeId,
        object: &Struct,
        wish: Wish<'_>,
    ) -> Option<TokenStream> {
        construct(self, id, object, wish)
    }
}

fn construct(
    scope: &mut Scope<'_>,
    id: TypeId,
    object: &Struct,
    wish: Wish<'_>,
) -> Option<TokenStream> {
    let names = scope.cx.names.of(id).members.as_slice();
    let fields = || object.fields.iter().zip(names);
    let members = wish.sample.and_then(Value::as_object);
    let mut arguments = Vec::new();
    for (field, name) in fields().filter(|(field, _)| field.is_argument()) {
        arguments.push((name, argument(scope, field, wish)?));
    }
    let optional: Vec<(&Field, &Name)> = fields()
        .filter(|(field, _)| !field.is_argument() && !field.constant)
        .collect();
    let wanted = match (arguments.is_empty(), wish.is_outermost()) {
        (true, true) => SET_FIELDS,
        (true, false) if members.is_some() => 1,
        _ => 0,
    };
    let chosen = choice::fields(scope.cx, &optional, members, wanted);
    let mut setters = Vec::new();
    for (field, name) in chosen {
        if let Some(value) = setter_value(scope, field, wish) {
            setters.push(quote!(.#name(#value)));
        }
    }
    let path = scope.path(id);
    let names = scope.cx.names.of(id);
    let values = arguments.iter().map(|(_, value)| value);
    let arguments = match &names.required {
        Some(required) => {
            let required = scope.item(&names.module, required);
            let fields = arguments.iter().map(|(name, _)| name);
            quote!(#required { #(#fields: #values),* })
        }
        None => quote!(#(#values),*),
    };
    Some(quote!(#path::new(#arguments) #(#setters)*))
}

/// Returns the argument for a required field.
fn argument(scope: &mut Scope<'_>, field: &Field, around: Wish<'_>) -> Option<TokenStream> {
    let wish = wish_of(scope, field, around)?;
    scope.note(&field.docs);
    if field.presence != Presence::Nullable {
        return scope.value(&field.ty, wish);
    }
    let shown = wish.sample.filter(|sample| !sample.is_null());
    let wish = Wish {
        sample: shown,
        ..wish
    };
    let made = scope.value(&field.ty, wish.exact());
    Some(made.unwrap_or_else(|| quote!(None)))
}

/// Returns the argument of the setter of an optional field.
fn setter_value(scope: &mut Scope<'_>, field: &Field, around: Wish<'_>) -> Option<TokenStream> {
    let wish = wish_of(scope, field, around)?;
    let wish = Wish {
        sample: wish.sample.filter(|sample| !sample.is_null()),
        ..wish
    };
    let made = match field.presence {
        Presence::OptionalNullable => scope.value(&field.ty, wish.exact()),
        _ => scope.value(&field.ty, wish),
    }?;
    scope.note(&field.docs);
    Some(made)
}

fn wish_of<'v>(scope: &Scope<'v>, field: &'v Field, around: Wish<'v>) -> Option<Wish<'v>> {
    let member = around.sample.and_then(|sample| sample.get(&field.wire));
    let shown = member.or_else(|| scope.cx.api.samples.of(field.origin.at));
    around.inside(&field.wire, shown)
}
