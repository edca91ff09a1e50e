//! HTML in descriptions turned into Markdown.
//!
//! Tags that only mark up what Markdown can say as well are rewritten; code spans and fences are left alone, and so is
//! every tag without a translation (`<branch>` is mostly a placeholder, not HTML): the later escaping shows it as text.

use std::collections::{BTreeMap, BTreeSet};

use super::inline::Ticks;
use super::lines::{Fence, strip_markers};
use super::markdown::Output;
use super::tags::Tag;
use super::{find_ascii, links, part};

/// Turns the HTML in a cleaned description into Markdown.
pub(super) fn translate(text: &str) -> String {
    let mut out = Output::default();
    let mut start = 0;
    let mut at = 0;
    let mut fence: Option<Fence> = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if let Some(open) = fence {
            out.text.push_str(line);
            if open.is_closed_by(line.trim_start_matches(['>', ' '])) {
                fence = None;
            }
            start = end;
        } else if let Some(open) = Fence::open(strip_markers(line)) {
            translate_chunk(part(text, start, at), &mut out);
            out.own_line();
            out.text.push_str(line);
            fence = Some(open);
            start = end;
        }
        at = end;
    }
    translate_chunk(part(text, start, text.len()), &mut out);
    out.text
}

/// A piece of a description.
enum Token<'a> {
    /// Markdown text.
    Text(&'a str),
    /// A code span, with its backticks.
    Code(&'a str),
    /// The content of a `<pre>`.
    Preformatted(&'a str),
    /// A tag.
    Tag(Tag<'a>),
}

/// Splits text without fences into tokens; comments are left out.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let ticks = Ticks::new(text);
    let mut tokens = Vec::new();
    let (mut start, mut at) = (0, 0);
    let (mut comments, mut preformatted) = (true, true);
    let is_looked_at = |byte| matches!(byte, b'\\' | b'`' | b'<');
    while let Some(next) = find_ascii(text, at, is_looked_at) {
        at = next;
        let rest = part(text, at, text.len());
        let (token, length) = if rest.starts_with('\\') {
            at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
            continue;
        } else if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            match ticks.span(at).filter(|span| !span.content.contains("\n\n")) {
                Some(span) => (Some(Token::Code(part(text, at, span.end))), span.end - at),
                None => (Some(Token::Text(part(text, at, at + run))), run),
            }
        } else if comments && rest.starts_with("<!--") {
            let end = rest.find("-->");
            comments = end.is_some();
            (None, end.map_or(0, |end| end + 3))
        } else if let Some(tag) = Tag::read(rest) {
            let end = if preformatted && tag.name == "pre" && !tag.closing {
                find_end_of_pre(rest)
            } else {
                None
            };
            preformatted &= end.is_some() || tag.name != "pre" || tag.closing;
            let length = end.map_or(tag.raw.len(), |end| end + "</pre>".len());
            let content = end.map(|end| part(rest, tag.raw.len(), end));
            (
                Some(content.map_or(Token::Tag(tag), Token::Preformatted)),
                length,
            )
        } else {
            (Some(Token::Text("<")), 1)
        };
        if length > 0 {
            tokens.push(Token::Text(part(text, start, at)));
            tokens.extend(token);
            start = at + length;
        }
        at += length.max(1);
    }
    tokens.push(Token::Text(part(text, start, text.len())));
    tokens
}

fn find_end_of_pre(text: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        text.get(*at..at + "</pre>".len())
            .is_some_and(|tag| tag.eq_ignore_ascii_case("</pre>"))
    })
}

/// Which Markdown an inline element becomes.
fn is_inline(name: &str) -> bool {
    is_code(name) || emphasis(name).is_some() || name == "a"
}

fn is_code(name: &str) -> bool {
    matches!(name, "code" | "tt" | "kbd" | "samp" | "var")
}

fn emphasis(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("**"),
        "i" | "em" => Some("*"),
        _ => None,
    }
}

/// For each tag of an inline element the index of its other end, where both stand in one paragraph.
fn pairs(tokens: &[Token<'_>]) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Tag(tag) if is_inline(&tag.name) && tag.closing => {
                if let Some(start) = open.get_mut(tag.name.as_str()).and_then(Vec::pop) {
                    pairs.insert(start, index);
                    pairs.insert(index, start);
                }
            }
            Token::Tag(tag) if is_inline(&tag.name) => {
                open.entry(&tag.name).or_default().push(index)
            }
            Token::Tag(tag) if ends_paragraph(&tag.name) => open.clear(),
            Token::Text(text) if text.contains("\n\n") => open.clear(),
            Token::Preformatted(_) => open.clear(),
            Token::Tag(_) | Token::Text(_) | Token::Code(_) => {}
        }
    }
    pairs
}

