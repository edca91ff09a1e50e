//! The roles of headers and properties.

/// What `x-bindgen-role` says a header or a property is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `idempotency-key`, on a header parameter.
    IdempotencyKey,
    /// `request-id`, on a response header.
    RequestId,
    /// `retry-advice`, on a response header: `true` or `false`.
    RetryAdvice,
    /// `error-code`, on a string property of an error body.
    ErrorCode,
    /// `error-message`, on a string property of an error body.
    ErrorMessage,
}
