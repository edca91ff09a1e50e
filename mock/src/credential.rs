//! Made-up credentials for clients of a mock.

use openapi_bindgen_runtime::{SecretKey, SecurityKind, SecurityScheme};

/// Returns a made-up credential for a security scheme: one that no API accepts.
pub fn credential(scheme: &SecurityScheme) -> SecretKey {
    match scheme.kind {
        SecurityKind::Basic => SecretKey::basic("mock_user", "mock_password"),
        _ => SecretKey::from("mock_key"),
    }
}
