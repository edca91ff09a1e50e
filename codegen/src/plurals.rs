//! The number of nouns: plurals and singulars of English, as far as names of APIs need them.

/// Plurals of an irregular kind, with their singulars.
const IRREGULAR: [(&str, &str); 5] = [
    ("people", "person"),
    ("children", "child"),
    ("data", "datum"),
    ("media", "medium"),
    ("indices", "index"),
];

/// Returns whether two words are the same but for their number.
pub(crate) fn alike(one: &str, other: &str) -> bool {
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

/// Words that end like plurals, and stand for one thing.
#[rustfmt::skip]
const SINGULAR: [&str; 12] = [
    "alias", "analytics", "details", "dns", "gas", "news", "preferences", "series", "settings", "sms", "statistics",
    "stats",
];

/// Returns whether a word stands for several things.
pub(crate) fn is_plural(word: &str) -> bool {
    if SINGULAR.contains(&word) {
        return false;
    }
    let is_irregular = IRREGULAR.iter().any(|(plural, _)| *plural == word);
    let is_regular = word.len() > 2 && word.ends_with('s');
    is_irregular || (is_regular && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)))
}

/// Returns the singular of a plural of a regular kind: what one item of a list is called. Items of `data` are no datum,
/// and one of `settings` is a setting.
pub(crate) fn singular(word: &str) -> Option<String> {
    const NO_PLURALS: [&str; 7] = ["ss", "us", "is", "as", "os", "news", "series"];
    if word.len() < 4 || NO_PLURALS.iter().any(|end| word.ends_with(end)) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let doubled = ["sses", "xes", "ches", "shes"];
    if doubled.iter().any(|end| word.ends_with(end)) {
        return word.strip_suffix("es").map(str::to_owned);
    }
    word.strip_suffix('s').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_plurals_have_a_singular() {
        let cases = [
            ("accounts", Some("account")),
            ("capabilities", Some("capability")),
            ("addresses", Some("address")),
            ("boxes", Some("box")),
            ("status", None),
            ("address", None),
            ("data", None),
            ("gas", None),
        ];
        for (plural, expected) in cases {
            assert_eq!(singular(plural).as_deref(), expected, "{plural}");
        }
    }
}
