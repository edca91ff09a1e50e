//! Bytes that are base64 in JSON.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use crate::json::{DecodeError, FromJson, Json, ToJson};

/// Decodes any unused bits of the last digit (RFC 4648 §3.5), and encodes zeros there.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Bytes that are base64 in JSON (RFC 4648 §4, with padding).
///
/// Unused bits before the padding may have any value, and encode as zeros: `AAB=` becomes `AAA=`.
///
/// `Debug` shows only how many bytes there are.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Bytes);

impl Base64 {
    /// Returns the bytes.
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
        match ENGINE.decode(text.as_ref()) {
            Ok(bytes) => Ok(Self(bytes.into())),
            Err(_) => Err(DecodeError::mismatch("base64", "another string")),
        }
    }
}

impl ToJson for Base64 {
    fn to_json(&self) -> Json<'_> {
        ENGINE.encode(&self.0).into()
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

    #[test]
    fn unused_bits_are_read_and_written_as_zeros() {
        for (text, canonical) in [("aaaaaaa=", "aaaaaaY="), ("0000000000==", "000000000w==")] {
            let bytes = Base64::from_json(Json::from(text)).unwrap();
            assert_eq!(bytes.to_json(), Json::from(canonical));
        }
        for text in ["aaaaaaa", "a===", "aa=a", "aaa=aaaa", "aa_=", "aa a"] {
            assert!(Base64::from_json(Json::from(text)).is_err(), "{text}");
        }
    }
}
