//! The lines of a text.

use std::cell::OnceCell;
use std::ops::Range;

/// The lines of a text, from 1.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each stretch of the text: a document may be one line of megabytes.
    before: OnceCell<Vec<usize>>,
}

/// The bytes of a stretch.
const STRETCH: usize = 16 * 1024;

impl<'t> Lines<'t> {
    /// Finds where the lines begin.
    pub(crate) fn new(text: &'t str) -> Self {
        let after = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after).collect(),
            before: OnceCell::new(),
        }
    }

    /// Returns the range of a line without its end.
    pub(crate) fn range(&self, line: usize) -> Range<usize> {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// Returns the line of a byte.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// Returns the line of a byte, and how many characters stand before it on that line.
    pub(crate) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.characters_before(at);
        (line, before.saturating_sub(self.characters_before(start)))
    }

    /// Returns how many characters of the text begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.before.get_or_init(|| {
            let stretches = bytes.chunks(STRETCH).scan(0, |count, stretch| {
                let before = *count;
                *count += characters(stretch);
                Some(before)
            });
            stretches.collect()
        });
        let at = at.min(bytes.len());
        let stretch = at / STRETCH;
        let known = before.get(stretch).copied().unwrap_or_default();
        let rest = bytes.get(stretch * STRETCH..at).unwrap_or_default();
        known + characters(rest)
    }

    /// Returns the byte at a line (from 1) and a column (the characters before it).
    pub(crate) fn byte(&self, line: usize, column: usize) -> usize {
        let range = self.range(line);
        let text = self.text.get(range.clone()).unwrap_or_default();
        text.char_indices()
            .nth(column)
            .map_or(range.end, |(offset, _)| range.start + offset)
    }
}

/// Returns how many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    let is_continued = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(is_continued).count()
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn counts_lines_and_characters() {
        let lines = Lines::new("äb\r\n\nc");
        assert_eq!(lines.line_and_column(2), (1, 1));
        assert_eq!(lines.line_and_column(6), (3, 0));
        assert_eq!(lines.byte(1, 1), 2);
        assert_eq!(lines.byte(1, 99), 3);
        assert_eq!(lines.byte(99, 0), 7);
        assert_eq!(lines.range(1), 0..3);
        assert_eq!(lines.range(2), 5..5);
    }
}
