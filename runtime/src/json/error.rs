//! Why a value doesn't decode as a type: a list of mismatches, without values.

use std::fmt;

use super::mismatch::{Mismatch, Problem};
use super::place::Place;
use super::{mismatch, value::Json};

/// How many mismatches an error keeps. It only counts the others.
pub(super) const MOST: usize = 20;

/// Why a JSON value doesn't decode as a type: every mismatch, with what was expected and what was found.
///
/// It names places and kinds, never values, so it can be logged. `{}` shows the mismatches on one line; `{:#}` shows
/// each on a line of its own, with its place in the API's document and the setting that accepts such values.
///
/// ```
/// use openapi_bindgen_runtime::from_slice;
///
/// let error = from_slice::<Vec<bool>>(b"[true, 1]").unwrap_err();
/// assert_eq!(error.to_string(), "at `[1]`: expected a boolean, found a number");
/// assert_eq!(error.path(), "[1]");
/// ```
pub struct DecodeError(Box<Mismatches>);

struct Mismatches {
    first: Mismatch,
    more: Vec<Mismatch>,
    /// How many mismatches there are beside these.
    omitted: usize,
}

impl DecodeError {
    fn new(problem: Problem) -> Self {
        Self::of(Mismatch::new(problem))
    }

    fn of(first: Mismatch) -> Self {
        Self(Box::new(Mismatches {
            first,
            more: Vec::new(),
            omitted: 0,
        }))
    }

    /// Returns the error for a required value that is missing.
    pub fn missing() -> Self {
        Self::new(Problem::Missing)
    }

    /// Returns the error for a value of another kind. `expected` has its article: `a string`.
    pub fn expected(expected: &'static str, found: &Json<'_>) -> Self {
        Self::mismatch(expected, found.kind().as_str())
    }

    /// Returns the error for something else than expected, both with their articles. Neither may hold a part of the
    /// value.
    pub fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Self::new(Problem::Mismatch { expected, found })
    }

    /// Returns the error for a status that the document doesn't declare.
    pub fn undeclared_status() -> Self {
        Self::mismatch("a status that the document declares", "another one")
    }

    pub(crate) fn syntax(empty: bool, error: serde_json::Error) -> Self {
        if empty {
            return Self::mismatch("JSON", "nothing");
        }
        Self::new(Problem::Syntax(error))
    }

    /// Adds the field of an object to the path, at the front.
    #[must_use]
    pub fn at_field(self, name: &'static str) -> Self {
        self.at(mismatch::Segment::Name(name))
    }

    /// Adds the member of a map to the path, by its index: the name may be a secret.
    #[must_use]
    pub fn at_key(self, index: usize) -> Self {
        self.at(mismatch::Segment::Key(index))
    }

    /// Adds the element of an array to the path.
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.at(mismatch::Segment::Index(index))
    }

    fn at(mut self, segment: mismatch::Segment) -> Self {
        self.update(|mismatch| mismatch.push(segment));
        self
    }

    /// Adds the place of the property in the document, unless an inner level added one.
    pub(super) fn described(mut self, place: Option<Place>) -> Self {
        self.update(|mismatch| mismatch.describe(place));
        self
    }

    fn update(&mut self, mut update: impl FnMut(&mut Mismatch)) {
        update(&mut self.0.first);
        self.0.more.iter_mut().for_each(update);
    }

    /// Adds the mismatches of another part of the same value.
    pub(super) fn add(&mut self, other: Self) {
        self.0.omitted = self.0.omitted.saturating_add(other.0.omitted);
        for mismatch in std::iter::once(other.0.first).chain(other.0.more) {
            if self.is_full() {
                self.0.omitted = self.0.omitted.saturating_add(1);
            } else {
                self.0.more.push(mismatch);
            }
        }
    }

    /// Returns whether another mismatch would only be counted.
    pub(super) fn is_full(&self) -> bool {
        self.0.more.len() + 1 >= MOST
    }

    pub(crate) fn into_mismatches(self) -> impl Iterator<Item = Mismatch> {
        std::iter::once(self.0.first).chain(self.0.more)
    }

    /// Returns how deep inside the value the first mismatch is.
    pub(super) fn depth(&self) -> usize {
        self.0.first.depth()
    }

    /// Returns the mismatches, in the order of the type's fields: at most 20.
    pub fn mismatches(&self) -> impl Iterator<Item = &Mismatch> {
        std::iter::once(&self.0.first).chain(&self.0.more)
    }

    /// Returns the path of the first mismatch: `use_case.urls[3]`; empty for the whole value.
    pub fn path(&self) -> String {
        self.0.first.path()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if f.alternate() { "\n" } else { "; " };
        for (index, mismatch) in self.mismatches().enumerate() {
            if index > 0 {
                f.write_str(separator)?;
            }
            fmt::Display::fmt(mismatch, f)?;
        }
        if self.0.omitted > 0 {
            write!(f, "{separator}and {} more", self.0.omitted)?;
        }
        Ok(())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list: Vec<&Mismatch> = self.mismatches().collect();
        f.debug_struct("DecodeError")
            .field("mismatches", &list)
            .field("omitted", &self.0.omitted)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_word() {
        assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
    }

    #[test]
    fn the_path_reads_from_the_outside_in() {
        let error = DecodeError::missing()
            .at_field("refresh_url")
            .at_index(3)
            .at_key(1)
            .at_field("a.b")
            .at_field("use_case");
        let told = "at `use_case[\"a.b\"][key 1][3].refresh_url`: missing";
        assert_eq!(error.to_string(), told);
        let debug = format!("{error:?}");
        assert!(
            debug.contains(r#""use_case[\"a.b\"][key 1][3].refresh_url""#),
            "{debug}"
        );
    }

    #[test]
    fn syntax_errors_say_where() {
        let error = Json::parse(b"{\"a\":").unwrap_err();
        assert_eq!(
            error.to_string(),
            "not JSON: EOF while parsing a value at line 1 column 5"
        );
        let error = Json::parse(b"").unwrap_err();
        assert_eq!(error.to_string(), "expected JSON, found nothing");
    }

    #[test]
    fn mismatches_are_bounded() {
        let mut error = DecodeError::missing().at_field("first");
        for index in 0..100 {
            error.add(DecodeError::missing().at_index(index));
        }
        assert_eq!(error.mismatches().count(), MOST);
        assert!(error.to_string().ends_with("; and 81 more"), "{error}");
    }
}
