//! What emission reads.

use super::here::Here;
use crate::analyze::Facts;
use crate::defect::Certain as _;
use crate::ir::{Api, Examples, Operation};
use crate::names::{Names, OperationNames};

use super::snippets::Snippets;

/// The crate that is generated.
#[derive(Clone, Debug)]
pub struct CrateInfo {
    /// The name of the document's file.
    pub document: String,
    /// The name and version for the user agent. Without them, they are those of the crate that compiles the code.
    pub package: Option<(String, String)>,
    /// The path of the file with the crate's root.
    pub root: String,
    /// Whether the code is a module of a crate that uses only some of it.
    pub module: bool,
    /// Whether there is a module `mock`, behind a Cargo feature of that name.
    pub mock: bool,
    /// The path of the crate's root, or of the module that the code is: examples begin with it, and are compiled.
    pub crate_path: Option<String>,
}

/// What emission reads.
///
/// Groups don't depend on each other, so their tokens can be made on several threads.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub api: &'a Api,
    pub facts: &'a Facts,
    pub names: &'a Names,
    pub info: &'a CrateInfo,
    /// Where the code stands.
    pub here: Here<'a>,
    pub snippets: &'a Snippets,
}

impl<'a> Context<'a> {
    /// Returns the same for code that stands elsewhere.
    pub(crate) const fn at(self, here: Here<'a>) -> Self {
        Self { here, ..self }
    }

    /// Returns an operation with its names.
    #[track_caller]
    pub(super) fn operation(self, index: usize) -> Option<(&'a Operation, &'a OperationNames)> {
        let operation = self.api.operations.get(index);
        let named = operation.map(|it| Some((it, self.names.operation(index))));
        named.certain("each operation is in the table")
    }

    /// Returns what a mock shows of an operation.
    #[track_caller]
    pub(super) fn examples(self, index: usize) -> Option<&'a Examples> {
        let examples = self.api.examples.get(index);
        examples.map(Some).certain("each operation has examples")
    }
}
