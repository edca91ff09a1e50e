//! One line of a text that can be shown as it is: bounded, and without characters that steer a terminal.

use std::fmt::Write as _;
use std::ops::Range;

use crate::source::lines::Lines;

/// The line that a diagnostic is on.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub(super) line: usize,
    pub(super) text: String,
    /// The underlined part of `text`, in bytes.
    pub(super) marked: Range<usize>,
}

/// A line that has no more bytes is shown whole.
const WHOLE: usize = 120;
/// The characters shown before and after the start of what is marked, on a longer line.
const BEFORE: usize = 45;
const AFTER: usize = 75;

impl Excerpt {
    /// Cuts the first line of a range out of the text.
    pub(super) fn new(text: &str, lines: &Lines<'_>, range: &Range<usize>) -> Self {
        let line = lines.line(range.start);
        let whole = lines.range(line);
        let start = range.start.clamp(whole.start, whole.end);
        let end = range.end.clamp(start, whole.end);
        let before = text.get(whole.start..start).unwrap_or_default();
        let after = text.get(start..whole.end).unwrap_or_default();
        let mut shown = String::new();
        let is_long = whole.len() > WHOLE;
        let cut = before
            .char_indices()
            .rev()
            .nth(BEFORE)
            .map(|(at, c)| at + c.len_utf8())
            .filter(|_| is_long);
        if cut.is_some() {
            shown.push('…');
        }
        before
            .get(cut.unwrap_or_default()..)
            .unwrap_or_default()
            .chars()
            .for_each(|c| push_shown(&mut shown, c));
        let mut marked = shown.len()..shown.len();
        for (shown_characters, (at, c)) in after.char_indices().enumerate() {
            if shown_characters == AFTER && is_long {
                shown.push('…');
                break;
            }
            push_shown(&mut shown, c);
            if start + at < end {
                marked.end = shown.len();
            }
        }
        Self {
            line,
            text: shown,
            marked,
        }
    }
}

/// Returns a text of the document on one line, cut after `most` characters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == most {
            shown.push('…');
            break;
        }
        push_shown(&mut shown, c);
    }
    shown
}

fn push_shown(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("    "),
        '\n' => shown.push_str("\\n"),
        _ if steers(c) => {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        }
        _ => shown.push(c),
    }
}

/// Returns whether a character is for control or formatting: it would change the terminal, or the order of the text
/// around it.
const fn steers(c: char) -> bool {
    c.is_ascii_control()
        || matches!(c,
            '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
