//! Diagnostics as a text to be read in a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};

use super::excerpt::{Excerpt, one_line};
use super::page::Pages;
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::document::tree::Tree;

/// How many diagnostics are shown in full.
const SHOWN: usize = 100;
/// How many characters of a message are shown.
const MESSAGE: usize = 600;
/// How many related places are shown.
const RELATED: usize = 8;

/// Writes the report: each fault with file, line and column, the line itself, the JSON pointer and the cure, in the
/// order of the text; at most a hundred in full, errors before warnings; at last how many there are. Name and text are
/// those of the root document; the tree has those of the files that it refers to.
///
/// The tree is absent when the text couldn't be read. Nothing of the document steers the terminal.
#[must_use]
pub fn render(
    diagnostics: &Diagnostics,
    tree: Option<&Tree>,
    file_name: &str,
    text: &str,
    colour: bool,
) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut chosen = choose(diagnostics);
    let places = chosen.iter().flat_map(|diagnostic| places(diagnostic));
    let report = Report {
        pages: Pages::new(tree, file_name, text, places),
    };
    chosen.sort_by_cached_key(|diagnostic| {
        (report.pages.order(diagnostic.place), diagnostic.severity)
    });
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut shown = String::new();
    for diagnostic in &chosen {
        shown.push_str(&report.show(diagnostic, &renderer));
        shown.push_str("\n\n");
    }
    shown.push_str(&summary(diagnostics, chosen.len()));
    shown
}

/// Errors first when there are too many.
fn choose(diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
    let of = |severity| {
        diagnostics
            .iter()
            .filter(move |diagnostic| diagnostic.severity == severity)
    };
    of(Severity::Error)
        .chain(of(Severity::Warning))
        .take(SHOWN)
        .collect()
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Place> {
    std::iter::once(diagnostic.place).chain(diagnostic.related.iter().map(|(place, _)| *place))
}

fn summary(diagnostics: &Diagnostics, shown: usize) -> String {
    let count = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    let counts = [
        count(diagnostics.error_count(), "error"),
        count(diagnostics.warning_count(), "warning"),
    ];
    let mut summary = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if shown == SHOWN && diagnostics.iter().len() > SHOWN {
        let _ = write!(
            summary,
            " (the first {SHOWN} are shown)\nof all: {}",
            kinds(diagnostics)
        );
    }
    if !summary.is_empty() {
        summary.push('\n');
    }
    summary
}

/// How many there are of each sort, the most first: what isn't shown is counted at least.
fn kinds(diagnostics: &Diagnostics) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.kind).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let counts = counts.iter().map(|(kind, count)| format!("{count} {kind}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The texts that the diagnostics are about.
struct Report<'t> {
    pages: Pages<'t>,
}

impl Report<'_> {
    fn show(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(one_line(&diagnostic.message, MESSAGE))
            .id(diagnostic.kind);
        let mut group = self.excerpt(
            title,
            diagnostic.place,
            AnnotationKind::Primary,
            &diagnostic.label,
        );
        if let Some(address) = self.pages.address(diagnostic.place) {
            let pointer = one_line(&address, MESSAGE);
            group = group.element(Level::NOTE.with_name("at").message(pointer));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(one_line(help, MESSAGE)));
        }
        let mut shown = self.with_origin(&renderer.render(&[group]), diagnostic.place);
        for (place, label) in diagnostic.related.iter().take(RELATED) {
            let title = Level::NOTE.secondary_title(one_line(label, MESSAGE));
            let group = self.excerpt(title, *place, AnnotationKind::Context, "");
            shown.push('\n');
            shown.push_str(&self.with_origin(&renderer.render(&[group]), *place));
        }
        shown
    }

    /// The title, and the line with what is marked in it.
    fn excerpt<'g>(
        &self,
        title: Title<'g>,
        place: Place,
        kind: AnnotationKind,
        label: &str,
    ) -> Group<'g> {
        let group = Group::with_title(title);
        let page = self.pages.page(place);
        let Some((page, range)) = page.and_then(|page| Some((page, page.range(place)?))) else {
            return group;
        };
        let excerpt = Excerpt::new(page.text, &page.lines, &range);
        let mut annotation = kind.span(excerpt.marked);
        if !label.is_empty() {
            annotation = annotation.label(one_line(label, MESSAGE));
        }
        group.element(
            Snippet::source(excerpt.text)
                .line_start(excerpt.line)
                .annotation(annotation),
        )
    }

    /// Adds file, line and column after the title. They are not left to the renderer: it would count the column in the
    /// part of the line that is shown.
    fn with_origin(&self, shown: &str, place: Place) -> String {
        let (title, rest) = shown.split_once('\n').unwrap_or((shown, ""));
        let Some(page) = self.pages.page(place) else {
            return shown.to_owned();
        };
        let file = &page.name;
        let origin = match page.range(place) {
            Some(range) => {
                let (line, column) = page.lines.line_and_column(range.start);
                let indent = " ".repeat(line.to_string().len());
                format!("{indent}--> {file}:{line}:{}", column + 1)
            }
            None => format!(" --> {file}"),
        };
        if rest.is_empty() {
            format!("{title}\n{origin}")
        } else {
            format!("{title}\n{origin}\n{rest}")
        }
    }
}
