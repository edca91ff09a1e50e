//! The blocks of a description: CommonMark 0.31.2, "Leaf blocks" and "Container blocks", and the tables of GitHub
//! Flavored Markdown, read leniently where authors commonly slip.

use super::BREAK;
use super::lines::{
    Fence, Marker, cells, dedent, delimiter_row, heading, indent, is_rule, starts_block,
    strip_items, unquote,
};

/// How deep lists are nested; deeper items join the last level.
const DEEPEST_LIST: usize = 2;

/// A piece of a description, its text still to be rewritten.
pub(super) enum Block {
    /// Lines of text; hard breaks stand for line feeds of their own.
    Paragraph(String),
    Heading {
        level: usize,
        text: String,
    },
    /// The lines of a fenced or indented code block.
    Fence(Vec<String>),
    Table(Table),
    Quote(Vec<Block>),
    List(List),
    Rule,
}

/// A table of a heading and rows.
pub(super) struct Table {
    pub(super) heading: Vec<String>,
    /// A cell of the delimiter row for each column, such as `:-:`.
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A list whose items are blocks.
pub(super) struct List {
    /// The number of the first item of an ordered list.
    pub(super) start: Option<u32>,
    /// Whether blank lines stand between its items.
    pub(super) loose: bool,
    pub(super) items: Vec<Vec<Block>>,
}

/// Reads the blocks of a cleaned description.
pub(super) fn parse(lines: &[&str]) -> Vec<Block> {
    Parser {
        lines,
        at: 0,
        lists: 0,
        quoted: false,
        paragraph: Vec::new(),
        blocks: Vec::new(),
    }
    .parse()
}

struct Parser<'a> {
    lines: &'a [&'a str],
    at: usize,
    /// In how many lists the lines stand.
    lists: usize,
    quoted: bool,
    paragraph: Vec<String>,
    blocks: Vec<Block>,
}

impl<'a> Parser<'a> {
    fn parse(mut self) -> Vec<Block> {
        while let Some(line) = self.lines.get(self.at).copied() {
            let body = line.trim();
            let continues = !self.paragraph.is_empty();
            if body.is_empty() {
                self.end_paragraph();
                self.at += 1;
            } else if let Some(fence) = Fence::open(line) {
                self.fence(fence, indent(line));
            } else if indent(line) >= 4 {
                match self.marker(body, true) {
                    Some(marker) if continues => self.list(&marker),
                    _ if continues => self.text(line),
                    _ => self.indented_code(),
                }
            } else if let Some((level, text)) = heading(body) {
                self.heading(level, text);
            } else if continues && self.underline(body) {
                self.at += 1;
            } else if is_rule(body) {
                self.push(Block::Rule);
                self.at += 1;
            } else if body.starts_with('>') {
                self.quote();
            } else if let Some(marker) = self.marker(body, continues) {
                self.list(&marker);
            } else if let Some(columns) = self.columns(body) {
                self.table(columns, body);
            } else {
                self.text(line);
            }
        }
        self.end_paragraph();
        self.blocks
    }

    fn push(&mut self, block: Block) {
        self.end_paragraph();
        self.blocks.push(block);
    }

    fn text(&mut self, line: &str) {
        let hard = if line.ends_with("  ") {
            String::from(BREAK)
        } else {
            String::new()
        };
        self.paragraph.push(format!("{}{hard}", line.trim()));
        self.at += 1;
    }

