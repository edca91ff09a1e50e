//! Durations as ISO 8601 writes them.

use std::fmt;
use std::str::FromStr;

use jiff::Span;

use super::parse::parsed;
use crate::json::{DecodeError, FromJson, Json, ToJson};

/// A duration as ISO 8601 writes it (RFC 3339, appendix A): `P1M`, `PT3S`.
///
/// It keeps its units, since a month has no fixed number of days. Two are equal if they have the same number of each
/// unit: an hour isn't 60 minutes.
#[derive(Clone, Copy)]
pub struct IsoDuration(Span);

impl IsoDuration {
    /// Returns the units, for calendars and arithmetic.
    pub const fn span(&self) -> Span {
        self.0
    }
}

impl From<Span> for IsoDuration {
    fn from(span: Span) -> Self {
        Self(span)
    }
}

impl PartialEq for IsoDuration {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Eq for IsoDuration {}

impl FromStr for IsoDuration {
    type Err = jiff::Error;

    /// Parses ISO 8601, and no other notation.
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        jiff::fmt::temporal::SpanParser::new()
            .parse_span(text)
            .map(Self)
    }
}

impl fmt::Display for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl fmt::Debug for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IsoDuration({})", self.0)
    }
}

impl FromJson for IsoDuration {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        parsed(&json, "an ISO 8601 duration")
    }
}

impl ToJson for IsoDuration {
    fn to_json(&self) -> Json<'_> {
        self.0.to_string().into()
    }
}

crate::serde_bridge!(IsoDuration);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_units() {
        for text in ["P1M", "P1Y2M3W4DT5H6M7.5S", "PT90M", "P1W", "-P1D", "PT3S"] {
            let duration: IsoDuration = text.parse().unwrap();
            assert_eq!(duration.to_string(), text);
            assert_eq!(duration.to_json(), Json::from(text));
        }
        let (minutes, hour): (IsoDuration, IsoDuration) =
            ("PT60M".parse().unwrap(), "PT1H".parse().unwrap());
        assert_ne!(minutes, hour);
        assert_eq!(IsoDuration::from(Span::new().minutes(60)), minutes);
        assert_eq!(hour.span().get_hours(), 1);
    }

    #[test]
    fn refuses_what_is_not_iso_8601() {
        for text in ["", "5s", "1 hour", "3", "PT", "P1M tomorrow"] {
            assert!(text.parse::<IsoDuration>().is_err(), "{text:?}");
        }
        let error = serde_json::from_str::<IsoDuration>("\"5s\"").unwrap_err();
        let expected = "expected an ISO 8601 duration, found another string";
        assert_eq!(error.to_string(), expected);
    }
}
