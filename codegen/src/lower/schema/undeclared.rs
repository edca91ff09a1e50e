//! Members that `properties` doesn't describe: those that are only required, and those of conditional schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::all_of::requiring;
use super::{LoweredType, SchemaLowerer};
use crate::defect::Certain as _;
use crate::ir::{Docs, Field, ItemKind, Origin, Presence, Type};
use crate::lower::facts::Facts;
use crate::lower::naming::Naming;
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

impl<'a> SchemaLowerer<'a> {
    /// Returns how a variant is typed. Where the union requires more, it is an object that requires it.
    pub(super) fn variant_type(&mut self, whole: SchemaId, variant: SchemaId) -> LoweredType {
        let schema = self.facts.schema(whole);
        let target = self.facts.target(variant);
        if schema.required.is_empty() || !self.facts.is_object(target) {
            return self.type_of(variant);
        }
        let Some(members) = requiring(&mut self.gatherer, target, &schema.required) else {
            return self.type_of(variant);
        };
        let word = self.naming.alternative(target);
        let ty = self.nested(whole, &word, |lower| {
            ItemKind::Struct(lower.build_members(members))
        });
        LoweredType {
            ty,
            nullable: self.facts.is_nullable(self.facts.schema(target)),
        }
    }

    /// Makes the fields of properties that only conditional schemas have.
    pub(super) fn conditional_fields(
        &mut self,
        conditional: Vec<(String, Vec<SchemaId>)>,
        conditions: Vec<(String, SchemaId)>,
        declared: &BTreeMap<String, usize>,
        required: &BTreeMap<String, NodeId>,
    ) -> Vec<Field> {
        let mut names: Vec<String> = Vec::new();
        let mut ways: BTreeMap<String, Vec<Vec<SchemaId>>> = BTreeMap::new();
        for (name, schemas) in conditional {
            self.emitted.extend(
                schemas
                    .iter()
                    .map(|id| self.facts.resolved().schema(*id).at),
            );
            if declared.contains_key(&name) {
                continue;
            }
            let known = ways.entry(name.clone()).or_default();
            if known.is_empty() {
                names.push(name);
            }
            known.push(schemas);
        }
        let mut fields = Vec::new();
        for name in names {
            let ways = ways
                .remove(&name)
                .certain("every name was added with its schemas");
            let lowered = self.type_of_one(&name, &ways);
            let required = required.contains_key(&name);
            fields.push(self.field_of(name, &ways.concat(), lowered, required));
        }
        let mut known: BTreeSet<String> = fields.iter().map(|field| field.wire.clone()).collect();
        for (name, schema) in conditions {
            let is_declared = declared.contains_key(&name) || required.contains_key(&name);
            if !is_declared && known.insert(name.clone()) {
                // The condition's schema says when something applies, not which values the property may have.
                let lowered = LoweredType::plain(Type::Json);
                fields.push(self.field_of(name, &[schema], lowered, false));
            }
        }
        fields
    }

    /// Returns how a property is typed that has to match one of several lists of schemas.
    fn type_of_one(&mut self, name: &str, ways: &[Vec<SchemaId>]) -> LoweredType {
        let mut distinct: Vec<LoweredType> = Vec::new();
        for schemas in ways {
            let lowered = self.type_of_all(name, schemas);
            if !distinct.contains(&lowered) {
                distinct.push(lowered);
            }
        }
        if let [only] = distinct.as_slice() {
            return only.clone();
        }
        let nullable = distinct.iter().any(|lowered| lowered.nullable);
        let first = ways.iter().flatten().next();
        if let Some(first) = first {
            let at = self.facts.schema(*first).at;
            self.report.warn(
                "conditional-types",
                at,
                format!(
                    "`{}` has different types under different conditions; it is typed as raw JSON",
                    name.escape_debug()
                ),
                "give the property one type under all conditions, or accept raw JSON",
            );
        }
        LoweredType {
            ty: Type::Json,
            nullable,
        }
    }
}

/// Returns the required names that no field has, in the order of the document.
pub(super) fn undeclared(
    fields: &[Field],
    required: BTreeMap<String, NodeId>,
) -> Vec<(String, NodeId)> {
    let declared: BTreeSet<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    let mut names: Vec<(String, NodeId)> = required
        .into_iter()
        .filter(|(name, _)| !declared.contains(name.as_str()))
        .collect();
    names.sort_unstable_by_key(|(_, at)| *at);
    names
}

/// Makes the field of a required member without a schema. `rest` is the type of all such members.
pub(super) fn undeclared_field(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    name: String,
    at: NodeId,
    rest: Option<&Type>,
) -> Field {
    let (ty, nullable) = match rest {
        Some(Type::Nullable(inner)) => ((**inner).clone(), true),
        Some(ty) => (ty.clone(), false),
        None => (Type::Json, false),
    };
    let origin = Origin::new(at, name.clone()).with_override(naming.name_override(at, None));
    Field {
        wire: name,
        origin,
        docs: Docs::default(),
        ty,
        presence: Presence::of(!facts.options().optional.contains(&at), nullable),
        constant: false,
        one_way: None,
    }
}
