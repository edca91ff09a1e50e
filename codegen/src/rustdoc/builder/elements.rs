//! What the tags of HTML add to the blocks.

use super::{Builder, DEEPEST_LIST, Frame, LinkStart, list};
use crate::rustdoc::html;
use crate::rustdoc::tags::Tag;
use crate::rustdoc::text::part;
use crate::rustdoc::tokens::Token;

impl<'t, 'a> Builder<'t, 'a> {
    pub(super) fn preformatted(&mut self, content: &str) {
        let code = html::without_code_tags(content);
        if self.is_cell {
            return self.code_span(&code);
        }
        self.code_block(&code);
    }

    fn code_span(&mut self, code: &str) {
        let code = code.trim_matches(|c: char| c == '`' || c.is_whitespace());
        if !code.is_empty() {
            let longest = code.split(|c| c != '`').map(str::len).max();
            self.inline.code(code, longest.unwrap_or(0) + 1);
        }
    }

    /// Adds a tag. Returns the index of the next token.
    pub(super) fn tag(&mut self, tag: &'t Tag<'a>, at: usize, index: usize) -> usize {
        let Some(other) = self.pairs.get(&index).copied() else {
            self.block_tag(tag);
            return index + 1;
        };
        if html::is_code(&tag.name) {
            if let Some(Token::Tag(_, end)) = self.tokens.get(other) {
                let content = part(self.source, at + tag.raw.len(), *end);
                self.code_span(&html::code(content));
            }
            return other + 1;
        }
        match (html::emphasis(&tag.name), tag.closing) {
            (Some(mark), false) => self.inline.open(mark),
            (Some(mark), true) => self.inline.close(mark),
            (None, true) => self.end_link(LinkStart::Tag(other)),
            (None, false) => {
                if let Some(address) = tag.attribute("href") {
                    self.start_link(LinkStart::Tag(index), address);
                }
            }
        }
        index + 1
    }

    /// Adds a tag of a block, or one without a translation.
    fn block_tag(&mut self, tag: &Tag<'a>) {
        let is_closed = self.closed.contains(tag.name.as_str());
        match (tag.name.as_str(), tag.closing) {
            ("br", _) => self.line_break(),
            ("p", _) => self.paragraph(),
            ("hr", false)
                if is_closed
                    || tag.attributes.trim().is_empty()
                    || tag.attributes.contains('=') =>
            {
                if !self.is_cell {
                    self.rule();
                }
            }
            ("ul" | "table", false) if is_closed => self.start_list(None),
            ("ol", false) if is_closed => self.start_list(Some(1)),
            ("ul" | "ol" | "table", true) => self.end_list(),
            ("li" | "tr", false) => self.html_item(),
            ("li" | "tr" | "td" | "th", true) => {}
            ("td" | "th", false) => self.html_cell(),
            ("sup", false) if is_closed => self.inline.text("^"),
            ("sup", true) => {}
            ("img", false) if tag.attributes.contains('=') => {}
            (name, closing) if is_closed && html::is_section(name) => {
                self.paragraph();
                if !closing && !self.is_cell {
                    self.heading = html::heading(name);
                }
            }
            (name, _) if is_closed && html::is_transparent(name) => {}
            _ => self.inline.text(tag.raw),
        }
    }

    fn paragraph(&mut self) {
        match self.is_cell {
            true => self.inline.text(" "),
            false => self.flush(),
        }
    }

    fn start_list(&mut self, start: Option<u32>) {
        if self.is_cell {
            return;
        }
        self.flush();
        if self.lists() < DEEPEST_LIST {
            self.frames.push(Frame::List(list(start)));
        } else {
            self.too_deep += 1;
        }
    }

    fn end_list(&mut self) {
        if self.is_cell {
            return;
        }
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.frames.len() > self.floor() {
            self.close_to(self.frames.len() - 1);
        }
    }

    fn html_item(&mut self) {
        if self.is_cell {
            return self.line_break();
        }
        self.flush();
        if self.frames.len() <= self.floor() && self.lists() < DEEPEST_LIST {
            self.frames.push(Frame::List(list(None)));
        }
        self.item();
    }

    /// Begins a cell of an HTML table, whose rows become items.
    fn html_cell(&mut self) {
        let is_in_list = matches!(self.frames.last(), Some(Frame::List(_)));
        if is_in_list && !self.is_cell && !self.inline.is_blank() {
            self.inline.trim_end();
            self.inline.text(" | ");
        }
    }
}
