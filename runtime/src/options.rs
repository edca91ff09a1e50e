use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use http::header::HeaderValue;
use http::uri::Authority;
use http::{Uri, header};

use crate::base_url::BaseUrl;
use crate::headers::Headers;
use crate::request::{self, RequestError};
use crate::server::{self, ServerUrl};
use crate::types::SecretKey;

/// What a client sets for its calls and a call for itself.
///
/// Setters don't fail: an option that can't be sent is kept as the call's
/// error, and nothing is sent.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) headers: Headers,
    pub(crate) credentials: Vec<Credential>,
    /// Whether no credential is to be sent, and none is asked for.
    pub(crate) anonymous: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) retry_after_cap: Option<Duration>,
    pub(crate) max_body: Option<usize>,
    pub(crate) lenient: Option<bool>,
    pub(crate) invalid: Option<RequestError>,
}

/// What authenticates by a security scheme.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: Cow<'static, str>,
    pub(crate) key: SecretKey,
    /// As its header has it, from the first call on.
    pub(crate) header: OnceLock<HeaderValue>,
}

/// Equality of texts that are mostly the same one.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// Headers that frame the message: the transport's alone.
const FRAMING: [header::HeaderName; 5] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

pub(crate) fn is_framing(name: &header::HeaderName) -> bool {
    FRAMING.contains(name)
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
        match base_url(url) {
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
        match request::header(name, value) {
            Ok((name, _)) if is_framing(&name) => {
                let part = format!("header `{name}`");
                self.refuse(RequestError::new(part, "is set by the transport alone"));
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

/// A URL that paths can be appended to.
pub(crate) fn base_url(url: &str) -> Result<BaseUrl, &'static str> {
    let uri: Uri = url.parse().map_err(|_| "is no URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("is not of `http` or `https`");
    }
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => return Err("holds a user"),
        Some(authority) if has_port(authority) && !is_port(authority) => {
            return Err("has a port that is no number");
        }
        Some(authority) if !authority.host().is_empty() => {}
        _ => return Err("has no host"),
    }
    if uri.query().is_some() || url.contains('#') {
        return Err("has a query or fragment");
    }
    // Transports make different things of these.
    if url.contains(|c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c)) {
        return Err("holds a character that no URL has");
    }
    if server::climbs(uri.path()) {
        return Err("has a path with `.` or `..` in it");
    }
    BaseUrl::parse(url).ok_or("is no URL")
}

/// Whether digits stand there; some parsers take a sign as well.
fn is_port(authority: &Authority) -> bool {
    let after = authority.as_str().strip_prefix(authority.host());
    let digits = after.and_then(|after| after.strip_prefix(':'));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits.is_some_and(is_number) && authority.port_u16().is_some()
}

/// Whether something stands behind the host, other than nothing behind a colon.
fn has_port(authority: &Authority) -> bool {
    let after = authority.as_str().strip_prefix(authority.host());
    after.is_some_and(|after| !matches!(after, "" | ":"))
}

impl fmt::Debug for Options {
    /// Names alone: of headers and of security schemes.
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
    fn base_urls() {
        assert_eq!(
            base_url("https://a.example/v1/").unwrap().as_str(),
            "https://a.example/v1"
        );
        for good in ["http://[::1]:8080", "http://[::1]", "http://a.example:"] {
            assert_eq!(base_url(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "a.example",
            "/v1",
            "ftp://a.example",
            "https://u:p@a.example",
            "https://a.example?x=1",
            "https://a.example/#x",
            "http://",
            "https://a.example:none",
            "https://a.example:65536/v1",
            "https://a.example:+8080/v1",
            "https://a.example\\/v1",
            "https://a.example/\\x",
            "https://a.example/é",
            "https://a.example/a/../b",
            "https://a.example/%2E%2e/b",
            "https://[::1]:x",
        ] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }

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
