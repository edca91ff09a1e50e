//! Errors of `serde_yaml`, which has no kinds: it gives a place and a text.

use super::limits::{too_deep, too_large};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::build::{Exceeded, KEY_NOT_SCALAR};

/// What the text at the place doesn't show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Depth,
    Aliases,
    SecondDocument,
    Key,
}

/// Words of the reader's messages. A test provokes each, so that an update of the reader can't lose one in silence.
const MESSAGES: [(&str, Cause); 4] = [
    ("recursion limit exceeded", Cause::Depth),
    ("repetition limit exceeded", Cause::Aliases),
    ("more than one document", Cause::SecondDocument),
    (KEY_NOT_SCALAR, Cause::Key),
];

/// Returns the diagnostic on a text that isn't YAML.
pub(crate) fn yaml(
    text: &str,
    error: &serde_yaml::Error,
    exceeded: Option<Exceeded>,
) -> Diagnostic {
    let place = error.location().map_or(Place::Document, |at| {
        Place::position(at.line(), at.column())
    });
    let full = error.to_string();
    let known = MESSAGES.iter().find(|(words, _)| full.contains(words));
    let cause = known.map(|(_, cause)| *cause);
    match (exceeded, cause) {
        (Some(exceeded), _) => return too_large(exceeded, place),
        (None, Some(Cause::Aliases)) => return too_large(Exceeded::Text, place),
        (None, Some(Cause::Depth)) => return too_deep(place),
        (None, _) => {}
    }
    let (message, context) = split_context(&full);
    let context = context.filter(|(_, at)| *at != place);
    let help = match cause {
        Some(Cause::SecondDocument) => {
            "keep one document in the file: remove the second `---` and what follows"
        }
        Some(Cause::Key) => "write the key as plain text: a list or an object can't be one",
        _ => help(text, place, context.as_ref().map(|(_, at)| *at)),
    };
    let diagnostic = Diagnostic::error("syntax", place, format!("this is not YAML: {message}"))
        .label("here")
        .help(help);
    match context {
        Some((context, at)) => diagnostic.related(at, context),
        None => diagnostic,
    }
}

/// Splits `what at line 1 column 2, while parsing that at line 3 column 4`. The reader gives the second place in its
/// message only.
fn split_context(full: &str) -> (&str, Option<(String, Place)>) {
    let (message, rest) = full.split_once(" at line ").unwrap_or((full, ""));
    let context = rest.split_once(", ").and_then(|(_, context)| {
        let (context, at) = context.split_once(" at line ")?;
        let (line, column) = at.split_once(" column ")?;
        Some((
            context.to_owned(),
            Place::position(line.parse().ok()?, column.parse().ok()?),
        ))
    });
    (message, context)
}

/// Returns what to do, by the text at the place and at that of the context.
fn help(text: &str, place: Place, context: Option<Place>) -> &'static str {
    let (before, here) = split(text, place);
    let is_first = before.chars().all(char::is_whitespace);
    let blank: String = before.chars().take_while(|c| c.is_whitespace()).collect();
    if blank.contains('\t') || (is_first && here.trim_start_matches(' ').starts_with('\t')) {
        return "indent with spaces: YAML allows no tab there";
    }
    let opened = context.map(|context| split(text, context).1);
    if opened.is_some_and(|opened| opened.starts_with(['{', '['])) {
        return "close the bracket that the note marks, or look for a missing comma or quote";
    }
    let mut characters = here.chars();
    match (characters.next(), characters.next()) {
        (Some(':'), _) => {
            "put text that contains `: ` in quotes, or check the indentation of this line"
        }
        (Some('@' | '`' | '%'), _) => "put text that begins with this character in quotes",
        (Some('*'), Some(c)) if c.is_ascii_alphanumeric() => {
            "define the anchor (`&name`) before the alias (`*name`) that uses it"
        }
        _ if is_first && !matches!(place, Place::Document) => {
            "give this line the same indentation as its siblings above, or look for a quote or bracket left open there"
        }
        _ => "correct the text here; quotes around a value often help",
    }
}

