//! Builds a request from the parameters and the body of an operation (OpenAPI 3.1 §4.8.12; RFC 6570 for what it leaves
//! open).
//!
//! It doesn't know what the client adds: base URL, credentials, headers of all calls.

use std::borrow::Cow;

use bytes::Bytes;
use http::Method;
use http::header::{self, HeaderValue};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::error::RequestError;
use super::form::{self, FormField};
use super::headers::{Headers, header, with_cookie};
use super::multipart::{self, PartType};
use super::path::{self, LITERAL, PathStyle};
use super::query::{Pairs, QueryStyle};
use super::style::{self, Shape, flat, join};
use crate::json::{self, ToJson};

/// The request of an operation, without what the client adds.
#[derive(Clone)]
pub struct RequestParts {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded, with its leading slash. It includes the query of the template.
    pub path: Cow<'static, str>,
    /// The query, percent-encoded, without `?`; empty if there is none.
    pub query: String,
    /// The headers of parameters and body.
    pub(crate) headers: Headers,
    /// The body.
    pub body: Bytes,
}

/// Builds a request from parameters and a body.
///
/// The methods collect problems, which [`finish`](Self::finish) returns.
///
/// ```
/// use openapi_bindgen_runtime::{Method, PathStyle, QueryStyle, RequestBuilder};
///
/// let mut request = RequestBuilder::new(Method::GET);
/// request.path_literal("/pets/");
/// request.path("id", &"a/b", PathStyle::Simple, false);
/// request.query("tags", &vec!["x", "y"], QueryStyle::Form, true);
///
/// let parts = request.finish().unwrap();
/// assert_eq!(parts.path, "/pets/a%2Fb");
/// assert_eq!(parts.query, "tags=x&tags=y");
/// ```
pub struct RequestBuilder {
    parts: RequestParts,
    problem: Option<RequestError>,
}

/// What is encoded in a cookie's value (RFC 6265 §4.1.1), and `%`, which marks encoded characters.
const COOKIE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\')
    .add(b'%');

/// Returns whether any part of a path keeps a byte as it is.
fn is_plain(byte: u8) -> bool {
    // An index out of range doesn't compile.
    #[allow(clippy::indexing_slicing)]
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut bytes: &[u8] =
            b"-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        while let [byte, rest @ ..] = bytes {
            plain[*byte as usize] = true;
            bytes = rest;
        }
        plain
    };
    PLAIN.get(usize::from(byte)).copied().unwrap_or_default()
}

impl RequestBuilder {
    /// Starts a request.
    pub fn new(method: Method) -> Self {
        let parts = RequestParts {
            method,
            path: Cow::Borrowed(""),
            query: String::new(),
            headers: Headers::default(),
            body: Bytes::new(),
        };
        Self {
            parts,
            problem: None,
        }
    }

    /// Keeps the first problem, since later ones may follow from it.
    fn fail(&mut self, place: &str, name: &str, problem: &'static str) {
        if self.problem.is_none() {
            self.problem = Some(RequestError::new(format!("{place} `{name}`"), problem));
        }
    }

    /// Appends a literal part of the path template, without a fragment, which is never sent.
    pub fn path_literal(&mut self, literal: &'static str) {
        // Most literals have nothing to encode or to remove.
        if literal.bytes().all(is_plain) {
            return match &mut self.parts.path {
                path if path.is_empty() => *path = Cow::Borrowed(literal),
                path => path.to_mut().push_str(literal),
            };
        }
        let sent = literal.split('#').next().unwrap_or_default();
        let path = self.parts.path.to_mut();
        path.extend(utf8_percent_encode(sent, LITERAL));
    }

    /// Appends a path parameter as one segment, or a part of one.
    pub fn path(&mut self, name: &str, value: &dyn ToJson, style: PathStyle, explode: bool) {
        match path::write(name, value.to_json(), style, explode) {
            Ok(text) if text.is_empty() => self.fail("path parameter", name, "is empty"),
            Ok(text) => self.parts.path.to_mut().push_str(&text),
            Err(problem) => self.fail("path parameter", name, problem),
        }
    }

