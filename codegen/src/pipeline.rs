//! The pipeline on one screen.

use std::collections::BTreeSet;

use crate::analyze::FeatureOptions;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::emit::{Context, CrateInfo, Here, Snippets};
use crate::formats::Formats;
use crate::group::Groups;
use crate::guide::Guide;
use crate::ir::Api;
use crate::names::Names;
use crate::openapi::model::{LeftOut, PaginationRule, Resolved};
use crate::output::File;
use crate::reach::Directions;
use crate::settings::filter::{self, Filter};
use crate::settings::groups;
use crate::settings::pointers::{self, ByNode};
use crate::settings::{FormatTarget, Settings};
use crate::source::Files;
use crate::source::tree::{NodeId, Tree};
use crate::{
    analyze, defect, emit, expand, group, lint, lower, modules, names, openapi, output, paginate,
    rustdoc, share, source,
};

/// The root of a crate, and what is included into it.
const ROOT: &str = "lib.rs";

/// The root of a module.
const MODULE: &str = "mod.rs";

/// What became of a document.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The values of all files; none if the text can't be read.
    pub(crate) tree: Option<Tree>,
    /// What is generated; none after an error of the front end.
    pub(crate) api: Option<Api>,
    pub(crate) names: Option<Names>,
    /// The generated files; none after an error.
    pub(crate) files: Option<Vec<File>>,
    pub(crate) diagnostics: Diagnostics,
    /// The paths of the further files that the document refers to, in its folder.
    pub(crate) watched: BTreeSet<String>,
    /// What the guides of a crate are made from; empty where they weren't asked for.
    pub(crate) guide: Guide,
    /// The Cargo features of the tags, if they were asked for.
    pub(crate) features: Vec<String>,
    /// The operations of the document that are not generated.
    pub(crate) left_out: Vec<String>,
    /// The operations that are generated without a part, because of an error.
    pub(crate) incomplete: Vec<String>,
}

/// What the front end gives.
struct Front {
    formats: Formats,
    filter: Filter,
    resolved: Resolved,
    /// The examples that don't match their schemas.
    refused: BTreeSet<NodeId>,
    /// What the settings say of single nodes.
    by_node: ByNode,
}

/// Runs the stages. A stage runs if none before it reported an error, or if `keep_going` is set.
///
/// `rules` are the settings' pagination rules.
pub(crate) fn run(
    text: &str,
    name: &str,
    files: &mut dyn Files,
    settings: &Settings,
    rules: &[PaginationRule],
) -> Outcome {
    let mut outcome = Outcome::default();
    let diagnostics = &mut outcome.diagnostics;
    // What an earlier run on this thread left behind is not of this document.
    defect::take();
    let references = openapi::file_references;
    let Some(mut tree) = source::load_all(text, name, files, references, diagnostics) else {
        return outcome;
    };
    openapi::keep_spellings(&mut tree, diagnostics);
    let front = front(&tree, settings, diagnostics);
    outcome.watched = source::files::watched(&tree, diagnostics);
    if let Some(front) = front {
        outcome.incomplete = openapi::incomplete(&tree, &front.resolved, diagnostics);
        outcome.left_out = front.resolved.left_out.iter().map(describe).collect();
        generate(&mut outcome, name, &tree, front, settings, rules);
    }
    outcome.tree = Some(tree);
    outcome
}

