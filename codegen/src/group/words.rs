//! Words: how names are taken apart and compared.

use heck::ToSnakeCase;

use crate::acronyms::one_word_each;
pub(super) use crate::plurals::{alike, is_plural};

/// Splits a name into words in lower case.
pub(super) fn split(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = one_word_each(&plain).to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Words that join others.
pub(super) const PREPOSITIONS: [&str; 12] = [
    "at", "by", "for", "from", "in", "into", "of", "on", "to", "under", "via", "with",
];

/// Words at the end of a tag that say what all groups are.
pub(super) const GENERIC: [&str; 3] = ["api", "apis", "controller"];

/// Returns whether words are the same but for their number.
pub(super) fn is_same(words: &[String], others: &[String]) -> bool {
    let mut pairs = words.iter().zip(others);
    words.len() == others.len() && pairs.all(|(one, other)| alike(one, other))
}

/// Returns whether words name several things.
pub(super) fn ends_in_plural(words: &[impl AsRef<str>]) -> bool {
    words.last().is_some_and(|word| is_plural(word.as_ref()))
}

/// Returns whether a word is a version: `v1`, `v2beta`, `v1.1`.
pub(super) fn is_version(word: &str) -> bool {
    let rest = word.strip_prefix(['v', 'V']).unwrap_or_default();
    let number = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Returns words without versions, which say nothing of an operation, and without the `api` before one. All of them
/// where nothing is left.
pub(super) fn without_versions(words: Vec<String>) -> Vec<String> {
    let is_before_version = |at: usize| words.get(at + 1).is_some_and(|word| is_version(word));
    let says_something =
        |at: usize, word: &str| !(is_version(word) || (word == "api" && is_before_version(at)));
    let kept = words.iter().enumerate();
    let kept: Vec<String> = kept
        .filter(|(at, word)| says_something(*at, word))
        .map(|(_, word)| word.clone())
        .collect();
    if kept.is_empty() { words } else { kept }
}
