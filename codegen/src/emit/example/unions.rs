//! Values of unions: of the variant that the document shows, or of the first that can be made.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::scope::Scope;
use super::wish::Wish;
use crate::emit::context::Context;
use crate::ir::{ItemKind, KeyedUnion, Presence, Struct, TaggedUnion, Type, TypeId, UntaggedUnion};

/// How many variants are tried.
const MOST_TRIED: usize = 8;

impl Scope<'_> {
    /// Returns the expression of a value of a tagged union.
    pub(super) fn tagged(
        &mut self,
        id: TypeId,
        union: &TaggedUnion,
        wish: Wish<'_>,
    ) -> Option<TokenStream> {
        tagged(self, id, union, wish)
    }

    /// Returns the expression of a value of an untagged union.
    pub(super) fn untagged(
        &mut self,
        id: TypeId,
        union: &UntaggedUnion,
        wish: Wish<'_>,
    ) -> Option<TokenStream> {
        untagged(self, id, union, wish)
    }

    /// Returns the expression of a value of a keyed union.
    pub(super) fn keyed(
        &mut self,
        id: TypeId,
        union: &KeyedUnion,
        wish: Wish<'_>,
    ) -> Option<TokenStream> {
        keyed(self, id, union, wish)
    }
}

fn tagged(
    scope: &mut Scope<'_>,
    id: TypeId,
    union: &TaggedUnion,
    wish: Wish<'_>,
) -> Option<TokenStream> {
    let tag = wish.sample.and_then(|sample| sample.get(&union.tag));
    let tag = tag.and_then(Value::as_str);
    let shown = union.variants.iter().position(|variant| {
        let mut values = variant.values.iter();
        tag.is_some() && values.any(|value| Some(value.text().as_ref()) == tag)
    });
    let types: Vec<&Type> = union.variants.iter().map(|variant| &variant.ty).collect();
    first(scope, id, &types, shown, wish)
}

fn untagged(
    scope: &mut Scope<'_>,
    id: TypeId,
    union: &UntaggedUnion,
    wish: Wish<'_>,
) -> Option<TokenStream> {
    let types: Vec<&Type> = union.variants.iter().map(|variant| &variant.ty).collect();
    let cx = scope.cx;
    let fits = |ty: &&Type| wish.sample.is_some_and(|sample| fits(cx, ty, sample));
    let shown = types.iter().position(fits);
    first(scope, id, &types, shown, wish)
}

/// Returns a value of the variant that is shown, or of the first that can be made.
fn first(
    scope: &mut Scope<'_>,
    id: TypeId,
    types: &[&Type],
    shown: Option<usize>,
    wish: Wish<'_>,
) -> Option<TokenStream> {
    let variants = || types.iter().zip(&scope.cx.names.of(id).members).enumerate();
    let ordered = variants()
        .filter(|(index, _)| Some(*index) == shown)
        .chain(variants().filter(|(index, _)| Some(*index) != shown));
    let tried: Vec<_> = ordered.take(MOST_TRIED).collect();
    for (index, (ty, name)) in tried {
        let sample = wish.sample.filter(|_| Some(index) == shown);
        let Some(inside) = wish.inside(wish.name, sample) else {
            continue;
        };
        if let Some(inner) = scope.value(ty, inside.exact()) {
            let path = scope.path(id);
            return Some(match scope.cx.facts.boxed.is_boxed(id, ty) {
                true => quote!(#path::#name(Box::new(#inner))),
                false => quote!(#path::#name(#inner)),
            });
        }
    }
    None
}

fn keyed(
    scope: &mut Scope<'_>,
    id: TypeId,
    union: &KeyedUnion,
    wish: Wish<'_>,
) -> Option<TokenStream> {
    let tag = wish.sample.and_then(|sample| sample.get(&union.tag));
    let tag = tag.and_then(Value::as_str);
    let names = scope.cx.names.of(id);
    let named = || {
        union
            .variants
            .iter()
            .zip(&names.members)
            .zip(&names.constructors)
    };
    let found = named().find(|((variant, _), _)| Some(variant.wire.as_str()) == tag);
    let ((variant, name), constructor) = found.or_else(|| named().next())?;
    let path = scope.path(id);
    let Some((ty, presence)) = &variant.content else {
        return Some(quote!(#path::#name));
    };
    let content = wish.sample.and_then(|sample| sample.get(&variant.wire));
    let inside = wish.inside(&variant.wire, content);
    let made = inside.and_then(|inside| match presence {
        Presence::Required => scope.value(ty, inside),
        _ => scope.value(ty, inside.exact()),
    });
    match (made, presence) {
        (Some(content), _) => Some(quote!(#path::#constructor(#content))),
        (None, Presence::Required | Presence::OptionalNullable) => None,
        (None, _) => Some(quote!(#path::#constructor(None))),
    }
}

/// Returns whether a value looks like one of a type, as far as a look at it tells.
fn fits(cx: Context<'_>, ty: &Type, sample: &Value) -> bool {
    match (cx.api.resolve_aliases(ty), sample) {
        (Type::Json, _) => true,
        (Type::Bool | Type::True | Type::False, Value::Bool(_)) => true,
        (Type::F32 | Type::F64 | Type::Decimal, Value::Number(_)) => true,
        (ty, Value::Number(number)) if ty.is_integer() => number.is_i64() || number.is_u64(),
        (Type::List(item), Value::Array(items)) => items.iter().all(|it| fits(cx, item, it)),
        (Type::Map(_), Value::Object(_)) => true,
        (Type::Named(id), sample) => match (&cx.api.item(*id).kind, sample) {
            (ItemKind::Struct(object), Value::Object(members)) => has_required(object, members),
            (ItemKind::Enum(values), Value::String(text)) => {
                let mut values = values.values.iter();
                values.any(|value| value.wire.text() == text.as_str())
            }
            (ItemKind::Text, Value::String(_)) => true,
            (ItemKind::KeyedUnion(_) | ItemKind::TaggedUnion(_), Value::Object(_)) => true,
            (ItemKind::UntaggedUnion(_), _) => true,
            _ => false,
        },
        (Type::Null | Type::Bool | Type::True | Type::False, _) => false,
        (_, Value::String(_)) => true,
        _ => false,
    }
}

fn has_required(object: &Struct, members: &serde_json::Map<String, Value>) -> bool {
    let mut required = object
        .fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Required | Presence::Nullable));
    required.all(|field| members.contains_key(&field.wire))
}
