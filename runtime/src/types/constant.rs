//! Types of a single value: `null`, `true` and `false`.

use crate::json::{DecodeError, FromJson, Json, ToJson};

/// JSON's `null`, for schemas that allow nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Null;

/// `true`, for schemas that allow nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct True;

/// `false`, for schemas that allow nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct False;

impl From<True> for bool {
    fn from(True: True) -> Self {
        true
    }
}

impl From<False> for bool {
    fn from(False: False) -> Self {
        false
    }
}

impl FromJson for Null {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(Self),
            other => Err(DecodeError::expected("null", &other)),
        }
    }
}

impl FromJson for True {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(true) => Ok(Self),
            Json::Bool(false) => Err(DecodeError::mismatch("true", "false")),
            other => Err(DecodeError::expected("true", &other)),
        }
    }
}

impl FromJson for False {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(false) => Ok(Self),
            Json::Bool(true) => Err(DecodeError::mismatch("false", "true")),
            other => Err(DecodeError::expected("false", &other)),
        }
    }
}

impl ToJson for Null {
    fn to_json(&self) -> Json<'_> {
        Json::Null
    }
}

impl ToJson for True {
    fn to_json(&self) -> Json<'_> {
        Json::Bool(true)
    }
}

impl ToJson for False {
    fn to_json(&self) -> Json<'_> {
        Json::Bool(false)
    }
}

crate::serde_bridge!(Null);

crate::serde_bridge!(True);

crate::serde_bridge!(False);

impl std::fmt::Display for True {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad("true")
    }
}

impl std::fmt::Display for False {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad("false")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::from_slice;

    #[test]
    fn nothing_but_the_constant_is_read() {
        assert_eq!(from_slice::<True>(b"true").unwrap(), True);
        assert_eq!(from_slice::<False>(b"false").unwrap(), False);
        assert_eq!(from_slice::<Null>(b"null").unwrap(), Null);
        let text = |error: DecodeError| error.to_string();
        assert_eq!(
            text(from_slice::<True>(b"false").unwrap_err()),
            "expected true, found false"
        );
        assert_eq!(
            text(from_slice::<False>(b"null").unwrap_err()),
            "expected false, found null"
        );
        assert_eq!(
            text(from_slice::<Null>(b"0").unwrap_err()),
            "expected null, found a number"
        );
    }
}
