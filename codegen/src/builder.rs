//! The face of the generator: a builder for `build.rs`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::analyze::FeatureOptions;
use crate::diagnostic::Diagnostics;
use crate::disk::{self, Disk};
use crate::document;
use crate::document::model::Pagination;
use crate::emit::{self, CrateInfo};
use crate::error::Error;
use crate::folder;
use crate::ir::Type;
use crate::lower::Formats;
use crate::output::{File, GENERATED};
use crate::package;
use crate::pipeline::{self, Outcome, Settings};
use crate::primitive::Primitive;
use crate::report;
use crate::schema_types::{self, SchemaType};
use crate::settings::filter::{Selection, Wanted};

/// More than the deepest document that the limits let through needs, also in an unoptimised build.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// The root of a crate, and what is included into it.
const ROOT: &str = "lib.rs";

/// The root of a module.
const MODULE: &str = "mod.rs";

/// The file with the lines of a manifest that declare the features of tags.
pub(crate) const FEATURES: &str = "features.toml";

/// What to generate, and how.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), openapi_bindgen::Error> {
///     openapi_bindgen::Builder::new("../spec/account_link.yaml").strict(true).build()
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    spec: PathBuf,
    strict: bool,
    colour: bool,
    aliases: BTreeMap<String, String>,
    info: Option<(String, String)>,
    /// The folder that references may reach, where it isn't the document's own.
    folder: Option<PathBuf>,
    keep_going: bool,
    strict_enums: bool,
    names: BTreeMap<String, String>,
    selection: Selection,
    formats: Formats,
    formats_at: BTreeMap<String, Type>,
    optional: Vec<String>,
    mock: bool,
    pagination: Vec<String>,
    error_code: Vec<String>,
    error_message: Vec<String>,
    raw: Vec<String>,
    tag_features: bool,
    lean: bool,
    force: bool,
    module: bool,
}

/// The files of a document, not yet written.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files, the root first.
    pub files: Vec<File>,
    /// The warnings as they are shown; empty where there are none.
    pub warnings: String,
    /// How many of the document's operations are not in the files.
    pub left_out: usize,
    /// Which these are: `GET /pets`, or the path alone where it couldn't be read. The warnings tell why.
    pub missing: Vec<String>,
    /// With [`Builder::keep_going`], the operations that are there, though an error cost a part of their types.
    pub incomplete: Vec<String>,
    /// With [`Builder::keep_going`], how many errors there are among the warnings.
    pub errors: usize,
    /// The number of operations that were generated.
    pub operations: usize,
    /// The number of types that were generated.
    pub types: usize,
    /// The number of properties that the schemas declare, where operations or types reach them.
    pub declared_properties: usize,
    /// How many of them are in the types. What isn't is told by the warnings.
    pub properties: usize,
    /// With [`Builder::tag_features`], the features that operations stand behind, in the order of their tags.
    pub features: Vec<String>,
}

