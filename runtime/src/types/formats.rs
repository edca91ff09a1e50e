//! Decodes and encodes types of other crates for formats: dates, UUIDs, addresses.

use super::date_time::{parse_civil, parse_timestamp, timestamp_text};
use super::parse::parsed;
use crate::json::{DecodeError, FromJson, Json, ToJson};

impl FromJson for jiff::Timestamp {
    /// Decodes an RFC 3339 timestamp (JSON Schema's `date-time`). Times beyond the last timestamp, in the last hours of
    /// the year 9999, become the last one.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        read_text(&json, "an RFC 3339 timestamp", parse_timestamp)
    }
}

impl FromJson for jiff::civil::DateTime {
    /// Decodes a date and a time of day without an offset from UTC.
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
    /// Decodes a `full-date` of RFC 3339 (JSON Schema's `date`).
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "an RFC 3339 date")
    }
}

impl FromJson for jiff::civil::Time {
    /// Decodes a time of day without an offset (RFC 3339, `partial-time`), with or without seconds.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let expected = "a time of day";
        match &json {
            // The parser would accept and drop an offset or a date.
            Json::String(text) if !text.bytes().all(|byte| b"0123456789:.".contains(&byte)) => {
                Err(DecodeError::mismatch(expected, "another string"))
            }
            _ => parsed(&json, expected),
        }
    }
}

impl FromJson for uuid::Uuid {
    /// Decodes a UUID (RFC 9562), with or without hyphens, in either case.
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

impl ToJson for jiff::Timestamp {
    /// Encodes RFC 3339 in UTC; the last timestamp is the end of the year 9999.
    fn to_json(&self) -> Json<'_> {
        timestamp_text(*self).into()
    }
}

impl ToJson for jiff::civil::Date {
    /// Encodes a `full-date` of RFC 3339.
    fn to_json(&self) -> Json<'_> {
        self.to_string().into()
    }
}

macro_rules! texts {
    ($($text:ty: $what:literal),* $(,)?) => { $(
        impl ToJson for $text {
            #[doc = $what]
            fn to_json(&self) -> Json<'_> {
                self.to_string().into()
            }
        }
    )* };
}

texts! {
    jiff::civil::DateTime: "As RFC 3339 has it, without an offset.",
    jiff::civil::Time: "A `partial-time` of RFC 3339.",
    uuid::Uuid: "In lower case, with hyphens (RFC 9562 §4).",
    std::net::Ipv4Addr: "Four numbers with dots.",
    std::net::Ipv6Addr: "As RFC 5952 recommends.",
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
    fn a_timestamp_is_written_as_it_was_read() {
        let time: jiff::Timestamp = "2025-03-27T17:53:07Z".parse().unwrap();
        assert_eq!(
            serde_json::to_string(&time.to_json()).unwrap(),
            r#""2025-03-27T17:53:07Z""#
        );
    }
}
