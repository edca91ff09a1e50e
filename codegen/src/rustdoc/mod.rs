//! Descriptions as rustdoc text.
//!
//! A description is CommonMark with HTML in it ([OpenAPI 3.1, "Rich Text Formatting"][rich]), written by a stranger for
//! a web page. Copied as it stands into a doc comment it would become doctests, broken intra-doc links and lint
//! warnings in the user's crate. So it is read into a few plain blocks and written anew, with everything escaped that
//! rustdoc would take for more than text:
//!
//! - [`clean`] leaves printable characters, spaces and line feeds;
//! - [`html`] turns the usual tags into Markdown, and leaves the others for the escaping;
//! - [`block`] reads paragraphs, lists, tables, fences and so on;
//! - [`inline`] rewrites code spans, links and addresses in the text of a block;
//! - [`layout`] lays the blocks out as lines.
//!
//! What is safe rests on the last two alone: a misread input costs beauty, never a warning. Each stage takes time in
//! proportion to its input, and nesting is bounded.
//!
//! [rich]: https://spec.openapis.org/oas/v3.1.1.html#rich-text-formatting

use std::borrow::Cow;

mod block;
mod html;
mod inline;
mod layout;
mod lines;
mod links;
mod markdown;
#[cfg(test)]
mod reading;
mod tags;
#[cfg(test)]
mod tests;

/// Stands for a hard line break from [`html`] and [`block`] to [`layout`]; [`clean`] keeps it out of the input.
const BREAK: char = '\u{1}';

/// Stands for a space at which no line may be broken, from [`inline`] to [`layout`].
const GLUE: char = '\u{2}';

/// Writes a description as rustdoc text: one string a line, without `///` and without a leading space.
///
/// Never two blank lines in a row, none first or last; nothing at all for a description without text.
pub(crate) fn rustdoc(text: &str) -> Vec<String> {
    let markdown = html::translate(&clean(text));
    let source: Vec<&str> = markdown.lines().collect();
    layout::lines(&block::parse(&source))
}

/// Writes the first paragraph of a description as rustdoc text.
pub(crate) fn first_paragraph(text: &str) -> Vec<String> {
    let markdown = html::translate(&clean(text));
    let source: Vec<&str> = markdown.lines().collect();
    let blocks = block::parse(&source);
    let first = blocks
        .into_iter()
        .find(|block| matches!(block, block::Block::Paragraph(_)));
    layout::lines(first.as_slice())
}

/// What can be seen of a text, on one line.
pub fn visible_line(text: &str) -> String {
    let space = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars()
        .map(space)
        .filter(|c| !is_invisible(*c))
        .collect()
}

/// Keeps line feeds, spaces and what can be seen: no other control characters, no invisible ones that change how a
/// line reads, no common indentation.
fn clean(text: &str) -> String {
    let visible = match text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(without_invisible(text)),
    };
    let indent = visible
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(lines::indent)
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

/// Whether a character shows nothing of its own: controls, directions of writing, marks of byte order, tags.
///
/// The joiners (U+200C, U+200D) and variation selectors stay, since scripts and emoji need them.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The part of a text between two byte offsets; empty where they don't fit it.
fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// Where the first byte from an offset on stands that is one of some ASCII characters.
fn find_ascii(text: &str, from: usize, is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let mut rest = text.as_bytes().get(from..)?.iter();
    rest.position(|byte| is_one(*byte))
        .map(|offset| from + offset)
}
