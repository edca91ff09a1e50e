//! Members that go one direction only: whether they may be missing is known when it is known where their type goes.

use super::Lower;
use crate::ir::{ItemKind, OneWay, Operation, Presence, Type, TypeId};
use crate::openapi::model::{Schema, SchemaId};
use crate::table::Id as _;

impl Lower<'_> {
    /// Requires `readOnly` members of types that are only received, and `writeOnly` ones of types that are only sent.
    /// What goes both ways, or what no operation uses, keeps them optional.
    pub(super) fn settle_one_way(&mut self, operations: &[Operation]) {
        let sent = self.reached(operations.iter().flat_map(Operation::sent));
        let received = self.reached(operations.iter().flat_map(Operation::received));
        let directions: Vec<(bool, bool)> = sent.into_iter().zip(received).collect();
        for (index, (sent, received)) in directions.into_iter().enumerate() {
            let only = match (sent, received) {
                (true, false) => Some(OneWay::Sent),
                (false, true) => Some(OneWay::Received),
                _ => None,
            };
            self.settle_fields(index, only);
        }
    }

    /// The direction that a member goes alone by one of the schemas that describe it.
    pub(super) fn one_way(&self, schemas: &[SchemaId]) -> Option<OneWay> {
        let targets = schemas.iter().map(|id| self.target(*id));
        let said = schemas.iter().copied().chain(targets);
        let said: Vec<&Schema> = said.map(|id| self.schema(id)).collect();
        if said.iter().any(|schema| schema.read_only) {
            Some(OneWay::Received)
        } else if said.iter().any(|schema| schema.write_only) {
            Some(OneWay::Sent)
        } else {
            None
        }
    }

    fn settle_fields(&mut self, index: usize, only: Option<OneWay>) {
        let Some(Some(item)) = self.types.get(index) else {
            return;
        };
        let ItemKind::Struct(object) = &item.kind else {
            return;
        };
        let settled: Vec<Option<(Presence, bool)>> = object
            .fields
            .iter()
            .map(|field| {
                let required = field.one_way.is_some() && field.one_way == only;
                required.then(|| match field.presence {
                    Presence::OptionalNullable => (Presence::Nullable, false),
                    Presence::Optional => (Presence::Required, self.is_constant(&field.ty)),
                    other => (other, field.constant),
                })
            })
            .collect();
        let Some(Some(item)) = self.types.get_mut(index) else {
            return;
        };
        if let ItemKind::Struct(object) = &mut item.kind {
            for (field, settled) in object.fields.iter_mut().zip(settled) {
                field.one_way = None;
                if let Some((presence, constant)) = settled {
                    field.presence = presence;
                    field.constant = constant;
                }
            }
        }
    }

    /// By item, whether a value of one of these types may hold it.
    fn reached<'t>(&self, types: impl Iterator<Item = &'t Type>) -> Vec<bool> {
        let mut marks = vec![false; self.types.len()];
        let mut open: Vec<TypeId> = types.filter_map(Type::named).collect();
        while let Some(id) = open.pop() {
            match marks.get_mut(id.index()) {
                Some(mark) if !*mark => *mark = true,
                _ => continue,
            }
            if let Some(Some(item)) = self.types.get(id.index()) {
                open.extend(item.kind.parts().into_iter().filter_map(Type::named));
            }
        }
        marks
    }
}
