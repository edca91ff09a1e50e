//! One mismatch: its path, what is wrong, and the setting of the generator that accepts such values.

use std::fmt::{self, Write as _};

use super::place::Place;

/// A place where a JSON value doesn't match its type.
///
/// It names kinds, never values, so it can be logged. `{}` shows the path and what was expected; `{:#}` also shows
/// [`pointer`](Self::pointer) and [`setting`](Self::setting).
pub struct Mismatch {
    /// From the inside out: outer levels append to it.
    path: Vec<Segment>,
    problem: Problem,
    place: Option<Place>,
    /// The number of steps from the property with a place to the value.
    below: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Segment {
    Name(&'static str),
    Index(usize),
    /// The member of a map, by its index.
    Key(usize),
}

pub(super) enum Problem {
    Missing,
    Mismatch {
        expected: &'static str,
        found: &'static str,
    },
    Syntax(serde_json::Error),
}

/// The names of the generator's settings.
const OPTIONAL: &str = "--optional";

const FORMAT: &str = "--format";
const OPAQUE: &str = "--opaque";

impl Mismatch {
    pub(super) const fn new(problem: Problem) -> Self {
        Self {
            path: Vec::new(),
            problem,
            place: None,
            below: 0,
        }
    }

    pub(super) fn push(&mut self, segment: Segment) {
        self.path.push(segment);
    }

    pub(super) fn describe(&mut self, place: Option<Place>) {
        if self.place.is_none() {
            self.place = place;
            self.below = self.path.len().saturating_sub(1);
        }
    }

    pub(super) const fn depth(&self) -> usize {
        self.path.len()
    }

    /// Returns the path of the value: `use_case.urls[3]`; empty for the whole value.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.path.iter().rev() {
            segment.append_to(&mut path);
        }
        path
    }

    /// Returns the place of the property in the API's document: a JSON pointer (RFC 6901) as the generator's settings
    /// take it. If the mismatch is inside of the property, it is the property's. `None` if there is no property.
    pub fn pointer(&self) -> Option<String> {
        let Place { schema, property } = self.place?;
        let property = property.replace('~', "~0").replace('/', "~1");
        Some(format!("{schema}/properties/{property}"))
    }

    /// Returns the generator's setting that makes the type accept such values, with its argument.
    pub fn setting(&self) -> Option<String> {
        let pointer = self.pointer()?;
        Some(match &self.problem {
            Problem::Missing | Problem::Mismatch { found: "null", .. } if self.below == 0 => {
                format!("{OPTIONAL} '{pointer}'")
            }
            Problem::Mismatch {
                found: "another string",
                ..
            } => {
                let items = "/items".repeat(self.below);
                format!("{FORMAT} '{pointer}{items}=string'")
            }
            _ => format!("{OPAQUE} '{pointer}'"),
        })
    }
}

impl Segment {
    fn append_to(self, path: &mut String) {
        // Writing to a string can't fail.
        let _ = match self {
            Self::Index(index) => write!(path, "[{index}]"),
            Self::Key(index) => write!(path, "[key {index}]"),
            Self::Name(name) if !is_plain(name) => write!(path, "[{name:?}]"),
            Self::Name(name) if path.is_empty() => write!(path, "{name}"),
            Self::Name(name) => write!(path, ".{name}"),
        };
    }
}

/// Returns whether a name is unambiguous without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("missing"),
            Self::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Syntax(error) => write!(f, "not JSON: {error}"),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "at `{}`: ", self.path())?;
        }
        write!(f, "{}", self.problem)?;
        if let (true, Some(pointer), Some(setting)) =
            (f.alternate(), self.pointer(), self.setting())
        {
            write!(f, " ({pointer}; accepted with {setting})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mismatch")
            .field("path", &self.path())
            .field("problem", &format_args!("{}", self.problem))
            .field("pointer", &self.pointer())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::json::DecodeError;
    use crate::json::place::Place;

    fn settings(error: DecodeError) -> String {
        let place = Place {
            schema: "#/components/schemas/A",
            property: "a/b",
        };
        format!(
            "{:#}",
            error.at_field("a/b").described(Some(place)).at_index(3)
        )
    }

    #[test]
    fn the_description_and_the_setting_are_named() {
        let pointer = "#/components/schemas/A/properties/a~1b";
        assert_eq!(
            settings(DecodeError::missing()),
            format!("at `[3][\"a/b\"]`: missing ({pointer}; accepted with --optional '{pointer}')")
        );
        let told = settings(DecodeError::mismatch("a UUID", "another string").at_index(0));
        assert!(
            told.ends_with(&format!("accepted with --format '{pointer}/items=string')")),
            "{told}"
        );
        let told = settings(DecodeError::mismatch("a string", "an object"));
        assert!(
            told.ends_with(&format!("accepted with --opaque '{pointer}')")),
            "{told}"
        );
    }
}
