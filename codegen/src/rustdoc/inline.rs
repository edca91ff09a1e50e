//! The text of a block as rustdoc text: code spans, links and addresses stay, and everything else that rustdoc would take
//! for more than text is escaped. Emphasis stays as it is: rustdoc has nothing against it.

use super::links;
use super::text::{BREAK, GLUE, find_ascii, part};

/// How many characters of a word are searched for the `@` of an address of mail. CommonMark has no such limit.
const LONGEST_MAILBOX: usize = 1_000;

/// The text of a block in pieces. It is escaped as a whole, since a piece can come to mean something beside another.
#[derive(Default)]
pub(super) struct Inline<'a> {
    pieces: Vec<Piece<'a>>,
}

enum Piece<'a> {
    /// Text with escapes and character references.
    Text(String),
    /// The marks of emphasis, which stand next to a word.
    Mark(&'a str),
    /// The start of an HTML element's emphasis, which may stand before spaces.
    Open(&'static str),
    /// Its end, which may stand after spaces.
    Close(&'static str),
    /// A code span with its backticks.
    Code(String),
    /// A web address, as a link.
    Address(&'a str),
    LinkStart(String),
    LinkEnd,
    Break,
}

impl<'a> Inline<'a> {
    /// Returns whether there is nothing to be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Break | Piece::Open(_) | Piece::Close(_) => true,
            _ => false,
        })
    }

    /// Adds text with escapes and character references.
    pub(super) fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    pub(super) fn mark(&mut self, mark: &'a str) {
        self.pieces.push(Piece::Mark(mark));
    }

    pub(super) fn open(&mut self, mark: &'static str) {
        self.pieces.push(Piece::Open(mark));
    }

    pub(super) fn close(&mut self, mark: &'static str) {
        self.pieces.push(Piece::Close(mark));
    }

    pub(super) fn line_break(&mut self) {
        self.pieces.push(Piece::Break);
    }

    pub(super) fn address(&mut self, address: &'a str) {
        self.pieces.push(Piece::Address(address));
    }

    pub(super) fn start_link(&mut self, address: &str) {
        self.pieces.push(Piece::LinkStart(links::encode(address)));
    }

    pub(super) fn end_link(&mut self) {
        self.pieces.push(Piece::LinkEnd);
    }

    /// Adds a code span. Its spaces don't become line feeds.
    pub(super) fn code(&mut self, content: &str, ticks: usize) {
        let words = content.split([' ', '\n']).filter(|word| !word.is_empty());
        let content = words.collect::<Vec<_>>().join(&GLUE.to_string());
        if content.is_empty() {
            let ticks = "`".repeat(ticks);
            return self.text(&format!("{ticks} {ticks}"));
        }
        let ticks = "`".repeat(ticks);
        let gap = match content.starts_with('`') || content.ends_with('`') {
            true => GLUE.to_string(),
            false => String::new(),
        };
        let code = format!("{ticks}{gap}{content}{gap}{ticks}");
        self.pieces.push(Piece::Code(code));
    }

    /// Removes the spaces at the end.
    pub(super) fn trim_end(&mut self) {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.truncate(text.trim_end().len());
        }
    }

    /// Removes the start of a link whose end is in another block.
    fn drop_open_link(&mut self) {
        let is_link = |piece: &Piece<'_>| matches!(piece, Piece::LinkStart(_) | Piece::LinkEnd);
        let Some(last) = self.pieces.iter().rposition(is_link) else {
            return;
        };
        if let Some(Piece::LinkStart(_)) = self.pieces.get(last) {
            let after = self.pieces.split_off(last).into_iter().skip(1);
            for piece in after {
                match piece {
                    Piece::Text(text) => self.text(&text),
                    other => self.pieces.push(other),
                }
            }
        }
    }

    /// Returns the text for rustdoc. Line feeds stay, [`BREAK`] is a hard line break, and [`GLUE`] a space that must not
    /// become a line feed.
    pub(super) fn render(mut self, is_cell: bool) -> String {
        self.drop_open_link();
        let mut renderer = Renderer {
            out: String::new(),
            link: None,
            marks: String::new(),
            is_cell,
        };
        let mut pieces = self.pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let is_last = pieces.peek().is_none();
            renderer.piece(&piece, is_last);
        }
        renderer.out
    }
}

struct Renderer {
    out: String,
    /// The address of the link that has begun, and where its text starts.
    link: Option<(String, usize)>,
    /// The marks that wait for the word they stand before.
    marks: String,
    is_cell: bool,
}

