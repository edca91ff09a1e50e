//! Descriptions as one stream of tokens: the events of the Markdown parser, with HTML split into tags.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag as Start, TagEnd};

use super::links;
use super::tags::Tag;
use super::text::part;

/// Keeps a line that begins with a tag from being a block of HTML, whose text isn't read as Markdown.
const GUARD: char = '\u{3}';

/// A piece of a description.
pub(super) enum Token<'a> {
    /// Text as written, with its escapes and character references.
    Text(Cow<'a, str>),
    /// The marks around emphasized text.
    Mark(&'a str),
    /// The content of a code span, and how many backticks there are on either side.
    Code(Cow<'a, str>, usize),
    /// A hard line break.
    Break,
    /// The start of a link or an image, with its address.
    LinkStart(CowStr<'a>),
    LinkEnd,
    /// An address in angle brackets.
    Address(&'a str),
    /// An HTML tag, and where it starts.
    Tag(Tag<'a>, usize),
    /// The content of a `<pre>`.
    Preformatted(&'a str),
    /// The text of a code block.
    CodeBlock(String),
    Rule,
    /// The start of another block.
    Start(Start<'a>),
    End(TagEnd),
}

/// Prepares a cleaned description for [`read`].
pub(super) fn guard(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let is_marker =
            |c: char| c.is_ascii_digit() || matches!(c, ' ' | '>' | '-' | '*' | '+' | '.' | ')');
        let body = line.trim_start_matches(is_marker);
        if starts_html(body) {
            guarded.push_str(part(line, 0, line.len() - body.len()));
            guarded.push(GUARD);
            guarded.push_str(body);
        } else {
            guarded.push_str(line);
        }
    }
    guarded
}

/// Returns whether a line starts with HTML. Comments and `<pre>` may have blank lines, so they stay blocks.
fn starts_html(body: &str) -> bool {
    let Some(inner) = body.strip_prefix('<') else {
        return false;
    };
    let is_pre = part(inner, 0, 3).eq_ignore_ascii_case("pre");
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        && !is_pre
        && !inner.starts_with("!--")
        && links::pointed_address(body).is_none()
}

/// Returns text without guards.
pub(super) fn unguarded(text: &str) -> Cow<'_, str> {
    match text.contains(GUARD) {
        true => Cow::Owned(text.replace(GUARD, "")),
        false => Cow::Borrowed(text),
    }
}

/// Reads the tokens of a guarded description.
pub(super) fn read(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader {
        source,
        tokens: Vec::new(),
        end: 0,
        skip_to: 0,
        code: None,
        is_autolink: false,
        kept: Vec::new(),
        has_pre_end: true,
    };
    let events = Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter();
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.tokens
}

struct Reader<'a> {
    source: &'a str,
    tokens: Vec<Token<'a>>,
    /// Where the last piece of text ends.
    end: usize,
    /// Pieces of text before this are part of another token.
    skip_to: usize,
    /// The text of the code block so far.
    code: Option<String>,
    /// Whether an address in angle brackets has begun.
    is_autolink: bool,
    /// For each emphasis and link that has begun, whether it has a token.
    kept: Vec<bool>,
    /// Whether a `</pre>` may follow.
    has_pre_end: bool,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(start) => self.start(start, range),
            Event::End(end) => self.end(end, range),
            Event::Rule => self.tokens.push(Token::Rule),
            Event::Text(text) if self.code.is_some() => {
                if let Some(code) = &mut self.code {
                    code.push_str(&text);
                }
            }
            _ if range.start < self.skip_to || self.is_autolink => {}
            leaf => {
                self.leaf(leaf, &range);
                self.end = range.end;
            }
        }
    }

    fn leaf(&mut self, leaf: Event<'a>, range: &Range<usize>) {
        let written = part(self.source, range.start, range.end);
        match leaf {
            Event::Text(_) => {
                let is_escaped = part(self.source, self.end, range.start).ends_with('\\');
                let start = range.start - usize::from(is_escaped);
                self.text(part(self.source, start, range.end));
            }
            Event::Code(content) => {
                let ticks = written.len() - written.trim_start_matches('`').len();
                let content = Cow::Owned(unguarded(&content).into_owned());
                self.tokens.push(Token::Code(content, ticks));
            }
            Event::InlineHtml(_) => self.html(written, range.start),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.tokens.push(Token::Break),
            _ => self.text(written),
        }
    }

    fn text(&mut self, text: &'a str) {
        self.tokens.push(Token::Text(unguarded(text)));
    }

    fn start(&mut self, start: Start<'a>, range: Range<usize>) {
        match start {
            Start::CodeBlock(_) => self.code = Some(String::new()),
            Start::HtmlBlock => {
                self.html_block(part(self.source, range.start, range.end), range.start);
                self.skip_to = self.skip_to.max(range.end);
            }
            _ if range.start < self.skip_to && is_inline(&start) => self.kept.push(false),
            Start::Emphasis => self.start_mark(range.start, 1),
            Start::Strong => self.start_mark(range.start, 2),
            Start::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                let written = part(self.source, range.start, range.end);
                match links::pointed_address(written) {
                    Some(address) => self.tokens.push(Token::Address(address)),
                    None => self.text(written),
                }
                self.is_autolink = true;
                self.kept.push(false);
                self.end = range.end;
            }
            Start::Link { dest_url, .. } | Start::Image { dest_url, .. } => {
                self.tokens.push(Token::LinkStart(dest_url));
                self.kept.push(true);
                self.end = range.start;
            }
            other => self.tokens.push(Token::Start(other)),
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                if range.start >= self.skip_to {
                    let code = unguarded(&code).into_owned();
                    self.tokens.push(Token::CodeBlock(code));
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image
                if self.kept.pop() != Some(true) =>
            {
                self.is_autolink = false;
            }
            TagEnd::Emphasis => self.mark(range.end - 1, 1),
            TagEnd::Strong => self.mark(range.end - 2, 2),
            TagEnd::Link | TagEnd::Image => {
                self.tokens.push(Token::LinkEnd);
                self.end = range.end;
            }
            other => self.tokens.push(Token::End(other)),
        }
    }

    fn start_mark(&mut self, at: usize, length: usize) {
        self.mark(at, length);
        self.kept.push(true);
    }

    fn mark(&mut self, at: usize, length: usize) {
        let mark = part(self.source, at, at + length);
        self.tokens.push(Token::Mark(mark));
        self.end = at + length;
    }

    /// Adds what a piece of HTML is: a tag, a comment, or text.
    fn html(&mut self, html: &'a str, at: usize) {
        if html.starts_with("<!--") {
            return;
        }
        match Tag::read(html).filter(|tag| tag.raw.len() == html.len()) {
            Some(tag) => self.tag(tag, at),
            None => self.text(html),
        }
    }

    fn tag(&mut self, tag: Tag<'a>, at: usize) {
        let content = at + tag.raw.len();
        if tag.name == "pre" && !tag.closing && self.has_pre_end {
            match end_of_pre(part(self.source, content, self.source.len())) {
                Some(length) => {
                    let code = part(self.source, content, content + length);
                    self.tokens.push(Token::Preformatted(code));
                    self.skip_to = content + length + "</pre>".len();
                    return;
                }
                None => self.has_pre_end = false,
            }
        }
        self.tokens.push(Token::Tag(tag, at));
    }

    /// Adds the tokens of a block that begins with `<pre>` or a comment.
    fn html_block(&mut self, html: &'a str, at: usize) {
        let mut offset = 0;
        while let Some(next) = part(html, offset, html.len()).find('<') {
            self.text(part(html, offset, offset + next));
            offset += next;
            let rest = part(html, offset, html.len());
            let comment = rest
                .strip_prefix("<!--")
                .and_then(|inner| inner.find("-->"));
            offset += if let Some(length) = comment {
                length + "<!---->".len()
            } else if let Some(tag) = Tag::read(rest) {
                let length = tag.raw.len();
                self.tag(tag, at + offset);
                length.max(self.skip_to.saturating_sub(at + offset))
            } else {
                self.text("<");
                1
            };
        }
        self.text(part(html, offset, html.len()));
        self.tokens.push(Token::End(TagEnd::HtmlBlock));
    }
}

/// Returns whether a start is of something within a paragraph.
const fn is_inline(start: &Start<'_>) -> bool {
    matches!(
        start,
        Start::Emphasis | Start::Strong | Start::Link { .. } | Start::Image { .. }
    )
}

fn end_of_pre(text: &str) -> Option<usize> {
    let ends = text.match_indices("</").map(|(at, _)| at);
    ends.into_iter()
        .find(|at| part(text, *at, *at + "</pre>".len()).eq_ignore_ascii_case("</pre>"))
}
