//! The examples of operations as lines, each made once.

use std::sync::OnceLock;

/// The example of an operation.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The lines of the `use` item; none where nothing is imported.
    pub(super) imports: Vec<String>,
    /// The lines of the statements.
    pub(super) statements: Vec<String>,
    /// The lines around them that make them a program: before and after.
    pub(super) around: (Vec<String>, Vec<String>),
    /// Whether nothing is given from outside, and nothing deprecated is used.
    pub(super) stands_alone: bool,
}

impl Snippet {
    /// Returns the lines that a reader sees.
    pub(super) fn lines(&self) -> Vec<String> {
        let gap = (!self.imports.is_empty()).then(String::new);
        let imports = self.imports.iter().cloned();
        let statements = self.statements.iter().cloned();
        imports.chain(gap).chain(statements).collect()
    }
}

/// The examples of all operations, each made when it is first asked for.
#[derive(Debug, Default)]
pub struct Snippets(Vec<OnceLock<Snippet>>);

impl Snippets {
    /// Makes room for the examples of so many operations.
    #[must_use]
    pub fn new(operations: usize) -> Self {
        Self((0..operations).map(|_| OnceLock::new()).collect())
    }

    /// Returns the example of the operation at an index, which is made unless it was.
    pub(super) fn get_or_make(
        &self,
        index: usize,
        make: impl FnOnce() -> Snippet,
    ) -> Option<&Snippet> {
        Some(self.0.get(index)?.get_or_init(make))
    }
}
