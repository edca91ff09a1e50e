//! The lines of a text.

use std::ops::Range;

/// The lines of a text, from 1.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

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

    /// Returns the line of a byte, and how many characters stand before it on that line.
    pub(crate) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        (
            line,
            self.text
                .get(start..at)
                .map_or(0, |before| before.chars().count()),
        )
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
