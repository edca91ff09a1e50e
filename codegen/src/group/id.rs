//! What an id says of its operation.

use super::path::{Segment, is_prefix};
use super::words::{alike, is_plural, split};
use crate::ir::Operation;

/// Verbs of reading. Alone, beside a group in the plural, they list.
const READING: [&str; 8] = [
    "get", "read", "fetch", "retrieve", "find", "query", "show", "index",
];

const ARTICLES: [&str; 3] = ["a", "an", "the"];

const PREPOSITIONS: [&str; 12] = [
    "at", "by", "for", "from", "in", "into", "of", "on", "to", "under", "via", "with",
];

/// Returns the words of an id, or none where it only spells the method and the path.
pub(super) fn words(operation: &Operation, path: &[Segment]) -> Option<Vec<String>> {
    let method = operation.method.name().to_ascii_lowercase();
    if let Some(function) = function(&operation.id, &operation.template, &method) {
        return Some(split(&function));
    }
    let mut words = split(&operation.id);
    // The API's version says nothing of the operation.
    while words.len() > 1 && words.first().is_some_and(|word| is_prefix(word)) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| is_prefix(word)) {
        words.pop();
    }
    (!only_spells(&words, &method, path)).then_some(words)
}

/// Returns the name of the function in an id that a framework made: `{function}_{path}_{method}`.
fn function(id: &str, template: &str, method: &str) -> Option<String> {
    let rest = id.strip_suffix(method)?.strip_suffix('_')?;
    let spelled: String = template
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect();
    // A prefix of the path may be unknown to the framework.
    let mut starts = template.match_indices('/').map(|(at, _)| at);
    starts.find_map(|at| {
        let path = spelled.get(at..).filter(|path| path.len() > 1)?;
        let function = rest.strip_suffix(path)?;
        (!function.is_empty()).then(|| function.to_owned())
    })
}

/// Returns whether an id has the words of the method and the path in their order, and no other.
fn only_spells(id: &[String], method: &str, path: &[Segment]) -> bool {
    let rest = match id {
        [first, rest @ ..] if first == method => rest,
        [rest @ .., last] if last == method => rest,
        _ => return false,
    };
    let literals = path.iter().filter(|it| !it.is_parameter && !it.is_prefix);
    let mut literals = literals.flat_map(|segment| &segment.words);
    let mut words = path.iter().flat_map(|segment| &segment.words);
    literals.all(|word| rest.iter().any(|other| alike(word, other)))
        && rest
            .iter()
            .filter(|word| !is_glue(word))
            .all(|word| words.any(|other| alike(word, other)))
}

/// Returns whether a word only joins others.
fn is_glue(word: &str) -> bool {
    ARTICLES.contains(&word) || word == "and"
}

/// Returns the method of an id's words: without the words of the group, articles, and prepositions at the end. Empty
/// where nothing is left.
pub(super) fn method(words: &[String], resource: &[String], returns_list: bool) -> String {
    let group: Vec<String> = resource.last().map_or_else(Vec::new, |group| split(group));
    let is_article = |word: &&String| !ARTICLES.contains(&word.as_str());
    let mut left: Vec<&str> = words
        .iter()
        .filter(is_article)
        .map(String::as_str)
        .collect();
    let mut was_plural = false;
    if let Some(at) = position(&left, &group) {
        let removed: Vec<&str> = left.splice(at..at + group.len(), []).collect();
        was_plural = removed.last().is_some_and(|word| is_plural(word));
        // The group's words in the middle leave a preposition that joined them to what follows.
        if at == 0 {
            while left.first().is_some_and(|word| PREPOSITIONS.contains(word)) && left.len() > 1 {
                left.remove(0);
            }
        }
    }
    while left.len() > 1 && left.last().is_some_and(|word| PREPOSITIONS.contains(word)) {
        left.pop();
    }
    match left.as_slice() {
        [only] if was_plural && returns_list && READING.contains(only) => "list".to_owned(),
        words => words.join(" "),
    }
}

/// Returns where the words of a group stand, in the singular or the plural.
fn position(words: &[&str], group: &[String]) -> Option<usize> {
    if group.is_empty() || group.len() > words.len() {
        return None;
    }
    let mut windows = words.windows(group.len());
    windows.position(|window| {
        let mut pairs = window.iter().zip(group);
        pairs.all(|(word, other)| alike(word, other))
    })
}
