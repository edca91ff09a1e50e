//! Whether the type of a `format` decodes a value.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::formats::Formats;
use crate::ir::Type;
use crate::openapi::model::{Schema, Type as JsonType};
use crate::source::tree::Value;

/// Returns what a value that doesn't have the format of its schema must be.
pub(super) fn missed(formats: &Formats, schema: &Schema, value: &Value) -> Option<&'static str> {
    let format = schema.format.as_deref()?;
    let allows = |ty| schema.types.is_empty() || schema.types.contains(&ty);
    let ty = |ty| formats.get(ty, Some(format), &schema.limits);
    match value {
        Value::String(text) if allows(JsonType::String) => of_text(&ty(JsonType::String), text),
        Value::Number(number) if allows(JsonType::Integer) => {
            of_integer(&ty(JsonType::Integer), number)
        }
        _ => None,
    }
}

fn of_text(ty: &Type, text: &str) -> Option<&'static str> {
    let (is_one, expected) = match ty {
        Type::Timestamp => (
            is_timestamp(text),
            "a date and time with an offset: `2024-05-31T12:00:00Z`",
        ),
        Type::Date => (is_date(text), "a date: `2024-05-31`"),
        Type::Uuid => (is_uuid(text), "a UUID"),
        Type::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), "an IPv4 address"),
        Type::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), "an IPv6 address"),
        Type::Duration => (is_duration(text), "an ISO 8601 duration: `PT1H30M`"),
        Type::Decimal => (is_decimal(text), "a decimal number"),
        Type::Base64 => (is_base64(text), "base64, with padding"),
        _ => return None,
    };
    (!is_one).then_some(expected)
}

fn of_integer(ty: &Type, number: &serde_json::Number) -> Option<&'static str> {
    let whole = number.as_i64().map(i128::from);
    let whole = whole.or_else(|| number.as_u64().map(i128::from))?;
    let (fits, expected) = match ty {
        Type::I32 => (i32::try_from(whole).is_ok(), "an integer of 32 bits"),
        Type::U32 => (
            u32::try_from(whole).is_ok(),
            "an integer of 32 bits without a sign",
        ),
        Type::I64 => (i64::try_from(whole).is_ok(), "an integer of 64 bits"),
        Type::U64 => (
            u64::try_from(whole).is_ok(),
            "an integer of 64 bits without a sign",
        ),
        _ => return None,
    };
    (!fits).then_some(expected)
}

/// Returns whether a text is a date and time (RFC 3339, section 5.6). Seconds may be left out, and a space may stand for
/// the `T`.
fn is_timestamp(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else {
        return false;
    };
    let Some(end) = time.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let Some((time, offset)) = time.split_at_checked(end) else {
        return false;
    };
    is_date(date) && is_time(time) && is_offset(offset)
}

/// Returns whether a text is a time: `12:00`, `12:00:00.5`.
fn is_time(text: &str) -> bool {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let parts: Option<Vec<u32>> = whole.split(':').map(|part| digits(part, 2)).collect();
    let is_whole = match parts.as_deref() {
        Some([hour, minute]) => *hour < 24 && *minute < 60,
        Some([hour, minute, second]) => *hour < 24 && *minute < 60 && *second <= 60,
        _ => false,
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_whole && fraction.is_none_or(is_digits)
}

/// Returns whether a text is an offset from UTC: `Z`, `+01:00`, `+0100`, `+01`.
fn is_offset(text: &str) -> bool {
    if text.eq_ignore_ascii_case("z") {
        return true;
    }
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let offset = offset.replacen(':', "", 1);
    let Some((hours, minutes)) = offset.split_at_checked(2) else {
        return false;
    };
    let is_minute = minutes.is_empty() || digits(minutes, 2).is_some_and(|minute| minute < 60);
    digits(hours, 2).is_some_and(|hour| hour < 26) && is_minute
}

/// Returns whether a text is a date: `2024-05-31`.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut part = |count| parts.next().and_then(|part| digits(part, count));
    let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Returns the number of a text with so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let are_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().ok()).flatten()
}

