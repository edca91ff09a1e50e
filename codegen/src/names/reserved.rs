//! Names that the generated code needs for itself.

/// The items that every generated crate defines or re-exports.
const KEPT_BY_THE_CRATE: [&str; 7] = [
    "API",
    "BlockingClient",
    "Call",
    "Client",
    "SecretKey",
    "DefaultTransport",
    // The transport, wherever a client or a call has one.
    "T",
];

/// The items of the prelude that generated code uses without a path.
const PRELUDE: [&str; 37] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "Vec",
];

pub(super) fn is_reserved_type(name: &str) -> bool {
    KEPT_BY_THE_CRATE.contains(&name)
        || PRELUDE.contains(&name)
        || matches!(name, "Self" | "TryInto" | "Unpin")
}

/// Returns whether every enum may have a variant of this name.
pub(super) fn is_reserved_variant(name: &str) -> bool {
    matches!(name, "Other" | "Unknown" | "Self")
}

/// Returns whether a struct has a method or field of this name beside its properties.
pub(super) fn is_reserved_field(name: &str) -> bool {
    matches!(name, "new" | "additional_properties")
}

/// Returns whether the crate has a module of this name beside those of resources and operations, or generated code names
/// one: a module of that name would hide it.
pub(super) fn is_reserved_module(name: &str) -> bool {
    matches!(
        name,
        "client"
            | "mock"
            | "runtime"
            | "types"
            | "std"
            | "core"
            | "alloc"
            | "openapi_bindgen_runtime"
            | "openapi_bindgen_mock"
    )
}

/// Returns whether the client has a method of this name beside the operations. An operation called `default` would hide
/// the trait's method.
pub(super) fn is_reserved_method(name: &str) -> bool {
    is_setting(name) || name == "default"
}

/// Returns whether the client, and mostly a call, has a method of this name.
fn is_setting(name: &str) -> bool {
    matches!(
        name,
        "new"
            | "with_transport"
            | "call"
            | "credential"
            | "without_credentials"
            | "options"
            | "base_url"
            | "header"
            | "timeout"
            | "deadline"
            | "retries"
            | "transport"
            | "hook"
            | "max_response_size"
            | "lenient"
            | "max_retry_after"
            | "clone"
            | "inner"
            | "from_inner"
            | "core"
    )
}

/// Returns whether the mock has a method of this name beside the operations.
pub(super) fn is_reserved_mock_method(name: &str) -> bool {
    matches!(
        name,
        "start" | "url" | "client" | "client_over" | "requests" | "unexpected"
    )
}

/// Returns whether a call has a method or field of this name beside its parameters.
pub(super) fn is_reserved_setter(name: &str) -> bool {
    is_setting(name)
        || matches!(
            name,
            "body"
                | "send"
                | "send_blocking"
                | "send_streaming"
                | "send_streaming_blocking"
                | "to_request"
                | "read_response"
                | "idempotency_key"
                | "with_idempotency_key"
                | "operation_mut"
                | "operation"
                | "into_future"
                | "request"
                | "api_key"
                | "request_id"
        )
}

/// Returns the same for operations with pagination.
pub(super) fn is_reserved_setter_of_pages(name: &str) -> bool {
    is_reserved_setter(name)
        || matches!(
            name,
            "pages" | "items" | "pages_blocking" | "items_blocking"
        )
}
