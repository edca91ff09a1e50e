//! Which types contain themselves.

use super::direction::parts;
use crate::graph::{self, Components};
use crate::ir::{Api, ItemKind, Type, TypeId};

/// By type, the cycle of embedding it is on, where it is on one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cycles(Components);

impl Cycles {
    /// Whether a value of `ty` inside a value of `owner` leads back to `owner`.
    pub(super) fn is_on_one(&self, owner: TypeId, ty: &Type) -> bool {
        let inner = ty.embedded().map(TypeId::index);
        inner.is_some_and(|inner| self.0.share_a_cycle(owner.index(), inner))
    }

    /// Every type, after those that it holds in itself without leading back.
    pub(super) fn inner_first(&self) -> impl Iterator<Item = TypeId> {
        let ids = self.0.order().iter().map(|index| u32::try_from(*index));
        ids.map(|id| TypeId(id.unwrap_or(u32::MAX)))
    }
}

/// The cycles of "holds in itself".
pub(super) fn cycles(api: &Api) -> Cycles {
    let edges: Vec<Vec<usize>> = api.types.iter().map(|item| embedded(&item.kind)).collect();
    Cycles(graph::components(&edges))
}

fn embedded(kind: &ItemKind) -> Vec<usize> {
    parts(kind)
        .into_iter()
        .filter_map(Type::embedded)
        .map(TypeId::index)
        .collect()
}