/// Runs the stages from the tree to the document that is lowered.
fn front(tree: &Tree, settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Front> {
    let formats = formats(settings);
    let filter = Filter::of(settings);
    let aliases = settings.alias.iter().cloned().collect();
    let mut resolved = openapi::read(tree, aliases, diagnostics)?;
    groups::apply(tree, &mut resolved, &settings.group, diagnostics);
    filter::apply(&mut resolved, &filter, diagnostics);
    lint::slips(tree, &resolved, &formats, settings.strict, diagnostics);
    let refused = lint::examples(tree, &resolved, &formats, diagnostics);
    let by_node = pointers::resolve(tree, &mut resolved, settings, diagnostics);
    expand::expand(tree, &mut resolved, diagnostics);
    (settings.keep_going || !diagnostics.has_errors()).then_some(Front {
        formats,
        filter,
        resolved,
        refused,
        by_node,
    })
}

/// Runs the stages from the document to the types and operations to generate, and the directions of the types.
fn api(
    tree: &Tree,
    front: &Front,
    settings: &Settings,
    rules: &[PaginationRule],
    diagnostics: &mut Diagnostics,
) -> (Api, Directions) {
    let error_code = Settings::members(settings.error_code.as_ref());
    let error_message = Settings::members(settings.error_message.as_ref());
    let options = lower::LowerOptions {
        formats: &front.formats,
        formats_at: &front.by_node.formats,
        optional: &front.by_node.optional,
        names: &front.by_node.names,
        strict_enums: settings.strict_enums,
        only_reached: !front.filter.is_everything(),
        examples: settings.mock,
        refused: &front.refused,
        error_code: &error_code,
        error_message: &error_message,
    };
    let mut api = lower::lower(tree, &front.resolved, options, diagnostics);
    let directions = share::share(&mut api);
    let rules = paginate::Rules {
        settings: rules,
        all_operations: front.filter.is_everything(),
    };
    paginate::paginate(&mut api, tree, &front.resolved, rules, diagnostics);
    (api, directions)
}

/// Runs the stages from the document to the files.
fn generate(
    outcome: &mut Outcome,
    name: &str,
    tree: &Tree,
    front: Front,
    settings: &Settings,
    rules: &[PaginationRule],
) {
    let diagnostics = &mut outcome.diagnostics;
    let (api, directions) = api(tree, &front, settings, rules, diagnostics);
    // Formatting takes the most memory, and has no use for the document.
    drop(front);
    let features = FeatureOptions {
        tags: settings.tag_features,
        uses: settings.minimal_impls,
        mock: settings.mock,
    };
    let facts = analyze::analyze(&api, directions, tree, features);
    let groups = (!settings.flat).then(|| group::group(&api));
    let names = names::assign(&api, groups.as_ref(), &facts, tree, diagnostics);
    if settings.strict {
        diagnostics.promote_warnings();
    }
    let is_sound = report_defects(diagnostics);
    let is_complete = settings.keep_going || !diagnostics.has_errors();
    if is_sound && is_complete && !settings.diagnostics_only {
        let info = crate_info(name, settings);
        let modules = modules::plan(&api, &facts, &names, &info.root, info.mock);
        let snippets = Snippets::new(api.operations.len());
        let context = Context {
            api: &api,
            facts: &facts,
            names: &names,
            info: &info,
            here: Here::default(),
            snippets: &snippets,
        };
        let formatted = output::format(context, &modules);
        if settings.guide {
            outcome.guide = guide(context);
        }
        outcome.files = sound(formatted, diagnostics);
    }
    outcome.features = names.features().to_vec();
    outcome.api = Some(api);
    outcome.names = Some(names);
}

/// Runs the stages up to the groups of the operations, as far as the document can be read.
pub(crate) fn groups(text: &str, settings: &Settings) -> Option<(Api, Groups)> {
    let mut diagnostics = Diagnostics::new();
    let mut tree = source::load(text, None, &mut diagnostics)?;
    openapi::keep_spellings(&mut tree, &mut diagnostics);
    let front = front(&tree, settings, &mut diagnostics)?;
    let (api, _) = api(&tree, &front, settings, &[], &mut diagnostics);
    let groups = group::group(&api);
    Some((api, groups))
}

/// Returns what the guides of a crate are made from.
fn guide(context: Context<'_>) -> Guide {
    let api = context.api;
    let title = rustdoc::rustdoc(&format!("{} {}", api.title, api.version));
    Guide {
        title: title.join(" "),
        program: emit::first_program(context),
        entries: emit::entries(context),
    }
}

/// Returns the files, unless a stage met a broken invariant.
fn sound(formatted: Result<Vec<File>, String>, diagnostics: &mut Diagnostics) -> Option<Vec<File>> {
    let is_sound = report_defects(diagnostics);
    match formatted {
        Ok(files) => is_sound.then_some(files),
        Err(defect) => {
            diagnostics.push(internal(&format!(
                "the generated code is not Rust: {defect}"
            )));
            None
        }
    }
}

/// Returns what formats mean: the defaults, and what the settings say of them.
fn formats(settings: &Settings) -> Formats {
    let mut formats = Formats::default();
    for (target, to) in &settings.format {
        if let FormatTarget::Format(format) = target {
            formats.set(to.json(), format, to.ty());
        }
    }
    formats
}

fn crate_info(document: &str, settings: &Settings) -> CrateInfo {
    CrateInfo {
        document: document.to_owned(),
        package: settings.package.clone(),
        root: if settings.module { MODULE } else { ROOT }.to_owned(),
        module: settings.module,
        mock: settings.mock,
        crate_path: settings.crate_path.clone(),
    }
}

/// Returns an operation as `GET /pets`, or the path alone where all of its operations are missing.
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
