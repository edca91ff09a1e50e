//! The pipeline on one screen.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::tree::{NodeId, Tree};
use crate::emit::{CrateInfo, Emitter};
use crate::ir::Api;
use crate::lower::Formats;
use crate::output::File;
use crate::resolve::model::{Pagination, Resolved};
use crate::select::{Selection, select};
use crate::{analyze, check, document, lower, names, output, resolve};

/// What steers the generation beside the document.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) formats: Formats,
    pub(crate) aliases: BTreeMap<String, String>,
    pub(crate) strict: bool,
    pub(crate) keep_going: bool,
    pub(crate) strict_enums: bool,
    /// The names asked for, by JSON pointer.
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) selection: Selection,
    /// How pages follow each other, where the operation doesn't say.
    pub(crate) pagination: Vec<Pagination>,
    pub(crate) info: CrateInfo,
}

/// What came of a text: files, unless something was wrong with it, and what was said.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) tree: Option<Tree>,
    pub(crate) api: Option<Api>,
    pub(crate) files: Option<Vec<File>>,
    pub(crate) diagnostics: Diagnostics,
    /// Operations of the document that a fault kept out.
    pub(crate) left_out: usize,
}

/// text → document → resolved → IR → names → tokens → files. A stage runs when the one before found no error, or when it
/// is asked to keep going; warnings are errors where that is asked for.
pub(crate) fn run(text: &str, settings: &Settings) -> Outcome {
    let mut outcome = Outcome {
        tree: None,
        api: None,
        files: None,
        diagnostics: Diagnostics::new(),
        left_out: 0,
    };
    let Some(tree) = document::load(text, None, &mut outcome.diagnostics) else {
        return outcome;
    };
    let tree = outcome.tree.insert(tree);
    let Some(resolved) = front(tree, settings, &mut outcome.diagnostics) else {
        return outcome;
    };
    let names = places(tree, &settings.names, &mut outcome.diagnostics);
    let wishes = lower::Wishes {
        formats: &settings.formats,
        names: &names,
        strict_enums: settings.strict_enums,
        only_reached: !settings.selection.is_everything(),
        examples: settings.info.mock,
        pagination: &settings.pagination,
    };
    outcome.left_out = resolved.left_out.len();
    let api = lower::lower(tree, &resolved, wishes, &mut outcome.diagnostics);
    let facts = analyze::analyze(&api);
    let names = names::assign(&api, tree, &mut outcome.diagnostics);
    if settings.strict {
        outcome.diagnostics.promote_warnings();
    }
    if settings.keep_going || !outcome.diagnostics.has_errors() {
        match output::format(&Emitter::new(&api, &facts, &names, &settings.info)) {
            Ok(files) => outcome.files = Some(files),
            Err(defect) => outcome.diagnostics.push(defect_of_emission(&defect)),
        }
    }
    outcome.api = Some(api);
    outcome
}

fn front(tree: &Tree, settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Resolved> {
    let document = document::read(tree, settings.aliases.clone(), diagnostics)?;
    let mut resolved = resolve::resolve(tree, document, diagnostics);
    select(&mut resolved, &settings.selection, diagnostics);
    check::examples(tree, &resolved, diagnostics);
    (settings.keep_going || !diagnostics.has_errors()).then_some(resolved)
}

/// The nodes of the configuration's pointers. One that leads nowhere is an error: it names something.
fn places(
    tree: &Tree,
    names: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NodeId, String> {
    let mut places = BTreeMap::new();
    for (pointer, name) in names {
        match tree.at_pointer(pointer.strip_prefix('#').unwrap_or(pointer)) {
            Some(node) => {
                places.insert(node, name.clone());
            }
            None => {
                let message = format!(
                    "`{}` is to be named, but leads nowhere",
                    pointer.escape_debug()
                );
                let help =
                    "give the JSON pointer of a schema, a property, a parameter or an operation";
                diagnostics.push(Diagnostic::error("name", Place::Document, message).help(help));
            }
        }
    }
    places
}

fn defect_of_emission(defect: &str) -> Diagnostic {
    Diagnostic::error(
        "internal",
        Place::Document,
        format!("the generated code is no Rust: {defect}"),
    )
    .help("this is a defect of openapi-bindgen: please report it with the document")
}
