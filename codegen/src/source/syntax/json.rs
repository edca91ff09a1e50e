//! Errors of `serde_json`.

use super::limits::{too_deep, too_large};
use super::scan::{Expected, Scan};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::build::Exceeded;

/// How many brackets `serde_json` allows to be open at once.
const MOST_OPEN: usize = 127;

/// Returns the diagnostic on a text that isn't JSON.
pub(crate) fn json(
    text: &str,
    error: &serde_json::Error,
    exceeded: Option<Exceeded>,
) -> Diagnostic {
    let (start, line) = line(text, error.line());
    // `serde_json` counts columns in bytes.
    let column = error.column().saturating_sub(1);
    let is_first_of_character = |byte: &u8| (*byte & 0xC0) != 0x80;
    let characters = line.bytes().take(column).filter(is_first_of_character);
    let place = Place::position(error.line().max(1), characters.count() + 1);
    if let Some(exceeded) = exceeded {
        return too_large(exceeded, place);
    }
    // The end of the text has the place of its last character.
    let end = match error.is_eof() {
        true => text.len(),
        // A line break that isn't expected has the column 0 of the next line.
        false => (start + error.column()).saturating_sub(1),
    };
    let scan = Scan::of(text, end);
    let here = text.as_bytes().get(end).copied();
    if scan.expected == Expected::Value
        && scan.open.len() >= MOST_OPEN
        && matches!(here, Some(b'[' | b'{'))
    {
        return too_deep(place);
    }
    // The message ends with the place, which the report shows anyway.
    let message = error.to_string();
    let end = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&end).unwrap_or(&message);
    Diagnostic::error("syntax", place, format!("this is not JSON: {message}"))
        .label("here")
        .help(help(error.is_eof(), &scan, here))
}

/// Returns a line, from 1, and the byte that it begins with.
fn line(text: &str, number: usize) -> (usize, &str) {
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    for line in lines.by_ref().take(number.saturating_sub(1)) {
        start += line.len();
    }
    (start, lines.next().unwrap_or_default())
}

fn help(is_eof: bool, scan: &Scan, here: Option<u8>) -> &'static str {
    if is_eof {
        return match scan.is_in_string {
            true => "a string begins in this document and never ends: look for a missing `\"`",
            false => "the text ends too soon: look for a `}` or `]` that is missing",
        };
    }
    if scan.is_in_string {
        return match here {
            Some(0..0x20) => "write control characters in strings as escapes, such as `\\n`",
            _ => OTHER,
        };
    }
    match scan.expected {
        _ if scan.is_after_comma && matches!(here, Some(b'}' | b']')) => {
            "remove the comma before this: JSON allows none after the last item"
        }
        Expected::Key => "put the key in double quotes: JSON knows no other spelling",
        Expected::Comma => "look for a comma that is missing before this, or for a quote",
        Expected::End => "the document ends before this: look for a `}` or `]` too many",
        Expected::Colon | Expected::Value | Expected::RestOfWord => OTHER,
    }
}

const OTHER: &str = "correct the text here; any JSON editor marks the same place";

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostic, Diagnostics};
    use crate::source::load;
    use crate::source::tree::Format;

    fn diagnostic(text: &str) -> Diagnostic {
        let mut diagnostics = Diagnostics::new();
        assert!(load(text, Some(Format::Json), &mut diagnostics).is_none());
        diagnostics.iter().next().expect("an error").clone()
    }

    #[test]
    fn the_text_shows_what_to_do() {
        for (text, help) in [
            ("{\"a\": 1,}", "remove the comma"),
            ("[1, ]", "remove the comma"),
            ("[[1,\n\n]]", "remove the comma"),
            ("{a: 1}", "put the key in double quotes"),
            ("{\"a\": 1, 'b': 2}", "put the key in double quotes"),
            ("{\"a\": {1: 2}}", "put the key in double quotes"),
            ("{\"a\": \"b", "a string begins"),
            ("[\"a\\\"", "a string begins"),
            ("{\"a\": \"b\"", "the text ends too soon"),
            ("[", "the text ends too soon"),
            ("{\"a\"", "the text ends too soon"),
            ("[\"a\nb\"]", "write control characters"),
            ("[\"a\tb\"]", "write control characters"),
            ("[1 2]", "look for a comma"),
            ("{\"a\": \"b\" \"c\": 1}", "look for a comma"),
            ("{\"a\": [1}", "look for a comma"),
            ("[\"a\": 1]", "look for a comma"),
            ("[12x]", "look for a comma"),
            ("{} {}", "the document ends before this"),
            ("[1]]", "the document ends before this"),
            ("{\"a\" 1}", "correct the text"),
            ("[trux]", "correct the text"),
            ("[a]", "correct the text"),
            ("[\"\\q\"]", "correct the text"),
            ("{\"a\": }", "correct the text"),
        ] {
            let found = diagnostic(text);
            let shown = found.help.as_deref().unwrap_or_default();
            assert!(shown.starts_with(help), "{text}: {found:?}");
            assert!(!found.message.contains(" at line "), "{text}: {found:?}");
            assert_eq!(found.kind, "syntax", "{text}");
        }
    }

    #[test]
    fn the_reader_bounds_the_depth() {
        let deep = |count| "[".repeat(count) + &"]".repeat(count);
        let fits = load(&deep(127), Some(Format::Json), &mut Diagnostics::new());
        assert!(fits.is_some());
        assert_eq!(diagnostic(&deep(128)).kind, "too-deep");
        assert_eq!(diagnostic(&"{\"a\":".repeat(127)).kind, "syntax");
        assert_eq!(diagnostic(&"{\"a\":".repeat(128)).kind, "too-deep");
    }
}
