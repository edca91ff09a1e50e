//! Spells identifiers: pure functions from text to text.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;
use unicode_normalization::UnicodeNormalization;

use super::name::Name;
use super::script::without_confusables;
use crate::acronyms;

/// Spells a type or a variant: `["AccountLink", "use_case"]` → `AccountLinkUseCase`.
pub(super) fn upper_camel(words: &[String]) -> String {
    let spelled: String = words
        .iter()
        .map(|word| {
            clean(&spell_symbols(&without_confusables(&normal(word)))).to_upper_camel_case()
        })
        .collect();
    started(&normal(&spelled), 'N')
}

/// Spells a field or a method: `["refreshURL"]` → `refresh_url`.
pub(super) fn snake(words: &[String]) -> String {
    let spelled: Vec<String> = words
        .iter()
        .map(|word| {
            let word = clean(&spell_symbols(&without_confusables(&normal(word))));
            acronyms::one_word_each(&word).to_snake_case()
        })
        .filter(|word| !word.is_empty())
        .collect();
    started(&normal(&spelled.join("_")), 'n')
}

/// Tells a module from a type: in letters that have no case, both are spelled alike, and a scope has only one of them.
pub(super) fn apart_from_type(module: String) -> String {
    match upper_camel(std::slice::from_ref(&module)) == module {
        true => format!("{module}_module"),
        false => module,
    }
}

/// Normalizes letters. The compiler reads letters that are written in several ways as one (Unicode's form C), and warns
/// about compatibility variants of others (form KC).
pub(super) fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// Replaces every symbol by its name, for names that differ in nothing else.
pub(super) fn spell_all_symbols(raw: &str) -> String {
    raw.chars()
        .map(|c| sign(c).map_or_else(|| c.to_string(), |name| format!(" {name} ")))
        .collect()
}

/// Spells the symbols that are part of a name: a sign before a number, and symbols without letters.
fn spell_symbols(word: &str) -> String {
    let mut chars = word.chars();
    let signed = match (chars.next(), chars.next()) {
        (Some('+'), Some(digit)) if digit.is_ascii_digit() => Some("plus "),
        (Some('-'), Some(digit)) if digit.is_ascii_digit() => Some("minus "),
        _ => None,
    };
    match signed {
        Some(sign) => format!("{sign}{word}"),
        None if word.is_empty() => "empty".to_owned(),
        None if word.chars().all(|c| !is_word(c)) => spell_all_symbols(word),
        None => word.to_owned(),
    }
}

/// Keeps what identifiers allow. Everything else separates words.
fn clean(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '\'')
        .map(|c| if is_word(c) { c } else { ' ' })
        .collect()
}

fn is_word(c: char) -> bool {
    // Nearly all text is ASCII. The parser knows the rest.
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && c.is_alphanumeric() && ident_text(&format!("a{c}")))
}

/// Makes sure that an identifier isn't empty and doesn't start with a digit.
fn started(spelled: &str, prefix: char) -> String {
    match spelled.chars().next() {
        None => format!("{prefix}ameless"),
        Some(first) if first.is_ascii_alphabetic() || ident_text(&first.to_string()) => {
            spelled.to_owned()
        }
        Some(_) => format!("{prefix}{spelled}"),
    }
}

/// Returns whether the text is an identifier or a keyword.
pub(super) fn ident_text(text: &str) -> bool {
    if text.is_ascii() {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        return starts
            && text != "_"
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    }
    // The parser knows what else Unicode allows. It also skips spaces and comments.
    syn::parse_str::<Ident>(text).is_ok_and(|ident| ident == text)
}

/// Returns whether a text can't be the name of a module.
pub(crate) fn is_reserved(text: &str) -> bool {
    is_keyword(text) || is_path_keyword(text)
}

/// Returns whether an identifier needs `r#` (The Rust Reference, keywords: strict and reserved, up to 2024).
fn is_keyword(text: &str) -> bool {
    const KEYWORDS: [&str; 48] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&text).is_ok()
}

pub(super) fn is_path_keyword(text: &str) -> bool {
    matches!(text, "self" | "Self" | "super" | "crate")
}

