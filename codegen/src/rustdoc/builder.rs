//! Builds blocks from tokens.

mod elements;

use std::collections::BTreeSet;

use pulldown_cmark::{Alignment, Tag as Start, TagEnd};

use super::blocks::{Block, List, Table};
use super::html::{self, Pairs};
use super::inline::Inline;
use super::links;
use super::text::BREAK;
use super::tokens::Token;

/// How deep lists are nested. Deeper items join the last level.
const DEEPEST_LIST: usize = 2;

/// Builds the blocks of a description.
pub(super) fn build<'a>(source: &'a str, tokens: &[Token<'a>]) -> Vec<Block> {
    let closing = tokens.iter().filter_map(|token| match token {
        Token::Tag(tag, _) if tag.closing => Some(tag.name.as_str()),
        _ => None,
    });
    let mut builder = Builder {
        source,
        tokens,
        pairs: html::pairs(tokens),
        closed: closing.collect(),
        root: Vec::new(),
        frames: Vec::new(),
        bounds: Vec::new(),
        too_deep: 0,
        inline: Inline::default(),
        heading: None,
        link: None,
        links: 0,
        table: Table::default(),
        row: Vec::new(),
        is_cell: false,
    };
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index = builder.token(token, index);
    }
    builder.close_to(0);
    builder.root
}

/// A block that has begun.
enum Frame {
    Quote(Vec<Block>),
    List(List),
}

/// A container of Markdown: tags within it can't close what is outside.
#[derive(Clone, Copy)]
struct Bound {
    /// How many frames there were before it.
    before: usize,
    /// How many frames there are with it.
    floor: usize,
}

/// The start of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkStart {
    /// A link of Markdown, at a depth.
    Markdown(usize),
    /// A tag, by the index of its token.
    Tag(usize),
}

struct Builder<'t, 'a> {
    source: &'a str,
    tokens: &'t [Token<'a>],
    pairs: Pairs,
    /// The names of elements with an end tag.
    closed: BTreeSet<&'t str>,
    root: Vec<Block>,
    frames: Vec<Frame>,
    bounds: Vec<Bound>,
    /// How many HTML lists have begun that are nested too deep.
    too_deep: usize,
    inline: Inline<'a>,
    /// The level of the heading that has begun.
    heading: Option<usize>,
    /// The link that has begun and is kept.
    link: Option<LinkStart>,
    /// How many links of Markdown have begun.
    links: usize,
    table: Table,
    row: Vec<String>,
    /// Whether a cell of a Markdown table has begun, which must stay on one line.
    is_cell: bool,
}

impl<'t, 'a> Builder<'t, 'a> {
    /// Adds a token. Returns the index of the next one.
    fn token(&mut self, token: &'t Token<'a>, index: usize) -> usize {
        match token {
            Token::Text(text) => self.inline.text(text),
            Token::Mark(mark) => self.inline.mark(mark),
            Token::Code(content, ticks) => self.inline.code(content, *ticks),
            Token::Break => self.line_break(),
            Token::Address(address) => self.inline.address(address),
            Token::LinkStart(address) => {
                self.links += 1;
                self.start_link(LinkStart::Markdown(self.links), address);
            }
            Token::LinkEnd => {
                self.end_link(LinkStart::Markdown(self.links));
                self.links = self.links.saturating_sub(1);
            }
            Token::Tag(tag, at) => return self.tag(tag, *at, index),
            Token::Preformatted(content) => self.preformatted(content),
            Token::CodeBlock(code) => self.code_block(code),
            Token::Rule => self.rule(),
            Token::Start(start) => self.start(start),
            Token::End(end) => self.end(*end),
        }
        index + 1
    }

