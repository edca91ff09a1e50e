//! Diagnostics as a text for a terminal, or for programs.
//!
//! Takes diagnostics and the tree that they are about. Gives the text. Never changes either.

mod entry;
mod excerpt;
mod machine;
mod source_file;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};

use self::excerpt::{Excerpt, one_line};
use self::source_file::{Mark, SourceFile, SourceFiles};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::tree::Tree;

/// How many diagnostics are shown in full.
const SHOWN: usize = 100;
/// How many characters of a message are shown.
const MESSAGE: usize = 600;
/// How many places of equal diagnostics are shown.
const OTHERS: usize = 5;
/// How many related places are shown.
const RELATED: usize = 8;
/// The note on a place that wasn't found in the text.
const NOT_EXACT: &str = "the exact line isn't known: this is the nearest value around it";

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum MessageFormat {
    /// For people: with the line of the document, the JSON pointer and the help.
    #[default]
    Human,
    /// A JSON object per line.
    Json,
    /// Workflow commands of GitHub Actions, which annotate the document in a pull request.
    Github,
    /// A log of SARIF 2.1.0, the format in which tools of static analysis exchange results.
    Sarif,
}

/// Returns the report in a format. See [`render`] for the arguments.
#[must_use]
pub fn write(
    format: MessageFormat,
    diagnostics: &Diagnostics,
    tree: Option<&Tree>,
    (file_name, text): (&str, &str),
    colour: bool,
) -> String {
    let entries = || entry::entries(diagnostics, tree, file_name, text);
    match format {
        MessageFormat::Human => render(diagnostics, tree, file_name, text, colour),
        MessageFormat::Json => machine::json(&entries()),
        MessageFormat::Github => machine::github(&entries()),
        MessageFormat::Sarif => machine::sarif(&entries()),
    }
}

/// Returns the report: each diagnostic with file, line and column, the line itself, the JSON pointer and the help, and
/// at last how many there are. Warnings come first and errors last, each in the order of the text. Equal diagnostics
/// are shown once, with the places of the others. At most a hundred are shown, and of more the errors stay. Name and
/// text are those of the root document; the tree has those of the files that it refers to.
///
/// The tree is absent if the text couldn't be read. Nothing of the document steers the terminal.
#[must_use]
pub fn render(
    diagnostics: &Diagnostics,
    tree: Option<&Tree>,
    file_name: &str,
    text: &str,
    colour: bool,
) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut chosen, distinct) = choose(diagnostics);
    let places = chosen.iter().flat_map(Folded::places);
    let report = Report {
        files: SourceFiles::new(tree, file_name, text, places),
    };
    chosen.sort_by_cached_key(|folded| {
        let severity = Reverse(folded.first.severity);
        (severity, report.files.order(folded.first.place))
    });
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut shown = String::new();
    for folded in &chosen {
        shown.push_str(&report.show(folded, &renderer));
        shown.push_str("\n\n");
    }
    shown.push_str(&summary(diagnostics, distinct > chosen.len()));
    shown
}

/// Diagnostics that say the same of several places.
struct Folded<'d> {
    first: &'d Diagnostic,
    /// The first few of the others.
    others: Vec<Place>,
    count: usize,
}

impl Folded<'_> {
    fn places(&self) -> impl Iterator<Item = Place> {
        let related = self.first.related.iter().map(|(place, _)| *place);
        std::iter::once(self.first.place)
            .chain(related)
            .chain(self.others.iter().copied())
    }
}

/// Returns what is shown, and how many different diagnostics there are: errors first if there are too many.
fn choose(diagnostics: &Diagnostics) -> (Vec<Folded<'_>>, usize) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    // Values are numbered in the order of the text.
    sorted.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.place.node()));
    let mut known: HashMap<(Severity, &str, &str, Option<&str>), usize> = HashMap::new();
    let mut folded: Vec<Folded<'_>> = Vec::new();
    for diagnostic in sorted {
        let (kind, message) = (diagnostic.kind, diagnostic.message.as_str());
        let help = diagnostic.help.as_deref();
        let next = folded.len();
        let at = *known
            .entry((diagnostic.severity, kind, message, help))
            .or_insert(next);
        match folded.get_mut(at) {
            Some(folded) => {
                folded.count += 1;
                if folded.others.len() < OTHERS {
                    folded.others.push(diagnostic.place);
                }
            }
            None => folded.push(Folded {
                first: diagnostic,
                others: Vec::new(),
                count: 1,
            }),
        }
    }
    let distinct = folded.len();
    folded.truncate(SHOWN);
    (folded, distinct)
}

