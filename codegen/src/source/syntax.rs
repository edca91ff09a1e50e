//! The readers' errors as diagnostics with a place and a cure.

use super::build::{TOO_LARGE, TOO_MANY};
use crate::diagnostic::{Diagnostic, Place};

/// A text that is no JSON.
pub(super) fn json(text: &str, error: &serde_json::Error) -> Diagnostic {
    let place = Place::position(
        error.line().max(1),
        column_of_byte(text, error.line(), error.column()),
    );
    let full = error.to_string();
    let message = full
        .rsplit_once(" at line ")
        .map_or(full.as_str(), |(message, _)| message);
    if error.is_data() {
        return limit(message, place);
    }
    if message.starts_with("recursion limit") {
        return too_deep(place);
    }
    let help = match message {
        "trailing comma" => "take the comma before this out: JSON allows none after the last item",
        "key must be a string" => "put the key in double quotes: JSON knows no other spelling",
        "EOF while parsing a string" => {
            "a string begins in this document and never ends: look for a missing `\"`"
        }
        _ if message.starts_with("EOF") => {
            "the text ends too soon: look for a `}` or `]` that is missing"
        }
        _ if message.starts_with("control character") => {
            "write control characters in strings as escapes, such as `\\n`"
        }
        _ if message.starts_with("expected `,`") => {
            "look for a comma that is missing before this, or for a quote"
        }
        "trailing characters" => "the document ends before this: look for a `}` or `]` too many",
        _ => "correct the text here; any JSON editor marks the same place",
    };
    Diagnostic::error("syntax", place, format!("this is not JSON: {message}"))
        .label("here")
        .help(help)
}

/// A text that is no YAML.
pub(super) fn yaml(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map_or(Place::Document, |at| {
        Place::position(at.line(), at.column())
    });
    let full = error.to_string();
    if full.contains(TOO_MANY) {
        return limit(TOO_MANY, place);
    }
    if full.contains(TOO_LARGE) || full.contains("repetition limit exceeded") {
        return limit(TOO_LARGE, place);
    }
    if full.contains("recursion limit exceeded") {
        return too_deep(place);
    }
    let (message, context) = split_context(&full);
    let diagnostic = Diagnostic::error("syntax", place, format!("this is not YAML: {message}"))
        .label("here")
        .help(yaml_help(text, message, place));
    match context {
        Some((context, at)) if at != place => diagnostic.related(at, context),
        _ => diagnostic,
    }
}

/// `what at line 1 column 2, while parsing that at line 3 column 4`.
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

fn yaml_help(text: &str, message: &str, place: Place) -> &'static str {
    let line = match place {
        Place::Position { line, .. } => {
            text.lines().nth(line.saturating_sub(1)).unwrap_or_default()
        }
        _ => "",
    };
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    if indent.contains('\t') {
        return "indent with spaces: YAML allows no tab there";
    }
    match message {
        _ if message.contains("mapping values are not allowed") => {
            "put text that contains `: ` in quotes, or check the indentation of this line"
        }
        _ if message.contains("cannot start any token") => {
            "put text that begins with this character in quotes"
        }
        _ if message.contains("expected key") || message.contains("expected '-'") => {
            "give this line the same indentation as its siblings above, or look for a quote or bracket left open there"
        }
        _ if message.contains("unknown anchor") => {
            "define the anchor (`&name`) before the alias (`*name`) that uses it"
        }
        _ if message.contains("more than one document") => {
            "keep one document in the file: take the second `---` out"
        }
        _ if message.contains("expected a string") || message.contains("key of an object") => {
            "write the key as plain text: a list or an object can't be one"
        }
        _ => "correct the text here; quotes around a value often help",
    }
}

pub(super) fn limit(message: &str, place: Place) -> Diagnostic {
    let help = match message {
        TOO_MANY => "take out what no operation needs, such as large examples",
        _ => {
            "write out fewer copies: keep shared parts in `components` and refer to them with `$ref`"
        }
    };
    Diagnostic::error("too-large", place, message)
        .label("the limit is reached here")
        .help(help)
}

fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::error(
        "too-deep",
        place,
        "the document is nested deeper than 128 levels",
    )
    .label("too deep here")
    .help("move inner schemas to `components.schemas` and refer to them with `$ref`")
}

/// `serde_json` counts columns in bytes.
fn column_of_byte(text: &str, line: usize, column: usize) -> usize {
    let line = text
        .split('\n')
        .nth(line.saturating_sub(1))
        .unwrap_or_default();
    let is_first_of_character = |byte: &u8| (*byte & 0xC0) != 0x80;
    line.bytes()
        .take(column.saturating_sub(1))
        .filter(is_first_of_character)
        .count()
        + 1
}