    fn start(&mut self, start: &Start<'a>) {
        match start {
            Start::Paragraph => {
                self.flush();
                if let Some(Frame::List(list)) = self.frames.last_mut() {
                    // Only loose lists have paragraphs; those of HTML have them anyway.
                    list.loose |= !self.bounds.is_empty();
                }
            }
            Start::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as usize);
            }
            Start::List(number) => {
                let start = number.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
                let is_new = self.lists() < DEEPEST_LIST;
                self.bound(is_new.then(|| Frame::List(list(start))));
            }
            Start::Item => {
                let floor = self.floor();
                self.close_to(floor);
                self.item();
                self.bound(None);
            }
            Start::BlockQuote(_) => {
                let is_new = self.frames.is_empty();
                self.bound(is_new.then(|| Frame::Quote(Vec::new())));
            }
            Start::Table(alignments) => {
                self.flush();
                self.table = Table {
                    columns: alignments.iter().map(column).collect(),
                    ..Table::default()
                };
            }
            Start::TableHead | Start::TableRow => self.row.clear(),
            Start::TableCell => self.is_cell = true,
            _ => self.flush(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.too_deep = 0;
                if let Some(bound) = self.bounds.pop() {
                    self.close_to(bound.before);
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline).render(true);
                self.row.push(cell);
                self.link = None;
                self.is_cell = false;
            }
            TagEnd::TableHead => self.table.heading = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => {
                let table = std::mem::take(&mut self.table);
                self.push(Block::Table(table));
            }
            _ => self.flush(),
        }
    }

    /// Begins a container of Markdown.
    fn bound(&mut self, frame: Option<Frame>) {
        self.flush();
        let before = self.frames.len();
        self.frames.extend(frame);
        let floor = self.frames.len();
        self.bounds.push(Bound { before, floor });
    }

    fn floor(&self) -> usize {
        self.bounds.last().map_or(0, |bound| bound.floor)
    }

    fn lists(&self) -> usize {
        let is_list = |frame: &&Frame| matches!(frame, Frame::List(_));
        self.frames.iter().filter(is_list).count()
    }

    /// Begins an item of the innermost list.
    fn item(&mut self) {
        if let Some(Frame::List(list)) = self.frames.last_mut() {
            list.items.push(Vec::new());
        }
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.frames.last_mut() {
            Some(Frame::Quote(blocks)) => blocks,
            Some(Frame::List(list)) => {
                if list.items.is_empty() {
                    list.items.push(Vec::new());
                }
                match list.items.last_mut() {
                    Some(item) => item,
                    None => &mut self.root,
                }
            }
            None => &mut self.root,
        }
    }

    fn code_block(&mut self, code: &str) {
        let lines = code.split('\n').map(|line| line.trim_end().to_owned());
        let lines: Vec<String> = lines.collect();
        self.flush();
        if lines.iter().any(|line| !line.is_empty()) {
            self.push(Block::Code(lines));
        }
    }

    fn push(&mut self, block: Block) {
        self.flush();
        self.blocks().push(block);
    }

    /// Ends the paragraph or heading. Two hard breaks in a row separate paragraphs.
    fn flush(&mut self) {
        self.link = None;
        let heading = self.heading.take();
        let inline = std::mem::take(&mut self.inline);
        if inline.is_blank() {
            return;
        }
        let rendered = inline.render(false);
        if let Some(level) = heading {
            let text = rendered.replace(BREAK, " ");
            return self.blocks().push(Block::Heading { level, text });
        }
        let mut text = String::new();
        for piece in rendered.split(BREAK).map(str::trim) {
            if piece.is_empty() && !text.is_empty() {
                let text = std::mem::take(&mut text);
                self.blocks().push(Block::Paragraph(text));
            } else {
                if !text.is_empty() {
                    text.push(BREAK);
                }
                text.push_str(piece);
            }
        }
        if !text.is_empty() {
            self.blocks().push(Block::Paragraph(text));
        }
    }

    /// Ends all but so many of the frames.
    fn close_to(&mut self, count: usize) {
        self.flush();
        while self.frames.len() > count {
            match self.frames.pop() {
                Some(Frame::Quote(blocks)) if !blocks.is_empty() => {
                    self.blocks().push(Block::Quote(blocks));
                }
                Some(Frame::List(list)) => self.blocks().push(Block::List(settled(list))),
                _ => {}
            }
        }
    }

    fn line_break(&mut self) {
        match self.is_cell {
            true => self.inline.text(" "),
            false => self.inline.line_break(),
        }
    }

    fn rule(&mut self) {
        self.flush();
        if self.lists() == 0 {
            self.push(Block::Rule);
        }
    }

    /// Begins a link, unless it leads nowhere or is in the text of another.
    fn start_link(&mut self, start: LinkStart, address: &str) {
        if self.link.is_none() && links::is_web(address) {
            self.link = Some(start);
            self.inline.start_link(address);
        }
    }

    fn end_link(&mut self, start: LinkStart) {
        if self.link == Some(start) {
            self.link = None;
            self.inline.end_link();
        }
    }
}

const fn list(start: Option<u32>) -> List {
    List {
        start,
        loose: false,
        items: Vec::new(),
    }
}

/// Separates items by blank lines, unless each is a line of text and perhaps a list.
fn settled(mut list: List) -> List {
    let is_simple = |item: &Vec<Block>| {
        matches!(
            item.as_slice(),
            [] | [_] | [Block::Paragraph(_), Block::List(List { loose: false, .. })]
        )
    };
    list.loose |= !list.items.iter().all(is_simple);
    list
}

const fn column(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}
