//! Which types contain themselves.

use crate::defect::Certain as _;
use crate::graph::{self, Components};
use crate::ir::{Api, ItemKind, Type, TypeId};
use crate::table::Id as _;

/// The cycles of types that hold each other in themselves.
#[derive(Clone, Debug)]
pub(super) struct Cycles {
    components: Components,
    /// Every type, after those that it holds in itself without leading back.
    inner_first: Vec<TypeId>,
}

impl Cycles {
    /// Finds the cycles.
    pub(super) fn of(api: &Api) -> Self {
        let kinds = api.types.rows().map(|item| &item.kind);
        let edges: Vec<Vec<usize>> = kinds.map(embedded).collect();
        let components = graph::components(&edges);
        let ids: Vec<TypeId> = api.types.ids().collect();
        let id = |index: &usize| {
            let id = ids.get(*index).copied();
            id.certain_or("a component holds nodes of its graph", TypeId(0))
        };
        Self {
            inner_first: components.order().iter().map(id).collect(),
            components,
        }
    }

    /// Returns whether a value of `ty` inside a value of `owner` leads back to `owner`.
    pub(super) fn is_on_one(&self, owner: TypeId, ty: &Type) -> bool {
        let is_back = |inner: TypeId| self.components.share_a_cycle(owner.index(), inner.index());
        ty.embedded().is_some_and(is_back)
    }

    /// Returns every type, after those that it holds in itself without leading back.
    pub(super) fn inner_first(&self) -> &[TypeId] {
        &self.inner_first
    }
}

fn embedded(kind: &ItemKind) -> Vec<usize> {
    let embedded = kind.parts().into_iter().filter_map(Type::embedded);
    embedded.map(|id| id.index()).collect()
}
