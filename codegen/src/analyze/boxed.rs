//! What stands behind a `Box`: what leads back to where it stands, and the large variants of unions.

use super::recursion::{self, Cycles};
use super::size::Sizes;
use crate::ir::{Api, ItemKind, Type, TypeId};

/// By type, what of its parts is boxed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boxed {
    cycles: Cycles,
    sizes: Sizes,
    is_union: Vec<bool>,
}

impl Boxed {
    /// Whether a value of `ty` stands behind a `Box` inside a value of `owner`.
    #[must_use]
    pub fn is_boxed(&self, owner: TypeId, ty: &Type) -> bool {
        let is_union = self.is_union.get(owner.index()) == Some(&true);
        self.cycles.is_on_one(owner, ty) || (is_union && self.sizes.is_large(ty))
    }

    pub(super) fn of(api: &Api) -> Self {
        let cycles = recursion::cycles(api);
        Self {
            sizes: Sizes::of(api, &cycles),
            is_union: api.types.iter().map(|item| is_union(&item.kind)).collect(),
            cycles,
        }
    }
}

const fn is_union(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::KeyedUnion(_) | ItemKind::TaggedUnion(_) | ItemKind::UntaggedUnion(_)
    )
}
