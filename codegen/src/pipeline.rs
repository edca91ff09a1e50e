//! The pipeline on one screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::emit::{Context, CrateInfo};
use crate::ir::{Api, Type};
use crate::lower::Formats;
use crate::names::Names;
use crate::output::File;
use crate::resolve::model::{LeftOut, Pagination, Resolved};
use crate::settings::filter::{Selection, select};
use crate::settings::places;
use crate::source::Files;
use crate::source::tree::{NodeId, Tree};
use crate::{
    analyze, defect, document, expand, incomplete, lint, lower, modules, names, output, resolve,
    share, source,
};

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
    pub(crate) features: analyze::FeatureOptions,
    /// The names asked for, by JSON pointer.
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) selection: Selection,
    /// The JSON pointers of schemas that are not looked into.
    pub(crate) raw: Vec<String>,
    /// How pages follow each other, where the operation doesn't say.
    pub(crate) pagination: Vec<Pagination>,
    /// The members that lead to the code and the message of an error, where their roles don't.
    pub(crate) error_code: Vec<String>,
    pub(crate) error_message: Vec<String>,
    pub(crate) info: CrateInfo,
}

/// What came of a text: files, unless something was wrong with it, and what was said.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) tree: Option<Tree>,
    pub(crate) api: Option<Api>,
    pub(crate) names: Option<Names>,
    pub(crate) files: Option<Vec<File>>,
    pub(crate) diagnostics: Diagnostics,
    /// The paths of further files, in the document's folder, whose change changes the outcome.
    pub(crate) watched: BTreeSet<String>,
    /// One a tag, where that was asked for.
    pub(crate) features: Vec<String>,
    /// Operations of the document that are not in the files.
    pub(crate) left_out: Vec<String>,
    /// Those that are, though an error cost a part of their types.
    pub(crate) incomplete: Vec<String>,
}

/// text and files → document → resolved → IR → names → tokens → files. A stage runs when the one before found no error, or when it
/// is asked to keep going; warnings are errors where that is asked for.
pub(crate) fn run(text: &str, name: &str, files: &mut dyn Files, settings: &Settings) -> Outcome {
    let mut outcome = Outcome {
        tree: None,
        api: None,
        names: None,
        files: None,
        diagnostics: Diagnostics::new(),
        watched: BTreeSet::new(),
        features: Vec::new(),
        left_out: Vec::new(),
        incomplete: Vec::new(),
    };
    // What an earlier run on this thread left behind is not of this document.
    defect::take();
    let Some(tree) = source::load_all(text, name, files, &mut outcome.diagnostics) else {
        return outcome;
    };
    let tree = outcome.tree.insert(tree);
    document::keep_spellings(tree, text);
    let resolved = front(tree, settings, &mut outcome.diagnostics);
    outcome.watched = source::files::watched(tree, &outcome.diagnostics);
    let Some((resolved, refused)) = resolved else {
        return outcome;
    };
    let names = places::named(tree, &settings.names, &mut outcome.diagnostics);
    let formats_at = places::typed(
        tree,
        &resolved,
        &settings.formats_at,
        &mut outcome.diagnostics,
    );
    let optional = places::optional(
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
        refused: &refused,
        pagination: &settings.pagination,
        error_code: &settings.error_code,
        error_message: &settings.error_message,
    };
    outcome.incomplete = incomplete::operations(tree, &resolved, &outcome.diagnostics);
    outcome.left_out = resolved.left_out.iter().map(describe).collect();
    let mut api = lower::lower(tree, &resolved, wishes, &mut outcome.diagnostics);
    share::share(&mut api);
    let facts = analyze::analyze(&api, tree, settings.features);
    let names = names::assign(&api, &facts.tags, tree, &mut outcome.diagnostics);
    outcome.features = names.features().to_vec();
    if settings.strict {
        outcome.diagnostics.promote_warnings();
    }
    let mut is_sound = report_defects(&mut outcome.diagnostics);
    if is_sound && (settings.keep_going || !outcome.diagnostics.has_errors()) {
        let info = &settings.info;
        let modules = modules::plan(&api, &facts, &names, &info.root, info.mock);
        let context = Context {
            api: &api,
            facts: &facts,
            names: &names,
            info,
        };
        let formatted = output::format(context, &modules);
        is_sound = report_defects(&mut outcome.diagnostics);
        match formatted {
            Ok(files) => outcome.files = is_sound.then_some(files),
            Err(defect) => outcome.diagnostics.push(internal(&format!(
                "the generated code is not Rust: {defect}"
            ))),
        }
    }
    outcome.api = Some(api);
    outcome.names = Some(names);
    outcome
}

/// The document resolved, and the examples that the type of their schema refuses.
fn front(
    tree: &Tree,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<(Resolved, BTreeSet<NodeId>)> {
    let document = document::read(tree, settings.aliases.clone(), diagnostics)?;
    let mut resolved = resolve::resolve(tree, document, diagnostics);
    select(&mut resolved, &settings.selection, diagnostics);
    let formats = &settings.formats;
    lint::slips(tree, &resolved, formats, settings.strict, diagnostics);
    let refused = lint::examples(tree, &resolved, formats, diagnostics);
    places::leave_raw(tree, &mut resolved, &settings.raw, diagnostics);
    expand::expand(tree, &mut resolved, diagnostics);
    (settings.keep_going || !diagnostics.has_errors()).then_some((resolved, refused))
}

/// `GET /pets`, or the path alone where all of its operations are missing.
fn describe(left_out: &LeftOut) -> String {
    let LeftOut { path, method, .. } = left_out;
    let whole = method
        .iter()
        .fold(String::new(), |_, method| format!("{method} "));
    format!("{whole}{path}").escape_debug().to_string()
}

/// Reports the broken invariants that the stages recorded. Returns whether there are none: nothing is generated otherwise.
fn report_defects(diagnostics: &mut Diagnostics) -> bool {
    let defects = defect::take();
    for defect in &defects {
        let (what, location) = (defect.what, defect.location);
        diagnostics.push(internal(&format!(
            "an invariant doesn't hold: {what} ({location})"
        )));
    }
    defects.is_empty()
}

fn internal(message: &str) -> Diagnostic {
    Diagnostic::error("internal", Place::Document, message)
        .help("this is a defect of openapi-bindgen: please report it with the document")
}
