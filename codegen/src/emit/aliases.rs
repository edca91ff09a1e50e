//! What aliases stand for.

use super::context::Context;
use crate::ir::Type;

/// Returns whether values of the type are any JSON, `null` included.
pub(super) fn is_any(cx: Context<'_>, ty: &Type) -> bool {
    match cx.api.resolve_aliases(ty) {
        Type::Json => true,
        Type::Sensitive(inner) => is_any(cx, inner),
        _ => false,
    }
}
