//! How large values are: a large variant makes its whole enum large.

use super::recursion::Cycles;
use crate::ir::{Api, ItemKind, Presence, Type, TypeId};
use crate::table::Table;

/// How large a variant is at most before it is boxed: clippy's limit where the others are much smaller.
const MOST_BYTES: usize = 200;

/// The size of a pointer.
const WORD: usize = 8;

/// Upper bounds of the sizes of types, in bytes on a 64-bit machine.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    bytes: Table<TypeId, usize>,
}

impl Sizes {
    /// Works out the sizes, from the inside out.
    pub(super) fn of(api: &Api, cycles: &Cycles) -> Self {
        let mut sizes = Self {
            bytes: Table::beside(&api.types, WORD),
        };
        for id in cycles.inner_first() {
            let bytes = sizes.of_kind(*id, &api.item(*id).kind, cycles);
            *sizes.bytes.get_mut(*id) = bytes;
        }
        sizes
    }

    /// Returns whether a variant of this type is boxed.
    pub(super) fn is_large(&self, ty: &Type) -> bool {
        self.of_type(ty) > MOST_BYTES
    }

    fn of_kind(&self, id: TypeId, kind: &ItemKind, cycles: &Cycles) -> usize {
        let held = |ty: &Type| match cycles.is_on_one(id, ty) {
            true => WORD,
            false => self.of_type(ty),
        };
        match kind {
            ItemKind::Struct(object) => {
                let fields = object.fields.iter();
                let fields = fields.map(|field| match field.presence {
                    Presence::Required => held(&field.ty),
                    _ => maybe(&field.ty, held(&field.ty)),
                });
                let rest = object.additional.iter().map(|_| 3 * WORD);
                fields.chain(rest).fold(0, usize::saturating_add)
            }
            ItemKind::KeyedUnion(_) | ItemKind::TaggedUnion(_) | ItemKind::UntaggedUnion(_) => {
                let variants = kind.parts().into_iter().map(held);
                // An unknown value, or a box in place of a large one; and the discriminant.
                let largest = variants.filter(|bytes| *bytes <= MOST_BYTES).max();
                largest.unwrap_or_default().max(8 * WORD) + 2 * WORD
            }
            ItemKind::Alias(ty) => held(ty),
            ItemKind::Tuple(types) => types.iter().map(held).fold(0, usize::saturating_add),
            ItemKind::Headers(headers) => {
                let headers = headers.iter();
                let fields = headers.map(|header| maybe(&header.ty, held(&header.ty)));
                fields.fold(0, usize::saturating_add)
            }
            // Nothing holds them.
            ItemKind::Failures(_) => WORD,
            ItemKind::Enum(_) => 9 * WORD,
            ItemKind::Text => 5 * WORD,
        }
    }

    fn of_type(&self, ty: &Type) -> usize {
        match ty {
            Type::Null | Type::True | Type::False => WORD,
            Type::Bool | Type::I32 | Type::U32 | Type::F32 | Type::I64 | Type::U64 => WORD,
            Type::F64 | Type::Date | Type::Time | Type::Ipv4 => WORD,
            Type::Uuid | Type::Ipv6 | Type::Timestamp | Type::Decimal => 2 * WORD,
            Type::DateTime | Type::AnyDateTime => 3 * WORD,
            Type::String | Type::Url | Type::List(_) | Type::Map(_) => 3 * WORD,
            Type::Base64 | Type::Bytes | Type::Json => 4 * WORD,
            Type::Duration => 8 * WORD,
            Type::File => 10 * WORD,
            Type::Nullable(inner) => maybe(inner, self.of_type(inner)),
            Type::Sensitive(inner) => self.of_type(inner),
            Type::Named(id) => *self.bytes.get(*id),
        }
    }
}

/// Returns the size of an `Option`: strings and lists have a niche for it.
const fn maybe(ty: &Type, bytes: usize) -> usize {
    match ty {
        Type::String | Type::Url | Type::List(_) | Type::Map(_) => bytes,
        _ => bytes.saturating_add(WORD),
    }
}
