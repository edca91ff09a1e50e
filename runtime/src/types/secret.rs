//! Keys: what nothing shows, and what is wiped from memory.

use bytes::Bytes;
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;

/// A key that authenticates its holder. Neither `Debug` nor anything else of
/// this crate prints it, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct SecretKey(SecretString);

impl SecretKey {
    /// The credential of HTTP's Basic scheme (RFC 7617): user and password.
    pub fn basic(user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        Self(SecretString::from(format!(
            "{}:{}",
            user.as_ref(),
            password.as_ref()
        )))
    }

    /// The key itself.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// A text that holds a secret, as bytes whose memory is wiped when the last
/// clone is dropped.
pub(crate) fn secret_bytes(text: String) -> Bytes {
    struct Text(SecretString);

    impl AsRef<[u8]> for Text {
        fn as_ref(&self) -> &[u8] {
            self.0.expose_secret().as_bytes()
        }
    }

    Bytes::from_owner(Text(SecretString::from(text)))
}

impl From<String> for SecretKey {
    fn from(key: String) -> Self {
        Self(SecretString::from(key))
    }
}

impl From<&str> for SecretKey {
    fn from(key: &str) -> Self {
        Self(SecretString::from(key))
    }
}

impl From<SecretString> for SecretKey {
    fn from(key: SecretString) -> Self {
        Self(key)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey([redacted])")
    }
}
