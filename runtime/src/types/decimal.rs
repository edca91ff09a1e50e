//! Decimal numbers that are strings in JSON.

use std::fmt;
use std::str::FromStr;

use super::parse::parsed;
use crate::json::{DecodeError, FromJson, Json, ToJson};

/// A decimal number that is a string in JSON, digit by digit as it was written.
///
/// Two are equal if they are written the same: `1.0` isn't `1.00`. For arithmetic, pass its text to a library of your
/// choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// Returns the digits, byte for byte.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the nearest `f64`; infinite if the number is out of range.
    pub fn to_f64(&self) -> f64 {
        // `f64` parses everything that the grammar below accepts.
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// The error for text that isn't a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for ParseDecimalError {}

/// Returns whether a text is a decimal number with an optional sign, fraction and exponent: `-12`, `0.50`, `1E+3`.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let number = unsigned(number);
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(unsigned(exponent)))
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if is_decimal(text) {
            Ok(Self(text.into()))
        } else {
            Err(ParseDecimalError)
        }
    }
}

macro_rules! integers {
    ($($integer:ty),*) => { $(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }
    )* };
}

integers!(i32, i64, i128, u32, u64, u128);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromJson for Decimal {
    /// Decodes a decimal number in a string. A JSON number decodes too, with the digits that its parser kept.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        if let Json::Number(number) = &json {
            // A variant of numbers would be better in an untagged union.
            crate::json::count_lost(false, || 1);
            let decimal = number.to_string().parse();
            return decimal
                .map_err(|_| DecodeError::mismatch("a decimal number", "another number"));
        }
        parsed(&json, "a decimal number in a string")
    }
}

impl ToJson for Decimal {
    fn to_json(&self) -> Json<'_> {
        Json::from(self.as_str())
    }
}

crate::serde_bridge!(Decimal);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_digit() {
        for text in [
            "0.10",
            "-12345678901234567890.123456789",
            "+1",
            "1E+3",
            "007",
        ] {
            let decimal: Decimal = text.parse().unwrap();
            assert_eq!(decimal.as_str(), text);
            let json = serde_json::to_string(&decimal).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal);
            assert!(decimal.to_f64().is_finite());
        }
        assert_eq!("0.50".parse::<Decimal>().unwrap().to_f64(), 0.5);
        assert_eq!(Decimal::from(-3).to_string(), "-3");
    }

    #[test]
    fn takes_what_a_server_writes_as_a_number() {
        for (json, text) in [("1.5", "1.5"), ("12", "12"), ("-0.25", "-0.25")] {
            let decimal: Decimal = serde_json::from_str(json).unwrap();
            assert_eq!(decimal.as_str(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", "-", ".5", "5.", "1,5", " 1", "0x1", "NaN", "1e", "--1", "1.2.3",
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError), "{text:?}");
        }
        let error = serde_json::from_str::<Decimal>("true").unwrap_err();
        let expected = "expected a decimal number in a string, found a boolean";
        assert_eq!(error.to_string(), expected);
    }
}
