//! Replaces the letters that the lints `uncommon_codepoints` and `mixed_script_confusables` warn about (Unicode Technical
//! Standard 39, sections 3 and 5). Generated code can't allow these lints: only a crate's root may.

use std::borrow::Cow;

use unicode_script::{Script, UnicodeScript};
use unicode_security::{GeneralSecurityProfile, is_potential_mixed_script_confusable_char};

/// Returns the word without letters that the compiler would warn about. Modifiers are left out, as an apostrophe is.
/// Other letters are replaced by their Greek names or by their numbers.
pub(super) fn without_confusables(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let spell = |c: char| match c {
        _ if !is_suspicious(word, c) => c.to_string(),
        _ if is_common(c.script()) => String::new(),
        _ => greek(c).map_or_else(
            || format!(" u{:04x} ", u32::from(c)),
            |name| format!(" {name} "),
        ),
    };
    word.chars().map(spell).collect()
}

fn is_suspicious(word: &str, c: char) -> bool {
    if c.is_ascii() || !c.is_alphanumeric() {
        return false;
    }
    // A letter that looks like no other shows which script a word is in.
    let shows = |other: char| {
        other.script() == c.script() && !is_potential_mixed_script_confusable_char(other)
    };
    !c.identifier_allowed()
        || (c.script() != Script::Latin && !is_common(c.script()) && !word.chars().any(shows))
}

const fn is_common(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited)
}

/// Returns the name of a Greek letter.
fn greek(c: char) -> Option<&'static str> {
    const NAMES: [&str; 25] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
        "phi", "chi", "psi", "omega",
    ];
    let lower = c.to_lowercase().next()?;
    let place = u32::from(lower).checked_sub(u32::from('α'))?;
    NAMES.get(usize::try_from(place).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::without_confusables;

    #[test]
    fn words_of_a_script_stay_and_lone_letters_are_named() {
        for word in ["Größe", "имя", "ζω", "名前", "한글", "naïve"] {
            assert_eq!(without_confusables(word), word);
        }
        assert_eq!(without_confusables("αΒ"), " alpha  beta ");
        assert_eq!(without_confusables("σπ"), " sigma  pi ");
        assert_eq!(without_confusables("ос"), " u043e  u0441 ");
        assert_eq!(without_confusables("Taphʿel"), "Taphel");
        assert_eq!(without_confusables("𒀀b"), " u12000 b");
    }
}
