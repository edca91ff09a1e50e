//! Which types are sent and which are received.

use crate::ir::{Api, ItemKind, Type, TypeId};

/// By type, whether a request can carry it. What no operation uses counts as sent: a caller may want to build it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directions {
    sent: Vec<bool>,
    received: Vec<bool>,
}

impl Directions {
    /// Whether a caller builds values of this type.
    #[must_use]
    pub fn is_sent(&self, id: TypeId) -> bool {
        self.sent.get(id.index()).copied().unwrap_or(true)
    }

    /// Whether a reply can hold values of this type.
    #[must_use]
    pub fn is_received(&self, id: TypeId) -> bool {
        self.received.get(id.index()).copied().unwrap_or(true)
    }

    /// Follows what every operation sends and receives.
    pub(crate) fn of(api: &Api) -> Self {
        let mut sent = vec![false; api.types.len()];
        let mut received = vec![false; api.types.len()];
        for operation in &api.operations {
            for ty in operation.sent() {
                reach(api, ty, &mut sent);
            }
            for ty in operation.received() {
                reach(api, ty, &mut received);
            }
        }
        for (sent, received) in sent.iter_mut().zip(&received) {
            *sent |= !*received;
        }
        Self { sent, received }
    }
}

/// Marks all that a value of this type may hold.
pub(crate) fn reach(api: &Api, ty: &Type, marks: &mut [bool]) {
    let mut open: Vec<TypeId> = ty.named().into_iter().collect();
    while let Some(id) = open.pop() {
        match marks.get_mut(id.index()) {
            Some(mark) if !*mark => *mark = true,
            _ => continue,
        }
        if let Some(item) = api.item(id) {
            open.extend(parts(&item.kind).into_iter().filter_map(Type::named));
        }
    }
}

/// The types that a shape is made of.
pub(crate) fn parts(kind: &ItemKind) -> Vec<&Type> {
    kind.parts()
}
