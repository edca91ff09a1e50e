//! The blocks of a description: what is built from its tokens and laid out as lines.

/// A block, its text ready for rustdoc.
pub(super) enum Block {
    /// Lines of text, with hard breaks between some.
    Paragraph(String),
    Heading {
        level: usize,
        text: String,
    },
    /// The lines of a code block.
    Code(Vec<String>),
    Table(Table),
    Quote(Vec<Block>),
    List(List),
    Rule,
}

/// A table of a heading and rows.
#[derive(Default)]
pub(super) struct Table {
    pub(super) heading: Vec<String>,
    /// The cells of the delimiter row, such as `:-:`.
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A list whose items are blocks.
#[derive(Default)]
pub(super) struct List {
    /// The number of the first item of an ordered list.
    pub(super) start: Option<u32>,
    /// Whether there are blank lines between its items.
    pub(super) loose: bool,
    pub(super) items: Vec<Vec<Block>>,
}
