//! Plausible texts and numbers.

use serde_json::Value;

use super::secrets;
use super::wish::Wish;
use heck::ToSnakeCase;

/// A longer text is not shown.
const MOST_CHARACTERS: usize = 72;

/// A text by what its name ends with. The first that fits is taken.
const BY_NAME: [(&str, &str); 12] = [
    ("email", "jane@example.com"),
    ("url", "https://example.com"),
    ("uri", "https://example.com"),
    ("currency", "USD"),
    ("country", "US"),
    ("phone", "+1 555 0100"),
    ("phone_number", "+1 555 0100"),
    ("language", "en"),
    ("locale", "en"),
    ("date", "2026-01-31"),
    ("q", "rust"),
    ("query", "rust"),
];

/// What stands for a secret.
const SECRET: &str = "<secret>";

/// What stands for a text of which nothing is known.
const ANY: &str = "text";

/// Returns a text: the one that the document shows, or one that fits the name.
pub(super) fn text(wish: &Wish<'_>) -> String {
    if wish.secret || secrets::is_name(wish.name) {
        return SECRET.to_owned();
    }
    shown(wish).unwrap_or_else(|| plausible(wish.name))
}

/// Returns the text that the document shows, if an example may show it too.
pub(super) fn shown(wish: &Wish<'_>) -> Option<String> {
    let text = wish.sample?.as_str()?;
    let is_shown = !text.is_empty()
        && text.chars().count() <= MOST_CHARACTERS
        && text.chars().all(is_plain)
        && !text.contains("{{")
        && !wish.secret
        && !secrets::is_value(text);
    is_shown.then(|| text.to_owned())
}

/// Returns whether a character is shown as it is: neither a line break nor another control, nor one that nobody sees.
fn is_plain(character: char) -> bool {
    character.escape_debug().count() == 1 || matches!(character, '"' | '\'' | '\\')
}

fn plausible(name: &str) -> String {
    let name = name.to_snake_case();
    let fits = |(word, _): &&(&str, &str)| {
        name == *word
            || name
                .strip_suffix(word)
                .is_some_and(|rest| rest.ends_with('_'))
    };
    if let Some((_, text)) = BY_NAME.iter().find(fits) {
        return (*text).to_owned();
    }
    match name.is_empty() || name.len() > MOST_CHARACTERS || !name.is_ascii() {
        true => ANY.to_owned(),
        false => name,
    }
}

/// Returns an integer: the one that the document shows, or one that fits the name.
pub(super) fn integer(wish: &Wish<'_>) -> i128 {
    const COUNTS: [&str; 6] = [
        "limit",
        "per_page",
        "page_size",
        "size",
        "count",
        "max_results",
    ];
    let shown = wish.sample.and_then(Value::as_i64).map(i128::from);
    let name = wish.name.to_snake_case();
    shown.unwrap_or(match name.as_str() {
        _ if COUNTS.contains(&name.as_str()) => 10,
        "amount" => 1_000,
        _ => 1,
    })
}
