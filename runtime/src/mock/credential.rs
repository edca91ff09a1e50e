//! Credentials that are made up.

use crate::client::{SecurityKind, SecurityScheme};
use crate::types::SecretKey;

/// A credential that no API would take.
pub fn credential(scheme: &SecurityScheme) -> SecretKey {
    match scheme.kind {
        SecurityKind::Basic => SecretKey::basic("mock_user", "mock_password"),
        _ => SecretKey::from("mock_key"),
    }
}