    /// Ends the paragraph; two hard breaks in a row part it.
    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph).join("\n");
        let mut text = String::new();
        for piece in lines.split(BREAK).map(str::trim) {
            if piece.is_empty() && !text.is_empty() {
                self.blocks
                    .push(Block::Paragraph(std::mem::take(&mut text)));
            } else {
                if !text.is_empty() {
                    text.push(BREAK);
                }
                text.push_str(piece);
            }
        }
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.end_paragraph();
        if !text.is_empty() {
            self.blocks.push(Block::Heading {
                level,
                text: text.to_owned(),
            });
        }
        self.at += 1;
    }

    /// Reads a line that makes the line before it a heading.
    fn underline(&mut self, body: &str) -> bool {
        let level = match body.chars().next() {
            Some('=') if body.chars().all(|c| c == '=') => 1,
            Some('-') if body.len() >= 3 && body.chars().all(|c| c == '-') => 2,
            _ => return false,
        };
        if self.paragraph.len() != 1 {
            return false;
        }
        let text = self.paragraph.drain(..).collect();
        self.blocks.push(Block::Heading { level, text });
        true
    }

    fn fence(&mut self, fence: Fence, indentation: usize) {
        let content = self.lines.get(self.at + 1..).unwrap_or_default();
        let closed = content.iter().position(|line| fence.is_closed_by(line));
        let content = content
            .get(..closed.unwrap_or(content.len()))
            .unwrap_or_default();
        self.at += content.len() + if closed.is_some() { 2 } else { 1 };
        self.push(Block::Fence(
            content
                .iter()
                .map(|line| dedent(line, indentation).trim_end().to_owned())
                .collect(),
        ));
    }

    fn indented_code(&mut self) {
        let lines = self.lines.get(self.at..).unwrap_or_default();
        let end = lines
            .iter()
            .position(|line| indent(line) < 4 && !line.trim().is_empty())
            .unwrap_or(lines.len());
        let code = lines.get(..end).unwrap_or_default();
        self.at += code.len();
        self.push(Block::Fence(
            code.iter()
                .map(|line| dedent(line, 4).trim_end().to_owned())
                .collect(),
        ));
    }

    /// Reads a quotation; one within a list or another quotation is just text.
    fn quote(&mut self) {
        let mut quoted: Vec<&str> = Vec::new();
        while let Some(line) = self.lines.get(self.at) {
            let body = line.trim_start_matches(' ');
            let lazy =
                quoted.last().is_some_and(|last| !last.trim().is_empty()) && !body.is_empty();
            if body.starts_with('>') {
                quoted.push(unquote(body));
            } else if lazy && !starts_block(body.trim_end()) {
                quoted.push(line.trim());
            } else {
                break;
            }
            self.at += 1;
        }
        let parser = Parser {
            lines: &quoted,
            at: 0,
            lists: self.lists,
            quoted: true,
            paragraph: Vec::new(),
            blocks: Vec::new(),
        };
        let blocks = parser.parse();
        self.end_paragraph();
        if self.quoted || self.lists > 0 {
            self.blocks.extend(blocks);
        } else if !blocks.is_empty() {
            self.blocks.push(Block::Quote(blocks));
        }
    }

    fn marker<'b>(&self, body: &'b str, continues: bool) -> Option<Marker<'b>> {
        Marker::read(body)
            .filter(|marker| self.lists < DEEPEST_LIST && (!continues || marker.interrupts()))
    }

    /// Reads a list; at the deepest level every marker, wherever it stands, starts one of its items.
    fn list(&mut self, first: &Marker<'_>) {
        let flat = self.lists + 1 == DEEPEST_LIST;
        let mut items: Vec<Vec<&str>> = Vec::new();
        let (mut width, mut blank, mut loose) = (0, false, false);
        let mut fence: Option<Fence> = None;
        while let Some(line) = self.lines.get(self.at).copied() {
            let body = line.trim();
            let inside = indent(line) >= width && !items.is_empty();
            let next = Marker::read(body).filter(|marker| {
                fence.is_none()
                    && if inside {
                        flat
                    } else {
                        marker.kind == first.kind || items.is_empty()
                    }
            });
            if let Some(marker) = next {
                loose |= blank;
                width = indent(line) + marker.width;
                let content = if flat {
                    strip_items(marker.content)
                } else {
                    marker.content
                };
                fence = Fence::open(content);
                items.push(vec![content]);
            } else if let Some(item) = items.last_mut() {
                let lazy =
                    !blank && !starts_block(body) && !item.iter().all(|line| line.is_empty());
                if let Some(open) = fence {
                    item.push(dedent(line, width));
                    fence = fence.filter(|_| !open.is_closed_by(line));
                } else if body.is_empty() || inside || lazy {
                    item.push(dedent(line, width));
                    fence = Fence::open(line);
                } else {
                    break;
                }
            }
            blank = body.is_empty() && fence.is_none();
            self.at += 1;
        }
        self.end_paragraph();
        self.push_list(first.number, loose, &items);
    }

    fn push_list(&mut self, start: Option<u32>, loose: bool, items: &[Vec<&str>]) {
        let (lists, quoted) = (self.lists + 1, self.quoted);
        let items: Vec<Vec<Block>> = items
            .iter()
            .map(|lines| {
                Parser {
                    lines,
                    at: 0,
                    lists,
                    quoted,
                    paragraph: Vec::new(),
                    blocks: Vec::new(),
                }
                .parse()
                .into_iter()
                .filter(|block| !matches!(block, Block::Rule))
                .collect()
            })
            .collect();
        let simple = |item: &Vec<Block>| {
            matches!(
                item.as_slice(),
                [] | [_] | [Block::Paragraph(_), Block::List(List { loose: false, .. })]
            )
        };
        let loose = loose || !items.iter().all(simple);
        self.blocks.push(Block::List(List {
            start,
            loose,
            items,
        }));
    }

    /// The columns of the table that a line is the heading of.
    fn columns(&self, body: &str) -> Option<Vec<&'static str>> {
        let columns = delimiter_row(self.lines.get(self.at + 1)?.trim())?;
        (body.contains('|') && cells(body).len() == columns.len()).then_some(columns)
    }

    fn table(&mut self, columns: Vec<&'static str>, heading: &str) {
        let rows = self.lines.get(self.at + 2..).unwrap_or_default();
        let is_row = |line: &&&str| !line.trim().is_empty() && !starts_block(line.trim());
        let rows: Vec<Vec<String>> = rows
            .iter()
            .take_while(is_row)
            .map(|line| cells(line).into_iter().take(columns.len()).collect())
            .collect();
        self.at += 2 + rows.len();
        self.push(Block::Table(Table {
            heading: cells(heading),
            columns,
            rows,
        }));
    }
}
