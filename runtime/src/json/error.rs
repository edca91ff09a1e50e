use std::borrow::Cow;
use std::fmt;

use super::Json;

/// Why a JSON document could not be read as a type: where, what was expected
/// and what was found instead.
///
/// It names kinds, never values, so it can be logged.
#[derive(Debug)]
pub struct DecodeError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    /// From the inside out: it grows on the way to the caller.
    path: Vec<Segment>,
    problem: Problem,
}

#[derive(Debug)]
enum Segment {
    Name(Cow<'static, str>),
    Index(usize),
}

#[derive(Debug)]
enum Problem {
    Missing,
    Mismatch {
        expected: &'static str,
        found: &'static str,
    },
    Syntax(serde_json::Error),
}

impl DecodeError {
    fn new(problem: Problem) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            problem,
        }))
    }

    /// Something has to be there and is not.
    pub fn missing() -> Self {
        Self::new(Problem::Missing)
    }

    /// A value of another kind than expected. `expected` has its article:
    /// `a string`.
    pub fn expected(expected: &'static str, found: &Json<'_>) -> Self {
        Self::mismatch(expected, found.kind().as_str())
    }

    /// Something else than expected, both told with their articles. Neither
    /// may hold a part of the value.
    pub fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Self::new(Problem::Mismatch { expected, found })
    }

    /// A status that the description of the operation doesn't speak of.
    pub fn undeclared_status() -> Self {
        Self::mismatch("a status that the operation declares", "another one")
    }

    pub(crate) fn syntax(empty: bool, error: serde_json::Error) -> Self {
        if empty {
            return Self::mismatch("JSON", "nothing");
        }
        Self::new(Problem::Syntax(error))
    }

    /// The same error, seen from the object that has the field.
    pub fn at_field(self, name: &'static str) -> Self {
        self.at(Segment::Name(Cow::Borrowed(name)))
    }

    /// The same error, seen from the object that has the member.
    pub fn at_name(self, name: String) -> Self {
        self.at(Segment::Name(Cow::Owned(name)))
    }

    /// The same error, seen from the array that has the element.
    pub fn at_index(self, index: usize) -> Self {
        self.at(Segment::Index(index))
    }

    fn at(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    /// Where in the document the value is that did not fit:
    /// `use_case.urls[3]`; empty for the document itself.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            segment.append_to(&mut path);
        }
        path
    }
}

impl Segment {
    fn append_to(&self, path: &mut String) {
        use fmt::Write as _;
        // Writing into a string can't fail.
        let _ = match self {
            Self::Index(index) => write!(path, "[{index}]"),
            Self::Name(name) if !is_plain(name) => write!(path, "[{name:?}]"),
            Self::Name(name) if path.is_empty() => write!(path, "{name}"),
            Self::Name(name) => write!(path, ".{name}"),
        };
    }
}

/// Whether a name reads unambiguously without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "at `{}`: ", self.path())?;
        }
        match &self.0.problem {
            Problem::Missing => f.write_str("missing"),
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::Syntax(error) => write!(f, "not JSON: {error}"),
        }
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
            .at_name("a.b".to_owned())
            .at_field("use_case");
        assert_eq!(
            error.to_string(),
            "at `use_case[\"a.b\"][3].refresh_url`: missing"
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
}
