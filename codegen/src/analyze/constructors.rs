//! How callers make values: when a type has constructors, and whether these name what is required.

use super::uses::Uses;
use crate::ir::{Api, Field, ItemKind, Presence, Struct, Type, TypeId};
use crate::reach::Directions;
use crate::table::Table;

/// With more required fields than this, a call has to name them.
const MOST_POSITIONAL: usize = 3;

/// When a type has constructors, setters, and conversions from its variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// In every build: a client sends values of it, or no operation uses it.
    Always,
    /// With the Cargo features that need every type in both directions.
    ForBothWays,
    /// With the Cargo feature of the mock, which sends what clients receive.
    ForMock,
    /// In no build.
    Never,
}

/// How values of one type are made.
#[derive(Clone, Copy, Debug)]
pub struct Constructor {
    pub made: Made,
    /// Whether a call names the required fields.
    pub names_required: bool,
    /// Whether there is a field of this type that may be absent, `null` or a value.
    pub in_patch: bool,
    /// Whether there is a required field of this type that may be `null`.
    pub in_nullable: bool,
}

/// How values of each type are made.
#[derive(Clone, Debug)]
pub struct Constructors(Table<TypeId, Constructor>);

impl Constructors {
    /// Returns how values of a type are made.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> Constructor {
        *self.0.get(id)
    }

    /// Works out how values of each type are made. `received` says when that goes for types that are only received.
    pub(super) fn of(api: &Api, directions: &Directions, received: Made) -> Self {
        let uses = Uses::of(api, directions);
        let made = |id| match uses.is_made(id) {
            true => Made::Always,
            false => received,
        };
        let none = Constructor {
            made: Made::Never,
            names_required: false,
            in_patch: false,
            in_nullable: false,
        };
        let mut constructors = api.types.map(none, |id, item| {
            let made = made(id);
            let names_required = match &item.kind {
                ItemKind::Struct(object) => made != Made::Never && names_required(api, object),
                _ => false,
            };
            Constructor {
                made,
                names_required,
                ..none
            }
        });
        // An alias has the struct of what is required under a name of its own.
        for (id, item) in api.items() {
            if let ItemKind::Alias(ty) = &item.kind
                && let Type::Named(meant) = api.resolve_aliases(ty)
            {
                let names_required = constructors.get(*meant).names_required;
                constructors.get_mut(id).names_required = names_required;
            }
        }
        for (ty, presence) in api.types.rows().flat_map(|item| held(&item.kind)) {
            let Type::Named(id) = api.resolve_aliases(ty) else {
                continue;
            };
            let holder = constructors.get_mut(*id);
            holder.in_patch |= presence == Presence::OptionalNullable;
            holder.in_nullable |= presence == Presence::Nullable;
        }
        Self(constructors)
    }
}

/// Returns the values that constructors and setters of an item take, with their presence.
fn held(kind: &ItemKind) -> Vec<(&Type, Presence)> {
    match kind {
        ItemKind::Struct(object) => {
            let fields = object.fields.iter();
            fields.map(|field| (&field.ty, field.presence)).collect()
        }
        ItemKind::KeyedUnion(union) => {
            let contents = union.variants.iter().filter_map(|it| it.content.as_ref());
            contents
                .map(|(ty, presence)| (ty, presence.of_content()))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Returns whether positional arguments would be too many, or could be swapped: two of them have the same type.
fn names_required(api: &Api, object: &Struct) -> bool {
    let required: Vec<&Field> = object.fields.iter().filter(|it| it.is_argument()).collect();
    if required.len() > MOST_POSITIONAL {
        return true;
    }
    let types: Vec<Type> = required
        .into_iter()
        .map(|field| {
            api.without_aliases(&field.ty)
                .unwrap_or_else(|| field.ty.clone())
        })
        .collect();
    let mut later = types.iter().enumerate();
    later.any(|(index, ty)| types.iter().skip(index + 1).any(|other| other == ty))
}
