//! The settings of a client, with everything that is the same for all calls: computed once.

use std::sync::OnceLock;

use bytes::Bytes;
use http::HeaderName;
use http::header::{self, HeaderValue};

use super::api::Api;
use super::hook::Hooks;
use super::options::Options;
use crate::wire::{self, BaseUrl, Headers};

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Config {
    pub(crate) options: Options,
    pub(crate) hooks: Hooks,
    /// What is the same for all calls.
    pub(crate) constant: Constant,
}

/// What calls need of the document, parsed once.
#[derive(Clone)]
pub(crate) struct Constant {
    /// The base URL, unless the client or the call sets one.
    pub(crate) base_url: Option<BaseUrl>,
    /// The header of idempotency keys, by its name in the document: that of the first call with a key.
    pub(crate) key_header: OnceLock<(&'static str, HeaderName)>,
}

impl Config {
    pub(super) fn new(api: &Api) -> Self {
        let headers = api_headers(api);
        Self {
            options: Options {
                headers,
                ..Options::new()
            },
            hooks: Hooks::default(),
            constant: Constant {
                base_url: wire::base_url(api.base_url).ok(),
                key_header: OnceLock::new(),
            },
        }
    }
}

/// Returns the headers of all calls of an API, unless a client or call has others.
fn api_headers(api: &Api) -> Headers {
    let mut headers = Headers::default();
    headers.set(header::ACCEPT, HeaderValue::from_static("application/json"));
    let user_agent = (header::USER_AGENT.as_str(), api.user_agent);
    for (name, value) in std::iter::once(&user_agent).chain(api.headers) {
        let value = HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes()));
        if let (Ok(name), Ok(value)) = (wire::static_name(name), value) {
            headers.set(name, value);
        }
    }
    headers
}