impl Renderer {
    fn piece(&mut self, piece: &Piece<'_>, is_last: bool) {
        match piece {
            Piece::Text(text) => {
                let word = text.trim_start_matches([' ', '\n']);
                self.out.push_str(part(text, 0, text.len() - word.len()));
                if !word.is_empty() {
                    self.take_marks();
                    self.text(word, is_last);
                }
            }
            Piece::Mark(mark) => {
                self.take_marks();
                self.out.push_str(mark);
            }
            Piece::Open(mark) => self.marks.push_str(mark),
            Piece::Close(mark) => self.close(mark),
            Piece::Code(code) => {
                self.take_marks();
                if self.out.ends_with('`') {
                    self.out.push(' ');
                }
                match self.is_cell {
                    true => self.out.push_str(&code.replace('|', "\\|")),
                    false => self.out.push_str(code),
                }
            }
            Piece::Address(address) => {
                self.take_marks();
                match self.link {
                    Some(_) => self.out.push_str(&links::encode(address)),
                    None => self.out.push_str(&format!("<{address}>")),
                }
            }
            Piece::LinkStart(address) => {
                self.take_marks();
                self.link = Some((address.clone(), self.out.len()));
            }
            Piece::LinkEnd => self.end_link(),
            Piece::Break => self.out.push(BREAK),
        }
    }

    fn take_marks(&mut self) {
        self.out.push_str(&std::mem::take(&mut self.marks));
    }

    /// Writes the end of an emphasis before the spaces: Markdown wants the mark next to the word.
    fn close(&mut self, mark: &str) {
        if self.marks.ends_with(mark) {
            self.marks.truncate(self.marks.len() - mark.len());
            return;
        }
        let end = self.out.trim_end_matches([' ', '\n', BREAK]).len();
        let spaces = self.out.split_off(end);
        self.out.push_str(mark);
        self.out.push_str(&spaces);
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else {
            return;
        };
        // A mark that was moved before spaces may stand before the link.
        let text = self.out.split_off(start.min(self.out.len()));
        let text = text.trim_matches([' ', '\n', BREAK, GLUE]);
        if text.is_empty() || links::encode(text) == address {
            self.out.push_str(&format!("<{address}>"));
            return;
        }
        self.escape_exclamation();
        let is_space = |c: char| matches!(c, ' ' | '\n' | BREAK);
        let glued: String = text
            .chars()
            .map(|c| if is_space(c) { GLUE } else { c })
            .collect();
        self.out.push_str(&format!("[{glued}]({address})"));
    }

    /// Escapes an exclamation mark right before a link: it would make it an image.
    fn escape_exclamation(&mut self) {
        let before = self.out.trim_end_matches('!');
        let marks = self.out.len() - before.len();
        let escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
        if marks > usize::from(escaped) {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }

    fn text(&mut self, text: &str, is_last: bool) {
        let mut at = 0;
        while let Some(character) = part(text, at, text.len()).chars().next() {
            let rest = part(text, at, text.len());
            at += match character {
                '\\' => self.backslash(rest),
                '`' => self.plain("\\`", 1),
                '[' => self.plain("\\[", 1),
                ']' => self.plain("\\]", 1),
                '|' if self.is_cell => self.plain("\\|", 1),
                '<' => self.less_than(rest, is_last),
                '&' => match links::reference(rest) {
                    Some((length, true)) => self.plain(" ", length),
                    Some((length, false)) => self.plain(part(rest, 0, length), length),
                    None => self.plain("&", 1),
                },
                'h' | 'H' => self.bare_address(rest),
                _ => {
                    let next = at + character.len_utf8();
                    let end = find_ascii(text, next, may_mean_more).unwrap_or(text.len());
                    self.plain(part(text, at, end), end - at)
                }
            };
        }
    }

    fn plain(&mut self, text: &str, length: usize) -> usize {
        self.out.push_str(text);
        length
    }

    /// Reads a backslash. An escape stays one, and a backslash that is only a backslash must not become one.
    fn backslash(&mut self, rest: &str) -> usize {
        match rest.chars().nth(1) {
            Some(next) if next.is_ascii_punctuation() => self.plain(part(rest, 0, 2), 2),
            Some(next) if next.is_alphanumeric() && !matches!(next, 'h' | 'H') => {
                self.plain("\\", 1)
            }
            _ => self.plain("\\\\", 1),
        }
    }

    fn less_than(&mut self, rest: &str, is_last: bool) -> usize {
        let mut word = rest
            .chars()
            .skip(1)
            .take(LONGEST_MAILBOX)
            .take_while(|c| !c.is_whitespace())
            .peekable();
        let starts = word.peek().map_or(!is_last && rest.len() == 1, |c| {
            c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '<')
        });
        match starts || word.take_while(|c| *c != '<').any(|c| c == '@') {
            true => self.plain("\\<", 1),
            false => self.plain("<", 1),
        }
    }

    /// Turns a bare address into a link. One with parameters leads nowhere and becomes code.
    fn bare_address(&mut self, rest: &str) -> usize {
        let length = links::bare_address(rest).filter(|_| self.link.is_none());
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

/// Returns whether a character is looked at on its own.
const fn may_mean_more(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'[' | b']' | b'|' | b'<' | b'&' | b'h' | b'H'
    )
}
