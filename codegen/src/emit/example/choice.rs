//! Which optional values an example sets.

use serde_json::{Map, Value};

use crate::emit::context::Context;
use crate::ir::{Field, ItemKind, Location, Operation, Struct, Type};
use crate::names::{Name, OperationNames};

/// What says the most about a call, the best first.
const TELLING: [&str; 12] = [
    "limit",
    "per_page",
    "page_size",
    "email",
    "name",
    "title",
    "description",
    "amount",
    "status",
    "state",
    "sort",
    "q",
];

/// Returns the optional fields that are set: those that the document shows, or else the most telling ones.
pub(super) fn fields<'f>(
    cx: Context<'_>,
    optional: &[(&'f Field, &'f Name)],
    members: Option<&Map<String, Value>>,
    wanted: usize,
) -> Vec<(&'f Field, &'f Name)> {
    if wanted == 0 {
        return Vec::new();
    }
    let is_shown = |field: &Field| {
        let member = members.and_then(|members| members.get(&field.wire));
        member.is_some_and(|member| !member.is_null())
    };
    let has_sample =
        |field: &Field| is_shown(field) || cx.api.samples.of(field.origin.at).is_some();
    let rank = |field: &Field| (!is_shown(field), telling(&field.wire));
    let fits = |field: &Field| {
        let is_usable = is_scalar(cx, &field.ty) || has_sample(field) && is_simple(cx, &field.ty);
        !field.docs.deprecated && (is_shown(field) || is_usable)
    };
    let mut ranked: Vec<&(&Field, &Name)> =
        optional.iter().filter(|(field, _)| fits(field)).collect();
    ranked.sort_by_key(|(field, _)| rank(field));
    ranked.into_iter().take(wanted).copied().collect()
}

/// Returns whether a value of a struct has a field that an example would set.
pub(super) fn has_something_to_set(cx: Context<'_>, object: &Struct) -> bool {
    let mut fields = object.fields.iter();
    fields.any(|field| field.is_argument() || !field.constant && is_scalar(cx, &field.ty))
}

/// Returns the optional parameter that is set, by its index.
pub(super) fn parameter<'n>(
    cx: Context<'_>,
    operation: &Operation,
    names: &'n OperationNames,
) -> Option<(usize, &'n Name)> {
    let optional = operation.parameters.iter().zip(&names.parameters);
    let optional = optional.enumerate().filter(|(_, (parameter, _))| {
        !parameter.required
            && !parameter.docs.deprecated
            && !parameter.shared
            && parameter.location != Location::Cookie
            && (is_scalar(cx, &parameter.ty)
                || cx.api.samples.of(parameter.origin.at).is_some() && is_simple(cx, &parameter.ty))
    });
    let rank = |(_, (parameter, _)): &(usize, (&crate::ir::Parameter, &Name))| {
        (
            parameter.location != Location::Query,
            telling(&parameter.wire),
        )
    };
    let chosen = optional.min_by_key(rank);
    chosen.map(|(index, (_, name))| (index, name))
}

/// Returns how early a name is among those that say something.
fn telling(name: &str) -> usize {
    let place = TELLING.iter().position(|known| *known == name);
    place.unwrap_or(TELLING.len())
}

/// Returns whether a value is written in a word: a scalar, or a list of them.
fn is_simple(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::List(item) => is_scalar(cx, item),
        _ => is_scalar(cx, ty),
    }
}

fn is_scalar(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::Named(id) => matches!(cx.api.item(*id).kind, ItemKind::Enum(_) | ItemKind::Text),
        Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Sensitive(_) => false,
        Type::Json | Type::File | Type::Bytes | Type::Base64 => false,
        _ => true,
    }
}
