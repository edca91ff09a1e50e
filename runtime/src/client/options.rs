//! The options that a client sets for all of its calls, and a call for itself.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use http::header::{self, HeaderValue};

use super::server::ServerUrl;
use crate::types::SecretKey;
use crate::wire::{self, BaseUrl, Headers, RequestError, is_same};

/// The options of a client or of a call.
///
/// Setters don't fail: an option that can't be sent becomes the error of the call, and nothing is sent.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) headers: Headers,
    pub(crate) credentials: Vec<Credential>,
    /// Whether to send no credentials, and to require none.
    pub(crate) anonymous: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) retry_after_cap: Option<Duration>,
    pub(crate) max_body: Option<usize>,
    pub(crate) lenient: Option<bool>,
    pub(crate) invalid: Option<RequestError>,
}

/// A credential for a security scheme.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: Cow<'static, str>,
    pub(crate) key: SecretKey,
    /// The value of its header, from the first call on.
    pub(crate) header: OnceLock<HeaderValue>,
}

impl Options {
    pub(crate) const fn new() -> Self {
        Self {
            base_url: None,
            headers: Headers::new(),
            credentials: Vec::new(),
            anonymous: false,
            timeout: None,
            deadline: None,
            retries: None,
            retry_after_cap: None,
            max_body: None,
            lenient: None,
            invalid: None,
        }
    }

    pub(crate) fn set_base_url(&mut self, url: &str) {
        match wire::base_url(url) {
            Ok(url) => self.base_url = Some(url),
            Err(problem) => self.refuse(RequestError::new("base URL", problem)),
        }
    }

    pub(crate) fn set_server(&mut self, server: &ServerUrl) {
        match server.url() {
            Ok(url) => self.set_base_url(&url),
            Err(problem) => self.refuse(problem),
        }
    }

    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match wire::header(name, value) {
            Ok((name, _)) if wire::is_framing(&name) => {
                let part = format!("header `{name}`");
                self.refuse(RequestError::new(part, "can only be set by the transport"));
            }
            Ok((name, mut value)) => {
                let is_secret = [
                    header::AUTHORIZATION,
                    header::PROXY_AUTHORIZATION,
                    header::COOKIE,
                ];
                value.set_sensitive(is_secret.contains(&name));
                self.headers.set(name, value);
            }
            Err(problem) => self.refuse(problem),
        }
    }

    pub(crate) fn set_credential(&mut self, scheme: Cow<'static, str>, key: SecretKey) {
        self.anonymous = false;
        self.credentials.retain(|other| other.scheme != scheme);
        self.credentials.push(Credential {
            scheme,
            key,
            header: OnceLock::new(),
        });
    }

    pub(crate) fn without_credentials(&mut self) {
        self.anonymous = true;
        self.credentials.clear();
    }

    pub(crate) fn credential(&self, scheme: &str) -> Option<&Credential> {
        let mut credentials = self.credentials.iter();
        credentials.find(|credential| is_same(&credential.scheme, scheme))
    }

    fn refuse(&mut self, problem: RequestError) {
        self.invalid.get_or_insert(problem);
    }
}

impl fmt::Debug for Options {
    /// Shows only the names of headers and security schemes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |f: &mut fmt::DebugStruct<'_, '_>| {
            f.field(
                "headers",
                &self
                    .headers
                    .iter()
                    .map(|(name, _)| name)
                    .collect::<Vec<_>>(),
            );
            f.field(
                "credentials",
                &self
                    .credentials
                    .iter()
                    .map(|credential| &credential.scheme)
                    .collect::<Vec<_>>(),
            );
        };
        let mut debug = f.debug_struct("Options");
        debug.field("base_url", &self.base_url.as_ref().map(BaseUrl::as_str));
        names(&mut debug);
        debug
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retries", &self.retries)
            .field("retry_after_cap", &self.retry_after_cap)
            .field("max_body", &self.max_body)
            .field("lenient", &self.lenient)
            .field("invalid", &self.invalid)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_sent_is_refused_without_showing_it() {
        let mut options = Options::new();
        options.set_header("x-a", "secret\nvalue");
        let text = options.invalid.as_ref().unwrap().to_string();
        assert_eq!(
            text,
            "header `x-a` holds a line break or another control character"
        );
        assert!(!format!("{options:?}").contains("secret"));
        for name in ["content-length", "Transfer-Encoding", "bad name"] {
            let mut options = Options::new();
            options.set_header(name, "1");
            assert!(options.invalid.is_some(), "{name}");
        }
    }
}
