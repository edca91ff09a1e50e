//! What is wrong with a document, where, and what to do about it.
//!
//! Plain data that every stage adds to. Knows the ids of files and nodes, and nothing of what they hold.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::ids::{FileId, NodeId};

/// Whether a diagnostic stops the generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing sound can be generated from this.
    Error,
    /// The output is sound, but lacks something of the document.
    Warning,
}

/// The part of a text that a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// The name of the member that a node is the value of.
    Key(NodeId),
    /// A node's value.
    Value(NodeId),
    /// A position in a text, which may have no tree.
    Position {
        /// The file.
        file: FileId,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
}

impl Place {
    /// Returns a position in the text of the root document.
    pub(crate) const fn position(line: usize, column: usize) -> Self {
        Self::Position {
            file: FileId::ROOT,
            line,
            column,
        }
    }

    /// Returns the same position in the text of another file.
    const fn in_file(self, file: FileId) -> Self {
        match self {
            Self::Position { line, column, .. } => Self::Position { file, line, column },
            // A text as a whole is marked at its beginning.
            Self::Document => Self::Position {
                file,
                line: 1,
                column: 1,
            },
            Self::Key(_) | Self::Value(_) => self,
        }
    }

    /// Returns the node, if the place has one.
    #[must_use]
    pub const fn node(self) -> Option<NodeId> {
        match self {
            Self::Key(node) | Self::Value(node) => Some(node),
            Self::Document | Self::Position { .. } => None,
        }
    }
}

/// An error or a warning about a document, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable short name of its kind, such as `unknown-key`.
    pub kind: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What the underlined part of the excerpt shows, in a few words.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that are part of the problem, each with what it is.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// Makes an error: nothing sound can be generated.
    #[must_use]
    pub fn error(kind: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            kind,
            message: message.into(),
            place,
            label: String::new(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Makes a warning: the output is sound.
    #[must_use]
    pub fn warning(kind: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(kind, place, message)
        }
    }

    /// Sets what the underlined part of the excerpt shows.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Moves a diagnostic about a text to the file that has the text.
    pub(crate) fn in_file(mut self, file: FileId) -> Self {
        self.place = self.place.in_file(file);
        for (place, _) in &mut self.related {
            *place = place.in_file(file);
        }
        self
    }

    /// Adds another place that is part of the problem.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// How many diagnostics are kept before further warnings are only counted. Twice as many are kept before errors are.
const KEPT: usize = 10_000;

/// The diagnostics so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The hashes of what was reported: some parts of a document are read more than once.
    reported: HashSet<u64>,
    /// The nodes that diagnostics are about.
    nodes: HashSet<NodeId>,
    errors: usize,
    warnings: usize,
    error_attempts: usize,
}

impl Diagnostics {
    /// Makes an empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic, unless it was added before. Beyond 10,000 (20,000 for errors) only the counts grow.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let mut hasher = DefaultHasher::new();
        (diagnostic.kind, diagnostic.place, &diagnostic.message).hash(&mut hasher);
        if diagnostic.severity == Severity::Error {
            self.error_attempts += 1;
        }
        if !self.reported.insert(hasher.finish()) {
            return;
        }
        self.nodes.extend(diagnostic.place.node());
        match diagnostic.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        if self.list.len() < KEPT
            || (diagnostic.severity == Severity::Error && self.list.len() < 2 * KEPT)
        {
            self.list.push(diagnostic);
        }
    }

    /// Adds the diagnostics on something that nothing depends on: all of them are warnings.
    pub(crate) fn take_for_warnings(&mut self, diagnostics: Self) {
        for mut diagnostic in diagnostics.list {
            diagnostic.severity = Severity::Warning;
            self.push(diagnostic);
        }
    }

    /// Turns a warning that was added into an error. Returns whether there was one.
    pub(crate) fn escalate(&mut self, kind: &str, place: Place) -> bool {
        let is_it = |added: &&mut Diagnostic| added.place == place && added.kind == kind;
        let Some(added) = self.list.iter_mut().find(is_it) else {
            return false;
        };
        self.error_attempts += 1;
        if std::mem::replace(&mut added.severity, Severity::Error) == Severity::Warning {
            self.warnings = self.warnings.saturating_sub(1);
            self.errors += 1;
        }
        true
    }

    /// Returns whether there is an error.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns how many errors were added, repeated ones included: what is read between two calls is broken if it grew.
    pub(crate) const fn error_attempts(&self) -> usize {
        self.error_attempts
    }

    /// Counts an error that was added before, for something else that it breaks.
    pub(crate) const fn note_broken(&mut self) {
        self.error_attempts += 1;
    }

    /// Returns how many errors there are.
    #[must_use]
    pub const fn error_count(&self) -> usize {
        self.errors
    }

    /// Returns how many warnings there are.
    #[must_use]
    pub const fn warning_count(&self) -> usize {
        self.warnings
    }

    /// Returns whether there is neither an error nor a warning.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }

    /// Returns whether a diagnostic is about this node.
    pub(crate) fn is_reported(&self, node: NodeId) -> bool {
        self.nodes.contains(&node)
    }

    /// Returns the diagnostics in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Returns how many there are of each kind, the most first.
    #[must_use]
    pub fn kinds(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in self {
            *counts.entry(diagnostic.kind).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> = counts
            .into_iter()
            .map(|(kind, count)| (kind.to_owned(), count))
            .collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }

    /// Turns every warning into an error.
    pub fn promote_warnings(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
        self.errors += std::mem::take(&mut self.warnings);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
