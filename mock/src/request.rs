//! A request as it arrived, and the ways to decode it.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, header};
use openapi_bindgen_runtime::__private::{from_text, media_type_among};
use openapi_bindgen_runtime::{DecodeError, FromJson, from_slice};
use percent_encoding::percent_decode_str;

use super::read::{Parameter, Unreadable};

/// A request as it arrived.
///
/// `Debug` shows the method, the path and the names of headers: no values, no query, no body.
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The operation's ID and the parameters in the path, once the route is known.
    pub(super) operation: Option<&'static str>,
    pub(super) captured: Vec<(String, String)>,
}

impl Request {
    pub(super) fn new(head: http::request::Parts, body: Bytes) -> Self {
        Self {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
            operation: None,
            captured: Vec::new(),
        }
    }

    /// Returns the ID of the operation that was called, if there is one.
    pub const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// Returns the method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the path, percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Returns the query, percent-encoded; empty if there is none.
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// Returns all headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns a header's value, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the one of these media types or ranges that the `Content-Type` of the body matches; the first if it
    /// matches none.
    pub fn media_type_among<'a>(&self, declared: &[&'a str]) -> &'a str {
        media_type_among(self.header(header::CONTENT_TYPE.as_str()), declared)
    }

    /// Returns the body.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't JSON or doesn't match `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        from_slice(&self.body)
    }

    /// Returns a parameter of the path.
    pub fn path_parameter(&self, name: &'static str) -> Parameter {
        let named = self.captured.iter().filter(|(other, _)| other == name);
        let texts = named.map(|(_, text)| text.clone()).collect();
        Parameter::new("path parameter", name, texts)
    }

    /// Returns a parameter of the query, with all of its values.
    pub fn query_parameter(&self, name: &'static str) -> Parameter {
        let named = pairs(self.query()).filter(|(other, _)| other == name);
        let texts = named.map(|(_, text)| text.into_owned()).collect();
        Parameter::new("query parameter", name, texts)
    }

    /// Returns a parameter in a header.
    pub fn header_parameter(&self, name: &'static str) -> Parameter {
        let texts = self.headers.get_all(name).iter();
        let texts = texts.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Parameter::new("header", name, texts.collect())
    }

    /// Returns a parameter in a cookie, with all of its values.
    pub fn cookie_parameter(&self, name: &'static str) -> Parameter {
        let cookies = self.header(header::COOKIE.as_str()).unwrap_or_default();
        let cookies = cookies.split(';').map(str::trim);
        let named = cookies
            .filter_map(pair)
            .filter(|(other, _)| other == name)
            .map(|(_, text)| text.into_owned());
        Parameter::new("cookie", name, named.collect())
    }

    /// Decodes a required JSON body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't JSON or doesn't match `T`.
    pub fn json_body<T: FromJson>(&self) -> Result<T, Unreadable> {
        self.json().map_err(|error| Unreadable::new("body", error))
    }

    /// Decodes a body of text.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't UTF-8.
    pub fn text_body(&self) -> Result<String, Unreadable> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Unreadable::new(
                "body",
                DecodeError::mismatch("text in UTF-8", "other bytes"),
            )),
        }
    }

    /// Decodes a body that is the text of one value.
    ///
    /// # Errors
    ///
    /// Returns an error if the body isn't UTF-8, or its text doesn't match `T`.
    pub fn text_value_body<T: FromJson>(&self) -> Result<T, Unreadable> {
        let text = self.text_body()?;
        from_text(&text).map_err(|error| Unreadable::new("body", error))
    }

    /// Returns a body of bytes.
    ///
    /// # Errors
    ///
    /// Never. The signature is that of the other methods.
    pub fn bytes_body(&self) -> Result<Bytes, Unreadable> {
        Ok(self.body.clone())
    }

    /// Decodes an optional body.
    ///
    /// # Errors
    ///
    /// Returns an error if there is a body and it doesn't match the document.
    pub fn optional_body<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unreadable> {
        if self.body.is_empty() {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A request without a response of its own, and the reason. `Display` is one line.
#[derive(Clone, Debug)]
pub struct Unexpected {
    pub(super) request: Request,
    pub(super) reason: String,
}

impl Unexpected {
    /// Returns the request.
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// Returns what is wrong with the request: the text that it got as a response.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request { method, .. } = &self.request;
        write!(f, "{method} {}: {}", self.request.path(), self.reason)
    }
}

/// Returns the decoded pairs of a query.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    query.split('&').filter_map(pair)
}

fn pair(text: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    if text.is_empty() {
        return None;
    }
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Some((decoded(name), decoded(value)))
}

pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
