//! What the tests and the fuzz targets of this crate reach of its stages. It promises nothing.

use std::collections::BTreeMap;

pub use crate::diagnostic::{Diagnostic, Diagnostics};
pub use crate::openapi::model::{
    Location, Method, Operation, Parameter, ParameterShape, Resolved, Role, Schema, SecurityKind,
    StatusRange, Style, Type,
};
pub use crate::source::tree::{NodeId, Tree};
pub use crate::source::{FileError, Files};
use crate::{lint, openapi, report, source};

/// What came of a text, as far as it could be read.
#[derive(Debug)]
pub struct FrontEnd {
    /// The values of the text.
    pub tree: Option<Tree>,
    /// The document with its references followed.
    pub resolved: Option<Resolved>,
    /// What was reported.
    pub diagnostics: Diagnostics,
}

/// Reads a text as far as it can be read, and the files that it refers to where there are any.
pub fn read(
    text: &str,
    name: &str,
    files: Option<&mut dyn Files>,
    aliases: BTreeMap<String, String>,
) -> FrontEnd {
    let mut diagnostics = Diagnostics::new();
    let tree = match files {
        Some(files) => source::load_all(
            text,
            name,
            files,
            openapi::file_references,
            &mut diagnostics,
        ),
        None => source::load(text, None, &mut diagnostics),
    };
    let resolved = tree
        .as_ref()
        .and_then(|tree| openapi::read(tree, aliases, &mut diagnostics));
    FrontEnd {
        tree,
        resolved,
        diagnostics,
    }
}

impl FrontEnd {
    /// Reports what the document says against itself.
    pub fn lint(&mut self) {
        if let (Some(tree), Some(resolved)) = (&self.tree, &self.resolved) {
            lint::document(tree, resolved, &mut self.diagnostics);
        }
    }

    /// Returns the report as it is shown. `text` is what was read.
    #[must_use]
    pub fn report(&self, name: &str, text: &str) -> String {
        report::render(&self.diagnostics, self.tree.as_ref(), name, text, false)
    }
}

/// Returns the report on a document whose tree isn't at hand.
#[must_use]
pub fn render(diagnostics: &Diagnostics, text: &str) -> String {
    report::render(diagnostics, None, "document", text, false)
}
