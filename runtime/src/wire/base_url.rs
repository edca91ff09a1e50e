//! Base URLs: checked and taken apart once, to append paths to them.

use std::borrow::Cow;

use bytes::Bytes;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Uri, uri};

/// A base URL, taken apart once. Calls add path and query.
#[derive(Clone)]
pub(crate) struct BaseUrl {
    text: String,
    scheme: Scheme,
    authority: Authority,
    /// The path behind the host, without a slash at the end.
    path: String,
}

/// The maximum length of a URL in bytes, as in [`Uri`].
const MAX: usize = (u16::MAX - 1) as usize;

impl BaseUrl {
    /// Takes a URL apart; `None` if it is invalid or has no scheme or host.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches('/');
        let uri::Parts {
            scheme, authority, ..
        } = text.parse::<Uri>().ok()?.into_parts();
        let (scheme, authority) = (scheme?, authority?);
        let (_, after) = text.split_once("://")?;
        let path = after.strip_prefix(authority.as_str())?.to_owned();
        Some(Self {
            text: text.to_owned(),
            scheme,
            authority,
            path,
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the URL with a path, which begins with a slash, and queries; `None` if it is too long or malformed.
    pub(crate) fn join(&self, path: Cow<'static, str>, queries: [&str; 2]) -> Option<Uri> {
        let [first, second] = queries.map(str::len);
        if self.text.len() + path.len() + first + second > MAX {
            return None;
        }
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        let is_whole = self.path.is_empty() && first == 0 && second == 0;
        let text = match path {
            Cow::Borrowed(path) if is_whole => Bytes::from_static(path.as_bytes()),
            Cow::Owned(path) if is_whole => path.into(),
            path => self.append(&path, queries).into(),
        };
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(text).ok()?);
        Uri::from_parts(parts).ok()
    }

    fn append(&self, path: &str, queries: [&str; 2]) -> String {
        let [first, second] = queries.map(str::len);
        let mut text = String::with_capacity(self.path.len() + path.len() + first + second + 2);
        text.push_str(&self.path);
        text.push_str(path);
        for query in queries.into_iter().filter(|query| !query.is_empty()) {
            text.push(if text.contains('?') { '&' } else { '?' });
            text.push_str(query);
        }
        text
    }
}

/// Checks a URL that paths can be appended to.
pub(crate) fn base_url(url: &str) -> Result<BaseUrl, &'static str> {
    let uri: Uri = url.parse().map_err(|_| "isn't a URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("is neither `http` nor `https`");
    }
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => return Err("contains a user"),
        Some(authority) if has_port(authority) && !is_port(authority) => {
            return Err("has an invalid port");
        }
        Some(authority) if !authority.host().is_empty() => {}
        _ => return Err("has no host"),
    }
    if uri.query().is_some() || url.contains('#') {
        return Err("has a query or fragment");
    }
    // Transports interpret these differently.
    if url.contains(|c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c)) {
        return Err("contains a character that URLs don't allow");
    }
    if climbs(uri.path()) {
        return Err("has a path with `.` or `..`");
    }
    BaseUrl::parse(url).ok_or("isn't a URL")
}

/// Returns whether the port consists of digits; some parsers also accept a sign.
fn is_port(authority: &Authority) -> bool {
    let after = authority.as_str().strip_prefix(authority.host());
    let digits = after.and_then(|after| after.strip_prefix(':'));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits.is_some_and(is_number) && authority.port_u16().is_some()
}

/// Returns whether there is something behind the host, other than a colon alone.
fn has_port(authority: &Authority) -> bool {
    let after = authority.as_str().strip_prefix(authority.host());
    after.is_some_and(|after| !matches!(after, "" | ":"))
}

/// Returns whether a segment of a path leads upwards, also if it is percent-encoded: transports and servers decode it.
pub(crate) fn climbs(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let path = path.replace("%2e", ".");
    let path = path.replace("%2f", "/").replace("%5c", "/");
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_url_is_that_of_the_whole_text() {
        for base in [
            "https://a.example",
            "http://[::1]:8080/",
            "HTTPS://A.example:/v1//",
            "http://a.example/v%201",
        ] {
            for path in ["/", "/a%2Fb/c", "/a?x=1", "/a#b", "/%"] {
                for queries in [["", ""], ["y=1", ""], ["y=1", "z=?"]] {
                    let mut text = format!("{}{path}", base.trim_end_matches('/'));
                    for query in queries.into_iter().filter(|query| !query.is_empty()) {
                        text.push(if text.contains('?') { '&' } else { '?' });
                        text.push_str(query);
                    }
                    let whole: Uri = text.parse().unwrap();
                    let base = BaseUrl::parse(base).unwrap();
                    for path in [Cow::Borrowed(path), Cow::Owned(path.to_owned())] {
                        let joined = base.join(path, queries).unwrap();
                        assert_eq!(joined.to_string(), whole.to_string());
                        assert_eq!(joined, whole);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_url_joins_to_none() {
        for text in ["", "/v1", "a.example", "https://", "https://a b"] {
            assert!(BaseUrl::parse(text).is_none(), "{text}");
        }
        let base = BaseUrl::parse("https://a.example/v1").unwrap();
        assert!(base.join("/a b".into(), ["", ""]).is_none());
        let room = MAX - "https://a.example/v1/".len();
        let path = |length| format!("/{}", "a".repeat(length));
        assert!(base.join(path(room).into(), ["", ""]).is_some());
        assert!(base.join(path(room + 1).into(), ["", ""]).is_none());
        assert!(base.join(path(room).into(), ["a", ""]).is_none());
    }

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
}
