//! Words → the spelling of an identifier. Pure functions of the text.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;
use unicode_normalization::UnicodeNormalization;

use super::name::Name;
use super::script::unsuspicious;

/// `["AccountLink", "use_case"]` → `AccountLinkUseCase`.
pub(super) fn upper_camel(words: &[String]) -> String {
    let spelled: String = words
        .iter()
        .map(|word| clean(&spoken(&unsuspicious(&normal(word)))).to_upper_camel_case())
        .collect();
    started(&normal(&spelled), 'N')
}

/// `["refreshURL"]` → `refresh_url`.
pub(super) fn snake(words: &[String]) -> String {
    let spelled: Vec<String> = words
        .iter()
        .map(|word| clean(&spoken(&unsuspicious(&normal(word)))).to_snake_case())
        .filter(|word| !word.is_empty())
        .collect();
    started(&normal(&spelled.join("_")), 'n')
}

/// The compiler takes letters that are written in several ways for one (Unicode's form C), and warns of those that are
/// drawings of others (form KC).
pub(super) fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// Every sign by its name: for names that differ in nothing else.
pub(super) fn signs_spoken(raw: &str) -> String {
    raw.chars()
        .map(|c| sign(c).map_or_else(|| c.to_string(), |name| format!(" {name} ")))
        .collect()
}

/// A sign before a number, and signs that stand alone, are part of the name.
fn spoken(word: &str) -> String {
    let mut chars = word.chars();
    let signed = match (chars.next(), chars.next()) {
        (Some('+'), Some(digit)) if digit.is_ascii_digit() => Some("plus "),
        (Some('-'), Some(digit)) if digit.is_ascii_digit() => Some("minus "),
        _ => None,
    };
    match signed {
        Some(sign) => format!("{sign}{word}"),
        None if word.is_empty() => "empty".to_owned(),
        None if word.chars().all(|c| !is_word(c)) => signs_spoken(word),
        None => word.to_owned(),
    }
}

/// Only what may stand in an identifier; everything else separates words.
fn clean(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '\'')
        .map(|c| if is_word(c) { c } else { ' ' })
        .collect()
}

fn is_word(c: char) -> bool {
    // Nearly all of it is ASCII; the parser knows the rest.
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && c.is_alphanumeric() && ident_text(&format!("a{c}")))
}

/// An identifier can't start with a digit, nor be nothing.
fn started(spelled: &str, prefix: char) -> String {
    match spelled.chars().next() {
        None => format!("{prefix}ameless"),
        Some(first) if first.is_ascii_alphabetic() || ident_text(&first.to_string()) => {
            spelled.to_owned()
        }
        Some(_) => format!("{prefix}{spelled}"),
    }
}

/// Whether the text is an identifier, keywords included.
pub(super) fn ident_text(text: &str) -> bool {
    if text.is_ascii() {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        return starts
            && text != "_"
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    }
    // The parser knows what else Unicode allows, and passes over space and comments around it.
    syn::parse_str::<Ident>(text).is_ok_and(|ident| ident == text)
}

/// Whether a text can't be the name of a module as it is.
pub(crate) fn is_reserved(text: &str) -> bool {
    is_keyword(text) || is_path_keyword(text)
}

/// Words that only stand as identifiers with `r#` (The Rust Reference, keywords: strict and reserved, up to 2024).
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

/// The few keywords that can't be raw get an underscore.
pub(super) fn apart_from_paths(spelled: String) -> String {
    if is_path_keyword(&spelled) {
        format!("{spelled}_")
    } else {
        spelled
    }
}

/// The identifier of a spelled name. Keywords become raw.
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
    fn fields_are_snake_case() {
        let cases = [
            ("refreshURL", "refresh_url"),
            ("type", "type"),
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