impl Builder {
    /// Reads the description at `spec`: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON. The files that it refers to are read too,
    /// as long as they stand in its folder or below, or in that of [`Builder::root`].
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            strict: false,
            colour: false,
            aliases: BTreeMap::new(),
            info: None,
            folder: None,
            keep_going: false,
            strict_enums: false,
            names: BTreeMap::new(),
            selection: Selection::default(),
            formats: Formats::default(),
            formats_at: BTreeMap::new(),
            optional: Vec::new(),
            mock: false,
            pagination: Vec::new(),
            error_code: Vec::new(),
            error_message: Vec::new(),
            raw: Vec::new(),
            tag_features: false,
            lean: false,
            force: false,
            module: false,
        }
    }

    /// Lets references reach the files of this folder and below: one that holds the description's own folder. The paths of
    /// [`Builder::name`] and [`Builder::raw`] begin there then.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Makes every warning an error. For a description of one's own: nothing in it is left unsaid then.
    pub const fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Generates what can be generated: a faulty operation is left out and listed, and doesn't cost the others.
    pub const fn keep_going(mut self, keep_going: bool) -> Self {
        self.keep_going = keep_going;
        self
    }

    /// Makes a value that a closed enum doesn't list an error of decoding. By default it is kept, so that a response
    /// doesn't fail because the server learnt a value.
    pub const fn strict_enums(mut self, strict: bool) -> Self {
        self.strict_enums = strict;
        self
    }

    /// Generates only the operation with this `operationId` and what it reaches, beside what else is asked for.
    pub fn only_operation(self, id: impl Into<String>) -> Self {
        self.only(Wanted::Operation(id.into()))
    }

    /// Generates only the operations with this tag and what they reach, beside what else is asked for.
    pub fn only_tag(self, tag: impl Into<String>) -> Self {
        self.only(Wanted::Tag(tag.into()))
    }

    /// Generates only the operations with a path like this and what they reach, beside what else is asked for. A `*`
    /// stands for any text: `/v1/customers*`.
    pub fn only_path(self, pattern: impl Into<String>) -> Self {
        self.only(Wanted::Path(pattern.into()))
    }

    fn only(mut self, wanted: Wanted) -> Self {
        self.selection.wanted.push(wanted);
        self
    }

    /// Names what stands at a JSON pointer of the document: `#/components/schemas/account` → `Account`. A name in upper
    /// case is for a type or a variant, one in lower case for a field, a parameter or a method. What stands in another
    /// file has its path from the folder of the description before the `#`: `schemas/pet.yaml#/properties/tag`.
    pub fn name(mut self, pointer: impl Into<String>, name: impl Into<String>) -> Self {
        self.names.insert(pointer.into(), name.into());
        self
    }

    /// Takes what the schema at a JSON pointer describes as it comes, as raw JSON (`runtime::Value`), wherever it is used;
    /// so is what is made of it by `allOf`. With a choice of operations, what only it leads to is not generated: where
    /// every schema of an API leads to every other, a choice of operations alone leaves little out. Pointers are as those
    /// of [`Builder::name`]: `#/components/schemas/payment`, `#/components/schemas/error/properties/payment`.
    pub fn raw(mut self, pointer: impl Into<String>) -> Self {
        self.raw.push(pointer.into());
        self
    }

    /// Maps a `format` to a type. The type says which values it is for: strings, integers or numbers.
    pub fn format(mut self, format: &str, to: Primitive) -> Self {
        self.formats.set(to.json(), format, to.ty());
        self
    }

    /// Types what the schema at a JSON pointer describes, whatever its own type and format are: for a place where a server
    /// is known to put other things. Pointers are as those of [`Builder::name`]; one that leads to no schema is an error.
    pub fn format_at(mut self, pointer: impl Into<String>, to: Primitive) -> Self {
        self.formats_at.insert(pointer.into(), to.ty());
        self
    }

    /// Lets the property at a JSON pointer be missing although the document requires it: for a member that a server is
    /// known to leave out. Pointers are as those of [`Builder::name`]: `#/components/schemas/pet/properties/tag`; one of a
    /// name that is required without a property leads to its place under `required`. One that leads to neither is an error.
    pub fn optional(mut self, pointer: impl Into<String>) -> Self {
        self.optional.push(pointer.into());
        self
    }

    /// Generates a module `mock` too, for the tests of those who call the API: a server on loopback with a method an
    /// operation. It stands behind the crate's feature `mock`, which has to switch on the runtime's.
    pub const fn mock(mut self, mock: bool) -> Self {
        self.mock = mock;
        self
    }

    /// Reads `x-bindgen-pagination` from here, as YAML or JSON, as if it stood at the document's root: it holds for each
    /// GET operation that has all of it and doesn't speak of its pages itself. It goes before the document's own.
    pub fn pagination(mut self, rules: impl Into<String>) -> Self {
        self.pagination.push(rules.into());
        self
    }

    /// Reads the code of an error out of this member of its body, members of members written with `/`: `error/code`. It goes
    /// before the property that the document gives the role `error-code`.
    pub fn error_code(mut self, member: &str) -> Self {
        self.error_code = members(member);
        self
    }

    /// Reads the message of an error out of this member of its body, as [`Builder::error_code`] does the code. Without it,
    /// and without a property that has the role `error-message`, the usual members are looked into: `message`, `detail`,
    /// `error/message`, `error_description`, `title` and such.
    pub fn error_message(mut self, member: &str) -> Self {
        self.error_message = members(member);
        self
    }

    /// Puts each operation behind the features of its tags, and each type behind those of the operations that reach it,
    /// so that a build pays for the part of a large API that it uses. An operation of several tags is there with any of
    /// them. What has no tag, and types that no operation reaches, are always there.
    ///
    /// The features are the tags in kebab case: [`Generated::features`] lists them. The crate that is generated into has
    /// to declare them; the file `features.toml` among the output holds the lines.
    pub const fn tag_features(mut self, tag_features: bool) -> Self {
        self.tag_features = tag_features;
        self
    }

    /// Puts what no operation needs of a type behind the crate's features `serde` and, with [`Builder::mock`], `mock`:
    /// for one that is only received its constructors and its way to JSON, for one that is only sent its way from JSON.
    /// It is much to compile, and tests and storage alone have a use for it. A type that no operation uses has all.
    ///
    /// The crate that is generated into has to declare `serde = ["openapi-bindgen-runtime/serde"]`.
    pub const fn lean(mut self, lean: bool) -> Self {
        self.lean = lean;
        self
    }

    /// Names the root of the output `mod.rs`, so that `mod api;` finds it in the folder `api`; and lets a program leave
    /// parts of it unused without a warning. Otherwise the root is `lib.rs`, to be a crate's or to be included.
    pub const fn module(mut self, module: bool) -> Self {
        self.module = module;
        self
    }

    /// Replaces files of the output folder that are not generated. Otherwise one that would be replaced is an error, and
    /// nothing is written. A file is taken for generated where `.openapi-bindgen` in the folder lists it, or where it says
    /// so itself.
    pub const fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Whether [`Builder::force`] is set.
    pub(crate) const fn is_forced(&self) -> bool {
        self.force
    }

    /// Colours the diagnostics, for a terminal.
    pub const fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Reads the extension `vendor` as `neutral`, as `x-bindgen-aliases` in the document does.
    pub fn alias(mut self, vendor: impl Into<String>, neutral: impl Into<String>) -> Self {
        self.aliases.insert(vendor.into(), neutral.into());
        self
    }

    /// Sets the name and version that the client sends as its user agent. Unless they are set, they are those of the
    /// package that the generated code is built in.
    pub fn package(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.info = Some((name.into(), version.into()));
        self
    }

    /// Generates without touching the disk but for the description.
    ///
    /// # Errors
    ///
    /// The report of every diagnostic, where one of them is an error; or why the description can't be read.
    pub fn generate(&self) -> Result<Generated, Error> {
        self.attempt().1
    }

    /// With the paths of the files that were read beside the description, also when nothing came of them.
    fn attempt(&self) -> (Vec<PathBuf>, Result<Generated, Error>) {
        let (outcome, report) = match self.outcome() {
            Ok(done) => done,
            Err(error) => return (Vec::new(), Err(error)),
        };
        let own = self.spec.parent().unwrap_or(Path::new(""));
        let folder = self.folder.as_deref().unwrap_or(own);
        let watched = outcome.watched.iter().map(|path| folder.join(path));
        let watched = watched.collect();
        match (outcome.files, outcome.api) {
            (Some(mut files), Some(api)) => {
                if !outcome.features.is_empty() {
                    files.push(File {
                        path: FEATURES.to_owned(),
                        text: format!(
                            "# {GENERATED}.\n{}",
                            package::tag_features(&outcome.features)
                        ),
                    });
                }
                let generated = Generated {
                    files,
                    warnings: report,
                    left_out: outcome.left_out.len(),
                    missing: outcome.left_out,
                    incomplete: outcome.incomplete,
                    errors: outcome.diagnostics.error_count(),
                    operations: api.operations.len(),
                    types: api.types.len(),
                    declared_properties: api.coverage.declared,
                    properties: api.coverage.generated,
                    features: outcome.features,
                };
                (watched, Ok(generated))
            }
            _ => (watched, Err(Error::new(report))),
        }
    }

    /// Generates and writes below `folder`; files that don't change are not touched. Each is written whole or not at all,
    /// and what an earlier run wrote and this one doesn't is removed.
    ///
    /// # Errors
    ///
    /// As [`Builder::generate`]; when a file is not generated and would be replaced, unless [`Builder::force`] is set; and
    /// when the folder can't be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Generated, Error> {
        let generated = self.generate()?;
        self.write(folder.as_ref(), generated)
    }

    fn write(&self, out: &Path, generated: Generated) -> Result<Generated, Error> {
        folder::write(out, &generated.files, self.force).map_err(Error::new)?;
        Ok(generated)
    }

    /// For a build script: generates into `OUT_DIR`, tells Cargo what to watch, and passes warnings on.
    ///
    /// The crate's `lib.rs` then says `include!(concat!(env!("OUT_DIR"), "/lib.rs"));`.
    ///
    /// # Errors
    ///
    /// As [`Builder::write_to`], and when Cargo's variables are missing.
    pub fn build(mut self) -> Result<(), Error> {
        // Said first: a description that doesn't pass must be read again after the next edit, too.
        println!("cargo::rerun-if-changed={}", self.spec.display());
        println!("cargo::rerun-if-changed=build.rs");
        let out = variable("OUT_DIR")?;
        if self.info.is_none() {
            let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
            self.info = Some((text("CARGO_PKG_NAME")?, text("CARGO_PKG_VERSION")?));
        }
        let (watched, generated) = self.attempt();
        for path in watched {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let generated = self.write(Path::new(&out), generated?)?;
        let both_ways = self.lean.then_some(emit::BOTH_WAYS).into_iter();
        let features = generated.features.iter().map(String::as_str);
        let names: Vec<String> = both_ways
            .flatten()
            .chain(features)
            .map(|name| format!("{name:?}"))
            .collect();
        if !names.is_empty() {
            // A feature that the crate doesn't declare is off, and no fault of the generated code.
            println!(
                "cargo::rustc-check-cfg=cfg(feature, values({}))",
                names.join(", ")
            );
        }
        for line in generated.warnings.lines() {
            println!("cargo::warning={line}");
        }
        Ok(())
    }

    /// The IR as text, for those who work on the generator.
    ///
    /// # Errors
    ///
    /// As [`Builder::generate`].
    pub fn dump_ir(&self) -> Result<String, Error> {
        let (outcome, report) = self.outcome()?;
        outcome
            .api
            .map(|api| format!("{api:#?}"))
            .ok_or_else(|| Error::new(report))
    }

    /// Lists the generated types with the schemas that they are for, for those who check what values come to.
    ///
    /// # Errors
    ///
    /// As [`Builder::generate`].
    pub fn schema_types(&self) -> Result<Vec<SchemaType>, Error> {
        let (outcome, report) = self.outcome()?;
        match (&outcome.api, &outcome.names, &outcome.tree) {
            (Some(api), Some(names), Some(tree)) if outcome.files.is_some() => {
                Ok(schema_types::schema_types(api, names, tree))
            }
            _ => Err(Error::new(report)),
        }
    }

    /// What came of the description, and the report.
    fn outcome(&self) -> Result<(Outcome, String), Error> {
        let text = disk::read_root(&self.spec)
            .map_err(|error| Error::new(unreadable(&self.spec, &error)))?;
        let outcome = self.run(&text)?;
        let report = report::render(
            &outcome.diagnostics,
            outcome.tree.as_ref(),
            &self.spec.to_string_lossy(),
            &text,
            self.colour,
        );
        Ok((outcome, report))
    }

    /// On a thread of its own: how deep the call stack goes depends on the document.
    fn run(&self, text: &str) -> Result<Outcome, Error> {
        let mut settings = self.settings();
        let mut disk = match &self.folder {
            Some(root) => Disk::below(root, &self.spec)?,
            None => Disk::of(&self.spec),
        };
        let name = disk.name().to_owned();
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            let running = thread.spawn_scoped(scope, || {
                for text in &self.pagination {
                    settings.pagination.extend(self.pagination_rules(text)?);
                }
                Ok(pipeline::run(text, &name, &mut disk, &settings))
            });
            let running = running
                .map_err(|error| Error::new(format!("no thread to generate on: {error}")))?;
            running.join().unwrap_or_else(|_| {
                let defect = "the generator failed on this description: please report it";
                Err(Error::new(defect))
            })
        })
    }

    fn pagination_rules(&self, text: &str) -> Result<Vec<Pagination>, Error> {
        let mut diagnostics = Diagnostics::new();
        let (tree, rules) = document::read_rules(text, &mut diagnostics);
        if !diagnostics.is_empty() {
            let name = "the setting `pagination`";
            let report = report::render(&diagnostics, tree.as_ref(), name, text, self.colour);
            return Err(Error::new(report));
        }
        Ok(rules)
    }

    fn settings(&self) -> Settings {
        Settings {
            formats: self.formats.clone(),
            formats_at: self.formats_at.clone(),
            optional: self.optional.clone(),
            keep_going: self.keep_going,
            strict_enums: self.strict_enums,
            features: FeatureOptions {
                tags: self.tag_features,
                uses: self.lean,
            },
            names: self.names.clone(),
            selection: self.selection.clone(),
            raw: self.raw.clone(),
            aliases: self.aliases.clone(),
            strict: self.strict,
            pagination: Vec::new(),
            error_code: self.error_code.clone(),
            error_message: self.error_message.clone(),
            info: CrateInfo {
                package: self.info.clone(),
                root: if self.module { MODULE } else { ROOT }.to_owned(),
                module: self.module,
                mock: self.mock,
            },
        }
    }
}

/// `error/message` → its members, the outer one first.
fn members(path: &str) -> Vec<String> {
    let members = path.split('/').filter(|member| !member.is_empty());
    members.map(str::to_owned).collect()
}

fn unreadable(spec: &Path, error: &std::io::Error) -> String {
    let spec = spec.display();
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("error: there is no file `{spec}`"),
        _ => format!("error: `{spec}` can't be read: {error}"),
    }
}

fn variable(name: &str) -> Result<OsString, Error> {
    std::env::var_os(name)
        .ok_or_else(|| Error::new(format!("{name} is not set: `build` is for build scripts")))
}
