//! Reads HTML tags.

use super::text::part;

/// The longest tag in bytes. Looking for the end of a longer one would cost too much: it is text.
const LONGEST_TAG: usize = 2_000;

/// A tag such as `<a href="…">` or `</p>`.
pub(super) struct Tag<'a> {
    /// The name in lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// The text between the name and the `>`.
    pub(super) attributes: &'a str,
    /// The tag as written.
    pub(super) raw: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads the tag that a text starts with.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let (closing, inner) = inner
            .strip_prefix('/')
            .map_or((false, inner), |inner| (true, inner));
        let name: String = inner
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(20)
            .collect();
        let rest = inner.get(name.len()..)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || !rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
        {
            return None;
        }
        let length = end_of_attributes(rest)?;
        let raw = text.get(..text.len() - rest.len() + length + 1)?;
        Some(Tag {
            name: name.to_ascii_lowercase(),
            closing,
            attributes: part(rest, 0, length),
            raw,
        })
    }

    /// Returns the value of an attribute as written between its quotes. `name` is in lower case.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let lower = self.attributes.to_ascii_lowercase();
        let start = lower.match_indices(name).map(|(at, _)| at).find(|at| {
            part(&lower, 0, *at).ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'')
                && part(&lower, at + name.len(), lower.len())
                    .trim_start()
                    .starts_with('=')
        })?;
        let value = self
            .attributes
            .get(start + name.len()..)?
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
            _ => value.split(char::is_whitespace).next(),
        }
    }
}

/// Returns the position of the `>` that ends a tag, outside of quotes.
fn end_of_attributes(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut previous = ' ';
    for (at, character) in text.char_indices().take_while(|(at, _)| *at < LONGEST_TAG) {
        match character {
            '\n' if previous == '\n' => return None,
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' if previous == '=' || previous == ' ' => quote = Some(character),
            '<' => return None,
            '>' => return Some(at),
            _ => {}
        }
        previous = character;
    }
    None
}
