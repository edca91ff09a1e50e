//! A complete crate: the generated files below `src`, and a manifest that needs neither build script nor generator.

use std::path::{Path, PathBuf};

use crate::builder::{Builder, Generated};
use crate::error::Error;
use crate::output::{self, File};

/// The runtime's features that a caller chooses from.
const FEATURES: [&str; 8] = [
    "reqwest",
    "reqwest-native-tls",
    "blocking",
    "blocking-native-tls",
    "gzip",
    "http2",
    "tracing",
    "mock",
];

/// A crate to be written.
#[derive(Clone, Debug)]
#[must_use]
pub struct Package {
    name: String,
    runtime: Option<PathBuf>,
}

impl Package {
    /// A crate of that name.
    ///
    /// # Errors
    ///
    /// When Cargo would refuse the name.
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
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
            "`{name}` is no name for a crate: letters, digits, `-` and `_`, no digit first"
        )))
    }

    /// Takes the runtime from a path instead of by version.
    pub fn runtime_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Generates and writes the crate.
    ///
    /// # Errors
    ///
    /// As [`Builder::write_to`].
    pub fn write_to(
        &self,
        builder: &Builder,
        folder: impl AsRef<Path>,
    ) -> Result<Generated, Error> {
        let folder = folder.as_ref();
        let builder = builder.clone().package(&self.name, "0.1.0").mock(true);
        let mut generated = builder.generate()?;
        for file in &mut generated.files {
            file.path = format!("src/{}", file.path);
        }
        if let Some(root) = generated.files.first_mut() {
            root.text = format!(
                "//! Client for an HTTP API, generated from its description.\n\n{}",
                root.text
            );
        }
        generated.files.push(File {
            path: "Cargo.toml".to_owned(),
            text: self.manifest(),
        });
        output::write(folder, &generated.files)
            .map_err(|error| Error::new(format!("{}: {error}", folder.display())))?;
        Ok(generated)
    }

    fn manifest(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let place = self.runtime.as_ref().map_or_else(String::new, |path| {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            format!(", path = {}", toml_string(&path.to_string_lossy()))
        });
        let feature = |name: &&str| format!("{name} = [\"openapi-bindgen-runtime/{name}\"]\n");
        let features: String = FEATURES.iter().map(feature).collect();
        format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{}\"\n\n\
             # The root of its own workspace, wherever it stands.\n[workspace]\n\n\
             [features]\ndefault = [\"reqwest\"]\n{features}\n\
             [dependencies]\nopenapi-bindgen-runtime = {{ version = \"{version}\", default-features = false{place} }}\n",
            self.name,
            env!("CARGO_PKG_RUST_VERSION"),
        )
    }
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
