//! Builds a request from the parameters and the body of an operation (OpenAPI 3.1 §4.8.12; RFC 6570 for what it leaves
//! open).
//!
//! It doesn't know what the client adds: base URL, credentials, headers of every call.

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

/// A request as an operation makes it: what the client adds is missing.
#[derive(Clone)]
pub struct RequestParts {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded, with its leading slash; a query in the
    /// template stands here too.
    pub path: Cow<'static, str>,
    /// The query, percent-encoded, without `?`; empty where there is none.
    pub query: String,
    /// The headers of parameters and body.
    pub(crate) headers: Headers,
    /// The body.
    pub body: Bytes,
}

/// Builds a request from parameters and a body.
///
/// Methods take what stands in the operation as it is and collect what is
/// wrong: [`finish`](Self::finish) is the one exit.
pub struct RequestBuilder {
    parts: RequestParts,
    problem: Option<RequestError>,
}

/// What can't stand in a cookie's value (RFC 6265 §4.1.1), and `%`, which
/// tells the encoded from the plain.
const COOKIE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\')
    .add(b'%');

/// Whether a byte stands in a path as it is, whatever it is a part of.
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

    /// Keeps the first problem: later ones may follow from it.
    fn fail(&mut self, place: &str, name: &str, problem: &'static str) {
        if self.problem.is_none() {
            self.problem = Some(RequestError::new(format!("{place} `{name}`"), problem));
        }
    }

    /// Appends a literal part of the path template. A fragment is cut off: it
    /// never goes over the wire.
    pub fn path_literal(&mut self, literal: &'static str) {
        // What most are: nothing in it to encode or to cut off.
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

    /// Appends a query parameter; `null` leaves it out.
    pub fn query(&mut self, name: &str, value: &dyn ToJson, style: QueryStyle, explode: bool) {
        self.write_query(name, value, (style, explode), false);
    }

    /// Appends a query parameter whose reserved characters are not encoded
    /// (`allowReserved`), save those that would end it; `null` leaves it out.
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

    /// Sets a header parameter in style `simple`; `null` leaves it out.
    pub fn header(&mut self, name: &str, value: &dyn ToJson) {
        self.header_exploded(name, value, false);
    }

    /// Sets a header parameter in style `simple`; exploded, the members of an
    /// object are written as `name=value`.
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

    /// Sets a header parameter to a JSON document (a parameter with
    /// `content`); `null` leaves it out.
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

    /// Keeps the value of a header that was set out of `Debug`.
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

    /// Adds a cookie parameter in style `form`; `null` leaves it out.
    pub fn cookie(&mut self, name: &str, value: &dyn ToJson, explode: bool) {
        let encode = |text: &str| utf8_percent_encode(text, COOKIE).to_string();
        let one = |name: &str, value: &str| format!("{}={}", encode(name), encode(value));
        // The commas between values are none of a value.
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

    /// Asks for these media types instead of JSON.
    pub fn accept(&mut self, media_types: &str) {
        self.set_header(header::ACCEPT.as_str(), media_types);
    }

    /// Sets a JSON body, `null` included: a body that is left out is not
    /// passed here.
    pub fn json_body(&mut self, content_type: &str, value: &dyn ToJson) {
        match json::to_vec(value) {
            Ok(text) => self.bytes_body(content_type, text),
            Err(_) => self.fail("body", content_type, "holds a number that is not finite"),
        }
    }

    /// Sets a body in `application/x-www-form-urlencoded`. Fields that
    /// `fields` does not name are exploded in style `form`, and in
    /// `deepObject` where they are objects or hold any.
    pub fn form_body(&mut self, value: &dyn ToJson, fields: &[FormField]) {
        const TYPE: &str = "application/x-www-form-urlencoded";
        match form::form(value.to_json(), fields) {
            Ok(text) => self.bytes_body(TYPE, text),
            Err(problem) => self.fail("body", TYPE, problem),
        }
    }

    /// Sets a body in `multipart/form-data`: a part a member, files as they
    /// are.
    pub fn multipart_body(&mut self, value: &dyn ToJson) {
        self.multipart_body_of(value, &[]);
    }

    /// Sets a body in `multipart/form-data` whose parts are of these content
    /// types: with one of JSON, plain values are
    /// written as JSON too. A file's own content type wins.
    pub fn multipart_body_of(&mut self, value: &dyn ToJson, parts: &[PartType]) {
        self.multipart_body_as("multipart/form-data", value, parts);
    }

    /// Sets a body in another media type that is made of parts, such as
    /// `multipart/mixed`: the parts are named as those of a form are.
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

    /// Sets a body to the text of one value: a string, a number, a boolean.
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

    /// Ends the request.
    ///
    /// # Errors
    ///
    /// The first thing that can't be sent: a parameter that makes its path
    /// segment empty, `.` or `..`, one that no header can hold, a value that
    /// its style or JSON can't write.
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
            "body `application/json` holds a number that is not finite"
        );
    }
}
