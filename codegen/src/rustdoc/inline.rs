//! The text of a block rewritten: code spans, links and addresses kept, everything else that rustdoc would take for
//! more than text escaped. Emphasis goes through as it is; rustdoc has nothing against it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{BREAK, GLUE, find_ascii, links, part};

/// How many characters a mailbox in angle brackets may have; CommonMark sets no limit, but its labels have one.
const LONGEST_MAILBOX: usize = 1_000;

/// Rewrites the text of a block.
///
/// Line feeds stay, [`BREAK`] is a hard line break, [`GLUE`] a space that must not become a line feed.
pub(super) fn render(text: &str) -> String {
    Renderer::new(&unwrap(text), true).render()
}

/// Replaces links that are not kept by their texts: those that lead nowhere, and those in the texts of others.
///
/// In the source, and not while it is rewritten, since a text can come to mean something next to what is before it.
fn unwrap(text: &str) -> Cow<'_, str> {
    let is_bracket = |byte| matches!(byte, b'[' | b']');
    if find_ascii(text, 0, is_bracket).is_none() {
        return Cow::Borrowed(text);
    }
    let brackets = brackets(text, &Ticks::new(text));
    let mut out = String::with_capacity(text.len());
    let mut dropped: BTreeMap<usize, usize> = BTreeMap::new();
    let mut end_of_link = 0;
    let mut at = 0;
    while let Some(next) = find_ascii(text, at, is_bracket) {
        out.push_str(part(text, at, next));
        at = next;
        let link = brackets
            .get(&at)
            .and_then(|close| Some((*close, links::link_target(text, *close)?)));
        match (link, dropped.get(&at)) {
            (Some((close, (address, end))), _) if at < end_of_link || !links::is_web(&address) => {
                if out.ends_with('!') && !out.ends_with("\\!") {
                    out.pop();
                }
                dropped.insert(close, end);
                at += 1;
            }
            (Some((close, _)), _) => {
                end_of_link = close;
                out.push('[');
                at += 1;
            }
            (None, Some(end)) => at = *end,
            (None, None) => {
                out.push_str(part(text, at, at + 1));
                at += 1;
            }
        }
        if out.ends_with('`') && part(text, at, text.len()).starts_with('`') {
            out.push(' ');
        }
    }
    out.push_str(part(text, at, text.len()));
    Cow::Owned(out)
}

/// The runs of backticks in a text.
///
/// CommonMark 0.31.2, "Code spans": a span ends at the next run as long as the one it starts with.
pub(super) struct Ticks<'a> {
    text: &'a str,
    /// By the length of the runs, where they start, in order.
    runs: BTreeMap<usize, Vec<usize>>,
}

/// A code span.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    /// How many backticks there are on either side.
    pub(super) ticks: usize,
    pub(super) content: &'a str,
    /// Where the text goes on.
    pub(super) end: usize,
}

impl<'a> Ticks<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut at = 0;
        while let Some(offset) = text.get(at..).and_then(|rest| rest.find('`')) {
            at += offset;
            let length = leading_ticks(part(text, at, text.len()));
            runs.entry(length).or_default().push(at);
            at += length;
        }
        Ticks { text, runs }
    }

    /// The code span that starts at an offset, if it has an end and is not blank.
    pub(super) fn span(&self, at: usize) -> Option<Span<'a>> {
        let ticks = leading_ticks(part(self.text, at, self.text.len()));
        let starts = self.runs.get(&ticks)?;
        let end = *starts.get(starts.partition_point(|start| *start < at + ticks))?;
        let content = part(self.text, at + ticks, end);
        let blank = content.chars().all(|c| c.is_whitespace() || c == BREAK);
        (!blank).then_some(Span {
            ticks,
            content,
            end: end + ticks,
        })
    }
}

fn leading_ticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

struct Renderer<'a> {
    text: &'a str,
    ticks: Ticks<'a>,
    /// For each `[` its `]`.
    brackets: BTreeMap<usize, usize>,
    /// Whether links may stand in it; not so in the text of one.
    linkable: bool,
    out: String,
}

impl<'a> Renderer<'a> {
    fn new(text: &'a str, linkable: bool) -> Self {
        let ticks = Ticks::new(text);
        let brackets = brackets(text, &ticks);
        Renderer {
            text,
            ticks,
            brackets,
            linkable,
            out: String::with_capacity(text.len()),
        }
    }

    fn render(mut self) -> String {
        let mut at = 0;
        while let Some(character) = part(self.text, at, self.text.len()).chars().next() {
            let rest = part(self.text, at, self.text.len());
            at += match character {
                '\\' => self.backslash(rest),
                '`' => self.code(at, rest),
                '!' if rest.starts_with("![") => self
                    .link(at + 1)
                    .map_or_else(|| self.plain("!", 1), |end| end - at),
                '[' => self
                    .link(at)
                    .map_or_else(|| self.plain("\\[", 1), |end| end - at),
                ']' => self.plain("\\]", 1),
                '<' => self.less_than(rest),
                '&' => match links::reference(rest) {
                    Some((length, true)) => self.plain(" ", length),
                    Some((length, false)) => self.plain(part(rest, 0, length), length),
                    None => self.plain("&", 1),
                },
                'h' | 'H' => self.address(rest),
                _ => {
                    let next = at + character.len_utf8();
                    let end = find_ascii(self.text, next, may_mean_more).unwrap_or(self.text.len());
                    self.plain(part(self.text, at, end), end - at)
                }
            };
        }
        self.out
    }

