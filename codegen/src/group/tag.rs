//! What a tag says of the resource of its operations.

use super::path::is_prefix;
use super::words::{GENERIC, split};

/// The most words of a tag that is a name. A longer one is a sentence.
const MOST_WORDS: usize = 4;

/// The most resources that one tag names.
const MOST_PARTS: usize = 8;

/// What stands between the name in a tag and what explains it.
const SEPARATORS: [&str; 5] = [" - ", " – ", " — ", ": ", " : "];

/// Returns the resources that a tag names, outermost first: a dot or a slash leads to one inside of another. None where
/// it names none: it is a sentence, a version, or the whole API by its title.
pub(super) fn resource(tag: &str, title: &str) -> Option<Vec<String>> {
    if says_the_same(tag, title) {
        return None;
    }
    let explained = SEPARATORS.iter().filter_map(|it| tag.split_once(it));
    let name = explained
        .map(|(name, _)| name)
        .min_by_key(|name| name.len());
    let name = name.unwrap_or(tag).trim();
    // With spaces around it, a slash means one or the other.
    let is_path = !name.contains(" / ");
    let parts = name.split(|c| is_path && (c == '.' || c == '/'));
    let parts: Vec<&str> = parts.map(str::trim).collect();
    let parts = match parts.len() <= MOST_PARTS && parts.iter().all(|part| is_name(part)) {
        true => parts,
        false if is_name(name) => vec![name],
        false => return None,
    };
    Some(parts.into_iter().map(without_generic).collect())
}

/// Returns whether two names have the same words: `OpenAI`, `OpenAI API`.
fn says_the_same(one: &str, other: &str) -> bool {
    let words = |name: &str| split(&without_generic(name.trim()));
    words(one) == words(other)
}

/// Returns whether a text can be the name of a resource: neither a sentence nor a version.
fn is_name(text: &str) -> bool {
    let words = split(text);
    let mut letters = words.iter().flat_map(|word| word.chars());
    letters.any(char::is_alphabetic)
        && words.len() <= MOST_WORDS
        && !is_prefix(text)
        && !text.eq_ignore_ascii_case("default")
}

/// Returns a name without a word at its end that says nothing: `Charges API`, `user-controller`.
fn without_generic(name: &str) -> String {
    match split(name).as_slice() {
        [rest @ .., last] if !rest.is_empty() && GENERIC.contains(&last.as_str()) => rest.join(" "),
        _ => name.to_owned(),
    }
}
