//! What a line of a description starts: the markers of blocks, read leniently where authors commonly slip.

use super::part;

/// How many markers are looked for at the start of one line.
const MOST_MARKERS: usize = 8;

/// How many spaces a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// An open code fence.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    character: char,
    length: usize,
}

impl Fence {
    /// Reads an opening fence, whatever its indentation.
    pub(super) fn open(line: &str) -> Option<Self> {
        let body = line.trim();
        let character = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = body.trim_start_matches(character);
        let length = body.len() - info.len();
        (length >= 3 && (character == '~' || !info.contains('`')))
            .then_some(Fence { character, length })
    }

    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let body = line.trim();
        body.len() >= self.length && body.chars().all(|c| c == self.character)
    }
}

/// The marker of a list item.
pub(super) struct Marker<'a> {
    /// The bullet, or the delimiter after the number.
    pub(super) kind: char,
    pub(super) number: Option<u32>,
    /// How far the content stands to the right of the marker's start.
    pub(super) width: usize,
    pub(super) content: &'a str,
}

impl<'a> Marker<'a> {
    /// Reads the marker that a line without indentation starts with.
    pub(super) fn read(body: &'a str) -> Option<Self> {
        let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let kind = body.chars().nth(digits)?;
        let number = match kind {
            '-' | '*' | '+' if digits == 0 => None,
            '.' | ')' if (1..=9).contains(&digits) => part(body, 0, digits).parse().ok(),
            _ => return None,
        };
        let rest = part(body, digits + 1, body.len());
        let content = rest.trim_start_matches(' ');
        let spaces = rest.len() - content.len();
        if spaces == 0 && !rest.is_empty() || is_rule(body) {
            return None;
        }
        let gap = if content.is_empty() || spaces > 4 {
            1
        } else {
            spaces
        };
        Some(Marker {
            kind,
            number,
            width: digits + 1 + gap,
            content,
        })
    }

    /// Whether it may follow a line of text without a blank line between.
    pub(super) fn interrupts(&self) -> bool {
        !self.content.is_empty() && self.number.is_none_or(|number| number == 1)
    }
}

/// A line without the markers of items and quotations it starts with.
pub(super) fn strip_markers(line: &str) -> &str {
    let mut body = line.trim();
    for _ in 0..MOST_MARKERS {
        body = match (body.strip_prefix('>'), Marker::read(body)) {
            (Some(rest), _) => rest.trim_start_matches(' '),
            (None, Some(marker)) => marker.content,
            (None, None) => break,
        };
    }
    body
}

pub(super) fn is_rule(body: &str) -> bool {
    ['-', '*', '_'].iter().any(|mark| {
        body.starts_with(*mark)
            && body.chars().all(|c| c == *mark || c == ' ')
            && body.chars().filter(|c| c == mark).count() >= 3
    })
}

/// Reads a heading that starts with `#`: its level and text.
pub(super) fn heading(body: &str) -> Option<(usize, &str)> {
    let rest = body.trim_start_matches('#');
    let level = body.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let text = rest.trim();
    let unclosed = text.trim_end_matches('#');
    Some((
        level,
        if unclosed.is_empty() || unclosed.ends_with(' ') {
            unclosed.trim_end()
        } else {
            text
        },
    ))
}

/// Whether a line starts a block of its own after a line of text.
pub(super) fn starts_block(body: &str) -> bool {
    body.starts_with('>')
        || Fence::open(body).is_some()
        || heading(body).is_some()
        || is_rule(body)
        || Marker::read(body).is_some_and(|marker| marker.interrupts())
}

/// The cells of a table's row.
pub(super) fn cells(body: &str) -> Vec<String> {
    let body = body.trim();
    let body = body.strip_prefix('|').unwrap_or(body);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut escaped = false;
    for character in body.chars() {
        if character == '|' && !escaped {
            cells.push(std::mem::take(&mut cell).trim().to_owned());
        } else {
            cell.push(character);
        }
        escaped = character == '\\' && !escaped;
    }
    if !cell.trim().is_empty() || cells.is_empty() {
        cells.push(cell.trim().to_owned());
    }
    cells
}

/// Reads the row under a table's heading.
pub(super) fn delimiter_row(body: &str) -> Option<Vec<&'static str>> {
    if !body.contains('|')
        || !body.contains('-')
        || !body.chars().all(|c| matches!(c, '|' | ':' | '-' | ' '))
    {
        return None;
    }
    let column = |cell: &String| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        let valid = !dashes.is_empty() && dashes.chars().all(|c| c == '-');
        valid.then_some(match (cell.starts_with(':'), cell.ends_with(':')) {
            (true, true) => ":-:",
            (true, false) => ":--",
            (false, true) => "--:",
            (false, false) => "---",
        })
    };
    cells(body).iter().map(column).collect()
}

/// A line of a quotation without its markers; quotations within quotations are one.
pub(super) fn unquote(body: &str) -> &str {
    let mut body = body;
    while let Some(rest) = body.trim_start_matches(' ').strip_prefix('>') {
        body = rest.strip_prefix(' ').unwrap_or(rest);
    }
    body
}

/// A line without at most so many leading spaces.
pub(super) fn dedent(line: &str, width: usize) -> &str {
    line.get(indent(line).min(width)..).unwrap_or_default()
}

/// The content of an item without the markers of items within it.
pub(super) fn strip_items(content: &str) -> &str {
    (0..MOST_MARKERS).fold(content, |content, _| {
        Marker::read(content).map_or(content, |marker| marker.content)
    })
}
