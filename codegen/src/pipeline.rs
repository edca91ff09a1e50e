//! The pipeline on one screen.

use std::collections::BTreeSet;

use crate::analyze::FeatureOptions;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::emit::{Context, CrateInfo};
use crate::formats::Formats;
use crate::ir::Api;
use crate::names::Names;
use crate::openapi::model::{LeftOut, PaginationRule, Resolved};
use crate::output::File;
use crate::settings::filter::{self, Filter};
use crate::settings::pointers::{self, ByNode};
use crate::settings::{FormatTarget, Settings};
use crate::source::Files;
use crate::source::tree::{NodeId, Tree};
use crate::{
    analyze, defect, expand, lint, lower, modules, names, openapi, output, paginate, share, source,
};

/// The root of a crate, and what is included into it.
const ROOT: &str = "lib.rs";

/// The root of a module.
const MODULE: &str = "mod.rs";

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
///
/// `rules` are the settings' pagination rules.
pub(crate) fn run(
    text: &str,
    name: &str,
    files: &mut dyn Files,
    settings: &Settings,
    rules: &[PaginationRule],
) -> Outcome {
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
    let Some(tree) = source::load_all(
        text,
        name,
        files,
        openapi::file_references,
        &mut outcome.diagnostics,
    ) else {
        return outcome;
    };
    let tree = outcome.tree.insert(tree);
    openapi::keep_spellings(tree);
    let formats = formats(settings);
    let filter = Filter::of(settings);
    let resolved = front(tree, settings, &formats, &filter, &mut outcome.diagnostics);
    outcome.watched = source::files::watched(tree, &outcome.diagnostics);
    let Some((resolved, refused, by_node)) = resolved else {
        return outcome;
    };
    let options = lower::LowerOptions {
        formats: &formats,
        formats_at: &by_node.formats,
        optional: &by_node.optional,
        names: &by_node.names,
        strict_enums: settings.strict_enums,
        only_reached: !filter.is_everything(),
        examples: settings.mock,
        refused: &refused,
        error_code: &Settings::members(settings.error_code.as_ref()),
        error_message: &Settings::members(settings.error_message.as_ref()),
    };
    outcome.incomplete = openapi::incomplete(tree, &resolved, &outcome.diagnostics);
    outcome.left_out = resolved.left_out.iter().map(describe).collect();
    let mut api = lower::lower(tree, &resolved, options, &mut outcome.diagnostics);
    let directions = share::share(&mut api);
    let rules = paginate::Rules {
        settings: rules,
        all_operations: filter.is_everything(),
    };
    paginate::paginate(&mut api, tree, &resolved, rules, &mut outcome.diagnostics);
    let facts = analyze::analyze(
        &api,
        directions,
        tree,
        FeatureOptions {
            tags: settings.tag_features,
            uses: settings.minimal_impls,
        },
    );
    let names = names::assign(&api, &facts.tags, tree, &mut outcome.diagnostics);
    outcome.features = names.features().to_vec();
    if settings.strict {
        outcome.diagnostics.promote_warnings();
    }
    let mut is_sound = report_defects(&mut outcome.diagnostics);
    let info = crate_info(settings);
    if is_sound && (settings.keep_going || !outcome.diagnostics.has_errors()) {
        let modules = modules::plan(&api, &facts, &names, &info.root, info.mock);
        let context = Context {
            api: &api,
            facts: &facts,
            names: &names,
            info: &info,
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

/// Reads the document. Returns it, the examples that the type of their schema refuses, and what the settings say of single
/// nodes.
fn front(
    tree: &Tree,
    settings: &Settings,
    formats: &Formats,
    filter: &Filter,
    diagnostics: &mut Diagnostics,
) -> Option<(Resolved, BTreeSet<NodeId>, ByNode)> {
    let aliases = settings.alias.iter().cloned().collect();
    let mut resolved = openapi::read(tree, aliases, diagnostics)?;
    filter::apply(&mut resolved, filter, diagnostics);
    lint::slips(tree, &resolved, formats, settings.strict, diagnostics);
    let refused = lint::examples(tree, &resolved, formats, diagnostics);
    let by_node = pointers::resolve(tree, &mut resolved, settings, diagnostics);
    expand::expand(tree, &mut resolved, diagnostics);
    (settings.keep_going || !diagnostics.has_errors()).then_some((resolved, refused, by_node))
}

/// What formats mean: the defaults, and what the settings say of them.
fn formats(settings: &Settings) -> Formats {
    let mut formats = Formats::default();
    for (target, to) in &settings.format {
        if let FormatTarget::Format(format) = target {
            formats.set(to.json(), format, to.ty());
        }
    }
    formats
}

fn crate_info(settings: &Settings) -> CrateInfo {
    CrateInfo {
        package: settings.package.clone(),
        root: if settings.module { MODULE } else { ROOT }.to_owned(),
        module: settings.module,
        mock: settings.mock,
    }
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
