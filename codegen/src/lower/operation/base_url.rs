//! The base URL of an API.

use crate::openapi::model::{Resolved, Server};

/// Returns the first server's URL, its variables at their defaults. Where the first doesn't say where it is, another
/// may.
pub(super) fn base_url(resolved: &Resolved) -> String {
    let mut urls = resolved.servers.iter().map(Server::url_by_default);
    let first = urls.next().unwrap_or_else(|| "/".to_owned());
    match is_placed(&first) {
        true => first,
        false => urls.find(|url| is_placed(url)).unwrap_or(first),
    }
}

/// Returns whether a URL is absolute, and paths can be appended to it.
fn is_placed(url: &str) -> bool {
    is_absolute(url) && !url.contains(['?', '#', '@', '{'])
}

/// Returns whether a URL is absolute, with a scheme that clients can use.
pub(super) fn is_absolute(url: &str) -> bool {
    let scheme = url
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("https" | "http"))
}
