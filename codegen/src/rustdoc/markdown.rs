//! Markdown written from the pieces of HTML.

use super::{BREAK, links, part};

/// How deep HTML lists are indented; deeper ones join the last level.
const DEEPEST_LIST: usize = 3;

/// The Markdown written so far, and where in the HTML it stands.
#[derive(Default)]
pub(super) struct Output {
    pub(super) text: String,
    /// Marks that wait for the word they stand before.
    marks: String,
    lists: Vec<List>,
    /// Lists within lists too deep to be indented.
    deeper: usize,
    /// Whether an element has begun whose source is indented as its author liked.
    nested: bool,
    /// Whether an item has begun and has no text yet.
    fresh: bool,
    /// Whether a heading has begun, which must stay on one line.
    heading: bool,
    /// Whether the current line is a row of a Markdown table, which must stay on one line.
    pub(super) row: bool,
}

/// An HTML list.
struct List {
    /// The number of its next item.
    number: Option<u32>,
    /// The width of the marker of its current item.
    width: usize,
    empty: bool,
}

impl Output {
    fn indent(&self) -> String {
        " ".repeat(self.lists.iter().map(|list| list.width).sum())
    }

    /// Writes Markdown text, which may be of several lines.
    pub(super) fn text(&mut self, text: &str) {
        let mut lines = text.split('\n').peekable();
        self.words(lines.next().unwrap_or_default());
        while let Some(line) = lines.next() {
            // What is after the last line feed goes on in the next token.
            let blank = line.is_empty() && lines.peek().is_some();
            self.line_feed(line.trim_start_matches(' ').starts_with('|'), blank);
            self.words(line);
        }
    }

    /// Makes sure that a line from the source can be copied as it stands.
    pub(super) fn own_line(&mut self) {
        if !self.text.is_empty() && !self.text.trim_end_matches(' ').ends_with('\n') {
            self.text.push('\n');
        }
        self.marks.clear();
        self.heading = false;
        self.fresh = false;
    }

    fn line_feed(&mut self, row: bool, blank: bool) {
        self.row = row;
        if self.fresh {
            return;
        }
        if blank && self.lists.is_empty() {
            self.nested = false;
            self.heading = false;
        }
        if self.heading {
            self.text.push(' ');
        } else if !self.nested {
            self.text.push('\n');
        } else if !blank && !self.text.ends_with("\n\n") {
            self.text.push('\n');
            self.text.push_str(&self.indent());
        }
    }

    fn words(&mut self, words: &str) {
        let at_start =
            self.nested && (self.fresh || self.text.trim_end_matches(' ').ends_with('\n'));
        let words = if at_start {
            words.trim_start_matches(' ')
        } else {
            words
        };
        let word = words.trim_start_matches(' ');
        if word.is_empty() || self.marks.is_empty() {
            self.text.push_str(words);
        } else {
            self.text.push_str(part(words, 0, words.len() - word.len()));
            self.text.push_str(&std::mem::take(&mut self.marks));
            self.text.push_str(word);
        }
        self.fresh &= word.is_empty();
    }

