//! What HTML elements mean. Elements that only mark up what Markdown can say as well are translated. Every other tag is
//! text: `<branch>` is mostly a placeholder, not HTML.

use std::collections::BTreeMap;

use super::links;
use super::tags::Tag;
use super::text::part;
use super::tokens::{Token, unguarded};

/// For each tag of an element within a paragraph the index of its other tag.
pub(super) type Pairs = BTreeMap<usize, usize>;

/// Pairs the tags of elements that begin and end in one paragraph.
pub(super) fn pairs(tokens: &[Token<'_>]) -> Pairs {
    let mut pairs = Pairs::new();
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Tag(tag, _) if is_inline(&tag.name) && tag.closing => {
                if let Some(start) = open.get_mut(tag.name.as_str()).and_then(Vec::pop) {
                    pairs.insert(start, index);
                    pairs.insert(index, start);
                }
            }
            Token::Tag(tag, _) if is_inline(&tag.name) => {
                open.entry(&tag.name).or_default().push(index);
            }
            Token::Tag(tag, _) if ends_paragraph(&tag.name) => open.clear(),
            Token::Preformatted(_)
            | Token::CodeBlock(_)
            | Token::Rule
            | Token::Start(_)
            | Token::End(_) => open.clear(),
            _ => {}
        }
    }
    pairs
}

/// Returns whether an element is within a paragraph, as far as it is translated.
fn is_inline(name: &str) -> bool {
    is_code(name) || emphasis(name).is_some() || name == "a"
}

/// Returns whether an element is a code span.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "code" | "tt" | "kbd" | "samp" | "var")
}

/// Returns the mark of an element that emphasizes.
pub(super) fn emphasis(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("**"),
        "i" | "em" => Some("*"),
        _ => None,
    }
}

fn ends_paragraph(name: &str) -> bool {
    is_section(name)
        || matches!(
            name,
            "p" | "li" | "ul" | "ol" | "hr" | "tr" | "td" | "th" | "table"
        )
}

/// Returns whether an element with an end tag is a paragraph of its own.
pub(super) fn is_section(name: &str) -> bool {
    heading(name).is_some()
        || matches!(
            name,
            "div"
                | "section"
                | "article"
                | "center"
                | "main"
                | "blockquote"
                | "details"
                | "summary"
                | "dl"
                | "dt"
                | "dd"
        )
}

/// Returns whether the tags of an element with an end tag add nothing.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "span" | "font" | "u" | "small" | "big" | "abbr" | "label" | "thead" | "tbody" | "tfoot"
    )
}

/// Returns the level of a heading.
pub(super) fn heading(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Returns the content of a code element as text.
pub(super) fn code(content: &str) -> String {
    let plain = without_tags(content, " ");
    links::unescape(&plain.replace("\\_", "_").replace("\\*", "*"))
}

/// Returns the content of a `<pre>` as text.
pub(super) fn without_code_tags(content: &str) -> String {
    links::unescape(&without_tags(content, "\n"))
}

/// Removes the tags that would only mark up code.
fn without_tags(content: &str, line_break: &str) -> String {
    let content = unguarded(content);
    let mut plain = String::new();
    let mut rest: &str = &content;
    while let Some(at) = rest.find('<') {
        plain.push_str(part(rest, 0, at));
        rest = part(rest, at, rest.len());
        let length = match Tag::read(rest) {
            Some(tag) if is_inline(&tag.name) || is_transparent(&tag.name) => tag.raw.len(),
            Some(tag) if tag.name == "br" => {
                plain.push_str(line_break);
                tag.raw.len()
            }
            _ => {
                plain.push('<');
                1
            }
        };
        rest = part(rest, length, rest.len());
    }
    plain.push_str(rest);
    plain
}
