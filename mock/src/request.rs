//! A request as it arrived, and the ways to read it back.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, header};
use percent_encoding::percent_decode_str;

use super::read::{Parameter, Unreadable};
use openapi_bindgen_runtime::__private::{from_text, media_type_among};
use openapi_bindgen_runtime::{DecodeError, FromJson, from_slice};

/// A request as it arrived.
///
/// `Debug` shows method, path and the names of headers: no value, no query, no
/// body.
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The operation's ID and the path's parameters, once it is known.
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

    /// The ID of the operation that was called, where there is such a one.
    pub const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query, percent-encoded; empty where there is none.
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// All headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header's value, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The one of these media types or ranges that the body is of, by its
    /// `Content-Type`; the first where it is of none of them.
    pub fn media_type_among<'a>(&self, declared: &[&'a str]) -> &'a str {
        media_type_among(self.header(header::CONTENT_TYPE.as_str()), declared)
    }

    /// The body.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// When the body is no JSON or does not fit `T`.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        from_slice(&self.body)
    }

    /// A parameter of the path.
    pub fn path_parameter(&self, name: &'static str) -> Parameter {
        let named = self.captured.iter().filter(|(other, _)| other == name);
        let texts = named.map(|(_, text)| text.clone()).collect();
        Parameter::new("path parameter", name, texts)
    }

    /// A parameter of the query, with all its values.
    pub fn query_parameter(&self, name: &'static str) -> Parameter {
        let named = pairs(self.query()).filter(|(other, _)| other == name);
        let texts = named.map(|(_, text)| text.into_owned()).collect();
        Parameter::new("query parameter", name, texts)
    }

    /// A parameter in a header.
    pub fn header_parameter(&self, name: &'static str) -> Parameter {
        let texts = self.headers.get_all(name).iter();
        let texts = texts.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Parameter::new("header", name, texts.collect())
    }

    /// A parameter in a cookie, with all its values.
    pub fn cookie_parameter(&self, name: &'static str) -> Parameter {
        let cookies = self.header(header::COOKIE.as_str()).unwrap_or_default();
        let cookies = cookies.split(';').map(str::trim);
        let named = cookies
            .filter_map(pair)
            .filter(|(other, _)| other == name)
            .map(|(_, text)| text.into_owned());
        Parameter::new("cookie", name, named.collect())
    }

    /// Reads a body of JSON that has to be there.
    ///
    /// # Errors
    ///
    /// When the body is no JSON or does not fit `T`.
    pub fn json_body<T: FromJson>(&self) -> Result<T, Unreadable> {
        self.json().map_err(|error| Unreadable::new("body", error))
    }

    /// Reads a body of text.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8.
    pub fn text_body(&self) -> Result<String, Unreadable> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Unreadable::new(
                "body",
                DecodeError::mismatch("text in UTF-8", "other bytes"),
            )),
        }
    }

    /// Reads a body that is the text of one value.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8, or its text does not fit `T`.
    pub fn text_value_body<T: FromJson>(&self) -> Result<T, Unreadable> {
        let text = self.text_body()?;
        from_text(&text).map_err(|error| Unreadable::new("body", error))
    }

    /// Reads a body of bytes.
    ///
    /// # Errors
    ///
    /// None: it reads like the other ways to read.
    pub fn bytes_body(&self) -> Result<Bytes, Unreadable> {
        Ok(self.body.clone())
    }

    /// Reads a body that may be left out.
    ///
    /// # Errors
    ///
    /// When there is a body and it is not what the description says.
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

/// A request that no answer was meant for, and why. `Display` is one line.
#[derive(Clone, Debug)]
pub struct Unexpected {
    pub(super) request: Request,
    pub(super) reason: String,
}

impl Unexpected {
    /// The request.
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// What was wrong: the text that it was answered with.
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

/// The pairs of a query, decoded.
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
