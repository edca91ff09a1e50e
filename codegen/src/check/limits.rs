//! Whether a value keeps to the limits of its schema.

use crate::document::model::Limits;
use crate::document::tree::Value;

/// What the value exceeds: a message and a label.
pub(super) fn exceeded(limits: &Limits, value: &Value, name: &str) -> Option<(String, String)> {
    match value {
        Value::Number(number) => of_number(limits, number.as_f64()?, name),
        Value::String(text) => {
            let length = text.chars().count() as u64;
            of_count(
                limits.min_length,
                limits.max_length,
                length,
                name,
                "characters",
            )
        }
        Value::Array(items) => of_count(
            limits.min_items,
            limits.max_items,
            items.len() as u64,
            name,
            "items",
        ),
        Value::Object(members) => {
            let count = members.len() as u64;
            of_count(
                limits.min_properties,
                limits.max_properties,
                count,
                name,
                "members",
            )
        }
        Value::Null | Value::Bool(_) => None,
    }
}

fn of_number(limits: &Limits, value: f64, name: &str) -> Option<(String, String)> {
    type Breaks = fn(f64, f64) -> bool;
    let rules: [(&Option<String>, Breaks, &str); 4] = [
        (&limits.minimum, |value, limit| value < limit, "at least"),
        (&limits.maximum, |value, limit| value > limit, "at most"),
        (
            &limits.exclusive_minimum,
            |value, limit| value <= limit,
            "more than",
        ),
        (
            &limits.exclusive_maximum,
            |value, limit| value >= limit,
            "less than",
        ),
    ];
    rules.into_iter().find_map(|(limit, breaks, words)| {
        let limit = limit.as_ref()?;
        let broken = limit.parse().is_ok_and(|limit: f64| breaks(value, limit));
        broken.then(|| {
            (
                format!("{name} has to be {words} {limit}"),
                format!("not {words} {limit}"),
            )
        })
    })
}

fn of_count(
    least: Option<u64>,
    most: Option<u64>,
    count: u64,
    name: &str,
    what: &str,
) -> Option<(String, String)> {
    let words = match (least, most) {
        (Some(least), _) if count < least => format!("at least {least} {what}"),
        (_, Some(most)) if count > most => format!("at most {most} {what}"),
        _ => return None,
    };
    Some((
        format!("{name} has to have {words}, and has {count}"),
        format!("{count} {what}"),
    ))
}