fn ends_paragraph(name: &str) -> bool {
    is_section(name)
        || matches!(
            name,
            "p" | "li" | "ul" | "ol" | "hr" | "tr" | "td" | "th" | "table"
        )
}

/// Elements that start a paragraph of their own, if their end tag is there as well.
fn is_section(name: &str) -> bool {
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

/// Elements whose tags add nothing, if their end tag is there as well.
fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "span" | "font" | "u" | "small" | "big" | "abbr" | "label" | "thead" | "tbody" | "tfoot"
    )
}

fn heading(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn translate_chunk(text: &str, out: &mut Output) {
    let tokens = tokens(text);
    let pairs = pairs(&tokens);
    let ended: BTreeSet<&str> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Tag(tag) if tag.closing => Some(tag.name.as_str()),
            _ => None,
        })
        .collect();
    out.row = text.trim_start_matches(' ').starts_with('|');
    let mut link: Option<(usize, &str)> = None;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let other = pairs.get(&index).copied();
        match (token, other) {
            (Token::Text(text), _) if link.is_some() => {
                out.text(&text.replace('[', "\\[").replace(']', "\\]"))
            }
            (Token::Text(text), _) => out.text(text),
            (Token::Code(code), _) => out.word(code),
            (Token::Preformatted(content), _) => out.code(&without_code_tags(content)),
            (Token::Tag(tag), Some(end)) if is_code(&tag.name) => {
                out.code_span(&code(tokens.get(index + 1..end).unwrap_or_default()));
                index = end;
            }
            (Token::Tag(tag), Some(_)) if emphasis(&tag.name).is_some() => {
                out.emphasis(emphasis(&tag.name).unwrap_or_default(), tag.closing);
            }
            (Token::Tag(tag), Some(end)) if tag.closing => {
                if let Some((_, address)) = link.take_if(|(start, _)| *start == end) {
                    out.end_link(address);
                }
            }
            (Token::Tag(tag), Some(_)) => {
                let address = tag
                    .attribute("href")
                    .filter(|address| links::is_web(address));
                if let (None, Some(address)) = (link, address) {
                    out.start_link();
                    link = Some((index, address));
                }
            }
            (Token::Tag(tag), None) => block_tag(tag, ended.contains(tag.name.as_str()), out),
        }
        index += 1;
    }
}

/// Writes a tag outside of a paragraph, or one without a translation.
fn block_tag(tag: &Tag<'_>, ended: bool, out: &mut Output) {
    match (tag.name.as_str(), tag.closing) {
        ("br", _) => out.line_break(),
        ("p", _) => out.paragraph(),
        ("hr", false)
            if ended || tag.attributes.trim().is_empty() || tag.attributes.contains('=') =>
        {
            out.rule()
        }
        ("ul" | "table", false) if ended => out.start_list(None),
        ("ol", false) if ended => out.start_list(Some(1)),
        ("ul" | "ol" | "table", true) => out.end_list(),
        ("li" | "tr", false) => out.item(),
        ("li" | "tr" | "td" | "th", true) => {}
        ("td" | "th", false) => out.cell(),
        ("sup", false) if ended => out.text("^"),
        ("sup", true) => {}
        ("img", false) if tag.attributes.contains('=') => {}
        (name, closing) if ended && is_section(name) => match heading(name) {
            Some(level) if !closing => out.heading(level),
            _ => out.paragraph(),
        },
        (name, _) if ended && is_transparent(name) => {}
        _ => out.text(tag.raw),
    }
}

/// The text between `<code>` and `</code>`.
fn code(tokens: &[Token<'_>]) -> String {
    let mut content = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => content.push_str(text),
            Token::Code(code) => content.push_str(code.trim_matches('`')),
            Token::Tag(tag) if is_inline(&tag.name) || is_transparent(&tag.name) => {}
            Token::Tag(tag) if tag.name == "br" => content.push(' '),
            Token::Tag(tag) => content.push_str(tag.raw),
            Token::Preformatted(_) => {}
        }
    }
    links::unescape(&content.replace("\\_", "_").replace("\\*", "*"))
}

/// The content of a `<pre>` without the tags around and within its code.
fn without_code_tags(content: &str) -> String {
    let mut plain = String::new();
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        plain.push_str(part(rest, 0, at));
        rest = part(rest, at, rest.len());
        match Tag::read(rest) {
            Some(tag) if is_inline(&tag.name) || is_transparent(&tag.name) => {
                rest = part(rest, tag.raw.len(), rest.len());
            }
            Some(tag) if tag.name == "br" => {
                plain.push('\n');
                rest = part(rest, tag.raw.len(), rest.len());
            }
            _ => {
                plain.push('<');
                rest = part(rest, 1, rest.len());
            }
        }
    }
    plain.push_str(rest);
    links::unescape(&plain)
}
