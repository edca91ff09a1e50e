//! The pipeline on one screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::Files;
use crate::document::tree::{NodeId, Tree};
use crate::emit::{CrateInfo, Emitter};
use crate::ir::{Api, Type};
use crate::lower::Formats;
use crate::output::File;
use crate::resolve::model::{Pagination, Resolved};
use crate::select::{Selection, select};
use crate::{analyze, check, document, lower, names, output, raw, resolve, share, wishes};

/// What steers the generation beside the document.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) formats: Formats,
    /// The types asked for, by JSON pointer.
    pub(crate) formats_at: BTreeMap<String, Type>,
    /// The JSON pointers of properties that may be missing, whatever the document requires.
    pub(crate) optional: Vec<String>,
    pub(crate) aliases: BTreeMap<String, String>,
    pub(crate) strict: bool,
    pub(crate) keep_going: bool,
    pub(crate) strict_enums: bool,
    pub(crate) gates: analyze::Gates,
    /// The names asked for, by JSON pointer.
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) selection: Selection,
    /// The JSON pointers of schemas that are not looked into.
    pub(crate) raw: Vec<String>,
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
    /// The paths of further files, in the document's folder, whose change changes the outcome.
    pub(crate) watched: BTreeSet<String>,
    /// One a tag, where that was asked for.
    pub(crate) features: Vec<String>,
    /// Operations of the document that a fault kept out.
    pub(crate) left_out: usize,
}

/// text and files → document → resolved → IR → names → tokens → files. A stage runs when the one before found no error, or when it
/// is asked to keep going; warnings are errors where that is asked for.
pub(crate) fn run(text: &str, name: &str, files: &mut dyn Files, settings: &Settings) -> Outcome {
    let mut outcome = Outcome {
        tree: None,
        api: None,
        files: None,
        diagnostics: Diagnostics::new(),
        watched: BTreeSet::new(),
        features: Vec::new(),
        left_out: 0,
    };
    let Some(tree) = document::load_all(text, name, files, &mut outcome.diagnostics) else {
        return outcome;
    };
    let tree = outcome.tree.insert(tree);
    document::keep_spellings(tree, text);
    let resolved = front(tree, settings, &mut outcome.diagnostics);
    outcome.watched = document::files::watched(tree, &outcome.diagnostics);
    let Some(resolved) = resolved else {
        return outcome;
    };
    let names = places(tree, &settings.names, &mut outcome.diagnostics);
    let formats_at = wishes::types(
        tree,
        &resolved,
        &settings.formats_at,
        &mut outcome.diagnostics,
    );
    let optional = wishes::optional(
        tree,
        &resolved,
        &settings.optional,
        &mut outcome.diagnostics,
    );
    let wishes = lower::Wishes {
        formats: &settings.formats,
        formats_at: &formats_at,
        optional: &optional,
        names: &names,
        strict_enums: settings.strict_enums,
        only_reached: !settings.selection.is_everything(),
        examples: settings.info.mock,
        pagination: &settings.pagination,
    };
    outcome.left_out = resolved.left_out.len();
    let mut api = lower::lower(tree, &resolved, wishes, &mut outcome.diagnostics);
    share::share(&mut api);
    let facts = analyze::analyze(&api, settings.gates);
    let names = names::assign(&api, &facts.tags, tree, &mut outcome.diagnostics);
    outcome.features = names.features().to_vec();
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
    leave_raw(tree, &mut resolved, &settings.raw, diagnostics);
    (settings.keep_going || !diagnostics.has_errors()).then_some(resolved)
}

/// Empties what isn't to be looked into. A pointer that leads to no schema is an error.
fn leave_raw(
    tree: &Tree,
    resolved: &mut Resolved,
    pointers: &[String],
    diagnostics: &mut Diagnostics,
) {
    let mut places: BTreeMap<NodeId, &String> = BTreeMap::new();
    let mut lost: Vec<&String> = Vec::new();
    for pointer in pointers {
        match place(tree, pointer) {
            Some(node) => drop(places.insert(node, pointer)),
            None => lost.push(pointer),
        }
    }
    let unknown = raw::empty(resolved, &places.keys().copied().collect());
    lost.extend(unknown.iter().filter_map(|node| places.get(node)));
    for pointer in lost {
        let pointer = pointer.escape_debug();
        let message = format!("`{pointer}` is to be raw JSON, but leads to no schema");
        let help = "give the JSON pointer of a schema or a property";
        diagnostics.push(Diagnostic::error("raw", Place::Document, message).help(help));
    }
}

/// The nodes of the configuration's pointers. One that leads nowhere is an error: it names something.
fn places(
    tree: &Tree,
    names: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NodeId, String> {
    let mut places = BTreeMap::new();
    for (pointer, name) in names {
        match place(tree, pointer) {
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

/// A JSON pointer, after a `#` or not; before that the path of the file, unless it is the root document.
pub(crate) fn place(tree: &Tree, pointer: &str) -> Option<NodeId> {
    let (file, pointer) = match pointer.split_once('#') {
        Some((file, rest)) if !file.starts_with('/') => (file, rest),
        _ => ("", pointer),
    };
    let root = match file {
        "" => NodeId::ROOT,
        file => tree.root_at(file)?,
    };
    tree.at_pointer_from(root, pointer)
}

fn defect_of_emission(defect: &str) -> Diagnostic {
    Diagnostic::error(
        "internal",
        Place::Document,
        format!("the generated code is no Rust: {defect}"),
    )
    .help("this is a defect of openapi-bindgen: please report it with the document")
}
