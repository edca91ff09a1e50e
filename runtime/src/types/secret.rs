//! Keys: nothing shows them, and memory is wiped.

use std::fmt;

use bytes::Bytes;
use secrecy::{ExposeSecret as _, SecretString};

/// A key that authenticates its holder. Nothing in this crate shows it, not even `Debug`, and dropping it wipes its
/// memory.
///
/// ```
/// use openapi_bindgen_runtime::SecretKey;
///
/// let key = SecretKey::from("sk_test_123");
/// assert_eq!(format!("{key:?}"), "SecretKey([redacted])");
/// assert_eq!(SecretKey::basic("user", "password").expose(), "user:password");
/// ```
#[derive(Clone)]
pub struct SecretKey(SecretString);

impl SecretKey {
    /// Creates the credential of HTTP's Basic scheme (RFC 7617) from user and password.
    pub fn basic(user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        Self(SecretString::from(format!(
            "{}:{}",
            user.as_ref(),
            password.as_ref()
        )))
    }

    /// Returns the key.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Converts a secret text to bytes. Dropping the last clone wipes their memory.
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
