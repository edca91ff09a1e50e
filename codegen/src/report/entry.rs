//! Diagnostics with their places in the texts, as plain data for programs.

use super::source_file::SourceFiles;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::tree::Tree;

/// A diagnostic with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'d> {
    pub(super) severity: &'static str,
    pub(super) kind: &'d str,
    pub(super) message: &'d str,
    /// What the marked part of the text shows.
    pub(super) label: &'d str,
    pub(super) help: Option<&'d str>,
    /// The JSON pointer, after the file if it isn't the root document.
    pub(super) pointer: Option<String>,
    pub(super) location: Location,
    pub(super) related: Vec<Related<'d>>,
}

/// Another place that is part of the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Related<'d> {
    pub(super) message: &'d str,
    pub(super) location: Location,
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) file: String,
    /// None where the diagnostic is about the file as a whole.
    pub(super) span: Option<Span>,
}

/// Lines and columns, both from 1; columns in characters. The end is the first character after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
    /// Whether this is the place itself, and not the nearest value around it.
    pub(super) exact: bool,
}

/// Returns all diagnostics in the order of the files and their texts.
pub(super) fn entries<'d>(
    diagnostics: &'d Diagnostics,
    tree: Option<&Tree>,
    file_name: &str,
    text: &str,
) -> Vec<Entry<'d>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let related = |it: &'d Diagnostic| it.related.iter().map(|(place, _)| *place);
    let places = diagnostics
        .iter()
        .flat_map(|it| std::iter::once(it.place).chain(related(it)));
    let files = SourceFiles::new(tree, file_name, text, places);
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_cached_key(|it| files.order(it.place));
    let entry = |it: &&'d Diagnostic| entry(it, &files, file_name);
    sorted.iter().map(entry).collect()
}

fn entry<'d>(diagnostic: &'d Diagnostic, files: &SourceFiles<'_>, root: &str) -> Entry<'d> {
    let related = diagnostic.related.iter().map(|(place, message)| Related {
        message,
        location: location(*place, files, root),
    });
    Entry {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        kind: diagnostic.kind,
        message: &diagnostic.message,
        label: &diagnostic.label,
        help: diagnostic.help.as_deref(),
        pointer: files.address(diagnostic.place),
        location: location(diagnostic.place, files, root),
        related: related.collect(),
    }
}

fn location(place: Place, files: &SourceFiles<'_>, root: &str) -> Location {
    let Some(file) = files.file(place) else {
        return Location {
            file: root.to_owned(),
            span: None,
        };
    };
    let span = file.mark(place).map(|mark| {
        let (line, column) = file.lines.line_and_column(mark.range.start);
        let (end_line, end_column) = file.lines.line_and_column(mark.range.end);
        Span {
            line,
            column: column + 1,
            end_line,
            end_column: end_column + 1,
            exact: mark.is_exact,
        }
    });
    Location {
        file: file.name.clone(),
        span,
    }
}
