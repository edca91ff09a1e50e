//! Whether a value is within the limits of its schema.

use crate::openapi::model::Limits;
use crate::source::tree::Value;

/// The keyword that a value exceeds, what it asks for, and what was found.
type Exceeded = (&'static str, String, String);

/// Returns the first limit that a value exceeds.
pub(super) fn exceeded(limits: &Limits, value: &Value) -> Option<Exceeded> {
    match value {
        Value::Number(number) => of_number(limits, number.as_f64()?),
        Value::String(text) => {
            let length = text.chars().count() as u64;
            let keywords = ["minLength", "maxLength"];
            of_count(
                keywords,
                limits.min_length,
                limits.max_length,
                length,
                "characters",
            )
        }
        Value::Array(items) => {
            let keywords = ["minItems", "maxItems"];
            of_count(
                keywords,
                limits.min_items,
                limits.max_items,
                items.len() as u64,
                "items",
            )
        }
        Value::Object(members) => {
            let keywords = ["minProperties", "maxProperties"];
            of_count(
                keywords,
                limits.min_properties,
                limits.max_properties,
                members.len() as u64,
                "members",
            )
        }
        Value::Null | Value::Bool(_) => None,
    }
}

fn of_number(limits: &Limits, value: f64) -> Option<Exceeded> {
    type Breaks = fn(f64, f64) -> bool;
    let rules: [(&str, &Option<String>, Breaks, &str); 4] = [
        (
            "minimum",
            &limits.minimum,
            |value, limit| value < limit,
            "at least",
        ),
        (
            "maximum",
            &limits.maximum,
            |value, limit| value > limit,
            "at most",
        ),
        (
            "exclusiveMinimum",
            &limits.exclusive_minimum,
            |value, limit| value <= limit,
            "more than",
        ),
        (
            "exclusiveMaximum",
            &limits.exclusive_maximum,
            |value, limit| value >= limit,
            "less than",
        ),
    ];
    rules
        .into_iter()
        .find_map(|(keyword, limit, breaks, words)| {
            let limit = limit.as_ref()?;
            let broken = limit.parse().is_ok_and(|limit: f64| breaks(value, limit));
            broken.then(|| {
                (
                    keyword,
                    format!("be {words} {limit}"),
                    format!("not {words} {limit}"),
                )
            })
        })
}

fn of_count(
    keywords: [&'static str; 2],
    least: Option<u64>,
    most: Option<u64>,
    count: u64,
    what: &str,
) -> Option<Exceeded> {
    let [at_least, at_most] = keywords;
    let (keyword, words) = match (least, most) {
        (Some(least), _) if count < least => (at_least, format!("have at least {least} {what}")),
        (_, Some(most)) if count > most => (at_most, format!("have at most {most} {what}")),
        _ => return None,
    };
    Some((keyword, words, format!("{count} {what}")))
}
