//! What is wrong with a document, where, and what to do about it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::id::{FileId, NodeId};

/// Whether a fault stops the generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing sound can be generated from this.
    Error,
    /// The output stands, but something of the document isn't in it.
    Warning,
}

/// The part of the text that a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// The name of the member that a node is the value of.
    Key(NodeId),
    /// A node's value.
    Value(NodeId),
    /// A place in a text that isn't a tree yet.
    Position {
        /// Whose text.
        file: FileId,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
}

impl Place {
    /// A place in the text of the root document.
    pub(crate) const fn position(line: usize, column: usize) -> Self {
        Self::Position {
            file: FileId::ROOT,
            line,
            column,
        }
    }

    /// The same place in the text of another file.
    const fn in_file(self, file: FileId) -> Self {
        match self {
            Self::Position { line, column, .. } => Self::Position { file, line, column },
            // The text as a whole is marked where it begins.
            Self::Document => Self::Position {
                file,
                line: 1,
                column: 1,
            },
            Self::Key(_) | Self::Value(_) => self,
        }
    }

    /// The node, where there is one.
    #[must_use]
    pub const fn node(self) -> Option<NodeId> {
        match self {
            Self::Key(node) | Self::Value(node) => Some(node),
            Self::Document | Self::Position { .. } => None,
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable short name of this sort of fault, such as `unknown-key`.
    pub kind: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What the underlined part of the excerpt is, in a few words.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that have a part in it.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A fault that nothing sound can be generated from.
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

    /// A fault that the output survives.
    #[must_use]
    pub fn warning(kind: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(kind, place, message)
        }
    }

    /// Says what the underlined part of the excerpt is.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says that the text it is about is that of another file.
    pub(crate) fn in_file(mut self, file: FileId) -> Self {
        self.place = self.place.in_file(file);
        for (place, _) in &mut self.related {
            *place = place.in_file(file);
        }
        self
    }

    /// Adds another place that has a part in the fault.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// How many faults are kept before warnings, and twice as many before errors, are only counted.
const KEPT: usize = 10_000;

/// The faults found so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// What was said already: some parts of a document are read more than once.
    said: HashSet<u64>,
    /// The nodes that faults are about.
    nodes: HashSet<NodeId>,
    errors: usize,
    warnings: usize,
    error_attempts: usize,
}

impl Diagnostics {
    /// No fault yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault, once. Beyond some ten thousand they are only counted, warnings sooner than errors.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let mut hasher = DefaultHasher::new();
        (diagnostic.kind, diagnostic.place, &diagnostic.message).hash(&mut hasher);
        if diagnostic.severity == Severity::Error {
            self.error_attempts += 1;
        }
        if !self.said.insert(hasher.finish()) {
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

    /// Adds the faults of something that nothing depends on: none of them is an error.
    pub(crate) fn take_for_warnings(&mut self, faults: Self) {
        for mut fault in faults.list {
            fault.severity = Severity::Warning;
            self.push(fault);
        }
    }

    /// Makes a warning that was given the error that it turned out to be, once, and says whether it is one now.
    pub(crate) fn escalate(&mut self, kind: &str, place: Place) -> bool {
        let is_it = |given: &&mut Diagnostic| given.place == place && given.kind == kind;
        let Some(given) = self.list.iter_mut().find(is_it) else {
            return false;
        };
        self.error_attempts += 1;
        if std::mem::replace(&mut given.severity, Severity::Error) == Severity::Warning {
            self.warnings = self.warnings.saturating_sub(1);
            self.errors += 1;
        }
        true
    }

    /// Whether there is an error.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Grows with every error, with repeated ones too: what is read between two looks at it is broken if it grew.
    pub(crate) const fn error_attempts(&self) -> usize {
        self.error_attempts
    }

    /// Says that something can't be used whose error was given before.
    pub(crate) const fn note_broken(&mut self) {
        self.error_attempts += 1;
    }

    /// How many errors there are.
    #[must_use]
    pub const fn error_count(&self) -> usize {
        self.errors
    }

    /// How many warnings there are.
    #[must_use]
    pub const fn warning_count(&self) -> usize {
        self.warnings
    }

    /// Whether there is neither an error nor a warning.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }

    /// Whether a fault is about this node.
    pub(crate) fn speaks_of(&self, node: NodeId) -> bool {
        self.nodes.contains(&node)
    }

    /// The faults in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Makes every warning an error.
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
