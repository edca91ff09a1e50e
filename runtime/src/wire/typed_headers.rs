//! The headers that a document declares for responses, as values.

use std::fmt;
use std::ops::Deref;

use http::{HeaderMap, HeaderValue};

use crate::json::{self, DecodeError, FromJson, Json, Mismatch};

/// The declared headers of responses, as fields. Generated types implement it.
pub trait ResponseHeaders: Sized {
    /// Reads the fields.
    fn read(reader: &mut HeaderReader<'_>) -> Self;
}

/// The declared headers of a response, with what is wrong with them. It dereferences to the generated type.
///
/// A header never costs the response: one that is missing or can't be read is `None`.
pub struct TypedHeaders<H> {
    headers: H,
    mismatches: Vec<Mismatch>,
}

impl<H: ResponseHeaders> TypedHeaders<H> {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut reader = HeaderReader {
            headers,
            mismatches: Vec::new(),
        };
        Self {
            headers: H::read(&mut reader),
            mismatches: reader.mismatches,
        }
    }
}

impl<H> TypedHeaders<H> {
    /// Returns the headers that don't match the document, and those that are missing although it requires them. They
    /// hold names and kinds, and no values.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// Takes the headers out.
    pub fn into_inner(self) -> H {
        self.headers
    }
}

impl<H> Deref for TypedHeaders<H> {
    type Target = H;

    fn deref(&self) -> &H {
        &self.headers
    }
}

impl<H: fmt::Debug> fmt::Debug for TypedHeaders<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedHeaders")
            .field("headers", &self.headers)
            .field("mismatches", &self.mismatches)
            .finish()
    }
}

/// What generated types read headers from.
pub struct HeaderReader<'h> {
    headers: &'h HeaderMap,
    mismatches: Vec<Mismatch>,
}

impl HeaderReader<'_> {
    /// Reads a header as the text of one value. Lines of the same name are one (RFC 9110 §5.3).
    pub fn text<T: FromJson>(&mut self, name: &'static str, required: bool) -> Option<T> {
        self.value(name, required, |lines| json::from_text(&joined(lines)?))
    }

    /// Reads a header as a list with commas, without empty elements (RFC 9110 §5.6.1).
    pub fn list<T: FromJson>(&mut self, name: &'static str, required: bool) -> Option<Vec<T>> {
        self.value(name, required, |lines| {
            let all = joined(lines)?;
            let elements = all.split(',').map(str::trim);
            let elements = elements.filter(|element| !element.is_empty());
            each(elements.map(Ok))
        })
    }

    /// Reads the lines of a header one by one: `Set-Cookie` has commas of its own.
    pub fn lines<T: FromJson>(&mut self, name: &'static str, required: bool) -> Option<Vec<T>> {
        self.value(name, required, |lines| {
            each(lines.iter().map(|it| text(it)))
        })
    }

    /// Reads a header as JSON.
    pub fn json<T: FromJson>(&mut self, name: &'static str, required: bool) -> Option<T> {
        self.value(name, required, |lines| {
            T::from_json(Json::parse(joined(lines)?.as_bytes())?)
        })
    }

    /// Reads the lines of a header. Keeps why they can't be read.
    fn value<T>(
        &mut self,
        name: &'static str,
        required: bool,
        read: impl FnOnce(&[&HeaderValue]) -> Result<T, DecodeError>,
    ) -> Option<T> {
        let lines: Vec<&HeaderValue> = self.headers.get_all(name).iter().collect();
        let value = match lines.is_empty() {
            true if !required => return None,
            true => Err(DecodeError::missing()),
            false => read(&lines),
        };
        let keep = |error: DecodeError| {
            let mismatches = error.at_field(name).into_mismatches();
            self.mismatches.extend(mismatches);
        };
        value.map_err(keep).ok()
    }
}

impl fmt::Debug for HeaderReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderReader").finish_non_exhaustive()
    }
}

fn each<'t, T: FromJson>(
    texts: impl Iterator<Item = Result<&'t str, DecodeError>>,
) -> Result<Vec<T>, DecodeError> {
    let read = |(index, text): (usize, Result<&str, DecodeError>)| {
        let value = text.and_then(json::from_text);
        value.map_err(|error| error.at_index(index))
    };
    texts.enumerate().map(read).collect()
}

fn joined(lines: &[&HeaderValue]) -> Result<String, DecodeError> {
    let lines: Result<Vec<&str>, DecodeError> = lines.iter().map(|line| text(line)).collect();
    Ok(lines?.join(", "))
}

fn text(value: &HeaderValue) -> Result<&str, DecodeError> {
    let text = std::str::from_utf8(value.as_bytes());
    text.map_err(|_| DecodeError::mismatch("text in UTF-8", "other bytes"))
}
