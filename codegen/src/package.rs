//! A complete crate: the generated files below `src`, and a manifest that needs neither build script nor generator.

use std::path::{Path, PathBuf};

use crate::builder::Builder;
use crate::error::Error;
use crate::folder::{self, Difference};
use crate::generated::Generated;
use crate::guide;
use crate::manifest::{FEATURES, tag_features, toml_string};
use crate::names::{MOCK, OF_THE_RUNTIME};
use crate::output::{File, GENERATED};

/// More types than this may be nested deeper than the compiler follows by default.
const FEW_TYPES: usize = 32;

/// The package that every crate depends on.
const RUNTIME: &str = "openapi-bindgen-runtime";

/// The package that a crate depends on with the feature `mock`.
const MOCK_SERVER: &str = "openapi-bindgen-mock";

const DEEP: &str = "// Types lead from one to the next, further than the compiler and rustdoc follow by default.\n\
                    #![recursion_limit = \"1024\"]\n\n";

const README: &str = "README.md";

const REFERENCE: &str = "reference.md";

/// The first page of the documentation is the README. Its program needs a transport.
const FIRST_PAGE: &str =
    "#![cfg_attr(feature = \"reqwest\", doc = include_str!(\"../README.md\"))]\n";

const OTHER_PAGE: &str = "#![cfg_attr(\n    not(feature = \"reqwest\"),\n    \
                          doc = \"Client for an HTTP API, generated from its OpenAPI document.\"\n)]\n";

/// A complete crate.
#[derive(Clone, Debug)]
#[must_use]
pub struct Package {
    name: String,
    runtime: Option<PathBuf>,
}

impl Package {
    /// Makes a crate with this name.
    ///
    /// # Errors
    ///
    /// Returns an error if Cargo would refuse the name, or if it is that of the runtime or the mock.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
        if [RUNTIME, MOCK_SERVER].contains(&name.replace('_', "-").as_str()) {
            return Err(Error::new(format!(
                "`{name}` is the name of a package that the crate depends on: choose another one"
            )));
        }
        let starts = name
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        if starts
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            return Ok(Self {
                name,
                runtime: None,
            });
        }
        let name = name.escape_debug();
        Err(Error::new(format!(
            "`{name}` is not a crate name: use letters, digits, `-` and `_`, and start with a letter or `_`"
        )))
    }

    /// Takes the runtime from a path instead of by version, and the mock from the folder `mock` beside it.
    pub fn runtime_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Generates and writes the crate.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::write_to`].
    pub fn write_to(&self, builder: &Builder, out: impl AsRef<Path>) -> Result<Generated, Error> {
        let (builder, out) = (self.builder(builder), out.as_ref());
        let generated = self.generate(&builder, out)?;
        // A guide that somebody replaced is theirs: it isn't stale.
        let theirs = [README, REFERENCE].into_iter();
        let theirs: Vec<&str> = theirs.filter(|path| !is_ours(&out.join(path))).collect();
        folder::disown(out, &theirs).map_err(Error::new)?;
        builder.write_as(out, generated, &self.kind(out))
    }

    /// Compares a folder with what [`Package::write_to`] would write there. Returns the files that differ.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Builder::check`].
    pub fn check(
        &self,
        builder: &Builder,
        folder: impl AsRef<Path>,
    ) -> Result<Vec<Difference>, Error> {
        let (builder, folder) = (self.builder(builder), folder.as_ref());
        let generate = || self.generate(&builder, folder);
        builder.check_as(folder, &self.kind(folder), generate)
    }

    fn builder(&self, builder: &Builder) -> Builder {
        let builder = builder.clone().module(false).mock(true).minimal_impls(true);
        builder.crate_path(self.name.replace('-', "_")).guide()
    }

    /// Returns what the files depend on beside the settings and the document: the crate, and which guides are somebody
    /// else's.
    fn kind(&self, out: &Path) -> String {
        let guides = [README, REFERENCE].map(|path| is_ours(&out.join(path)));
        format!("{self:?} {guides:?}")
    }

    fn generate(&self, builder: &Builder, out: &Path) -> Result<Generated, Error> {
        let mut generated = builder.generate()?;
        // The manifest says it.
        generated.files.retain(|file| file.path != FEATURES);
        for file in &mut generated.files {
            file.path = format!("src/{}", file.path);
        }
        let deep = match generated.types > FEW_TYPES {
            true => DEEP,
            false => "",
        };
        let first_page = match is_ours(&out.join(README)) {
            true => format!("{FIRST_PAGE}{OTHER_PAGE}"),
            false => {
                "//! Client for an HTTP API, generated from its OpenAPI document.\n".to_owned()
            }
        };
        if let Some(root) = generated.files.first_mut() {
            root.text = format!("{first_page}{deep}{}", root.text);
        }
        let guides = [
            (README, guide::readme(&generated.guide, &self.name)),
            (REFERENCE, guide::reference(&generated.guide, &self.name)),
        ];
        for (path, text) in guides {
            if is_ours(&out.join(path)) {
                let path = path.to_owned();
                generated.files.push(File { path, text });
            }
        }
        generated.files.push(File {
            path: "Cargo.toml".to_owned(),
            text: self.manifest(&generated.features),
        });
        Ok(generated)
    }

    fn manifest(&self, tags: &[String]) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let runtime = self.runtime.as_ref();
        let runtime =
            runtime.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        let mock = runtime.as_ref().map(|path| path.with_file_name("mock"));
        let [runtime, mock] = [runtime, mock].map(|path| {
            path.map_or_else(String::new, |path| {
                format!(", path = {}", toml_string(&path.to_string_lossy()))
            })
        });
        let feature = |name: &&str| format!("{name} = [\"{RUNTIME}/{name}\"]\n");
        let features: String = OF_THE_RUNTIME.iter().map(feature).collect();
        let tags = match tag_features(tags) {
            tags if tags.is_empty() => tags,
            tags => format!("\n{tags}"),
        };
        format!(
            "# {GENERATED}, and will be again.\n[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{}\"\n\n\
             # The root of its own workspace, wherever it stands.\n[workspace]\n\n\
             # Nobody edits this code: what makes the build after an edit quicker makes this one take half as long again.\n\
             [profile.dev]\nincremental = false\n\n\
             [features]\ndefault = [\"reqwest\"]\n{features}{MOCK} = [\"dep:{MOCK_SERVER}\"]\n{tags}\n\
             [dependencies]\n\
             {RUNTIME} = {{ version = \"{version}\", default-features = false{runtime} }}\n\
             {MOCK_SERVER} = {{ version = \"{version}\", optional = true{mock} }}\n",
            self.name,
            env!("CARGO_PKG_RUST_VERSION"),
        )
    }
}

/// Returns whether a guide may be written: there is none yet, or it is generated. Somebody else's stays, and the crate does
/// without.
fn is_ours(path: &Path) -> bool {
    match std::fs::read_to_string(path) {
        Ok(text) => text.lines().take(1).any(|line| line.contains(GENERATED)),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
