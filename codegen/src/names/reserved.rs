//! Names that the output keeps for itself.

/// What every generated crate defines or re-exports beside the document's items.
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

/// What the output spells without a path, so that an item of that name would change its meaning.
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

/// The variants that every enum has, whatever the document lists.
pub(super) fn is_reserved_variant(name: &str) -> bool {
    matches!(name, "Other" | "Unknown" | "Self")
}

/// Methods beside the setters, and the field of members that the document doesn't name.
pub(super) fn is_reserved_field(name: &str) -> bool {
    matches!(name, "new" | "additional_properties")
}

/// Methods of the client beside the operations. An operation called `default` would stand before the trait's method.
pub(super) fn is_reserved_method(name: &str) -> bool {
    is_setting(name) || name == "default"
}

/// What can be set on the client, and mostly on a call.
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

/// Methods of the mock beside the operations.
pub(super) fn is_reserved_mock_method(name: &str) -> bool {
    matches!(
        name,
        "start" | "url" | "client" | "client_over" | "requests" | "unexpected"
    )
}

/// Methods of a call beside the setters of its parameters, and what its struct holds.
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

/// The same, where the operation's answer is a page.
pub(super) fn is_reserved_setter_of_pages(name: &str) -> bool {
    is_reserved_setter(name)
        || matches!(
            name,
            "pages" | "items" | "pages_blocking" | "items_blocking"
        )
}
