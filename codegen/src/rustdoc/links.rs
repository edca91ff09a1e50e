//! Web addresses and character references in descriptions.

use super::text::{BREAK, part};

/// The longest address in bytes. Looking for the end of a longer one would cost too much: it is text.
const LONGEST_ADDRESS: usize = 2_000;

/// Returns whether an address is one of the web, so that a link to it works from any documentation.
pub(super) fn is_web(address: &str) -> bool {
    host(address).is_some_and(|host| {
        host.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '{'))
    })
}

/// Returns what follows `http://` or `https://`.
pub(super) fn host(address: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let start = address.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| part(address, scheme.len(), address.len()))
    })
}

/// Percent-encodes what would end the target of a link, or mean something in a table.
pub(super) fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for character in address.trim().chars() {
        match character {
            ' ' | '\n' | BREAK => encoded.push_str("%20"),
            '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '|' | '"' | '*' => {
                encoded.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ if super::text::is_invisible(character) => {}
            _ => encoded.push(character),
        }
    }
    encoded
}

/// Returns the length of the address that a text starts with, without the punctuation of the sentence around it.
pub(super) fn bare_address(text: &str) -> Option<usize> {
    let host = host(text)?;
    let scheme = text.len() - host.len();
    let (mut round, mut square) = (0_usize, 0_usize);
    let mut end = 0;
    for (at, character) in host.char_indices() {
        let rest = part(host, at, host.len());
        match character {
            '(' => round += 1,
            '[' => square += 1,
            ')' if round == 0 => break,
            ')' => round -= 1,
            ']' if square == 0 => break,
            ']' => square -= 1,
            '<' | '>' | '"' | '`' | '\\' | '|' | '*' => break,
            '&' if ["&lt;", "&gt;", "&quot;", "&#"]
                .iter()
                .any(|reference| rest.starts_with(reference)) =>
            {
                break;
            }
            _ if !character.is_ascii_graphic() => break,
            _ => {}
        }
        end = at + character.len_utf8();
        if end > LONGEST_ADDRESS {
            return None;
        }
    }
    let address = part(host, 0, end)
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_', '~', '(', '[']);
    (!address.is_empty()).then_some(scheme + address.len())
}

/// Returns the address in angle brackets that a text starts with.
pub(super) fn pointed_address(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    host(inner).filter(|host| !host.is_empty())?;
    let end = inner
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST_ADDRESS)
        .find_map(|(at, c)| match c {
            '>' => Some(Some(at)),
            '<' | BREAK | '\\' | '`' | '|' => Some(None),
            _ if c.is_whitespace() => Some(None),
            _ => None,
        })??;
    let address = part(inner, 0, end);
    is_web(address).then_some(address)
}

/// Returns the length of the character reference that a text starts with, and whether its character is invisible.
pub(super) fn reference(text: &str) -> Option<(usize, bool)> {
    let inner = text.strip_prefix('&')?;
    let length = inner
        .char_indices()
        .take(32)
        .find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '#')?
        .0;
    let name = part(inner, 0, length);
    if name.is_empty() || !part(inner, length, inner.len()).starts_with(';') {
        return None;
    }
    let Some(number) = name.strip_prefix('#') else {
        return Some((
            length + 2,
            matches!(name, "lrm" | "rlm" | "NewLine" | "Tab"),
        ));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let unseen = |c: char| super::text::is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let character = char::from_u32(code.ok()?);
    Some((length + 2, character.is_none_or(unseen)))
}

/// Replaces the most common character references, for code, where Markdown has none.
pub(super) fn unescape(text: &str) -> String {
    const REFERENCES: [(&str, &str); 8] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(part(rest, 0, at));
        rest = part(rest, at, rest.len());
        let (name, character) = REFERENCES
            .into_iter()
            .find(|(name, _)| rest.starts_with(name))
            .unwrap_or(("&", "&"));
        plain.push_str(character);
        rest = part(rest, name.len(), rest.len());
    }
    plain.push_str(rest);
    plain
}
