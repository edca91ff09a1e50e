use std::collections::BTreeMap;

use serde_json::Number;

use super::mismatch::Segment;
use super::{DecodeError, Json, lenient, weight};
use crate::types::{parse_civil, parse_timestamp, parsed, whole};

/// A type that reads itself out of a parsed JSON value.
pub trait FromJson: Sized {
    /// Takes the value out of `json`.
    ///
    /// # Errors
    ///
    /// When the value does not fit the type.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError>;
}

impl FromJson for () {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(()),
            other => Err(DecodeError::expected("null", &other)),
        }
    }
}

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(value) => Ok(value),
            other => Err(DecodeError::expected("a boolean", &other)),
        }
    }
}

impl FromJson for String {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::String(text) => Ok(text.into_owned()),
            other => Err(DecodeError::expected("a string", &other)),
        }
    }
}

/// An integer as JSON Schema has it: a number without a fraction, so `3.0`
/// too (JSON Schema 2020-12, validation §6.1.1 and core §4.2.3).
fn integer(json: &Json<'_>) -> Result<i128, DecodeError> {
    let Json::Number(number) = json else {
        return Err(DecodeError::expected("an integer", json));
    };
    if let Some(value) = whole(number) {
        return Ok(value);
    }
    match number.as_f64() {
        Some(value) if value.fract() == 0.0 => {
            Err(DecodeError::mismatch("an integer", "a number out of range"))
        }
        _ => Err(DecodeError::mismatch(
            "an integer",
            "a number with a fraction",
        )),
    }
}

macro_rules! integers {
    ($($integer:ty: $expected:literal),* $(,)?) => { $(
        impl FromJson for $integer {
            fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
                integer(&json)?
                    .try_into()
                    .map_err(|_| DecodeError::mismatch($expected, "a number out of range"))
            }
        }
    )* };
}

integers! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    u8: "a non-negative integer of 8 bits",
    u16: "a non-negative integer of 16 bits",
    u32: "a non-negative integer of 32 bits",
    u64: "a non-negative integer of 64 bits",
}

impl FromJson for f64 {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json.as_number().and_then(Number::as_f64) {
            Some(value) => Ok(value),
            None => Err(DecodeError::expected("a number", &json)),
        }
    }
}

impl FromJson for f32 {
    /// Rounds to the nearest `f32`.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        #[allow(clippy::cast_possible_truncation)]
        let value = f64::from_json(json)? as f32;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(DecodeError::mismatch(
                "a number of 32 bits",
                "a number out of range",
            ))
        }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        T::from_json(json).map(Self::new)
    }
}

/// `null` is `None`.
impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(None),
            json => T::from_json(json).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let items = json.into_array()?;
        let mut list = Self::with_capacity(items.len());
        let mut fault: Option<DecodeError> = None;
        let is_lenient = lenient::is_on();
        for (index, item) in items.into_iter().enumerate() {
            let mark = is_lenient.then(lenient::mark);
            match T::from_json(item) {
                Ok(item) => list.push(item),
                Err(error) => {
                    let error = error.at_index(index);
                    match &mut fault {
                        None => fault = Some(error),
                        Some(fault) => fault.add(error),
                    }
                }
            }
            if let Some(mark) = mark {
                lenient::update_since(mark, |mismatch| mismatch.push(Segment::Index(index)));
            }
            // A union asks only whether a variant fits, and what is told is bounded.
            let is_over = |fault: &DecodeError| fault.is_full() || weight::is_trying();
            if fault.as_ref().is_some_and(is_over) {
                break;
            }
        }
        match fault {
            None => Ok(list),
            Some(fault) => Err(fault),
        }
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = json.into_fields()?;
        let rest = fields.rest();
        fields.finish(rest)
    }
}

impl FromJson for Json<'static> {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        Ok(json.into_owned())
    }
}

impl FromJson for serde_json::Value {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        Ok(json.into())
    }
}

impl FromJson for jiff::Timestamp {
    /// An RFC 3339 timestamp (JSON Schema's `date-time`). What is beyond the
    /// last one, in the last hours of the year 9999, is the last one.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        read_text(&json, "an RFC 3339 timestamp", parse_timestamp)
    }
}

impl FromJson for jiff::civil::DateTime {
    /// A date and a time of day without an offset from UTC.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        read_text(&json, "a date-time without an offset", parse_civil)
    }
}

fn read_text<T>(
    json: &Json<'_>,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, DecodeError> {
    let Json::String(text) = json else {
        return Err(DecodeError::expected(expected, json));
    };
    parse(text).ok_or_else(|| DecodeError::mismatch(expected, "another string"))
}

impl FromJson for jiff::civil::Date {
    /// A `full-date` of RFC 3339 (JSON Schema's `date`).
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "an RFC 3339 date")
    }
}

