//! What is generated from descriptions that use every feature, for tests of what it does.

/// From `openapi.yaml`, in the words of OpenAPI 3.1.
#[allow(deprecated)]
pub mod current {
    include!(concat!(env!("OUT_DIR"), "/current/lib.rs"));
}

/// From `pages.yaml`: every way that one page leads to the next.
pub mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages/lib.rs"));
}

/// From `openapi_3_0.yaml`, in the words of OpenAPI 3.0.
pub mod earlier {
    include!(concat!(env!("OUT_DIR"), "/earlier/lib.rs"));
}

/// From `resources.yaml`: operations grouped by resources.
pub mod resources {
    include!(concat!(env!("OUT_DIR"), "/resources/lib.rs"));
}

/// From `servers.yaml`: several servers, and variables.
pub mod servers {
    include!(concat!(env!("OUT_DIR"), "/servers/lib.rs"));
}

/// From `unplaced.yaml`: a server without a host.
pub mod unplaced {
    include!(concat!(env!("OUT_DIR"), "/unplaced/lib.rs"));
}

/// Documents about the values of types: what is read, written again, or refused.
pub mod values {
    include!(concat!(env!("OUT_DIR"), "/values.rs"));
}
