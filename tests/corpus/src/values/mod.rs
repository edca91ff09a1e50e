//! A gate on values: what a schema allows goes through its type and comes out the same.
//!
//! For each type that is for a component, or for the schema of a body or an answer, values are made from the schema, and
//! an independent validator says which of them fit. One that fits has to be read and written again equal, but for the
//! normalisations of [`Normalisation::ALL`]; a union has to read it as a variant whose schema it fits. One that just
//! doesn't fit has to be refused, or has to come out the same.
//!
//! Not judged: null for a whole schema (whether it may be null is the matter of where it is used), numbers beyond 64
//! bits, formats that types don't check, the files of forms, whether a `readOnly` or `writeOnly` member has to be there,
//! schemas that hold for a value again and again, and those of other files.

mod cases;
mod compare;
mod cycles;
mod discriminator;
mod driver;
mod flat;
mod identity;
mod judge;
mod make;
mod near;
mod pattern;
mod report;
mod schema;
mod texts;
mod validity;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use openapi_bindgen::{Builder, SchemaType};
use serde_json::Value;

use crate::{Corpus, Row, check};

pub use compare::Normalisation;
pub use report::{Report, values_table};

impl Corpus {
    /// Takes values through the types of every document: a report each, in order.
    ///
    /// # Errors
    ///
    /// When the work folder can't be written or cargo can't be run.
    pub fn values(&self) -> io::Result<Vec<Report>> {
        std::fs::create_dir_all(&self.work)?;
        let rows = self.generate_all();
        let generated: Vec<String> = rows
            .iter()
            .filter(|row| row.generated)
            .map(|row| row.krate.clone())
            .collect();
        check::workspace(self, &generated)?;
        let mut reports = Vec::new();
        for row in &rows {
            let report = self.report(row)?;
            // Large documents take long: what is known is told.
            eprint!("{}", values_table(std::slice::from_ref(&report)));
            reports.push(report);
        }
        Ok(reports)
    }

    fn report(&self, row: &Row) -> io::Result<Report> {
        if !row.generated {
            return Ok(skipped(row, "nothing was generated"));
        }
        let document = match read(&row.document) {
            Ok(document) => document,
            Err(error) => return Ok(skipped(row, &error.to_string())),
        };
        let types = self.types(row)?;
        let names: Vec<String> = types.iter().map(|ty| ty.name.clone()).collect();
        let folder = self.work.join(&row.krate);
        driver::write(&folder, &row.krate, &names)?;
        if !self.build(row)? {
            return Ok(skipped(row, "it doesn't compile"));
        }
        let mut report = Report {
            document: name(row),
            ..Report::default()
        };
        let plan = cases::Plan::of(&document, &types)?;
        let answers = driver::ask(&self.programs(), &folder, &row.krate, &plan.questions())?;
        judge::judge(&plan, &answers, &mut report);
        Ok(report)
    }

    /// Returns the types to be judged.
    fn types(&self, row: &Row) -> io::Result<Vec<SchemaType>> {
        let builder = Builder::new(&row.document)
            .keep_going(self.keep_going)
            .mock(true)
            .minimal_impls(true);
        let types = builder.schema_types().map_err(io::Error::other)?;
        Ok(types.into_iter().filter(is_judged).collect())
    }

    /// Builds the program of a crate; false where that fails.
    fn build(&self, row: &Row) -> io::Result<bool> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["build", "--quiet", "--offline", "--package", &row.krate])
            .args(["--bins", "--no-default-features", "--features", "serde"])
            .current_dir(&self.work)
            .env("CARGO_TARGET_DIR", self.target())
            .stderr(Stdio::inherit())
            .status()?;
        Ok(status.success())
    }

    fn target(&self) -> PathBuf {
        self.work.join("target")
    }

    fn programs(&self) -> PathBuf {
        self.target().join("debug")
    }
}

/// Components, and the schemas of bodies and answers themselves.
fn is_judged(ty: &SchemaType) -> bool {
    // What isn't JSON on the wire needn't go through JSON: forms hold files.
    let media = ty.pointer.strip_suffix("/schema");
    let media = media.and_then(|rest| rest.rsplit_once("/content/"));
    let is_body = media.is_some_and(|(_, media)| media.to_ascii_lowercase().contains("json"));
    let is_component = ty.named
        && ty
            .pointer
            .strip_prefix("/components/schemas/")
            .is_some_and(|name| !name.contains('/'));
    is_component || is_body
}

fn name(row: &Row) -> String {
    let name = row.document.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn skipped(row: &Row, why: &str) -> Report {
    Report {
        document: name(row),
        skipped: Some(why.to_owned()),
        ..Report::default()
    }
}

/// Returns a document, read without the generator.
fn read(path: &Path) -> io::Result<Value> {
    let text = std::fs::read_to_string(path)?;
    if let Ok(document) = serde_json::from_str(&text) {
        return Ok(document);
    }
    let mut document: serde_yaml::Value = serde_yaml::from_str(&text).map_err(io::Error::other)?;
    let _ = document.apply_merge();
    Ok(json(document))
}

/// YAML as the JSON that it stands for: keys are their text.
fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => serde_json::to_value(number).unwrap_or(Value::Null),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(members) => members
            .into_iter()
            .map(|(name, value)| {
                let name = match json(name) {
                    Value::String(name) => name,
                    other => other.to_string(),
                };
                (name, json(value))
            })
            .collect(),
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
    }
}