    fn plain(&mut self, text: &str, length: usize) -> usize {
        self.out.push_str(text);
        length
    }

    /// An escape stays one; a backslash that is only a backslash must not become one.
    fn backslash(&mut self, rest: &str) -> usize {
        match rest.chars().nth(1) {
            Some('\n') => {
                self.out.push(BREAK);
                2
            }
            Some(next) if next.is_ascii_punctuation() => self.plain(part(rest, 0, 2), 2),
            Some(next) if next.is_alphanumeric() && !matches!(next, 'h' | 'H') => {
                self.plain("\\", 1)
            }
            _ => self.plain("\\\\", 1),
        }
    }

    fn code(&mut self, at: usize, rest: &str) -> usize {
        let Some(span) = self.ticks.span(at) else {
            let ticks = leading_ticks(rest);
            self.out.push_str(&"\\`".repeat(ticks));
            return ticks;
        };
        let ticks = "`".repeat(span.ticks);
        let words: Vec<&str> = span
            .content
            .split([' ', '\n', BREAK])
            .filter(|word| !word.is_empty())
            .collect();
        let content = words.join(&GLUE.to_string());
        let gap = if content.starts_with('`') || content.ends_with('`') {
            GLUE.to_string()
        } else {
            String::new()
        };
        self.out
            .push_str(&format!("{ticks}{gap}{content}{gap}{ticks}"));
        span.end - at
    }

    /// Rewrites a link or an image as a link; returns where it ends.
    fn link(&mut self, open: usize) -> Option<usize> {
        let close = *self.brackets.get(&open).filter(|_| self.linkable)?;
        let (address, end) =
            links::link_target(self.text, close).filter(|(address, _)| links::is_web(address))?;
        let text = part(self.text, open + 1, close);
        let rendered = Renderer::new(text, false).render();
        let rendered = rendered.trim_matches([' ', '\n', BREAK, GLUE]);
        let address = links::encode(&address);
        if rendered.is_empty() || links::encode(text) == address {
            self.out.push_str(&format!("<{address}>"));
        } else {
            self.escape_exclamation();
            let glued: String = rendered
                .chars()
                .map(|c| {
                    if matches!(c, ' ' | '\n' | BREAK) {
                        GLUE
                    } else {
                        c
                    }
                })
                .collect();
            self.out.push_str(&format!("[{glued}]({address})"));
        }
        Some(end)
    }

    /// An exclamation mark right before a link would make it an image.
    fn escape_exclamation(&mut self) {
        let before = self.out.trim_end_matches('!');
        let marks = self.out.len() - before.len();
        let escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
        if marks > usize::from(escaped) {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }

    fn less_than(&mut self, rest: &str) -> usize {
        if let Some(address) = links::pointed_address(rest) {
            let kept = if self.linkable {
                part(rest, 0, address.len() + 2)
            } else {
                address
            };
            return self.plain(kept, address.len() + 2);
        }
        let mut word = rest
            .chars()
            .skip(1)
            .take(LONGEST_MAILBOX)
            .take_while(|c| !c.is_whitespace())
            .peekable();
        let starts = word
            .peek()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '<'));
        self.plain(
            if starts || word.take_while(|c| *c != '<').any(|c| c == '@') {
                "\\<"
            } else {
                "<"
            },
            1,
        )
    }

    /// A bare address becomes a link; one with parameters leads nowhere and becomes code.
    fn address(&mut self, rest: &str) -> usize {
        let length = links::bare_address(rest).filter(|_| self.linkable);
        let Some(length) = length else {
            return self.plain(part(rest, 0, 1), 1);
        };
        let address = part(rest, 0, length);
        let touches_code =
            self.out.ends_with('`') || part(rest, length, rest.len()).starts_with('`');
        if address.contains(['{', '}']) && !touches_code {
            self.out.push_str(&format!("`{address}`"));
        } else {
            self.out.push_str(&format!("<{address}>"));
        }
        length
    }
}

/// Whether a character is looked at on its own.
const fn may_mean_more(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'!' | b'[' | b']' | b'<' | b'&' | b'h' | b'H'
    )
}

/// Finds for each `[` outside of code its `]`.
fn brackets(text: &str, ticks: &Ticks<'_>) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    let is_looked_at = |byte| matches!(byte, b'\\' | b'`' | b'<' | b'[' | b']');
    while let Some(next) = find_ascii(text, at, is_looked_at) {
        at = next;
        let rest = part(text, at, text.len());
        at += match rest.chars().next() {
            Some('\\') => {
                1 + rest
                    .chars()
                    .nth(1)
                    .filter(char::is_ascii_punctuation)
                    .map_or(0, char::len_utf8)
            }
            Some('`') => ticks
                .span(at)
                .map_or_else(|| leading_ticks(rest), |span| span.end - at),
            Some('<') => links::pointed_address(rest).map_or(1, |address| address.len() + 2),
            Some('[') => {
                open.push(at);
                1
            }
            _ => {
                if let Some(start) = open.pop() {
                    pairs.insert(start, at);
                }
                1
            }
        };
    }
    pairs
}
