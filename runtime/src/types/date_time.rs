//! Dates with a time of day, with or without an offset from UTC.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

use super::parse::parsed;
use crate::json::{DecodeError, FromJson, Json, ToJson};

/// A date and a time of day, with or without an offset from UTC.
///
/// RFC 3339 has no date-time without an offset, and only the server knows what one means: `2025-03-27T17:53:07` is a
/// point in time only if the offset is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnyDateTime {
    /// A point in time (RFC 3339 §5.6, `date-time`).
    Timestamp(Timestamp),
    /// A date and a time of day, somewhere.
    Civil(DateTime),
}

impl AnyDateTime {
    /// Returns the point in time, if the text has an offset.
    pub const fn timestamp(&self) -> Option<Timestamp> {
        match self {
            Self::Timestamp(time) => Some(*time),
            Self::Civil(_) => None,
        }
    }

    /// Returns the point in time, assuming UTC if there is no offset.
    ///
    /// The last hours of the year 9999 are [`Timestamp::MAX`].
    pub fn assuming_utc(&self) -> Timestamp {
        match self {
            Self::Timestamp(time) => *time,
            Self::Civil(time) => time
                .to_zoned(TimeZone::UTC)
                .map_or_else(|_| end_near(time.date()), |zoned| zoned.timestamp()),
        }
    }
}

impl From<Timestamp> for AnyDateTime {
    fn from(time: Timestamp) -> Self {
        Self::Timestamp(time)
    }
}

impl From<DateTime> for AnyDateTime {
    fn from(time: DateTime) -> Self {
        Self::Civil(time)
    }
}

/// The error for text that isn't a date-time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDateTimeError;

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date-time")
    }
}

impl std::error::Error for ParseDateTimeError {}

impl FromStr for AnyDateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let time = parse_timestamp(text).map(Self::Timestamp);
        time.or_else(|| parse_civil(text).map(Self::Civil))
            .ok_or(ParseDateTimeError)
    }
}

impl fmt::Display for AnyDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timestamp(time) => f.pad(&timestamp_text(*time)),
            Self::Civil(time) => f.pad(&time.to_string()),
        }
    }
}

impl FromJson for AnyDateTime {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "a date-time")
    }
}

impl ToJson for AnyDateTime {
    fn to_json(&self) -> Json<'_> {
        self.to_string().into()
    }
}

crate::serde_bridge!(AnyDateTime);

/// Parses a date-time of RFC 3339. The last hours of the year 9999, which servers write for "never" and jiff doesn't
/// have, are [`Timestamp::MAX`].
pub(crate) fn parse_timestamp(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    let pieces = Pieces::parse(text).ok()?;
    let time = pieces.date().to_datetime(pieces.time()?);
    let offset = pieces.to_numeric_offset()?;
    let is_plain = pieces.time_zone_annotation().is_none();
    let is_beyond = offset.to_timestamp(time).is_err();
    (is_plain && is_beyond).then(|| end_near(time.date()))
}

/// Returns the text of a point in time (RFC 3339, in UTC). [`Timestamp::MAX`] stands for the end of the year 9999.
pub(crate) fn timestamp_text(time: Timestamp) -> String {
    if time == Timestamp::MAX {
        "9999-12-31T23:59:59Z".to_owned()
    } else {
        time.to_string()
    }
}

/// Parses a date-time without an offset from UTC.
pub(crate) fn parse_civil(text: &str) -> Option<DateTime> {
    let pieces = Pieces::parse(text).ok()?;
    let is_civil = pieces.offset().is_none() && pieces.time_zone_annotation().is_none();
    let time = pieces.time().filter(|_| is_civil)?;
    Some(pieces.date().to_datetime(time))
}

fn end_near(date: jiff::civil::Date) -> Timestamp {
    if date.year() > 0 {
        Timestamp::MAX
    } else {
        Timestamp::MIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_may_be_there_or_not() {
        let read = |text: &str| text.parse::<AnyDateTime>();
        let time = read("2025-03-27T17:53:07+02:00").unwrap();
        assert_eq!(time.to_string(), "2025-03-27T15:53:07Z");
        assert_eq!(time.timestamp(), Some(time.assuming_utc()));
        for text in ["2025-03-27T17:53:07", "2025-03-27T17:53:07.12"] {
            let time = read(text).unwrap();
            assert_eq!(time.to_string(), text);
            assert_eq!(time.timestamp(), None);
            assert_eq!(time.assuming_utc().to_string(), format!("{text}Z"));
            assert_eq!(serde_json::to_string(&time).unwrap(), format!("{text:?}"));
        }
        let spaced = read("2025-03-27 17:53:07").unwrap();
        assert_eq!(spaced.to_string(), "2025-03-27T17:53:07");
        for text in [
            "2025-03-27",
            "17:53",
            "",
            "never",
            "2025-03-27T17:53:07[Europe/Berlin]",
        ] {
            assert_eq!(read(text), Err(ParseDateTimeError), "{text:?}");
        }
    }

    #[test]
    fn the_end_of_time_is_a_time() {
        for text in [
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59-12:00",
        ] {
            let time = parse_timestamp(text).unwrap();
            assert_eq!(time, Timestamp::MAX);
            assert_eq!(timestamp_text(time), "9999-12-31T23:59:59Z");
        }
        let first = parse_timestamp("0001-01-01T00:00:00Z").unwrap();
        assert_eq!(timestamp_text(first), "0001-01-01T00:00:00Z");
        let civil = parse_civil("9999-12-31T23:59:59").unwrap();
        assert_eq!(AnyDateTime::from(civil).assuming_utc(), Timestamp::MAX);
        for text in [
            "9999-12-31T23:59:59",
            "9999-13-31T23:59:59Z",
            "99999-12-31T23:59:59Z",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }
}
