//! Generates a crate for every OpenAPI document of a folder, checks them all against one target folder, and says what
//! came of each; or takes values through the types of all of them.

mod check;
mod row;
pub mod values;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use openapi_bindgen::{Builder, Package};

pub use row::{Row, table};

/// What to run over.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The documents.
    pub documents: Vec<PathBuf>,
    /// Where crates and the target folder go.
    pub work: PathBuf,
    /// The runtime's folder.
    pub runtime: PathBuf,
    /// Leaves faulty operations out instead of giving the document up.
    pub keep_going: bool,
    /// The features that the crates are checked with beside the default ones, separated by commas.
    pub features: String,
}

/// Returns the documents of a folder, by name.
///
/// # Errors
///
/// When the folder can't be read.
pub fn documents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if matches!(ending, "json" | "yaml" | "yml") {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

impl Corpus {
    /// Generates all, then checks all: a row a document, in order.
    ///
    /// # Errors
    ///
    /// When the work folder can't be written or cargo can't be run.
    pub fn run(&self) -> io::Result<Vec<Row>> {
        std::fs::create_dir_all(&self.work)?;
        let mut rows = self.generate_all();
        check::check(self, &mut rows)?;
        Ok(rows)
    }

    /// Two at a time at the most: that is what small machines have.
    fn generate_all(&self) -> Vec<Row> {
        let next = Mutex::new(self.rows().into_iter().enumerate());
        let rows = Mutex::new(Vec::new());
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        std::thread::scope(|scope| {
            for _ in 0..cores.min(2) {
                scope.spawn(|| {
                    while let Some((index, row)) = next.lock().ok().and_then(|mut next| next.next())
                    {
                        let row = self.generate(row);
                        if let Ok(mut rows) = rows.lock() {
                            rows.push((index, row));
                        }
                    }
                });
            }
        });
        let mut rows = rows.into_inner().unwrap_or_default();
        rows.sort_by_key(|(index, _)| *index);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Returns a row per document; documents of the same name have packages of their own.
    fn rows(&self) -> Vec<Row> {
        let mut names = BTreeSet::new();
        let mut rows: Vec<Row> = self.documents.iter().map(|path| Row::new(path)).collect();
        for (index, row) in rows.iter_mut().enumerate() {
            if !names.insert(row.krate.clone()) {
                row.krate = format!("{}_{index}", row.krate);
            }
        }
        rows
    }

    fn generate(&self, mut row: Row) -> Row {
        row.operations_in = row::declared_operations(&row.document);
        let started = Instant::now();
        let builder = Builder::new(&row.document).keep_going(self.keep_going);
        let package = Package::new(&row.krate).map(|package| package.runtime_path(&self.runtime));
        let generated =
            package.and_then(|package| package.write_to(&builder, self.work.join(&row.krate)));
        row.seconds = started.elapsed().as_secs_f64();
        match generated {
            Ok(generated) => {
                row.generated = true;
                row.operations_out = generated.operations;
                row.types = generated.types;
                row.properties = (generated.declared_properties, generated.properties);
                row.report = generated.warnings;
            }
            Err(error) => row.report = error.to_string(),
        }
        row
    }
}
