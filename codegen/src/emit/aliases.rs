//! What aliases stand for.

use super::context::Context;
use crate::ir::{ItemKind, MOST_ALIASES, Type};

/// Returns whether values of the type are any JSON, `null` included.
pub(super) fn is_any(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::Json => true,
        Type::Sensitive(inner) => is_any(cx, inner),
        _ => false,
    }
}

/// Returns the type without aliases at any depth. Returns none where a chain doesn't end, or ends in a tuple, which has
/// no name that tells it from others.
pub(super) fn without_aliases(cx: Context<'_>, ty: &Type) -> Option<Type> {
    unaliased(cx, ty, 0)
}

fn unaliased(cx: Context<'_>, ty: &Type, depth: usize) -> Option<Type> {
    if depth > MOST_ALIASES {
        return None;
    }
    let inner = |inner: &Type| Some(Box::new(unaliased(cx, inner, depth + 1)?));
    Some(match ty {
        Type::List(item) => Type::List(inner(item)?),
        Type::Map(value) => Type::Map(inner(value)?),
        Type::Nullable(value) => Type::Nullable(inner(value)?),
        Type::Sensitive(value) => Type::Sensitive(inner(value)?),
        Type::Named(id) => match &cx.api.item(*id).kind {
            ItemKind::Alias(next) => unaliased(cx, next, depth + 1)?,
            ItemKind::Tuple(_) => return None,
            _ => ty.clone(),
        },
        _ => ty.clone(),
    })
}
