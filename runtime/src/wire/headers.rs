//! The headers of a request, and which names and values are valid.

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::error::RequestError;

/// The headers of a call. For a few of them, a list takes less time to create, copy and drop than a map, and every call
/// does all three.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }

    pub(crate) fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        let mut found = self.0.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value)
    }

    /// Returns the value of a header, or else that in `base`.
    pub(crate) fn find<'h>(&'h self, name: &HeaderName, base: &'h Self) -> Option<&'h HeaderValue> {
        self.get(name).or_else(|| base.get(name))
    }

    /// Returns the value of a header, by its name in any case.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut HeaderValue> {
        let is_named = |other: &HeaderName| other.as_str().eq_ignore_ascii_case(name);
        let mut found = self.0.iter_mut().filter(|(other, _)| is_named(other));
        found.next().map(|(_, value)| value)
    }

    /// Sets a header: in place of the one with that name, or else at the end.
    pub(crate) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, earlier)) => *earlier = value,
            None => self.0.push((name, value)),
        }
    }

    /// Returns the headers of a request: those of `base` that these don't replace, then these.
    pub(crate) fn over(&self, base: &Self) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(self.len() + base.len());
        let others = base.iter().filter(|(name, _)| self.get(name).is_none());
        for (name, value) in others.chain(self.iter()) {
            map.insert(name, value.clone());
        }
        map
    }
}

/// Checks a header.
pub fn header(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), RequestError> {
    let value = header_value(name, Bytes::copy_from_slice(text.as_bytes()));
    Ok((header_name(name)?, value?))
}

/// Checks the name of a header (RFC 9110 §5.1).
pub(crate) fn header_name(name: &str) -> Result<HeaderName, RequestError> {
    name.parse().map_err(|_| {
        let part = format!("header `{}`", name.escape_debug());
        RequestError::new(part, "has an invalid name")
    })
}

/// Checks the value of a header (RFC 9110 §5.5).
pub(crate) fn header_value(name: &str, text: Bytes) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_maybe_shared(text).map_err(|_| {
        let part = format!("header `{}`", name.escape_debug());
        RequestError::new(part, "holds a line break or another control character")
    })
}

/// Adds a cookie to the one `Cookie` header that a request may have (RFC 6265 §5.4).
pub(crate) fn with_cookie(
    before: Option<&HeaderValue>,
    text: &str,
) -> Result<HeaderValue, RequestError> {
    let mut all = before.map_or_else(Vec::new, |value| value.as_bytes().to_vec());
    if !all.is_empty() {
        all.extend_from_slice(b"; ");
    }
    all.extend_from_slice(text.as_bytes());
    let mut value = HeaderValue::from_bytes(&all).map_err(|_| {
        RequestError::new("cookie", "contains a character that headers don't allow")
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// Checks the name of a header. Copying the result counts no references.
pub(crate) fn static_name(name: &'static str) -> Result<HeaderName, RequestError> {
    let parsed = header_name(name)?;
    // `from_static` panics on an invalid name, and on upper case.
    match parsed.as_str() == name {
        true => Ok(HeaderName::from_static(name)),
        false => Ok(parsed),
    }
}

/// Headers that frame the message: only the transport sets them.
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

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::{ACCEPT, COOKIE, USER_AGENT};

    #[test]
    fn a_header_replaces_the_one_of_its_name() {
        let value = HeaderValue::from_static;
        let mut base = Headers::default();
        base.set(ACCEPT, value("a"));
        base.set(USER_AGENT, value("b"));
        let mut headers = Headers::default();
        headers.set(COOKIE, value("c"));
        headers.set(ACCEPT, value("d"));
        headers.set(COOKIE, value("e"));
        let map = headers.over(&base);
        let pairs: Vec<_> = map
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        assert_eq!(
            pairs,
            [
                ("user-agent", &value("b")),
                ("cookie", &value("e")),
                ("accept", &value("d")),
            ]
        );
    }
}
