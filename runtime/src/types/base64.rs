//! Bytes that stand in JSON as base64.

use crate::json::{DecodeError, FromJson, Json, ToJson};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use std::fmt;

/// Bytes that stand in JSON as base64 (RFC 4648 §4, with padding).
///
/// `Debug` shows their number alone.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Bytes);

impl Base64 {
    /// The bytes.
    pub const fn as_bytes(&self) -> &Bytes {
        &self.0
    }

    /// Takes the bytes out.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl<T: Into<Bytes>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl FromJson for Base64 {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let Json::String(text) = &json else {
            return Err(DecodeError::expected("base64", &json));
        };
        match STANDARD.decode(text.as_ref()) {
            Ok(bytes) => Ok(Self(bytes.into())),
            Err(_) => Err(DecodeError::mismatch("base64", "another string")),
        }
    }
}

impl ToJson for Base64 {
    fn to_json(&self) -> Json<'_> {
        STANDARD.encode(&self.0).into()
    }
}

crate::serde_bridge!(Base64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let bytes = Base64::from(vec![0u8, 255, 62]);
        assert_eq!(bytes.to_json(), Json::from("AP8+"));
        assert_eq!(Base64::from_json(Json::from("AP8+")).unwrap(), bytes);
        assert!(Base64::from_json(Json::from("AP8")).is_err());
        assert_eq!(format!("{bytes:?}"), "Base64(3 bytes)");
    }
}
