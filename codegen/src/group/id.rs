//! What an id says of its operation.

use std::ops::Range;

use super::path::{self, Answer, Segment, is_verb};
use super::words::{PREPOSITIONS, alike, ends_in_plural, is_same, split, without_versions};
use crate::ir::Operation;

/// Verbs of reading. Beside a group in the plural, they list.
const READING: [&str; 6] = ["fetch", "get", "index", "read", "retrieve", "show"];

/// The most words of an id that are compared with those of the path.
const MOST_WORDS: usize = 100;

const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// An id, taken apart.
pub(super) struct Id {
    words: Vec<String>,
    /// Whether the first word is set apart from the others: `search/code`, `Search_Code`.
    has_namespace: bool,
}

/// Takes an id apart. Returns none where it only spells the method and the path.
pub(super) fn of(operation: &Operation, path: &[Segment]) -> Option<Id> {
    let method = operation.method.name().to_ascii_lowercase();
    let has_namespace = has_namespace(&operation.id);
    if let Some(function) = function(&operation.id, &operation.template, &method) {
        let words = split(&function);
        return Some(Id {
            words,
            has_namespace,
        });
    }
    let mut words = without_versions(split(&operation.id));
    if words.len() > 1 && words.first().is_some_and(|word| word == "api") {
        words.remove(0);
    }
    (!only_spells(&words, &method, path)).then_some(Id {
        words,
        has_namespace,
    })
}

fn has_namespace(id: &str) -> bool {
    let mut rest = id.trim_start_matches(|c: char| c.is_alphanumeric()).chars();
    match rest.next() {
        Some('/' | '.' | ':' | '#') => true,
        Some('_') => rest.next().is_some_and(char::is_uppercase),
        _ => false,
    }
}

/// Returns the name of the function in an id that a framework made: `{function}_{path}_{method}`.
fn function(id: &str, template: &str, method: &str) -> Option<String> {
    let rest = id.strip_suffix(method)?.strip_suffix('_')?;
    // The path that the framework knows may have another slash at its end.
    let rest = rest.trim_end_matches('_');
    let is_kept = |c: char| c.is_alphanumeric() || c == '_';
    let spelled: String = template
        .chars()
        .map(|c| if is_kept(c) { c } else { '_' })
        .collect();
    // A prefix of the path may be unknown to the framework.
    let mut starts = template.match_indices('/').map(|(at, _)| at);
    starts.find_map(|at| {
        let path = spelled.get(at..)?.trim_end_matches('_');
        let function = rest.strip_suffix(path).filter(|_| !path.is_empty())?;
        (!function.is_empty() && !path::is_prefix(function)).then(|| function.to_owned())
    })
}

/// Returns whether an id has the words of the method and the path in their order, and no other. A name that people
/// gave has the words of the path in the number that it is about: `get_guild_ban` at `/guilds/{id}/bans/{user}`.
fn only_spells(id: &[String], method: &str, path: &[Segment]) -> bool {
    if id.len() > MOST_WORDS {
        return false;
    }
    // At the start, `get` and `delete` are words of people, too: they leave out the parameters.
    let (rest, has_parameters) = match id {
        [first, rest @ ..] if first == method => (rest, !matches!(method, "post" | "put")),
        [rest @ .., last] if last == method => (rest, false),
        _ => return false,
    };
    let mut spelled = path.iter().filter(|it| match it.is_parameter {
        true => has_parameters,
        false => !it.is_prefix,
    });
    let mut words = path.iter().flat_map(|segment| &segment.words);
    spelled.all(|it| it.words.iter().all(|word| rest.contains(word)))
        && rest
            .iter()
            .filter(|word| !is_glue(word))
            .all(|word| words.any(|other| alike(word, other)))
}

/// Returns whether a word only joins others.
fn is_glue(word: &str) -> bool {
    ARTICLES.contains(&word) || word == "and"
}

/// Returns the method of an id's words: without the words of the group, articles, and a preposition that they leave at
/// the end. Empty where nothing is left.
pub(super) fn method(id: &Id, resource: &[String], path: &[Segment], answer: Answer) -> String {
    let is_article = |word: &&str| !ARTICLES.contains(word);
    let words = id.words.iter().map(String::as_str);
    let words: Vec<&str> = words.filter(is_article).collect();
    let is_kept = |group: &Range<usize>| !id.has_namespace && is_verb_of_id(&words, group);
    let Some(group) = named(&words, resource).filter(|group| !is_kept(group)) else {
        return words.join(" ");
    };
    let before = words.get(..group.start).unwrap_or_default();
    if group.end == words.len() && is_of_another(before.last(), resource, path) {
        return words.join(" ");
    }
    let left = without(&words, &group);
    match left.split_first() {
        Some((verb, rest)) if READING.contains(verb) => {
            let follows = words.get(group.end);
            let is_object = follows.is_none() || is_preposition(follows);
            let is_read = rest.is_empty() || (is_object && !is_preposition(before.last()));
            let in_plural = words.get(group).is_some_and(ends_in_plural);
            match is_read && lists(in_plural, rest.is_empty(), resource, path, answer) {
                true => [&["list"], rest].concat().join(" "),
                false => left.join(" "),
            }
        }
        _ => left.join(" "),
    }
}

