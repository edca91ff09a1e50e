//! What a client does with values of a type: reads them from JSON, or makes and writes them.

use super::reach;
use crate::ir::{Api, Type, TypeId};

/// By type, what the operations need of it. Where nothing was worked out, that is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    read: Vec<bool>,
    made: Vec<bool>,
}

impl Uses {
    /// Whether a client reads values of this type from JSON.
    #[must_use]
    pub fn is_read(&self, id: TypeId) -> bool {
        self.read.get(id.index()).copied().unwrap_or(true)
    }

    /// Whether callers make values of this type, and a client writes them.
    #[must_use]
    pub fn is_made(&self, id: TypeId) -> bool {
        self.made.get(id.index()).copied().unwrap_or(true)
    }

    /// Follows what every operation sends and receives. What no operation uses is the caller's to use in any way.
    pub(super) fn of(api: &Api) -> Self {
        let mut read = vec![false; api.types.len()];
        let mut made = vec![false; api.types.len()];
        for operation in &api.operations {
            for ty in operation.received() {
                reach(api, ty, &mut read);
            }
            for ty in operation.sent() {
                reach(api, ty, &mut made);
            }
        }
        let used = read.iter().zip(&made).map(|(read, made)| *read || *made);
        let unused: Vec<TypeId> = (0..)
            .map(TypeId)
            .zip(used)
            .filter(|(_, used)| !used)
            .map(|(id, _)| id)
            .collect();
        for id in unused {
            // It may hold what an operation uses one way.
            reach(api, &Type::Named(id), &mut read);
            reach(api, &Type::Named(id), &mut made);
        }
        Self { read, made }
    }
}