/// Splits the line of a place there.
fn split(text: &str, place: Place) -> (&str, &str) {
    let Place::Position { line, column, .. } = place else {
        return ("", "");
    };
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let at = line.char_indices().nth(column.saturating_sub(1));
    line.split_at_checked(at.map_or(line.len(), |(at, _)| at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Cause, MESSAGES, split_context};
    use crate::diagnostic::{Diagnostic, Diagnostics, Place};
    use crate::source::load;
    use crate::source::tree::Format;

    fn diagnostic(text: &str) -> Diagnostic {
        let mut diagnostics = Diagnostics::new();
        assert!(load(text, Some(Format::Yaml), &mut diagnostics).is_none());
        diagnostics.iter().next().expect("an error").clone()
    }

    /// The reader's own messages, read as the builder reads.
    #[test]
    fn the_reader_has_these_words() {
        let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n";
        let rows = [
            ("- ".repeat(1000), Cause::Depth, "too-deep", "move inner"),
            (
                bomb.to_owned(),
                Cause::Aliases,
                "too-large",
                "write out fewer",
            ),
            (
                "a: 1\n---\nb: 2\n".to_owned(),
                Cause::SecondDocument,
                "syntax",
                "keep one document",
            ),
            (
                "[a, b]: c\n".to_owned(),
                Cause::Key,
                "syntax",
                "write the key",
            ),
        ];
        assert_eq!(rows.len(), MESSAGES.len());
        for ((text, cause, kind, help), (words, of)) in rows.into_iter().zip(MESSAGES) {
            assert_eq!(cause, of);
            let read = serde_yaml::from_str::<Plain>(&text);
            let error = read.expect_err("an error").to_string();
            assert!(error.contains(words), "{error}");
            let found = diagnostic(&text);
            assert_eq!(found.kind, kind, "{found:?}");
            let shown = found.help.as_deref().unwrap_or_default();
            assert!(shown.starts_with(help), "{found:?}");
        }
    }

    /// Any value, with keys as the builder has them.
    #[derive(Debug)]
    struct Plain;

    impl<'de> serde::Deserialize<'de> for Plain {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let mut tree = crate::source::tree::Tree::default();
            tree.begin(String::new());
            let limit = crate::source::build::Limit::of(&" ".repeat(1 << 20));
            crate::source::build::Builder::new(&mut tree, Format::Yaml, limit)
                .read(deserializer)
                .map(|()| Self)
        }
    }

    #[test]
    fn the_text_shows_what_to_do() {
        for (text, help) in [
            ("a: b: c", "put text that contains `: `"),
            ("a: 1\n b: 2", "put text that contains `: `"),
            ("a: @b", "put text that begins with this"),
            ("a: `b`", "put text that begins with this"),
            ("a: *b", "define the anchor"),
            ("a:\n\tb: 1", "indent with spaces"),
            ("a:\n  b: 1\n c: 2", "give this line the same indentation"),
            ("- a\n b: c\n- d", "put text that contains `: `"),
            ("a: {b: c\nd: e", "close the bracket"),
            ("a: [b, {c: [d}]\n", "close the bracket"),
            ("a: \"b\" c", "correct the text here"),
        ] {
            let found = diagnostic(text);
            let shown = found.help.as_deref().unwrap_or_default();
            assert!(shown.starts_with(help), "{text}: {found:?}");
            assert!(!found.message.contains(" at line "), "{text}: {found:?}");
        }
    }

    #[test]
    fn messages_have_a_context() {
        let found = diagnostic("a:\n  - {b: c\nd: e\n");
        let context = (
            Place::position(2, 5),
            "while parsing a flow mapping".to_owned(),
        );
        assert_eq!(found.related, [context]);
        assert_eq!(split_context("what it is"), ("what it is", None));
    }
}
