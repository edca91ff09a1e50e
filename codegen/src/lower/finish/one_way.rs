//! `readOnly` and `writeOnly` properties: their presence depends on the directions of their type.

use crate::ir::{Item, ItemKind, OneWay, Operation, Presence, Type, TypeId};
use crate::reach::Directions;
use crate::table::Table;

/// Requires `readOnly` members of types that are only received, and `writeOnly` ones of types that are only sent.
/// What goes both ways, or what no operation uses, keeps them optional.
pub(crate) fn settle_one_way(types: &mut Table<TypeId, Item>, operations: &[Operation]) {
    let directions = Directions::of(types, operations);
    for id in types.ids() {
        let settled = settled(types, id, directions.only(id));
        if let ItemKind::Struct(object) = &mut types.get_mut(id).kind {
            for (field, settled) in object.fields.iter_mut().zip(settled) {
                field.one_way = None;
                if let Some((presence, constant)) = settled {
                    field.presence = presence;
                    field.constant = constant;
                }
            }
        }
    }
}

/// Returns by field of a struct what becomes of its presence, and whether it has a single value; none where nothing does.
fn settled(
    types: &Table<TypeId, Item>,
    id: TypeId,
    only: Option<OneWay>,
) -> Vec<Option<(Presence, bool)>> {
    let ItemKind::Struct(object) = &types.get(id).kind else {
        return Vec::new();
    };
    let fields = object.fields.iter().map(|field| {
        let required = field.one_way.is_some() && field.one_way == only;
        required.then(|| match field.presence {
            Presence::OptionalNullable => (Presence::Nullable, false),
            Presence::Optional => (Presence::Required, is_constant(types, &field.ty)),
            other => (other, field.constant),
        })
    });
    fields.collect()
}

fn is_constant(types: &Table<TypeId, Item>, ty: &Type) -> bool {
    ty.is_constant(|id| Some(&types.get(id).kind))
}