    /// Appends a query parameter; `null` omits it.
    pub fn query(&mut self, name: &str, value: &dyn ToJson, style: QueryStyle, explode: bool) {
        self.write_query(name, value, (style, explode), false);
    }

    /// Appends a query parameter that keeps reserved characters (`allowReserved`), except those that would end it;
    /// `null` omits it.
    pub fn query_reserved(
        &mut self,
        name: &str,
        value: &dyn ToJson,
        style: QueryStyle,
        explode: bool,
    ) {
        self.write_query(name, value, (style, explode), true);
    }

    fn write_query(
        &mut self,
        name: &str,
        value: &dyn ToJson,
        (style, explode): (QueryStyle, bool),
        reserved: bool,
    ) {
        let mut pairs = Pairs {
            text: &mut self.parts.query,
            reserved,
        };
        if let Err(problem) = pairs.write(name, value.to_json(), style, explode) {
            self.fail("query parameter", name, problem);
        }
    }

    /// Sets a header parameter in style `simple`; `null` omits it.
    pub fn header(&mut self, name: &str, value: &dyn ToJson) {
        self.header_exploded(name, value, false);
    }

    /// Sets a header parameter in style `simple`; `null` omits it. Exploded, the members of an object become
    /// `name=value`.
    pub fn header_exploded(&mut self, name: &str, value: &dyn ToJson, explode: bool) {
        let text = match Shape::of(value.to_json()) {
            Ok(Shape::Nothing) => return,
            Ok(Shape::One(text)) => text.into_owned(),
            Ok(Shape::List(items)) => items.join(","),
            Ok(Shape::Pairs(pairs)) if explode => join(
                pairs.iter().map(|(name, value)| format!("{name}={value}")),
                ",",
            ),
            Ok(Shape::Pairs(pairs)) => flat(pairs).join(","),
            Err(problem) => return self.fail("header", name, problem),
        };
        self.set_header(name, &text);
    }

    /// Sets a header parameter to a JSON document (a parameter with `content`); `null` omits it.
    pub fn header_json(&mut self, name: &str, value: &dyn ToJson) {
        let json = value.to_json();
        if json.is_null() {
            return;
        }
        match serde_json::to_string(&json) {
            Ok(text) => self.set_header(name, &text),
            Err(_) => self.fail("header", name, style::UNWRITABLE),
        }
    }

    /// Hides the value of a header from `Debug`.
    pub fn sensitive_header(&mut self, name: &str) {
        if let Some(value) = self.parts.headers.get_mut(name) {
            value.set_sensitive(true);
        }
    }

    fn set_header(&mut self, name: &str, text: &str) {
        match header(name, text) {
            Ok((name, value)) => {
                self.parts.headers.set(name, value);
            }
            Err(problem) => {
                self.problem.get_or_insert(problem);
            }
        }
    }

    /// Adds a cookie parameter in style `form`; `null` omits it.
    pub fn cookie(&mut self, name: &str, value: &dyn ToJson, explode: bool) {
        let encode = |text: &str| utf8_percent_encode(text, COOKIE).to_string();
        let one = |name: &str, value: &str| format!("{}={}", encode(name), encode(value));
        // The commas between values stay unencoded.
        let all = |values: &[Cow<'_, str>]| {
            let values = join(values.iter().map(|value| encode(value)), ",");
            format!("{}={values}", encode(name))
        };
        let text = match Shape::of(value.to_json()) {
            Ok(Shape::Nothing) => return,
            Ok(Shape::One(text)) => one(name, &text),
            Ok(Shape::List(items)) if explode => {
                join(items.iter().map(|item| one(name, item)), "; ")
            }
            Ok(Shape::Pairs(pairs)) if explode => {
                join(pairs.iter().map(|(name, value)| one(name, value)), "; ")
            }
            Ok(Shape::List(items)) => all(&items),
            Ok(Shape::Pairs(pairs)) => all(&flat(pairs)),
            Err(problem) => return self.fail("cookie", name, problem),
        };
        let headers = &mut self.parts.headers;
        match with_cookie(headers.get(&header::COOKIE), &text) {
            Ok(cookies) => {
                headers.set(header::COOKIE, cookies);
            }
            Err(problem) => {
                self.problem.get_or_insert(problem);
            }
        }
    }

