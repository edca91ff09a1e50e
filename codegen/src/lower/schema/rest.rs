//! The type of the members of an object that no property names.

use super::SchemaLowerer;
use crate::ir::Type;
use crate::lower::facts::Rest;
use crate::lower::report::Report;
use crate::openapi::model::SchemaId;

impl<'a> SchemaLowerer<'a> {
    /// The one type of all members without a name: each of them fits what every schema says. None where nothing is said.
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

    /// The type that all members have by one schema; none where they have several, or any.
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
            "may have any value, and some are described",
            "say `additionalProperties: false` where every name fits a pattern",
        )
    } else {
        (
            "have several types, by their names",
            "give all patterns and `additionalProperties` one schema, or accept raw JSON",
        )
    };
    let message = format!("further members {why}; their values are raw JSON");
    report.warn("pattern-properties", rest.at, message, help);
}