    /// Writes something that is not to be looked into.
    pub(super) fn word(&mut self, word: &str) {
        if !word.is_empty() {
            self.text.push_str(&std::mem::take(&mut self.marks));
            if word.starts_with('`') && self.text.ends_with('`') {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.fresh = false;
        }
    }

    pub(super) fn emphasis(&mut self, mark: &str, closing: bool) {
        if !closing {
            self.marks.push_str(mark);
        } else if self.marks.ends_with(mark) {
            self.marks.truncate(self.marks.len() - mark.len());
        } else {
            // Before the spaces: Markdown wants the mark next to the word.
            let end = self.text.trim_end_matches([' ', '\n']).len();
            let spaces = self.text.split_off(end);
            self.text.push_str(mark);
            self.text.push_str(&spaces);
        }
    }

    pub(super) fn start_link(&mut self) {
        // Not to be taken for an image.
        if self.text.ends_with('!') && !self.text.ends_with("\\!") {
            self.text.pop();
            self.text.push_str("\\!");
        }
        self.word("[");
    }

    pub(super) fn end_link(&mut self, address: &str) {
        if self.text.ends_with('[') && !self.text.ends_with("\\[") {
            self.text.pop();
            self.text.push_str(&format!("<{}>", links::encode(address)));
        } else {
            self.text
                .push_str(&format!("]({})", links::encode(address)));
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.heading {
            self.text.push(' ');
        } else if !self.fresh {
            self.text.push(BREAK);
        }
    }

    fn trim(&mut self) {
        self.text
            .truncate(self.text.trim_end_matches([' ', '\n']).len());
        self.marks.clear();
    }

    pub(super) fn paragraph(&mut self) {
        if self.row {
            self.text.push(' ');
            return;
        }
        self.nested = true;
        self.heading = false;
        if !self.fresh {
            self.trim();
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
                self.text.push_str(&self.indent());
            }
        }
    }

    pub(super) fn heading(&mut self, level: usize) {
        self.paragraph();
        if !self.row {
            self.text.push_str(&"#".repeat(level));
            self.text.push(' ');
            self.heading = true;
        }
    }

    pub(super) fn rule(&mut self) {
        self.paragraph();
        if self.lists.is_empty() && !self.row {
            self.text.push_str("---\n\n");
        }
    }

    /// Writes code as a block, or as a span where there is no place for a block.
    pub(super) fn code(&mut self, code: &str) {
        if self.row {
            return self.code_span(code);
        }
        self.paragraph();
        let ticks = "`".repeat(longest_ticks(code).max(2) + 1);
        let indent = self.indent();
        self.text.push_str(&ticks);
        for line in code.trim_matches('\n').split('\n').chain([ticks.as_str()]) {
            self.text.push('\n');
            self.text.push_str(&indent);
            self.text.push_str(line);
        }
        self.fresh = false;
        self.paragraph();
    }

    pub(super) fn code_span(&mut self, code: &str) {
        let words: Vec<&str> = code
            .trim_matches(|c: char| c == '`' || c.is_whitespace())
            .split_whitespace()
            .collect();
        if !words.is_empty() {
            let code = words.join(" ");
            let ticks = "`".repeat(longest_ticks(&code) + 1);
            self.word(&format!("{ticks}{code}{ticks}"));
        }
    }

    pub(super) fn start_list(&mut self, number: Option<u32>) {
        self.heading = false;
        if self.row {
        } else if self.lists.len() < DEEPEST_LIST {
            self.lists.push(List {
                number,
                width: 0,
                empty: true,
            });
        } else {
            self.deeper += 1;
        }
        self.nested = true;
    }

    pub(super) fn end_list(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.lists.pop().is_some() {
            self.fresh = false;
            self.paragraph();
        }
    }

    pub(super) fn item(&mut self) {
        if self.row {
            return self.line_break();
        }
        if self.lists.is_empty() {
            self.start_list(None);
        }
        let nested_at_once = self.fresh;
        self.trim();
        self.heading = false;
        let outer = self.lists.len().saturating_sub(1);
        let indent = " ".repeat(self.lists.iter().take(outer).map(|list| list.width).sum());
        if let Some(list) = self.lists.last_mut() {
            let marker = match &mut list.number {
                Some(number) => {
                    *number += 1;
                    format!("{}. ", *number - 1)
                }
                None => "- ".to_owned(),
            };
            let gap = if outer == 0 && list.empty {
                "\n\n"
            } else {
                "\n"
            };
            list.width = marker.len();
            list.empty = false;
            self.text.push_str(if nested_at_once && outer > 0 {
                " "
            } else {
                gap
            });
            if !nested_at_once || outer == 0 {
                self.text.push_str(&indent);
            }
            self.text.push_str(&marker);
        }
        self.fresh = true;
    }

    /// Starts a cell of an HTML table, whose rows become items.
    pub(super) fn cell(&mut self) {
        if !self.fresh && !self.lists.is_empty() && !self.row {
            self.trim();
            self.text.push_str(" | ");
        }
    }
}

/// How many backticks stand in a row at most.
fn longest_ticks(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