/// Returns whether a text is a UUID (RFC 9562, section 4), or one in another spelling that is decoded: without hyphens,
/// in braces, as a URN.
fn is_uuid(text: &str) -> bool {
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    let text = inner.unwrap_or(text);
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let is_grouped = groups == [8, 4, 4, 4, 12] || groups == [32];
    is_grouped
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Returns whether a text is a duration: `P1Y2M3W4DT5H6M7.8S`, a number before each letter and no letter twice.
fn is_duration(text: &str) -> bool {
    let text = text
        .strip_prefix(['+', '-'])
        .unwrap_or(text)
        .to_ascii_uppercase();
    let Some(text) = text.strip_prefix('P') else {
        return false;
    };
    let (days, time) = match text.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (text, None),
    };
    let is_empty = days.is_empty() && time.is_none();
    !is_empty
        && are_units(days, "YMWD")
        && time.is_none_or(|time| !time.is_empty() && are_units(time, "HMS"))
}

fn are_units(text: &str, units: &str) -> bool {
    let mut units = units.chars();
    let mut rest = text;
    while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (Some(number), Some(unit)) = (rest.get(..end), rest.get(end..end + 1)) else {
            return false;
        };
        let is_number = number.starts_with(|c: char| c.is_ascii_digit())
            && number
                .bytes()
                .all(|it| it.is_ascii_digit() || matches!(it, b'.' | b','));
        if !is_number || !units.any(|it| unit.starts_with(it)) {
            return false;
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    rest.is_empty()
}

/// Returns whether a text is a decimal number: `-12`, `0.50`, `1E+3`.
fn is_decimal(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let number = unsigned(number);
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number.as_str(), None),
    };
    is_digits(whole)
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(&unsigned(exponent)))
}

/// Returns whether a text is base64 (RFC 4648, section 4).
fn is_base64(text: &str) -> bool {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    let Some(last) = data.bytes().next_back() else {
        return padding == 0;
    };
    // The bits that no byte takes have to be zero.
    let spare = match padding {
        0 => 0,
        1 => 0b11,
        2 => 0b1111,
        _ => return false,
    };
    text.len().is_multiple_of(4)
        && data.bytes().all(|byte| value(byte).is_some())
        && value(last).is_some_and(|last| last & spare == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_other_texts() {
        type Test = fn(&str) -> bool;
        let rows: [(Test, &[&str], &[&str]); 7] = [
            (
                is_timestamp,
                &[
                    "2024-02-29T12:00:00Z",
                    "2024-05-31t12:00:00.25+01:00",
                    "2024-05-31 12:00-0100",
                ],
                &[
                    "yesterday",
                    "2023-02-29T12:00:00Z",
                    "2024-05-31T12:00:00",
                    "2024-05-31",
                    "2024-05-31T24:00:00Z",
                    "",
                    "é024-05-31T12:00:00Z",
                ],
            ),
            (
                is_date,
                &["2024-02-29", "0001-01-01"],
                &["2023-02-29", "2024-1-1", "2024-13-01", "24-01-01", ""],
            ),
            (
                is_uuid,
                &[
                    "67e55044-10b1-426f-9247-bb680e5fe0c8",
                    "67E5504410B1426F9247BB680E5FE0C8",
                ],
                &["67e55044", "67e55044-10b1-426f-9247-bb680e5fe0cg", ""],
            ),
            (
                is_duration,
                &["P1Y2M3W4DT5H6M7.5S", "PT0S", "-P1D", "p1d"],
                &["P", "PT", "1D", "P1", "P1D2Y", "PD", "P1S", ""],
            ),
            (
                is_decimal,
                &["-12", "0.50", "1E+3"],
                &["1,5", ".5", "1.", "abc", ""],
            ),
            (
                is_base64,
                &["", "AP8+", "TQ==", "TWE="],
                &["AP8", "TR==", "T===", "a b=", "=="],
            ),
            (
                is_time,
                &["12:00", "23:59:60.1"],
                &["12", "12:60", "1:00", "12:00:00."],
            ),
        ];
        for (test, right, wrong) in rows {
            for text in right {
                assert!(test(text), "{text}");
            }
            for text in wrong {
                assert!(!test(text), "{text}");
            }
        }
    }
}
