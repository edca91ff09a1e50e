//! Descriptions as rustdoc text.
//!
//! Takes a description: CommonMark with HTML in it ([OpenAPI 3.1, "Rich Text Formatting"][rich]), written for a web page.
//! Gives lines for a doc comment. Knows nothing of the API or the generated code.
//!
//! Copied as it is, a description would become doctests, broken intra-doc links and lint warnings in the user's crate. So
//! it is read into a few blocks and written anew, with everything escaped that rustdoc would take for more than text:
//!
//! - [`text::clean`] leaves printable characters, spaces and line feeds;
//! - [`tokens`] reads Markdown with `pulldown-cmark`, and splits the HTML in it into tags;
//! - [`builder`] builds paragraphs, lists, tables and so on from the tokens;
//! - [`inline`] writes the text of a block;
//! - [`layout`] lays the blocks out as lines.
//!
//! Safety depends on the last two alone: a misread description costs beauty, never a warning. Each step takes time in
//! proportion to its input, and nesting is bounded.
//!
//! [rich]: https://spec.openapis.org/oas/v3.1.1.html#rich-text-formatting

mod blocks;
mod builder;
mod html;
mod inline;
mod layout;
mod links;
#[cfg(test)]
mod reading;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod tokens;

pub use text::visible_line;

use blocks::Block;
use text::clean;

/// A description that was read.
pub(crate) struct Description {
    blocks: Vec<Block>,
}

impl Description {
    /// Reads a description.
    pub(crate) fn read(text: &str) -> Self {
        match is_plain(text) {
            true => Self {
                blocks: vec![Block::Paragraph(text.trim().to_owned())],
            },
            false => Self::of_markdown(text),
        }
    }

    fn of_markdown(text: &str) -> Self {
        let source = tokens::guard(&clean(text));
        let blocks = builder::build(&source, &tokens::read(&source));
        Self { blocks }
    }

    /// Writes it as rustdoc text: one string per line, without `///` and without a leading space.
    ///
    /// There are never two blank lines in a row, none first or last, and no line at all for a description without text.
    pub(crate) fn lines(&self) -> Vec<String> {
        layout::lines(&self.blocks)
    }

    /// Writes the first paragraph as rustdoc text.
    pub(crate) fn first_paragraph(&self) -> Vec<String> {
        let mut blocks = self.blocks.iter();
        let first = blocks.find(|block| matches!(block, Block::Paragraph(_)));
        layout::lines(first.map(std::slice::from_ref).unwrap_or_default())
    }
}

/// Writes a description as rustdoc text, as [`Description::lines`] does.
pub(crate) fn rustdoc(text: &str) -> Vec<String> {
    Description::read(text).lines()
}

/// Returns whether a description is a line without anything that Markdown or HTML has a meaning for. Most are, and need no
/// parser.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;'\"()/-?%".contains(&byte);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_plain)
}
