//! Integers without a format whose limits or examples don't fit into 64 bits with a sign.

use crate::ir::Type;
use crate::lower::facts::Facts;
use crate::lower::report::Report;
use crate::openapi::model::{Limits, Schema, Type as JsonType};
use crate::source::tree::{NodeId, Value as Node};

/// The width of an integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    /// `i64` holds it.
    Signed,
    /// `u64` holds it.
    Unsigned,
    /// No integer type holds it.
    None,
}

/// Returns the type of an integer that holds its limits, its default and its examples. Reports it where there is
/// none.
pub(crate) fn wide_enough(facts: &Facts<'_>, report: &Report, schema: &Schema, ty: Type) -> Type {
    let formats = facts.options().formats;
    let format = schema.format.as_deref();
    let is_said = format.is_some_and(|format| formats.of(format) == Some(JsonType::Integer));
    if is_said || !matches!(ty, Type::I64 | Type::U64) {
        return ty;
    }
    match width(facts, schema) {
        Width::Signed => Type::I64,
        Width::Unsigned => Type::U64,
        Width::None => {
            report.warn(
                "wide-integer",
                schema.at,
                "no 64-bit integer holds all values of this schema; decoding the others fails",
                "narrow its limits, or use raw JSON",
            );
            match width_of_all(facts, schema).1 {
                true => Type::I64,
                false => ty,
            }
        }
    }
}

fn width(facts: &Facts<'_>, schema: &Schema) -> Width {
    match width_of_all(facts, schema) {
        (Width::Unsigned, true) => Width::None,
        (width, _) => width,
    }
}

/// Returns the width of the widest value that a schema mentions, and whether any is negative.
fn width_of_all(facts: &Facts<'_>, schema: &Schema) -> (Width, bool) {
    let values = schema.examples.iter().chain(&schema.default);
    let values: Vec<(bool, Width)> = values
        .filter_map(|node| width_of(facts, *node))
        .chain(of_limits(&schema.limits))
        .collect();
    let widest = values.iter().map(|(_, width)| *width).max();
    let is_negative = values.iter().any(|(is_negative, _)| *is_negative);
    (widest.unwrap_or(Width::Signed), is_negative)
}

fn width_of(facts: &Facts<'_>, node: NodeId) -> Option<(bool, Width)> {
    match facts.tree().value(node) {
        Node::Number(number) => Some(of_text(&number.to_string())),
        _ => None,
    }
}

fn of_limits(limits: &Limits) -> impl Iterator<Item = (bool, Width)> {
    let above = [&limits.maximum, &limits.exclusive_maximum];
    let below = [&limits.minimum, &limits.exclusive_minimum];
    let texts = above.into_iter().chain(below).flatten();
    texts.map(|text| of_text(text))
}

/// Returns whether a number is negative, and its width.
fn of_text(text: &str) -> (bool, Width) {
    let width = if text.parse::<i64>().is_ok() {
        Width::Signed
    } else if text.parse::<u64>().is_ok() {
        Width::Unsigned
    } else {
        of_float(text)
    };
    (text.starts_with('-'), width)
}

/// Returns the width of a number with a fraction or an exponent. Documents often round a type's limits outwards.
fn of_float(text: &str) -> Width {
    const SIGNED_END: f64 = 9_223_372_036_854_775_808.0;
    const UNSIGNED_END: f64 = 18_446_744_073_709_551_616.0;
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= SIGNED_END => Width::Signed,
        Ok(value) if (0.0..=UNSIGNED_END).contains(&value) => Width::Unsigned,
        Ok(_) => Width::None,
        Err(_) => Width::Signed,
    }
}