    /// Sets the media types to accept instead of JSON.
    pub fn accept(&mut self, media_types: &str) {
        self.set_header(header::ACCEPT.as_str(), media_types);
    }

    /// Sets a JSON body, including `null`: absent bodies aren't passed here.
    pub fn json_body(&mut self, content_type: &str, value: &dyn ToJson) {
        match json::to_vec(value) {
            Ok(text) => self.bytes_body(content_type, text),
            Err(_) => self.fail("body", content_type, "holds a number that isn't finite"),
        }
    }

    /// Sets a body of `application/x-www-form-urlencoded`. Fields that aren't in `fields` are exploded in style `form`,
    /// or in `deepObject` if they are or hold objects.
    pub fn form_body(&mut self, value: &dyn ToJson, fields: &[FormField]) {
        const TYPE: &str = "application/x-www-form-urlencoded";
        match form::form(value.to_json(), fields) {
            Ok(text) => self.bytes_body(TYPE, text),
            Err(problem) => self.fail("body", TYPE, problem),
        }
    }

    /// Sets a body of `multipart/form-data` with one part per member.
    pub fn multipart_body(&mut self, value: &dyn ToJson) {
        self.multipart_body_of(value, &[]);
    }

    /// Sets a body of `multipart/form-data` with the content types of some parts. With one of JSON, plain values are
    /// JSON too. A file's own content type takes precedence.
    pub fn multipart_body_of(&mut self, value: &dyn ToJson, parts: &[PartType]) {
        self.multipart_body_as("multipart/form-data", value, parts);
    }

    /// Sets a body of another multipart type, such as `multipart/mixed`. Its parts have names, like those of a form.
    pub fn multipart_body_as(&mut self, media_type: &str, value: &dyn ToJson, parts: &[PartType]) {
        match multipart::multipart(media_type, value.to_json(), parts) {
            Ok((content_type, bytes)) => self.bytes_body(&content_type, bytes),
            Err(problem) => self.fail("body", media_type, problem),
        }
    }

    /// Sets a body of text.
    pub fn text_body(&mut self, content_type: &str, text: &str) {
        self.bytes_body(content_type, text.to_owned());
    }

    /// Sets a body to the text of a value: a string, a number or a boolean.
    pub fn text_value_body(&mut self, content_type: &str, value: &dyn ToJson) {
        match style::text(value) {
            Ok(text) => self.bytes_body(content_type, text),
            Err(problem) => self.fail("body", content_type, problem),
        }
    }

