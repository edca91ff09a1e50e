//! Lays blocks out as lines.

use super::blocks::{Block, List, Table};
use super::text::{BREAK, GLUE, indent};

/// The widest line of text, in characters.
const WIDTH: usize = 120;

/// Lays blocks out with a blank line between them.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let is_rule = |block: &Block| matches!(block, Block::Rule);
    let start = blocks
        .iter()
        .position(|block| !is_rule(block))
        .unwrap_or(blocks.len());
    let end = blocks
        .iter()
        .rposition(|block| !is_rule(block))
        .map_or(start, |last| last + 1);
    stack(blocks.get(start..end).unwrap_or_default(), WIDTH, false)
}

/// Lays blocks out one below another. In a tight list, an inner list follows its text at once, unless it starts with a
/// number other than 1: CommonMark would read that as text.
fn stack(blocks: &[Block], width: usize, tight: bool) -> Vec<String> {
    let mut stacked: Vec<String> = Vec::new();
    for block in blocks {
        let lines = block_lines(block, width);
        let joined = tight
            && matches!(
                block,
                Block::List(List {
                    start: None | Some(1),
                    ..
                })
            );
        if !lines.is_empty() && !stacked.is_empty() && !joined {
            stacked.push(String::new());
        }
        stacked.extend(lines);
    }
    stacked
}

fn block_lines(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(text) => paragraph(text, width),
        Block::Heading { level, text } => match one_line(text) {
            text if text.is_empty() => Vec::new(),
            text => vec![format!("{} {text}", "#".repeat(*level))],
        },
        Block::Code(code) => fence(code),
        Block::Table(table) => table_lines(table),
        Block::Quote(blocks) => stack(blocks, width.saturating_sub(2), false)
            .into_iter()
            .map(|line| {
                if line.is_empty() {
                    ">".to_owned()
                } else {
                    format!("> {line}")
                }
            })
            .collect(),
        Block::List(list) => list_lines(list, width),
        Block::Rule => vec!["---".to_owned()],
    }
}

/// Lays code out as text, whatever language its author named: rustdoc must not compile it.
fn fence(code: &[String]) -> Vec<String> {
    let code: Vec<String> = code
        .iter()
        .map(|line| line.replace([BREAK, GLUE], " ").trim_end().to_owned())
        .collect();
    let Some(start) = code.iter().position(|line| !line.is_empty()) else {
        return Vec::new();
    };
    let end = code
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(start, |last| last + 1);
    let code = code.get(start..end).unwrap_or_default();
    let leading_ticks = |line: &String| {
        line.chars()
            .skip_while(|c| *c == ' ')
            .take_while(|c| *c == '`')
            .count()
    };
    let ticks = "`".repeat(
        code.iter()
            .map(leading_ticks)
            .max()
            .map_or(3, |longest| (longest + 1).max(3)),
    );
    let indent = code
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let mut lines = vec![format!("{ticks}text")];
    for line in code {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line.get(indent..).unwrap_or_default().to_owned());
        }
    }
    lines.push(ticks);
    lines
}

fn table_lines(table: &Table) -> Vec<String> {
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let delimiters = format!("| {} |", table.columns.join(" | "));
    [row(&table.heading), delimiters]
        .into_iter()
        .chain(table.rows.iter().map(row))
        .collect()
}

fn list_lines(list: &List, width: usize) -> Vec<String> {
    // A marker has at most nine digits.
    let mut number = list.start.map(|start| start.min(100_000_000));
    let mut lines = Vec::new();
    for item in &list.items {
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let content = stack(item, width.saturating_sub(marker.len()), !list.loose);
        if content.is_empty() {
            continue;
        }
        if list.loose && !lines.is_empty() {
            lines.push(String::new());
        }
        let indent = " ".repeat(marker.len());
        lines.extend(content.into_iter().enumerate().map(|(index, line)| {
            match (index, line.is_empty()) {
                (0, _) => format!("{marker}{line}"),
                (_, true) => line,
                (_, false) => format!("{indent}{line}"),
            }
        }));
        number = number.map(|number| number.saturating_add(1));
    }
    lines
}

/// Lays out text that must stay on one line.
fn one_line(text: &str) -> String {
    text.replace(BREAK, " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(GLUE, " ")
}

/// Lays out text with its own line breaks, and more where a line is too wide.
fn paragraph(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, piece) in text.split(BREAK).enumerate() {
        let wrapped: Vec<String> = piece
            .split('\n')
            .flat_map(|line| wrap(line, width))
            .collect();
        if let (Some(last), false, true) = (lines.last_mut(), wrapped.is_empty(), index > 0) {
            last.push('\\');
        }
        lines.extend(wrapped);
    }
    lines
}

/// Breaks a line at spaces, but not before a word that would then start a block.
fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::with_capacity(line.len().min(width));
    let mut current_width = 0;
    let words: Vec<&str> = line.split_whitespace().collect();
    for group in words.chunk_by(|_, next| escape_at(next).is_some()) {
        let letters: usize = group.iter().map(|word| word.chars().count()).sum();
        let spaces = group.len().saturating_sub(1);
        if current_width > 0 && current_width + 1 + letters + spaces > width {
            lines.push(std::mem::take(&mut current));
            current_width = 0;
        }
        for word in group {
            if !current.is_empty() {
                current.push(' ');
                current_width += 1;
            }
            current.push_str(word);
        }
        current_width += letters;
    }
    if !current.is_empty() {
        lines.push(current);
    }
    lines.into_iter().map(escape_start).collect()
}

/// Escapes what would make a line of text a list item, a heading, a quotation, a rule or part of a table.
fn escape_start(line: String) -> String {
    let mut line = match line.contains(GLUE) {
        true => line.replace(GLUE, " "),
        false => line,
    };
    if let Some(at) = escape_at(&line) {
        line.insert(at, '\\');
    }
    line
}

/// Returns where a backslash keeps a line, or a word at the start of one, from being read as the start of a block.
fn escape_at(line: &str) -> Option<usize> {
    let first = line.split(' ').next().unwrap_or_default();
    let digits = first.trim_end_matches(['.', ')']);
    let numbered = first.len() == digits.len() + 1 && digits.chars().all(|c| c.is_ascii_digit());
    let drawn = line
        .chars()
        .all(|c| matches!(c, '-' | '=' | '*' | '_' | '|' | ':' | '+' | '~' | ' '));
    let hashes = !first.is_empty() && first.chars().all(|c| c == '#');
    let marked =
        matches!(first, "-" | "+" | "*") || line.starts_with(['>', '|']) || line.starts_with("~~~");
    if numbered && !digits.is_empty() {
        Some(digits.len())
    } else {
        (hashes || marked || drawn && !line.is_empty()).then_some(0)
    }
}
