//! What the tests and the fuzz targets of this crate reach of its stages. It promises nothing.

use std::collections::BTreeMap;

pub use crate::diagnostic::{Diagnostic, Diagnostics};
pub use crate::group::Grouped;
pub use crate::openapi::model::{
    Location, Method, Operation, Parameter, ParameterShape, Resolved, Role, Schema, SecurityKind,
    StatusRange, Style, Type,
};
use crate::settings::Settings;
pub use crate::source::tree::{NodeId, Tree};
pub use crate::source::{FileError, Files};
use crate::{lint, openapi, pipeline, report, source};

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

/// An operation with its resource and method.
#[derive(Debug)]
pub struct GroupedOperation {
    /// `GET`.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// `operationId`, or else the method and the path.
    pub id: String,
    /// The resource and the method, as words.
    pub grouped: Grouped,
}

/// Returns the operations of a document with their resources and methods, as far as the document can be read.
#[must_use]
pub fn groups(text: &str) -> Vec<GroupedOperation> {
    let settings = Settings {
        keep_going: true,
        ..Settings::default()
    };
    let Some((api, groups)) = pipeline::groups(text, &settings) else {
        return Vec::new();
    };
    let operations = api.operations.into_iter().zip(groups.iter());
    let grouped = operations.map(|(operation, grouped)| GroupedOperation {
        method: operation.method.name(),
        path: operation.template,
        id: operation.id,
        grouped: grouped.clone(),
    });
    grouped.collect()
}
