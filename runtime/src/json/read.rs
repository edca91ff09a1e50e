//! Decodes the types of the standard library, and whole JSON values.

use std::collections::BTreeMap;

use serde_json::Number;

use super::error::DecodeError;
use super::from_json::FromJson;
use super::literal::whole;
use super::mismatch::Segment;
use super::value::Json;
use super::{lenient, weight};

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

/// Returns an integer as JSON Schema defines it: a number without a fraction, such as `3.0` (JSON Schema 2020-12,
/// validation §6.1.1 and core §4.2.3).
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

/// `null` decodes as `None`.
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
        let mut mismatches: Option<DecodeError> = None;
        let is_lenient = lenient::is_on();
        for (index, item) in items.into_iter().enumerate() {
            let mark = is_lenient.then(lenient::mark);
            match T::from_json(item) {
                Ok(item) => list.push(item),
                Err(error) => {
                    let error = error.at_index(index);
                    match &mut mismatches {
                        None => mismatches = Some(error),
                        Some(mismatches) => mismatches.add(error),
                    }
                }
            }
            if let Some(mark) = mark {
                lenient::update_since(mark, |mismatch| mismatch.push(Segment::Index(index)));
            }
            // An untagged union only asks whether a variant matches, and the number of mismatches is limited.
            let is_over = |mismatches: &DecodeError| mismatches.is_full() || weight::is_trying();
            if mismatches.as_ref().is_some_and(is_over) {
                break;
            }
        }
        match mismatches {
            None => Ok(list),
            Some(mismatches) => Err(mismatches),
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
