//! The public API of the generator: a builder for `build.rs`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::disk::{self, Disk};
use crate::emit;
use crate::error::Error;
use crate::folder::{self, Difference, Inputs};
use crate::generated::Generated;
use crate::inspect::{self, Inspection};
use crate::manifest::{self, FEATURES};
use crate::openapi;
use crate::openapi::model::PaginationRule;
use crate::output::{File, GENERATED};
use crate::pipeline::{self, Outcome};
use crate::report::{self, MessageFormat};
use crate::schema_types::{self, SchemaType};
use crate::settings::Primitive;
use crate::settings::{FormatTarget, Settings};
use crate::source::{Files as _, MAX_BYTES};

/// More than the deepest document within the limits needs, even in an unoptimised build.
const STACK_BYTES: usize = 256 * 1024 * 1024;

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
    document: PathBuf,
    settings: Settings,
    message_format: MessageFormat,
    colour: bool,
    force: bool,
}

impl Builder {
    /// Reads the document at this path: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON. The files that it refers to are read too,
    /// as long as they stand in its folder or below, or in that of [`Builder::root`].
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self::with_settings(document, Settings::default())
    }

    /// Reads the document at this path, with these settings.
    pub fn with_settings(document: impl Into<PathBuf>, settings: Settings) -> Self {
        Self {
            document: document.into(),
            settings,
            message_format: MessageFormat::Human,
            colour: false,
            force: false,
        }
    }

    /// Lets references reach the files of this folder and below. It has to contain the document's own folder. The paths of
    /// [`Builder::rename`] and [`Builder::opaque`] then begin there.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.settings.root = Some(folder.into());
        self
    }

    /// Makes every warning an error: for a document of one's own, in which nothing is left unsaid then.
    pub const fn strict(mut self, strict: bool) -> Self {
        self.settings.strict = strict;
        self
    }

    /// Generates what can be generated: an operation with an error is left out and listed, and the others stay.
    pub const fn keep_going(mut self, keep_going: bool) -> Self {
        self.settings.keep_going = keep_going;
        self
    }

    /// Makes a value that a closed enum doesn't list a decode error. By default the value is kept, so that a response
    /// stays readable when the server adds one.
    pub const fn strict_enums(mut self, strict: bool) -> Self {
        self.settings.strict_enums = strict;
        self
    }

    /// Generates only the operation with this `operationId` and what it reaches, beside what else is asked for.
    pub fn only_operation(mut self, id: impl Into<String>) -> Self {
        self.settings.operation.push(id.into());
        self
    }

    /// Generates only the operations with this tag and what they reach, beside what else is asked for.
    pub fn only_tag(mut self, tag: impl Into<String>) -> Self {
        self.settings.tag.push(tag.into());
        self
    }

    /// Generates only the operations whose path matches this pattern and what they reach, beside what else is asked for. A
    /// `*` stands for any text: `/v1/customers*`.
    pub fn only_path(mut self, pattern: impl Into<String>) -> Self {
        self.settings.path.push(pattern.into());
        self
    }

    /// Puts the operations whose first tag this is, or one operation by its `operationId` or JSON pointer, into a group of
    /// this name. A dot leads to a group inside of another: `customers.sources`. It goes before what the document says, and
    /// what is said of one operation before what is said of its tag. Pointers are as in [`Builder::rename`]:
    /// `#/paths/~1pets/get`.
    pub fn group(mut self, target: impl Into<String>, name: impl Into<String>) -> Self {
        self.settings.group.push((target.into(), name.into()));
        self
    }

    /// Makes all operations methods of the client, and puts all types into the crate's root, with names that say where
    /// they come from: `client.create_account_link(…)`, `CreateAccountLinkError`. It suits an API of a few operations.
    ///
    /// Otherwise operations are grouped by resource, and types stand in the modules of what holds them:
    /// `client.account_links().create(…)`, `account_links::create::Error`.
    pub const fn flat(mut self, flat: bool) -> Self {
        self.settings.flat = flat;
        self
    }

    /// Names what stands at a JSON pointer of the document: `#/components/schemas/account` → `Account`. A name in upper
    /// case is for a type or a variant, one in lower case for a field, a parameter or a method. What stands in another
    /// file has its path from the folder of the document before the `#`: `schemas/pet.yaml#/properties/tag`.
    pub fn rename(mut self, pointer: impl Into<String>, name: impl Into<String>) -> Self {
        self.settings.rename.push((pointer.into(), name.into()));
        self
    }

    /// Treats the schema at this JSON pointer as opaque JSON (`runtime::Value`), including every schema that includes it
    /// by `allOf`. Together with a filter, what only this schema leads to isn't generated: where every schema of an API
    /// leads to every other, a filter alone leaves little out. Pointers are as in [`Builder::rename`]:
    /// `#/components/schemas/payment`, `#/components/schemas/error/properties/payment`.
    pub fn opaque(mut self, pointer: impl Into<String>) -> Self {
        self.settings.opaque.push(pointer.into());
        self
    }

    /// Maps a `format` to a type. The type says which values it is for: strings, integers or numbers.
    pub fn format(mut self, format: &str, to: Primitive) -> Self {
        let target = FormatTarget::Format(format.to_owned());
        self.settings.format.push((target, to));
        self
    }

    /// Sets the type of the schema at a JSON pointer, whatever its own type and format are: for a place where a server is
    /// known to send something else. Pointers are as in [`Builder::rename`]; one that leads to no schema is an error.
    pub fn format_at(mut self, pointer: impl Into<String>, to: Primitive) -> Self {
        let target = FormatTarget::Pointer(pointer.into());
        self.settings.format.push((target, to));
        self
    }

    /// Makes the property at a JSON pointer optional although the document requires it: for a member that a server is
    /// known to leave out. Pointers are as in [`Builder::rename`]: `#/components/schemas/pet/properties/tag`. Where a name
    /// is required that has no property, the pointer leads to its place under `required`. A pointer that leads to neither
    /// is an error.
    pub fn optional(mut self, pointer: impl Into<String>) -> Self {
        self.settings.optional.push(pointer.into());
        self
    }

    /// Generates a module `mock` too, for the tests of those who call the API: a server on loopback with one method per
    /// operation. It stands behind the crate's feature `mock`, which has to switch on the dependency `openapi-bindgen-mock`.
    pub const fn mock(mut self, mock: bool) -> Self {
        self.settings.mock = mock;
        self
    }

    /// Adds a pagination rule in the words of `x-bindgen-pagination`, as YAML or JSON. It applies to each GET operation that
    /// has no rule of its own and matches it, and goes before the rules at the document's root.
    pub fn pagination(mut self, rules: impl Into<String>) -> Self {
        self.settings.pagination.push(rules.into());
        self
    }

    /// Reads the code of an error from this member of its body, with `/` between nested members: `error/code`. It goes
    /// before the property that the document gives the role `error-code`.
    pub fn error_code(mut self, member: &str) -> Self {
        self.settings.error_code = Some(member.to_owned());
        self
    }

    /// Reads the message of an error from this member of its body, as [`Builder::error_code`] does the code. Without it,
    /// and without a property that has the role `error-message`, the usual members are tried: `message`, `detail`,
    /// `error/message`, `error_description`, `title` and such.
    pub fn error_message(mut self, member: &str) -> Self {
        self.settings.error_message = Some(member.to_owned());
        self
    }

    /// Puts each operation behind the features of its tags, and each type behind those of the operations that reach it,
    /// so that a build pays for the part of a large API that it uses. An operation of several tags is there with any of
    /// them. What has no tag, and types that no operation reaches, are always there.
    ///
    /// The features are the tags in kebab case: [`Generated::features`] lists them. The crate that is generated into has
    /// to declare them; the file `features.toml` in the output holds the lines.
    pub const fn tag_features(mut self, tag_features: bool) -> Self {
        self.settings.tag_features = tag_features;
        self
    }

    /// Puts the impls that no operation needs behind the crate's features `serde` and, with [`Builder::mock`], `mock`: for a
    /// type that is only received its constructors and its encoding, for one that is only sent its decoding. They take long
    /// to compile, and only tests and storage use them. A type that no operation uses has all of them. Without this setting,
    /// constructors of a type that is only received are there with `mock` alone.
    ///
    /// The crate that is generated into has to declare `serde = ["openapi-bindgen-runtime/serde"]`.
    pub const fn minimal_impls(mut self, minimal_impls: bool) -> Self {
        self.settings.minimal_impls = minimal_impls;
        self
    }

    /// Names the root of the output `mod.rs`, so that `mod api;` finds it in the folder `api`, and allows dead code in it.
    /// Otherwise the root is `lib.rs`: a crate's, or a file to be included.
    pub const fn module(mut self, module: bool) -> Self {
        self.settings.module = module;
        self
    }

    /// Replaces files of the output folder that are not generated. Otherwise one that would be replaced is an error, and
    /// nothing is written. A file counts as generated where `.openapi-bindgen` in the folder lists it, or where its first
    /// lines say so.
    pub const fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Makes what the guides of a crate need.
    pub(crate) const fn guide(mut self) -> Self {
        self.settings.guide = true;
        self
    }

    /// Colours the diagnostics, for a terminal.
    pub const fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Writes the diagnostics of the document in this format.
    pub const fn message_format(mut self, format: MessageFormat) -> Self {
        self.message_format = format;
        self
    }

    /// Reads the extension `vendor` as `neutral`, as `x-bindgen-aliases` in the document does.
    pub fn alias(mut self, vendor: impl Into<String>, neutral: impl Into<String>) -> Self {
        self.settings.alias.push((vendor.into(), neutral.into()));
        self
    }

    /// Sets the name and version that the client sends as its user agent. Unless they are set, they are those of the
    /// package that the generated code is built in.
    pub fn package(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.settings.package = Some((name.into(), version.into()));
        self
    }

    /// Says at which path the generated code is reached, so that `cargo test` compiles the examples in its documentation:
    /// `my_crate`, or `my_crate::api` for a module. Without it the examples are there, but as text: the tests of the crate
    /// around take no longer for them, and can't fail because of them.
    pub fn crate_path(mut self, path: impl Into<String>) -> Self {
        self.settings.crate_path = Some(path.into());
        self
    }

    /// Generates the files and returns them, without writing any.
    ///
    /// # Errors
    ///
    /// Returns the report of all diagnostics if one of them is an error, or why the document can't be read.
    pub fn generate(&self) -> Result<Generated, Error> {
        self.attempt().1
    }

    /// Runs the pipeline, and returns the paths of the further files that were read, also after an error.
    fn attempt(&self) -> (Vec<PathBuf>, Result<Generated, Error>) {
        let done = self.text().and_then(|text| {
            let (outcome, report) = self.outcome(&text)?;
            Ok((text, outcome, report))
        });
        let (text, outcome, report) = match done {
            Ok(done) => done,
            Err(error) => return (Vec::new(), Err(error)),
        };
        let folder = self.folder();
        let watched = outcome.watched.iter().map(|path| folder.join(path));
        let watched = watched.collect();
        match (outcome.files, outcome.api) {
            (Some(mut files), Some(api)) => {
                if !outcome.features.is_empty() {
                    files.push(File {
                        path: FEATURES.to_owned(),
                        text: format!(
                            "# {GENERATED}.\n{}",
                            manifest::tag_features(&outcome.features)
                        ),
                    });
                }
                let generated = Generated {
                    files,
                    warnings: report,
                    notes: Vec::new(),
                    left_out: outcome.left_out.len(),
                    missing: outcome.left_out,
                    incomplete: outcome.incomplete,
                    errors: outcome.diagnostics.error_count(),
                    operations: api.operations.len(),
                    types: api.types.len(),
                    declared_properties: api.coverage.declared,
                    properties: api.coverage.generated,
                    features: outcome.features,
                    guide: outcome.guide,
                    reads: outcome.watched.into_iter().collect(),
                    text,
                };
                (watched, Ok(generated))
            }
            _ => (watched, Err(Error::of_document(report))),
        }
    }

    /// Generates the files and writes them into a folder. A file that doesn't change isn't touched, each is written whole or
    /// not at all, and files of an earlier run that are no longer generated are removed.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::generate`], an error if a file that isn't generated would be replaced (unless
    /// [`Builder::force`] is set), and one if the folder can't be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Generated, Error> {
        let generated = self.generate()?;
        self.write(folder.as_ref(), generated)
    }

    fn write(&self, out: &Path, generated: Generated) -> Result<Generated, Error> {
        self.write_as(out, generated, "")
    }

    /// Writes the files. `kind` says what else they depend on beside the settings and the document.
    pub(crate) fn write_as(
        &self,
        out: &Path,
        mut generated: Generated,
        kind: &str,
    ) -> Result<Generated, Error> {
        let inputs = self.inputs(&generated.text, generated.reads.clone(), kind)?;
        let notes = folder::write(out, &generated.files, &inputs, self.force);
        generated.notes = notes.map_err(Error::new)?;
        Ok(generated)
    }

    /// Compares a folder with what [`Builder::write_to`] would write there. Returns the files that differ: none, if the
    /// folder is as a fresh run would leave it.
    ///
    /// Where the document, the settings and the files of the folder are those of the last run, nothing is generated for
    /// it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::generate`], and one if the folder can't be read.
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Vec<Difference>, Error> {
        self.check_as(folder.as_ref(), "", || self.generate())
    }

    /// Compares a folder with the files that `generate` gives.
    pub(crate) fn check_as(
        &self,
        folder: &Path,
        kind: &str,
        generate: impl FnOnce() -> Result<Generated, Error>,
    ) -> Result<Vec<Difference>, Error> {
        if let Some(made_from) = folder::made_from(folder).map_err(Error::new)? {
            let text = self.text()?;
            if self.inputs(&text, made_from.reads.clone(), kind)? == made_from {
                return Ok(Vec::new());
            }
        }
        folder::differences(folder, &generate()?.files).map_err(Error::new)
    }

    /// Returns what a run depends on, if it reads these further files.
    fn inputs(&self, text: &str, reads: Vec<String>, kind: &str) -> Result<Inputs, Error> {
        let mut digest = Digest::new();
        let document = self.document.file_name().unwrap_or_default();
        let settings = format!("{:?}", self.settings);
        for part in [
            env!("CARGO_PKG_VERSION"),
            kind,
            &settings,
            &document.to_string_lossy(),
            text,
        ] {
            digest.add(part.as_bytes());
        }
        // The list may name any file: what isn't below the folder isn't read.
        let mut disk = self.disk()?;
        for path in &reads {
            let name = disk.find(path);
            let text = name.and_then(|name| disk.read(&name, MAX_BYTES));
            digest.add(path.as_bytes());
            // A file that isn't there differs from an empty one.
            digest.add(text.as_deref().unwrap_or("missing").as_bytes());
        }
        Ok(Inputs { digest, reads })
    }

    /// Returns the folder that the paths of further files begin in.
    fn folder(&self) -> &Path {
        let own = self.document.parent().unwrap_or(Path::new(""));
        self.settings.root.as_deref().unwrap_or(own)
    }

    /// Returns the files that the document may refer to.
    fn disk(&self) -> Result<Disk, Error> {
        match &self.settings.root {
            Some(root) => Disk::below(root, &self.document),
            None => Ok(Disk::of(&self.document)),
        }
    }

    /// Returns the text of the document.
    fn text(&self) -> Result<String, Error> {
        let text = disk::read_root(&self.document);
        text.map_err(|error| Error::new(unreadable(&self.document, &error)))
    }

    /// Generates into `OUT_DIR`, tells Cargo what to watch, and passes warnings on: for build scripts.
    ///
    /// The crate's `lib.rs` includes the result: `include!(concat!(env!("OUT_DIR"), "/lib.rs"));`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::write_to`], and one if Cargo's variables are missing.
    pub fn build(mut self) -> Result<(), Error> {
        // First of all: after an error, the document has to be read again when it changes, too.
        println!("cargo::rerun-if-changed={}", self.document.display());
        println!("cargo::rerun-if-changed=build.rs");
        let out = variable("OUT_DIR")?;
        if self.settings.package.is_none() {
            let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
            self.settings.package = Some((text("CARGO_PKG_NAME")?, text("CARGO_PKG_VERSION")?));
        }
        let (watched, generated) = self.attempt();
        for path in watched {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let generated = self.write(Path::new(&out), generated?)?;
        let both_ways = self
            .settings
            .minimal_impls
            .then_some(emit::BOTH_WAYS)
            .into_iter();
        let features = generated.features.iter().map(String::as_str);
        let names: Vec<String> = both_ways
            .flatten()
            .chain(features)
            .map(|name| format!("{name:?}"))
            .collect();
        if !names.is_empty() {
            // A feature that the crate doesn't declare is off: the compiler need not warn of it.
            println!(
                "cargo::rustc-check-cfg=cfg(feature, values({}))",
                names.join(", ")
            );
        }
        let notes = generated.notes.iter().map(String::as_str);
        for line in generated.warnings.lines().chain(notes) {
            println!("cargo::warning={line}");
        }
        Ok(())
    }

    /// Reads the document and returns its warnings as text, without generating anything; empty if there are none.
    ///
    /// # Errors
    ///
    /// Returns the report of all diagnostics if one of them is an error, or why the document can't be read.
    pub fn lint(&self) -> Result<String, Error> {
        let mut builder = self.clone();
        builder.settings.diagnostics_only = true;
        let (outcome, report) = builder.outcome(&builder.text()?)?;
        match outcome.diagnostics.has_errors() {
            true => Err(Error::of_document(report)),
            false => Ok(report),
        }
    }

    /// Returns what the document becomes: operations with their methods, types, and what isn't typed or generated. An
    /// operation with an error is left out and listed.
    ///
    /// # Errors
    ///
    /// Returns the report of all diagnostics if nothing can be generated, or why the document can't be read.
    pub fn inspect(&self) -> Result<Inspection, Error> {
        let mut builder = self.clone().keep_going(true);
        builder.settings.diagnostics_only = true;
        let (outcome, report) = builder.outcome(&builder.text()?)?;
        let (Some(api), Some(names), Some(tree)) = (&outcome.api, &outcome.names, &outcome.tree)
        else {
            return Err(Error::of_document(report));
        };
        Ok(Inspection {
            missing: outcome.left_out,
            incomplete: outcome.incomplete,
            diagnostics: outcome.diagnostics.kinds(),
            ..inspect::inspect(api, names, tree)
        })
    }

    /// Returns the IR as text, for work on the generator.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::generate`].
    pub fn dump_ir(&self) -> Result<String, Error> {
        let (outcome, report) = self.outcome(&self.text()?)?;
        outcome
            .api
            .map(|api| format!("{api:#?}"))
            .ok_or_else(|| Error::of_document(report))
    }

    /// Returns the generated types with their schemas, for checks of values.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::generate`].
    pub fn schema_types(&self) -> Result<Vec<SchemaType>, Error> {
        let (outcome, report) = self.outcome(&self.text()?)?;
        match (&outcome.api, &outcome.names, &outcome.tree) {
            (Some(api), Some(names), Some(tree)) if outcome.files.is_some() => {
                Ok(schema_types::schema_types(api, names, tree))
            }
            _ => Err(Error::of_document(report)),
        }
    }

    /// Runs the pipeline, and returns its outcome with the report.
    fn outcome(&self, text: &str) -> Result<(Outcome, String), Error> {
        self.settings.check()?;
        let outcome = self.run(text)?;
        let report = report::write(
            self.message_format,
            &outcome.diagnostics,
            outcome.tree.as_ref(),
            (&self.document.to_string_lossy(), text),
            self.colour,
        );
        Ok((outcome, report))
    }

    /// Runs the pipeline on a thread with a large stack, since the depth of the calls depends on the document.
    fn run(&self, text: &str) -> Result<Outcome, Error> {
        let mut disk = self.disk()?;
        let name = disk.name().to_owned();
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            let running = thread.spawn_scoped(scope, || {
                let mut rules = Vec::new();
                for text in &self.settings.pagination {
                    rules.extend(self.pagination_rules(text)?);
                }
                Ok(pipeline::run(
                    text,
                    &name,
                    &mut disk,
                    &self.settings,
                    &rules,
                ))
            });
            let running = running
                .map_err(|error| Error::new(format!("no thread to generate on: {error}")))?;
            running.join().unwrap_or_else(|_| {
                let defect = "the generator failed on this document: please report it";
                Err(Error::new(defect))
            })
        })
    }

    fn pagination_rules(&self, text: &str) -> Result<Vec<PaginationRule>, Error> {
        let mut diagnostics = Diagnostics::new();
        let (tree, rules) = openapi::read_rules(text, &mut diagnostics);
        if !diagnostics.is_empty() {
            let name = "the setting `pagination`";
            let report = report::render(&diagnostics, tree.as_ref(), name, text, self.colour);
            return Err(Error::of_document(report));
        }
        Ok(rules)
    }
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
