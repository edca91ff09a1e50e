//! Words → the spelling of an identifier. Pure functions of the text.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;

use super::name::Name;

/// `["AccountLink", "use_case"]` → `AccountLinkUseCase`.
pub(super) fn upper_camel(words: &[String]) -> String {
    let spelled: String = words
        .iter()
        .map(|word| clean(&spoken(word)).to_upper_camel_case())
        .collect();
    started(&spelled, 'N')
}

/// `["refreshURL"]` → `refresh_url`.
pub(super) fn snake(words: &[String]) -> String {
    let spelled: Vec<String> = words
        .iter()
        .map(|word| clean(&spoken(word)).to_snake_case())
        .filter(|word| !word.is_empty())
        .collect();
    started(&spelled.join("_"), 'n')
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
        return starts && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    }
    // The parser knows what else Unicode allows.
    syn::parse_str::<Ident>(text).is_ok()
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

fn is_path_keyword(text: &str) -> bool {
    matches!(text, "self" | "Self" | "super" | "crate" | "_")
}

/// The identifier of a spelled name. Keywords become raw, or get an underscore where they can't.
pub(super) fn ident(spelled: &str) -> Name {
    let text = if is_path_keyword(spelled) {
        format!("{}_", spelled.trim_matches('_'))
    } else if is_keyword(spelled) {
        format!("r#{spelled}")
    } else {
        spelled.to_owned()
    };
    let is_raw = text.starts_with("r#");
    if is_raw || (ident_text(&text) && text != "_") {
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
        assert_eq!(ident("Self").to_string(), "Self_");
        assert_eq!(ident("crate").to_string(), "crate_");
    }
}
