//! Credentials that are made up.

use openapi_bindgen_runtime::{SecretKey, SecurityKind, SecurityScheme};

/// A credential that no API would take.
pub fn credential(scheme: &SecurityScheme) -> SecretKey {
    match scheme.kind {
        SecurityKind::Basic => SecretKey::basic("mock_user", "mock_password"),
        _ => SecretKey::from("mock_key"),
    }
}
