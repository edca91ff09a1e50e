//! The characters of descriptions, and look-ups in text.

use std::borrow::Cow;

/// Marks a hard line break in the text of a block. [`clean`] keeps it out of the input.
pub(super) const BREAK: char = '\u{1}';

/// Marks a space where a line must not be broken.
pub(super) const GLUE: char = '\u{2}';

/// Returns the visible characters of a text on one line.
pub fn visible_line(text: &str) -> String {
    let space = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars()
        .map(space)
        .filter(|c| !is_invisible(*c))
        .collect()
}

/// Keeps line feeds, spaces and visible characters. Removes other control characters, invisible ones that change how a
/// line reads, and common indentation.
pub(super) fn clean(text: &str) -> String {
    let visible = match text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(without_invisible(text)),
    };
    let indent = visible
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut cleaned = String::with_capacity(visible.len() + 1);
    for line in visible.lines() {
        if !line.trim().is_empty() {
            cleaned.push_str(line.get(indent..).unwrap_or_default());
        }
        cleaned.push('\n');
    }
    cleaned
}

fn without_invisible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                visible.push('\n')
            }
            '\t' => visible.push_str("    "),
            _ if character.is_whitespace() => visible.push(' '),
            _ if is_invisible(character) => {}
            _ => visible.push(character),
        }
    }
    visible
}

/// Returns whether a character is invisible: controls, directions of writing, byte order marks, tags.
///
/// Joiners (U+200C, U+200D) and variation selectors stay, since scripts and emoji need them.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns how many spaces a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns the part of a text between two byte offsets, empty if they don't fit it.
pub(super) fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// Returns where the first of some ASCII characters is from an offset on.
pub(super) fn find_ascii(text: &str, from: usize, is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let mut rest = text.as_bytes().get(from..)?.iter();
    rest.position(|byte| is_one(*byte))
        .map(|offset| from + offset)
}