/// Appends an underscore to the few keywords that can't be raw.
pub(super) fn apart_from_paths(spelled: String) -> String {
    if is_path_keyword(&spelled) {
        format!("{spelled}_")
    } else {
        spelled
    }
}

/// Returns the identifier of a spelled name. Keywords become raw.
pub(super) fn ident(spelled: &str) -> Name {
    let text = if is_keyword(spelled) {
        format!("r#{spelled}")
    } else {
        spelled.to_owned()
    };
    if text.starts_with("r#") || ident_text(&text) {
        Name::new(text)
    } else {
        Name::new("nameless".to_owned())
    }
}

const fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '_' => "underscore",
        ' ' => "space",
        '(' => "open",
        ')' => "close",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '"' => "quote",
        '\'' => "apostrophe",
        '\\' => "backslash",
        '`' => "backtick",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn modules_are_no_types() {
        let spelled = |module: &str| apart_from_type(module.to_owned());
        assert_eq!(spelled("account"), "account");
        assert_eq!(spelled("n1"), "n1");
        assert_eq!(spelled("日本"), "日本_module");
        assert_eq!(spelled("日本a"), "日本a_module");
    }

    #[test]
    fn fields_are_snake_case() {
        let cases = [
            ("refreshURL", "refresh_url"),
            ("type", "type"),
            ("IPs", "ips"),
            ("blockedIPsOfUser", "blocked_ips_of_user"),
            ("OAuth2Client", "oauth2_client"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("2fa", "n2fa"),
            ("", "empty"),
            ("$", "dollar"),
            ("日本", "日本"),
            ("a.b[c]", "a_b_c"),
            ("@type", "type"),
            ("user's", "users"),
        ];
        for (raw, spelled) in cases {
            assert_eq!(snake(&words(raw)), spelled, "{raw:?}");
        }
    }

    #[test]
    fn every_spelling_is_an_identifier() {
        for c in (0..0x2_0000).filter_map(char::from_u32) {
            for raw in [c.to_string(), format!("a{c}"), format!("{c}1")] {
                let _ = ident(&snake(&words(&raw)));
                assert!(
                    ident_text(&upper_camel(&words(&raw))),
                    "{raw:?} → {:?}",
                    upper_camel(&words(&raw))
                );
                assert!(
                    ident_text(&snake(&words(&raw))),
                    "{raw:?} → {:?}",
                    snake(&words(&raw))
                );
            }
        }
    }

    #[test]
    fn keywords_are_what_the_parser_takes_for_keywords() {
        let words = "abstract as async await become box break const continue do dyn else enum extern false final fn for \
                     gen if impl in let loop macro match mod move mut override priv pub ref return static struct trait \
                     true try type typeof unsafe unsized use virtual where while yield";
        for word in words.split_whitespace() {
            assert!(is_keyword(word), "{word}");
        }
        for word in [
            "abstract",
            "dyn",
            "r",
            "union",
            "raw",
            "safe",
            "auto",
            "default",
            "macro_rules",
            "Type",
        ] {
            let parsed = syn::parse_str::<Ident>(word).is_ok();
            assert_eq!(is_keyword(word), !parsed, "{word}");
        }
    }

    #[test]
    fn keywords_stay_legible() {
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(apart_from_paths("Self".to_owned()), "Self_");
        assert_eq!(apart_from_paths("crate".to_owned()), "crate_");
    }

    #[test]
    fn only_an_identifier_is_one() {
        for text in ["a", "_a", "type", "self", "日本"] {
            assert!(ident_text(text), "{text:?}");
        }
        for text in [
            "",
            " ",
            "a ",
            "\na",
            "a /* b */",
            "/* a */ b",
            "_",
            "r#",
            "r#type",
            "r#self",
            "a b",
            "1",
            "a\0",
        ] {
            assert!(!ident_text(text), "{text:?}");
        }
    }

    #[test]
    fn letters_have_one_spelling() {
        assert_eq!(
            snake(&words("\u{212b}ngstrom")),
            snake(&words("\u{c5}ngstrom"))
        );
        assert_eq!(snake(&words("\u{1100}\u{1161}")), "가");
        assert_eq!(snake(&words("ﬁeld")), "field");
    }
}
