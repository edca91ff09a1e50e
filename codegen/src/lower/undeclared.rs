//! Members that `properties` doesn't describe: those that are only required, and those that only some values have.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lower, Usage};
use crate::ir::{Docs, Field, ItemKind, Origin, Presence, Type};
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

impl Lower<'_> {
    /// A member that has to be there, of which nothing else is said: `rest` is the type of all such members.
    pub(super) fn undeclared_field(
        &mut self,
        name: String,
        at: NodeId,
        rest: Option<&Type>,
    ) -> Field {
        let (ty, nullable) = match rest {
            Some(Type::Nullable(inner)) => ((**inner).clone(), true),
            Some(ty) => (ty.clone(), false),
            None => (Type::Json, false),
        };
        let origin = Origin {
            at,
            segments: vec![name.clone()],
            name_override: self.wish(at, None),
        };
        Field {
            wire: name,
            origin,
            docs: Docs::default(),
            ty,
            presence: Presence::of(!self.wishes.optional.contains(&at), nullable),
            constant: false,
            one_way: None,
        }
    }

    /// How an alternative is typed where more is required beside it: as an object that requires it.
    pub(super) fn variant_usage(&mut self, whole: SchemaId, variant: SchemaId) -> Usage {
        let schema = self.schema(whole);
        let target = self.target(variant);
        if schema.required.is_empty() || !self.objects.contains(&target) {
            return self.usage(variant);
        }
        let Some(members) = self.requiring(target, &schema.required) else {
            return self.usage(variant);
        };
        let word = match self.name_of(target) {
            Some(name) => name.to_owned(),
            None => self
                .words
                .of(self.schema(target).at)
                .pop()
                .unwrap_or_default(),
        };
        let ty = self.nested(whole, &word, |lower| {
            ItemKind::Struct(lower.build_members(members))
        });
        Usage {
            ty,
            nullable: self.is_nullable(self.schema(target)),
        }
    }

    /// The fields of members that only schemas for some values name.
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
            self.placed
                .extend(schemas.iter().map(|id| self.resolved.schema(*id).at));
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
            let ways = ways.remove(&name).unwrap_or_default();
            let usage = self.usage_of_one(&name, &ways);
            let required = required.contains_key(&name);
            fields.push(self.field_of(name, &ways.concat(), usage, required));
        }
        let mut known: BTreeSet<String> = fields.iter().map(|field| field.wire.clone()).collect();
        for (name, schema) in conditions {
            let is_declared = declared.contains_key(&name) || required.contains_key(&name);
            if !is_declared && known.insert(name.clone()) {
                // The condition says when something applies, and nothing of what else the member may be.
                let usage = Usage::plain(Type::Json);
                fields.push(self.field_of(name, &[schema], usage, false));
            }
        }
        fields
    }

    /// How a member is typed that has to fit one of several descriptions.
    fn usage_of_one(&mut self, name: &str, ways: &[Vec<SchemaId>]) -> Usage {
        let mut usages: Vec<Usage> = Vec::new();
        for schemas in ways {
            let usage = self.usage_of_all(name, schemas);
            if !usages.contains(&usage) {
                usages.push(usage);
            }
        }
        if let [only] = usages.as_slice() {
            return only.clone();
        }
        let nullable = usages.iter().any(|usage| usage.nullable);
        let first = ways.iter().flatten().next();
        if let Some(first) = first {
            let at = self.schema(*first).at;
            self.warn(
                "conditional-types",
                at,
                format!(
                    "`{}` has another type under another condition; it is typed as raw JSON",
                    name.escape_debug()
                ),
                "give the property one type under all conditions, or accept raw JSON",
            );
        }
        Usage {
            ty: Type::Json,
            nullable,
        }
    }
}

/// The required names that no field has, in the order of the document.
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
