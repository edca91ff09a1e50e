//! What a builder does with its document: generate, write, check, lint, inspect.

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
use crate::report;
use crate::schema_types::{self, SchemaType};
use crate::source::{Files as _, MAX_BYTES};

use super::Builder;

/// More than the deepest document within the limits needs, even in an unoptimised build.
const STACK_BYTES: usize = 256 * 1024 * 1024;

impl Builder {
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
