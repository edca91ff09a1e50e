//! The type of the members beside an object's properties.

use super::SchemaLowerer;
use crate::ir::Type;
use crate::lower::facts::Rest;
use crate::lower::report::Report;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// Returns the one type of all members beside the properties. None where no schema describes them.
    pub(super) fn rest_type(&mut self, rests: &[Rest]) -> Option<Type> {
        let mut ty = None;
        let single = rests.iter().filter(|rest| !rest.open);
        let single: Vec<SchemaId> = single
            .filter_map(|rest| match rest.schemas.as_slice() {
                [only] => Some(*only),
                _ => None,
            })
            .collect();
        if single.len() > 1 {
            return Some(self.type_of_all("additionalProperties", &single).element());
        }
        for rest in rests {
            match self.only_type(rest) {
                Some(Type::Json) => ty = ty.or(Some(Type::Json)),
                Some(one) => return Some(one),
                None => {
                    warn_of_several(self.report, rest);
                    ty = Some(Type::Json);
                }
            }
        }
        ty
    }

    /// Returns the type that all members have by one schema; none where they have several.
    fn only_type(&mut self, rest: &Rest) -> Option<Type> {
        if rest.open {
            let anything = |id: &SchemaId| !self.facts.has_constraints(*id);
            return rest.schemas.iter().all(anything).then_some(Type::Json);
        }
        let mut types = Vec::new();
        for id in &rest.schemas {
            types.push(self.type_of(*id).element());
        }
        let first = types.pop()?;
        types.iter().all(|ty| *ty == first).then_some(first)
    }
}

fn warn_of_several(report: &Report, rest: &Rest) {
    let (why, help) = if rest.open {
        (
            "may have any value, although some are described",
            "add `additionalProperties: false` if every name matches a pattern",
        )
    } else {
        (
            "have different types, depending on their names",
            "give all patterns and `additionalProperties` one schema, or accept raw JSON",
        )
    };
    let message = format!("members beside the properties {why}; they are typed as raw JSON");
    report.warn("pattern-properties", rest.at, message, help);
}