fn summary(diagnostics: &Diagnostics, is_cut: bool) -> String {
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
    if is_cut {
        let _ = write!(
            summary,
            " (the first {SHOWN} are shown)\nin all: {}",
            kinds(diagnostics)
        );
    }
    if !summary.is_empty() {
        summary.push('\n');
    }
    summary
}

/// Returns how many there are of each kind, the most first: what isn't shown is counted at least.
fn kinds(diagnostics: &Diagnostics) -> String {
    let counts = diagnostics.kinds();
    let counts = counts.iter().map(|(kind, count)| format!("{count} {kind}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The texts that the diagnostics are about.
struct Report<'t> {
    files: SourceFiles<'t>,
}

impl Report<'_> {
    fn show(&self, folded: &Folded<'_>, renderer: &Renderer) -> String {
        let diagnostic = folded.first;
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
        if let Some(address) = self.files.address(diagnostic.place) {
            let pointer = one_line(&address, MESSAGE);
            group = group.element(Level::NOTE.with_name("at").message(pointer));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(one_line(help, MESSAGE)));
        }
        if let Some(others) = self.others(folded) {
            group = group.element(Level::NOTE.message(others));
        }
        if self
            .mark(diagnostic.place)
            .is_some_and(|(_, mark)| !mark.is_exact)
        {
            group = group.element(Level::NOTE.message(NOT_EXACT));
        }
        let mut shown = self.with_origin(&renderer.render(&[group]), diagnostic.place);
        for (place, label) in diagnostic.related.iter().take(RELATED) {
            let is_exact = self.mark(*place).is_none_or(|(_, mark)| mark.is_exact);
            let label = match is_exact {
                true => one_line(label, MESSAGE),
                false => format!("{} ({NOT_EXACT})", one_line(label, MESSAGE)),
            };
            let title = Level::NOTE.secondary_title(label);
            let group = self.excerpt(title, *place, AnnotationKind::Context, "");
            shown.push('\n');
            shown.push_str(&self.with_origin(&renderer.render(&[group]), *place));
        }
        shown
    }

    /// Returns the file of a place, and what is marked in it.
    fn mark(&self, place: Place) -> Option<(&SourceFile<'_>, Mark)> {
        let file = self.files.file(place)?;
        Some((file, file.mark(place)?))
    }

    /// Returns the note on how many more there are, and where the first of them stand.
    fn others(&self, folded: &Folded<'_>) -> Option<String> {
        let more = folded.count.checked_sub(1).filter(|more| *more > 0)?;
        let first = self.position(folded.first.place);
        let mut places: Vec<String> = Vec::new();
        for place in folded.others.iter().filter_map(|it| self.position(*it)) {
            // What YAML repeats by an alias stands in one place.
            if Some(&place) != first.as_ref() && !places.contains(&place) {
                places.push(place);
            }
        }
        match folded.others.len() < more {
            true => places.push("…".to_owned()),
            false if places.is_empty() => return None,
            false => {}
        }
        Some(format!("{more} more like this: {}", places.join(", ")))
    }

    /// Returns a position as `api.yaml:12:5`.
    fn position(&self, place: Place) -> Option<String> {
        let (file, mark) = self.mark(place).filter(|(_, mark)| mark.is_exact)?;
        let (line, column) = file.lines.line_and_column(mark.range.start);
        Some(format!("{}:{line}:{}", file.name, column + 1))
    }

    /// Returns the title, and the line with what is marked in it.
    fn excerpt<'g>(
        &self,
        title: Title<'g>,
        place: Place,
        kind: AnnotationKind,
        label: &str,
    ) -> Group<'g> {
        let group = Group::with_title(title);
        let Some((file, mark)) = self.mark(place) else {
            return group;
        };
        let excerpt = Excerpt::new(file.text, &file.lines, &mark.range);
        let mut annotation = kind.span(excerpt.marked);
        if !label.is_empty() && mark.is_exact {
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
        let Some(file) = self.files.file(place) else {
            return shown.to_owned();
        };
        let name = &file.name;
        let origin = match file.mark(place) {
            Some(Mark { range, .. }) => {
                let (line, column) = file.lines.line_and_column(range.start);
                let indent = " ".repeat(line.to_string().len());
                format!("{indent}--> {name}:{line}:{}", column + 1)
            }
            None => format!(" --> {name}"),
        };
        if rest.is_empty() {
            format!("{title}\n{origin}")
        } else {
            format!("{title}\n{origin}\n{rest}")
        }
    }
}
