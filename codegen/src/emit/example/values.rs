//! The expression of a value.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::scope::Scope;
use super::text;
use super::wish::Wish;
use crate::emit::enums;
use crate::ir::{Enum, EnumRepr, ItemKind, Type, TypeId, UnknownValues};

impl Scope<'_> {
    /// Returns the expression of a value; none where there would be too many or too deep values.
    pub(super) fn value(&mut self, ty: &Type, wish: Wish<'_>) -> Option<TokenStream> {
        value(self, ty, wish)
    }
}

fn value(scope: &mut Scope<'_>, ty: &Type, wish: Wish<'_>) -> Option<TokenStream> {
    scope.count()?;
    Some(match ty {
        Type::Null => scope.runtime("Null"),
        Type::True => scope.runtime("True"),
        Type::False => scope.runtime("False"),
        Type::Bool => match wish.sample.and_then(Value::as_bool) {
            Some(false) => quote!(false),
            _ => quote!(true),
        },
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => integer(ty, &wish),
        Type::F32 | Type::F64 => number(ty, &wish),
        Type::String => {
            let text = text::text(&wish);
            match wish.converts {
                true => quote!(#text),
                false => quote!(#text.to_owned()),
            }
        }
        Type::Url => {
            let url = text::shown(&wish).unwrap_or_else(|| "https://example.com".to_owned());
            of_text(&url, wish, || scope.runtime("UrlString"))
        }
        Type::Base64 | Type::Bytes | Type::File => file(scope, ty, wish),
        Type::Json => json(scope, wish),
        Type::List(item) => list(scope, item, wish),
        Type::Map(inner) => map(scope, inner, wish),
        Type::Nullable(inner) => match wish.converts {
            true => value(scope, inner, wish.exact())?,
            false => {
                let inner = value(scope, inner, wish.exact())?;
                quote!(Some(#inner))
            }
        },
        Type::Sensitive(inner) => return sensitive(scope, inner, wish),
        Type::Named(id) => return named(scope, *id, wish),
        _ => parsed(scope, ty, &wish),
    })
}

fn named(scope: &mut Scope<'_>, id: TypeId, wish: Wish<'_>) -> Option<TokenStream> {
    let item = scope.cx.api.item(id);
    let wish = wish.or_sample(scope.cx.api.samples.of(item.origin.at));
    match &item.kind {
        ItemKind::Alias(ty) => {
            let inner = Wish {
                suffix: wish.converts,
                ..wish
            };
            value(scope, ty, inner)
        }
        ItemKind::Text => {
            let text = text::text(&wish);
            Some(of_text(&text, wish, || scope.path(id)))
        }
        ItemKind::Enum(values) => enum_value(scope, id, values, &wish),
        ItemKind::Tuple(types) => {
            let parts: Option<Vec<TokenStream>> = types
                .iter()
                .enumerate()
                .map(|(index, ty)| {
                    let sample = wish.sample.and_then(|sample| sample.get(index));
                    value(scope, ty, wish.inside(wish.name, sample)?.exact())
                })
                .collect();
            let parts = parts?;
            Some(match parts.as_slice() {
                [only] => quote!((#only,)),
                _ => quote!((#(#parts),*)),
            })
        }
        kind => {
            // A value that holds one of its own type has no end.
            if !scope.open.insert(id) {
                return None;
            }
            let made = match kind {
                ItemKind::Struct(object) => scope.construct(id, object, wish),
                ItemKind::KeyedUnion(union) => scope.keyed(id, union, wish),
                ItemKind::TaggedUnion(union) => scope.tagged(id, union, wish),
                ItemKind::UntaggedUnion(union) => scope.untagged(id, union, wish),
                _ => None,
            };
            scope.open.remove(&id);
            made
        }
    }
}

/// Emits a listed value: the one that the document shows, or the first that isn't deprecated.
fn enum_value(
    scope: &mut Scope<'_>,
    id: TypeId,
    values: &Enum,
    wish: &Wish<'_>,
) -> Option<TokenStream> {
    let shown = wish.sample.map(|sample| match sample {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let listed = || values.values.iter().zip(&scope.cx.names.of(id).members);
    let is_shown = |value: &crate::ir::Value| Some(value.wire.text().as_ref()) == shown.as_deref();
    let found = listed()
        .find(|(value, _)| is_shown(value))
        .or_else(|| listed().find(|(value, _)| !value.docs.deprecated))
        .or_else(|| listed().next());
    match found {
        Some((value, name)) => {
            let path = scope.path(id);
            scope.note(&value.docs);
            Some(quote!(#path::#name))
        }
        None if values.unknown_values == UnknownValues::Allow && values.repr == EnumRepr::Text => {
            let (path, text) = (scope.path(id), text::text(wish));
            Some(quote!(#path::from(#text)))
        }
        None => None,
    }
}

/// Emits a type that takes a text.
fn of_text(text: &str, wish: Wish<'_>, path: impl FnOnce() -> TokenStream) -> TokenStream {
    if wish.converts {
        return quote!(#text);
    }
    let path = path();
    quote!(#path::from(#text))
}

fn integer(ty: &Type, wish: &Wish<'_>) -> TokenStream {
    let value = text::integer(wish);
    let (least, most) = match ty {
        Type::I32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Type::U32 => (0, i128::from(u32::MAX)),
        Type::U64 => (0, i128::from(u64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let value = value.clamp(least, most);
    let suffix = match (wish.suffix, ty) {
        (false, _) => "",
        (true, Type::I32) => "_i32",
        (true, Type::U32) => "_u32",
        (true, Type::U64) => "_u64",
        (true, _) => "_i64",
    };
    let digits: Literal = format!("{}{suffix}", value.unsigned_abs())
        .parse()
        .unwrap_or_else(|_| Literal::u8_unsuffixed(1));
    enums::signed(value < 0, digits)
}

fn number(ty: &Type, wish: &Wish<'_>) -> TokenStream {
    let shown = wish.sample.and_then(Value::as_f64);
    let value = shown.filter(|value| value.abs() < 1e9).unwrap_or(1.5);
    let literal = match (wish.suffix, ty) {
        (true, Type::F32) => Literal::f32_suffixed(value.abs() as f32),
        (true, _) => Literal::f64_suffixed(value.abs()),
        (false, Type::F32) => Literal::f32_unsuffixed(value.abs() as f32),
        (false, _) => Literal::f64_unsuffixed(value.abs()),
    };
    enums::signed(value < 0.0, literal)
}

/// Emits a value that is read from text: a date, an id, a decimal number.
fn parsed(scope: &mut Scope<'_>, ty: &Type, wish: &Wish<'_>) -> TokenStream {
    let (path, plausible) = match ty {
        Type::Timestamp => (scope.runtime("Timestamp"), "2026-01-31T12:00:00Z"),
        Type::DateTime => (scope.runtime("DateTime"), "2026-01-31T12:00:00"),
        Type::AnyDateTime => (scope.runtime("AnyDateTime"), "2026-01-31T12:00:00Z"),
        Type::Date => (scope.runtime("Date"), "2026-01-31"),
        Type::Time => (scope.runtime("Time"), "12:00:00"),
        Type::Duration => (scope.runtime("IsoDuration"), "P1D"),
        Type::Uuid => (
            scope.runtime("Uuid"),
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
        ),
        Type::Decimal => (scope.runtime("Decimal"), "12.50"),
        Type::Ipv6 => (quote!(std::net::Ipv6Addr), "2001:db8::1"),
        _ => (quote!(std::net::Ipv4Addr), "192.0.2.1"),
    };
    let text = text::shown(wish).unwrap_or_else(|| plausible.to_owned());
    match ty {
        Type::Decimal if text.parse::<f64>().is_err() => quote!(#plausible.parse::<#path>()?),
        _ => quote!(#text.parse::<#path>()?),
    }
}

/// Emits bytes: those of a file.
fn file(scope: &mut Scope<'_>, ty: &Type, wish: Wish<'_>) -> TokenStream {
    match ty {
        Type::File => {
            let path = scope.runtime("File");
            quote!(#path::new(std::fs::read("file.bin")?).name("file.bin"))
        }
        Type::Bytes if !wish.converts => {
            let path = scope.runtime("Bytes");
            quote!(#path::from(std::fs::read("file.bin")?))
        }
        Type::Base64 if !wish.converts => {
            let path = scope.runtime("Base64");
            quote!(#path::from(std::fs::read("file.bin")?))
        }
        _ => quote!(std::fs::read("file.bin")?),
    }
}

/// Emits any JSON: a scalar that the document shows, or a text.
fn json(scope: &mut Scope<'_>, wish: Wish<'_>) -> TokenStream {
    let path = scope.runtime("Value");
    match wish.sample {
        Some(Value::Bool(value)) => quote!(#path::from(#value)),
        Some(Value::Object(_) | Value::Array(_)) => quote!("{}".parse::<#path>()?),
        _ => {
            let text = text::text(&wish);
            quote!(#path::from(#text))
        }
    }
}

/// Emits a list of one.
fn list(scope: &mut Scope<'_>, item: &Type, wish: Wish<'_>) -> TokenStream {
    let sample = wish.sample.and_then(|sample| sample.get(0));
    let inside = wish.inside(wish.name, sample).map(Wish::exact);
    let one = inside.and_then(|inside| value(scope, item, inside));
    match (one, wish.converts) {
        (Some(one), true) => quote!([#one]),
        (Some(one), false) => quote!(vec![#one]),
        (None, true) => {
            let item = inferred(scope, item);
            quote!(Vec::<#item>::new())
        }
        (None, false) => quote!(Vec::new()),
    }
}

/// Emits the type of what an empty list or map holds: many types may convert into an item, and none is there.
fn inferred(scope: &mut Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Named(id) => scope.path(*id),
        Type::String => quote!(String),
        Type::Json => scope.runtime("Value"),
        Type::Url => scope.runtime("UrlString"),
        Type::Base64 => scope.runtime("Base64"),
        _ => quote!(_),
    }
}

/// Emits a map with one member.
fn map(scope: &mut Scope<'_>, inner: &Type, wish: Wish<'_>) -> TokenStream {
    let first = wish.sample.and_then(Value::as_object);
    let first = first.and_then(|members| members.iter().next());
    let shown = first.map(|(name, _)| Value::String(name.clone()));
    let key = Wish::argument("key", shown.as_ref());
    let key = text::text(&key);
    let inside = wish.inside("value", first.map(|(_, value)| value));
    let one = inside.and_then(|inside| value(scope, inner, inside.exact()));
    match (one, wish.converts) {
        (Some(one), true) => quote!([(#key.to_owned(), #one)]),
        (Some(one), false) => {
            quote!(std::collections::BTreeMap::from([(#key.to_owned(), #one)]))
        }
        (None, true) => {
            let inner = inferred(scope, inner);
            quote!(std::collections::BTreeMap::<String, #inner>::new())
        }
        (None, false) => quote!(std::collections::BTreeMap::new()),
    }
}

/// Emits a placeholder of a value that nobody may see.
fn sensitive(scope: &mut Scope<'_>, inner: &Type, wish: Wish<'_>) -> Option<TokenStream> {
    let hidden = Wish {
        secret: true,
        sample: None,
        ..wish
    };
    let is_text = matches!(
        scope.cx.api.resolve_aliases(inner),
        Type::String | Type::Url
    );
    if wish.converts && is_text {
        return value(scope, inner, hidden);
    }
    let inner = value(scope, inner, hidden.exact())?;
    if wish.converts {
        return Some(inner);
    }
    let path = scope.runtime("Sensitive");
    Some(quote!(#path::new(#inner)))
}