    /// Sets a body of bytes.
    pub fn bytes_body(&mut self, content_type: &str, bytes: impl Into<Bytes>) {
        const JSON: &str = "application/json";
        self.parts.body = bytes.into();
        if content_type == JSON {
            let value = HeaderValue::from_static(JSON);
            self.parts.headers.set(header::CONTENT_TYPE, value);
        } else {
            self.set_header(header::CONTENT_TYPE.as_str(), content_type);
        }
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns the first problem: an empty path parameter, a path segment `.` or `..`, an invalid header, or a value
    /// that its style or JSON can't represent.
    pub fn finish(mut self) -> Result<RequestParts, RequestError> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        if !self.parts.path.starts_with('/') {
            self.parts.path.to_mut().insert(0, '/');
        }
        let path = &self.parts.path;
        let is_dots = |segment| matches!(segment, "." | "..");
        let before_query = || path.split('?').next().unwrap_or_default();
        if path.as_bytes().contains(&b'.') && before_query().split('/').any(is_dots) {
            return Err(RequestError::new("path", "has a segment `.` or `..`"));
        }
        Ok(self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(values: &[&str]) -> Result<String, String> {
        let mut request = RequestBuilder::new(Method::GET);
        for value in values {
            request.path_literal("/v1/");
            request.path("id", value, PathStyle::Simple, false);
        }
        request
            .finish()
            .map(|parts| parts.path.into_owned())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_path_parameter_is_one_segment() {
        assert_eq!(
            path(&["a/../b c?x=1#é"]).unwrap(),
            "/v1/a%2F..%2Fb%20c%3Fx%3D1%23%C3%A9"
        );
        assert_eq!(path(&["%2e%2e"]).unwrap(), "/v1/%252e%252e");
        assert_eq!(path(&["..."]).unwrap(), "/v1/...");
        assert_eq!(
            path(&["", "x"]).unwrap_err(),
            "path parameter `id` is empty"
        );
        for dots in [".", ".."] {
            assert_eq!(
                path(&[dots, "x"]).unwrap_err(),
                "path has a segment `.` or `..`"
            );
        }
    }

    #[test]
    fn two_parameters_cannot_make_a_dot_segment_together() {
        let mut request = RequestBuilder::new(Method::GET);
        request.path_literal("/");
        for dot in [".", "."] {
            request.path("x", &dot, PathStyle::Simple, false);
        }
        assert!(request.finish().is_err());
    }

    #[test]
    fn literals_lose_fragments_and_keep_queries() {
        let mut request = RequestBuilder::new(Method::GET);
        request.path_literal("/a b/{c}?d=e#f");
        assert_eq!(request.finish().unwrap().path, "/a%20b/%7Bc%7D?d=e");
    }

    #[test]
    fn headers_and_cookies() {
        let mut request = RequestBuilder::new(Method::GET);
        request.header("X-List", &vec!["a".to_owned(), "b".to_owned()]);
        request.header("X-None", &None::<String>);
        request.header_exploded("X-Map", &serde_json::json!({"a": 1, "b": true}), true);
        request.header_json("X-Json", &serde_json::json!({"a": [1]}));
        request.header("X-Secret", &"hush");
        request.sensitive_header("X-Secret");
        request.sensitive_header("X-None");
        request.cookie("a", &"x;y", true);
        request.cookie("b", &vec![1, 2], true);
        request.cookie("c", &vec!["1", "2,3"], false);
        let headers = request.finish().unwrap().headers;
        assert!(!format!("{headers:?}").contains("hush"));
        let text = |name: &str| {
            headers
                .get(&name.parse().unwrap())
                .map(|value| value.to_str().unwrap())
        };
        assert_eq!(text("x-secret"), Some("hush"));
        assert_eq!(text("x-list"), Some("a,b"));
        assert_eq!(text("x-none"), None);
        assert_eq!(text("x-map"), Some("a=1,b=true"));
        assert_eq!(text("x-json"), Some(r#"{"a":[1]}"#));
        assert_eq!(text("cookie"), Some("a=x%3By; b=1; b=2; c=1,2%2C3"));
    }

    #[test]
    fn what_no_header_can_hold_is_refused_without_showing_it() {
        let mut request = RequestBuilder::new(Method::GET);
        request.header("X-Bad", &"secret\r\nX-Injected: 1");
        assert_eq!(
            request.finish().err().unwrap().to_string(),
            "header `X-Bad` holds a line break or another control character"
        );
    }

    #[test]
    fn bodies() {
        let mut request = RequestBuilder::new(Method::POST);
        request.json_body("application/json", &vec![1]);
        let parts = request.finish().unwrap();
        assert_eq!(parts.body, "[1]");
        assert_eq!(
            parts.headers.get(&header::CONTENT_TYPE).unwrap(),
            "application/json"
        );
        let mut request = RequestBuilder::new(Method::POST);
        request.json_body("application/json", &f64::NAN);
        assert_eq!(
            request.finish().err().unwrap().to_string(),
            "body `application/json` holds a number that isn't finite"
        );
    }
}
