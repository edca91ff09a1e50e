//! Which values are boxed: recursive parts of types, and large variants of unions.

use super::recursion::Cycles;
use super::size::Sizes;
use crate::ir::{Api, ItemKind, Type, TypeId};
use crate::table::Table;

/// Which parts of types are boxed.
#[derive(Clone, Debug)]
pub struct Boxed {
    cycles: Cycles,
    sizes: Sizes,
    is_union: Table<TypeId, bool>,
}

impl Boxed {
    /// Returns whether a value of `ty` is boxed inside a value of `owner`.
    #[must_use]
    pub fn is_boxed(&self, owner: TypeId, ty: &Type) -> bool {
        self.cycles.is_on_one(owner, ty) || (*self.is_union.get(owner) && self.sizes.is_large(ty))
    }

    /// Works out what is boxed.
    pub(super) fn of(api: &Api) -> Self {
        let cycles = Cycles::of(api);
        Self {
            sizes: Sizes::of(api, &cycles),
            is_union: api.types.map(false, |_, item| is_union(&item.kind)),
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
