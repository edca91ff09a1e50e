//! Why a value can't be read as a type: a list of mismatches that names places and kinds, never values.

use super::mismatch::{Mismatch, Problem};
use super::place::Place;
use super::{mismatch, value::Json};
use std::fmt;

/// How many mismatches are kept; of more there is only the number.
pub(super) const MOST: usize = 20;

/// Why a JSON document can't be read as a type: every place that doesn't fit, with what was expected and what was found.
///
/// It names kinds, never values, so it can be logged. `{}` shows the mismatches one after the other; `{:#}` shows each on a
/// line of its own, with its place in the API's description and the setting that takes such values.
pub struct DecodeError(Box<Mismatches>);

struct Mismatches {
    first: Mismatch,
    more: Vec<Mismatch>,
    /// How many there are beyond those.
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

    /// Returns the error for a value that has to be there and isn't.
    pub fn missing() -> Self {
        Self::new(Problem::Missing)
    }

    /// Returns the error for a value of another kind than expected. `expected` has its article: `a string`.
    pub fn expected(expected: &'static str, found: &Json<'_>) -> Self {
        Self::mismatch(expected, found.kind().as_str())
    }

    /// Returns the error for something else than expected, both with their articles. Neither may hold a part of the value.
    pub fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Self::new(Problem::Mismatch { expected, found })
    }

    /// Returns the error for a status that the description of the operation doesn't speak of.
    pub fn undeclared_status() -> Self {
        Self::mismatch("a status that the operation declares", "another one")
    }

    pub(crate) fn syntax(empty: bool, error: serde_json::Error) -> Self {
        if empty {
            return Self::mismatch("JSON", "nothing");
        }
        Self::new(Problem::Syntax(error))
    }

    /// Returns the same error, seen from the object that has the field.
    #[must_use]
    pub fn at_field(self, name: &'static str) -> Self {
        self.at(mismatch::Segment::Name(name))
    }

    /// Returns the same error, seen from the map that has the member at this place. A member's name is a value too: it
    /// isn't told.
    #[must_use]
    pub fn at_key(self, index: usize) -> Self {
        self.at(mismatch::Segment::Key(index))
    }

    /// Returns the same error, seen from the array that has the element.
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.at(mismatch::Segment::Index(index))
    }

    fn at(mut self, segment: mismatch::Segment) -> Self {
        self.update(|mismatch| mismatch.push(segment));
        self
    }

    /// Says where the description has the property, unless a level further in said so.
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

    /// Whether another mismatch would only be counted.
    pub(super) fn is_full(&self) -> bool {
        self.0.more.len() + 1 >= MOST
    }

    pub(super) fn into_mismatches(self) -> impl Iterator<Item = Mismatch> {
        std::iter::once(self.0.first).chain(self.0.more)
    }

    /// How deep inside the value the first mismatch stands.
    pub(super) fn depth(&self) -> usize {
        self.0.first.depth()
    }

    /// Returns every place that doesn't fit, in the order of the type's fields: at most 20.
    pub fn mismatches(&self) -> impl Iterator<Item = &Mismatch> {
        std::iter::once(&self.0.first).chain(&self.0.more)
    }

    /// Returns where in the document the first value is that doesn't fit: `use_case.urls[3]`; empty for the document
    /// itself.
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
