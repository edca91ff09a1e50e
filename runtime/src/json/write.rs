//! Encodes the types of the standard library, and whole JSON values.

use std::borrow::Cow;

use serde_json::Number;

use super::to_json::ToJson;
use super::value::{Json, Object};

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self) -> Json<'_> {
        (**self).to_json()
    }
}

impl ToJson for () {
    fn to_json(&self) -> Json<'_> {
        Json::Null
    }
}

impl ToJson for bool {
    #[inline]
    fn to_json(&self) -> Json<'_> {
        Json::Bool(*self)
    }
}

impl ToJson for str {
    #[inline]
    fn to_json(&self) -> Json<'_> {
        Json::from(self)
    }
}

impl ToJson for String {
    #[inline]
    fn to_json(&self) -> Json<'_> {
        Json::from(self.as_str())
    }
}

macro_rules! integers {
    ($($integer:ty),*) => { $(
        impl ToJson for $integer {
            fn to_json(&self) -> Json<'_> {
                Json::Number((*self).into())
            }
        }
    )* };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl ToJson for f64 {
    fn to_json(&self) -> Json<'_> {
        Number::from_f64(*self).map_or(Json::Unwritable("a number that isn't finite"), Json::Number)
    }
}

impl ToJson for f32 {
    /// Encodes the shortest number that reads back as this `f32`.
    fn to_json(&self) -> Json<'_> {
        match self.to_string().parse::<f64>() {
            Ok(value) => value.to_json().into_owned(),
            Err(_) => Json::Unwritable("a number that isn't finite"),
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn to_json(&self) -> Json<'_> {
        (**self).to_json()
    }
}

/// `None` encodes as `null`.
impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, ToJson::to_json)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self) -> Json<'_> {
        Json::Array(self.iter().map(ToJson::to_json).collect())
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_slice().to_json()
    }
}

impl ToJson for Json<'_> {
    fn to_json(&self) -> Json<'_> {
        self.borrowed()
    }
}

impl ToJson for serde_json::Value {
    fn to_json(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(value) => Json::Number(value.clone()),
            Self::String(text) => Json::from(text.as_str()),
            Self::Array(items) => items.to_json(),
            Self::Object(map) => {
                let member =
                    |(name, value)| (Cow::Borrowed(String::as_str(name)), Self::to_json(value));
                Json::Object(Object::from_unique(map.iter().map(member).collect()))
            }
        }
    }
}

/// A value that is sent as its JSON text: a parameter with `content` instead of a schema (OpenAPI 3.1 §4.8.12.2).
/// `null` stays `null`, so that an absent parameter stays absent.
#[derive(Clone, Copy, Debug)]
pub struct AsJson<'a, T>(pub &'a T);

impl<T: ToJson> ToJson for AsJson<'_, T> {
    fn to_json(&self) -> Json<'_> {
        match self.0.to_json() {
            Json::Null => Json::Null,
            json => match serde_json::to_string(&json) {
                Ok(text) => Json::String(text.into()),
                Err(_) => Json::Unwritable("a number outside of JSON"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &dyn ToJson) -> String {
        serde_json::to_string(&value.to_json()).unwrap()
    }

    #[test]
    fn writes_what_reading_takes() {
        assert_eq!(text(&vec![Some(1u64), None]), "[1,null]");
        assert_eq!(text(&0.1f32), "0.1");
        assert_eq!(text(&i64::MIN), "-9223372036854775808");
        assert_eq!(
            text(&std::collections::BTreeMap::from([("b".to_owned(), true)])),
            r#"{"b":true}"#
        );
        let value = serde_json::json!({"a": [1, {"b": null}]});
        assert_eq!(text(&value), value.to_string());
    }

    #[test]
    fn numbers_that_are_not_finite_cannot_be_written() {
        for value in [f64::NAN, f64::INFINITY] {
            assert!(serde_json::to_string(&value.to_json()).is_err());
        }
        assert!(serde_json::to_string(&f32::NAN.to_json()).is_err());
    }
}