impl FromJson for jiff::civil::Time {
    /// A time of day without an offset (RFC 3339, `partial-time`), seconds left
    /// out or not.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let expected = "a time of day";
        match &json {
            // What else the parser knows would be lost: an offset, a date.
            Json::String(text) if !text.bytes().all(|byte| b"0123456789:.".contains(&byte)) => {
                Err(DecodeError::mismatch(expected, "another string"))
            }
            _ => parsed(&json, expected),
        }
    }
}

impl FromJson for uuid::Uuid {
    /// A UUID (RFC 9562), with or without hyphens, in either case.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "a UUID")
    }
}

impl FromJson for std::net::Ipv4Addr {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "an IPv4 address")
    }
}

impl FromJson for std::net::Ipv6Addr {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "an IPv6 address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::from_slice;

    fn failure<T: FromJson>(text: &str) -> String {
        from_slice::<T>(text.as_bytes())
            .err()
            .expect("an error")
            .to_string()
    }

    #[test]
    fn integers_may_be_written_with_an_empty_fraction() {
        assert_eq!(from_slice::<i64>(b"3.0").unwrap(), 3);
        assert_eq!(
            from_slice::<u64>(b"18446744073709551615").unwrap(),
            u64::MAX
        );
        assert_eq!(
            from_slice::<i64>(b"-9223372036854775808").unwrap(),
            i64::MIN
        );
        assert_eq!(from_slice::<i32>(b"1e3").unwrap(), 1000);
        assert_eq!(
            failure::<i64>("3.5"),
            "expected an integer, found a number with a fraction"
        );
        assert_eq!(
            failure::<i64>("9223372036854775808"),
            "expected an integer of 64 bits, found a number out of range"
        );
        assert_eq!(
            failure::<i32>("2147483648"),
            "expected an integer of 32 bits, found a number out of range"
        );
        assert_eq!(
            failure::<u32>("-1"),
            "expected a non-negative integer of 32 bits, found a number out of range"
        );
        assert_eq!(
            failure::<u64>("1e200"),
            "expected an integer, found a number out of range"
        );
    }

    #[test]
    fn numbers() {
        assert_eq!(from_slice::<f64>(b"3").unwrap(), 3.0);
        assert_eq!(from_slice::<f32>(b"0.1").unwrap(), 0.1);
        assert_eq!(
            failure::<f32>("1e300"),
            "expected a number of 32 bits, found a number out of range"
        );
        assert_eq!(failure::<f64>("\"3\""), "expected a number, found a string");
    }

    #[test]
    fn times() {
        let time: jiff::Timestamp = from_slice(b"\"2025-03-27T17:53:07.120+02:00\"").unwrap();
        assert_eq!(time.to_string(), "2025-03-27T15:53:07.12Z");
        let date: jiff::civil::Date = from_slice(b"\"2025-03-27\"").unwrap();
        assert_eq!(date.to_string(), "2025-03-27");
        assert_eq!(
            failure::<jiff::Timestamp>("\"secret\""),
            "expected an RFC 3339 timestamp, found another string"
        );
        assert_eq!(
            failure::<jiff::Timestamp>("1743090787"),
            "expected an RFC 3339 timestamp, found a number"
        );
    }

    #[test]
    fn times_of_day_have_no_offset() {
        let time: jiff::civil::Time = from_slice(b"\"09:00\"").unwrap();
        assert_eq!(time.to_string(), "09:00:00");
        for text in ["09:00Z", "09:00+02:00", "2025-03-27T09:00", "24:00", ""] {
            assert_eq!(
                failure::<jiff::civil::Time>(&format!("\"{text}\"")),
                "expected a time of day, found another string"
            );
        }
    }

    #[test]
    fn identifiers_and_addresses() {
        let id: uuid::Uuid = from_slice(b"\"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"").unwrap();
        assert_eq!(id.to_string(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assert_eq!(
            failure::<uuid::Uuid>("\"root\""),
            "expected a UUID, found another string"
        );
        let address: std::net::Ipv4Addr = from_slice(b"\"192.0.2.1\"").unwrap();
        assert_eq!(address.octets(), [192, 0, 2, 1]);
        let address: std::net::Ipv6Addr = from_slice(b"\"2001:DB8:0::1\"").unwrap();
        assert_eq!(address.to_string(), "2001:db8::1");
        assert_eq!(
            failure::<std::net::Ipv6Addr>("\"192.0.2.1\""),
            "expected an IPv6 address, found another string"
        );
    }

    #[test]
    fn containers_name_the_place() {
        assert_eq!(
            failure::<Vec<bool>>("[true,1]"),
            "at `[1]`: expected a boolean, found a number"
        );
        assert_eq!(
            from_slice::<Vec<Option<bool>>>(b"[true,null]").unwrap(),
            [Some(true), None]
        );
        assert_eq!(
            failure::<BTreeMap<String, bool>>("[]"),
            "expected an object, found an array"
        );
        assert_eq!(failure::<()>("{}"), "expected null, found an object");
    }
}
