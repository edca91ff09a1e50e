//! Whether a response asks for a retry, by the API's own header or by its status.

use http::StatusCode;

use crate::wire::RawResponse;

/// Returns whether a response asks for a retry: by the API's own header, or by a status that says that the server was
/// busy (409) or failed (500 and above).
pub(crate) fn wants_retry(advice: Option<&'static str>, response: &RawResponse) -> bool {
    let status = response.status();
    if status.is_success() || status.is_redirection() {
        return false;
    }
    advised(advice, response).unwrap_or(status == StatusCode::CONFLICT || status.as_u16() >= 500)
}

/// Returns what the API's own header says about retrying.
pub(crate) fn advised(header: Option<&'static str>, response: &RawResponse) -> Option<bool> {
    match response.header(header?)?.trim() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