/// Returns whether the word of a group is what the id does: `invite_user` of invites.
fn is_verb_of_id(words: &[&str], group: &Range<usize>) -> bool {
    let is_action = |word: &str| is_verb(word) || READING.contains(&word) || word == "list";
    *group == (0..1)
        && matches!(words, [verb, object, ..] if is_verb(verb) && !is_action(object) && !is_preposition(Some(object)))
}

/// Returns words without those of the group, and without the prepositions that joined them to the others.
fn without<'w>(words: &[&'w str], group: &Range<usize>) -> Vec<&'w str> {
    let removed = words.get(group.clone()).unwrap_or_default();
    let before = words.get(..group.start).unwrap_or_default();
    let mut after = words.get(group.end..).unwrap_or_default();
    if before.is_empty() {
        // A framework puts the name of the group before the name of the function, which has it, too.
        while let Some(rest) = after.strip_prefix(removed).filter(|rest| !rest.is_empty()) {
            after = rest;
        }
        while let [first, rest @ ..] = after
            && !rest.is_empty()
            && is_preposition(Some(first))
        {
            after = rest;
        }
    }
    let mut left = [before, after].concat();
    while after.is_empty() && left.len() > 1 && is_preposition(left.last()) {
        left.pop();
    }
    left
}

fn is_preposition(word: Option<&&str>) -> bool {
    word.is_some_and(|word| PREPOSITIONS.contains(word))
}

/// Returns where words name a resource, with as many of those around it as they name: in the singular or the plural,
/// with its version or without.
fn named(words: &[&str], resource: &[String]) -> Option<Range<usize>> {
    let whole: Vec<Vec<String>> = resource.iter().map(|group| split(group)).collect();
    let plain = whole.iter().cloned().map(without_versions).collect();
    let find = |group: &[&String]| {
        let mut windows = words.windows(group.len().max(1));
        let start = windows.position(|window| {
            let mut pairs = window.iter().zip(group);
            pairs.all(|(word, other)| alike(word, other))
        })?;
        Some(start..start + group.len())
    };
    let found = |groups: Vec<Vec<String>>| {
        (0..groups.len()).find_map(|outer| {
            let group: Vec<&String> = groups.iter().skip(outer).flatten().collect();
            find(&group).filter(|_| !group.is_empty())
        })
    };
    found(whole).or_else(|| found(plain))
}

/// Returns whether the word before the group names what has it: without the group, `delete project role` would delete
/// a project.
fn is_of_another(word: Option<&&str>, resource: &[String], path: &[Segment]) -> bool {
    let group = path::position(path, resource);
    let owners = path.iter().enumerate().filter(|(at, segment)| {
        let has_item = path.get(at + 1).is_some_and(|next| next.is_parameter);
        !segment.is_parameter && group.map_or(has_item, |group| *at < group)
    });
    let mut nouns = owners.filter_map(|(_, segment)| segment.words.last());
    word.filter(|word| !READING.contains(word) && !is_verb(word))
        .is_some_and(|word| nouns.any(|noun| alike(noun, word)))
}

/// Returns whether what is read of a group is a list: the id names it in the plural, or the path does where the id says
/// nothing else, and nothing speaks against it.
fn lists(
    in_plural: bool,
    is_alone: bool,
    resource: &[String],
    path: &[Segment],
    answer: Answer,
) -> bool {
    let group = resource.last().map_or_else(Vec::new, |group| split(group));
    let last = path.last();
    let is_item = last.is_some_and(|segment| segment.is_parameter);
    let is_collection = || {
        let last = last.filter(|it| !it.is_parameter && is_same(&it.words, &group));
        last.is_some_and(|it| ends_in_plural(&it.words))
    };
    match answer {
        Answer::List => in_plural || (is_alone && is_collection()),
        Answer::Unknown => !is_item && (in_plural || (is_alone && is_collection())),
        // The group is called otherwise, so that the plural means something.
        Answer::One => in_plural && !is_item && !ends_in_plural(&group),
    }
}
