//! Words: how names are taken apart and compared.

use heck::ToSnakeCase;

use crate::acronyms::one_word_each;

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

/// Plurals of an irregular kind that resources are called by, with their singulars.
const IRREGULAR: [(&str, &str); 5] = [
    ("people", "person"),
    ("children", "child"),
    ("data", "datum"),
    ("media", "medium"),
    ("indices", "index"),
];

/// Returns whether two words are the same but for their number.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one == other || is_plural_of(one, other) || is_plural_of(other, one)
}

fn is_plural_of(plural: &str, singular: &str) -> bool {
    if IRREGULAR.contains(&(plural, singular)) {
        return true;
    }
    let of_y = || {
        let stem = singular.strip_suffix('y');
        stem.is_some_and(|stem| plural.strip_suffix("ies") == Some(stem))
    };
    let rest = plural.strip_prefix(singular);
    matches!(rest, Some("s" | "es")) || of_y()
}

/// Returns whether a word is a plural.
pub(super) fn is_plural(word: &str) -> bool {
    let is_irregular = IRREGULAR.iter().any(|(plural, _)| *plural == word);
    let others = ["ss", "us", "is"];
    let is_regular = word.len() > 2 && word.ends_with('s');
    is_irregular || (is_regular && !others.iter().any(|end| word.ends_with(end)))
}
