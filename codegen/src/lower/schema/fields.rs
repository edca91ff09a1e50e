//! Fields of structs: the type, presence and documentation of a property.

use super::members::{Alternatives, Property};
use super::{LoweredType, SchemaLowerer};
use crate::defect::Certain as _;
use crate::ir::{Field, Origin, Presence, Type};
use crate::lower::facts;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// Makes the field of a property that parts and alternatives describe.
    pub(super) fn field(
        &mut self,
        owner: Option<&Origin>,
        property: &Property,
        alternatives: &Alternatives,
        required: bool,
    ) -> Field {
        let lowered = self.type_of_member(owner, property, alternatives);
        let mentions = property.mentions();
        self.emitted.extend(
            mentions
                .iter()
                .map(|id| self.facts.resolved().schema(*id).at),
        );
        self.field_of(property.name.clone(), &mentions, lowered, required)
    }

    /// Makes the field of a property that these schemas describe, the nearest last.
    pub(super) fn field_of(
        &mut self,
        wire: String,
        schemas: &[SchemaId],
        lowered: LoweredType,
        required: bool,
    ) -> Field {
        // The last schema is the nearest, and names the field.
        let id = schemas.last().copied();
        let id = id.certain_or("a field has a schema", SchemaId(0));
        let schema = self.facts.schema(id);
        let may_be_missing = |id: &SchemaId| {
            let at = self.facts.resolved().schema(*id).at;
            self.facts.options().optional.contains(&at)
        };
        let required = required && !schemas.iter().any(may_be_missing);
        let one_way = self.facts.one_way(schemas).filter(|_| required);
        // In a type that is both sent and received, it can't be required: one direction lacks it.
        let required = required && one_way.is_none();
        // `null` is one value, absence another.
        let nullable = lowered.nullable || (lowered.ty == Type::Null && !required);
        let presence = Presence::of(required, nullable);
        let constant =
            presence == Presence::Required && lowered.ty.is_constant(|id| self.items.kind(id));
        let origin = Origin::new(schema.at, wire.clone())
            .with_override(self.naming.name_override(schema.at, Some(schema)));
        Field {
            docs: facts::docs_where_used(self.facts, id),
            wire,
            origin,
            ty: lowered.ty,
            presence,
            constant,
            one_way,
        }
    }
}
