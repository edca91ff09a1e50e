//! What came of one document.

use std::path::{Path, PathBuf};

/// A row of the table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The document.
    pub document: PathBuf,
    /// The package generated from it.
    pub krate: String,
    /// Whether there is any output.
    pub generated: bool,
    /// Whether the output passes `cargo check`.
    pub compiled: bool,
    /// The compiler's warnings.
    pub warnings: usize,
    /// The operations under `paths`, counted in the parsed text alone; `None` where it isn't JSON.
    pub operations_in: Option<usize>,
    /// The operations of the generated client.
    pub operations_out: usize,
    /// The properties of the schemas in use, and how many of them are in the types.
    pub properties: (usize, usize),
    /// The types of the generated crate.
    pub types: usize,
    /// How long the generation took.
    pub seconds: f64,
    /// The generator's diagnostics.
    pub report: String,
    /// The compiler's messages.
    pub messages: Vec<String>,
}

impl Row {
    pub(crate) fn new(document: &Path) -> Self {
        let stem = document
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        // One underscore at a time: the compiler warns of names with more.
        let words: Vec<&str> = stem
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        Self {
            document: document.to_path_buf(),
            krate: format!("api_{}", words.join("_")),
            ..Self::default()
        }
    }

    /// Generated, compiled without a warning, and every operation there.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        let complete = self
            .operations_in
            .is_none_or(|declared| declared == self.operations_out);
        self.generated && self.compiled && self.warnings == 0 && complete
    }
}

/// Returns the operations that a JSON document declares, counted without the generator: path items' methods, and path
/// items by reference.
pub(crate) fn declared_operations(document: &Path) -> Option<usize> {
    const METHODS: [&str; 8] = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let document: serde_json::Value =
        serde_json::from_slice(&std::fs::read(document).ok()?).ok()?;
    let paths = document.get("paths")?.as_object()?;
    let count = |item: &serde_json::Value| {
        let item = match item.get("$ref").and_then(serde_json::Value::as_str) {
            Some(reference) => document.pointer(reference.strip_prefix('#')?),
            None => Some(item),
        };
        Some(
            METHODS
                .iter()
                .filter(|method| item.is_some_and(|item| item.get(**method).is_some()))
                .count(),
        )
    };
    Some(paths.values().filter_map(count).sum())
}

/// Returns the rows as a table, and what they come to.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<42} {:>9} {:>8} {:>8} {:>6} {:>6} {:>11} {:>11} {:>6} {:>8}\n",
        "document",
        "generated",
        "compiled",
        "warnings",
        "in",
        "out",
        "properties",
        "in types",
        "types",
        "seconds"
    );
    let yes = |yes: bool| if yes { "yes" } else { "NO" };
    for row in rows {
        let name = row
            .document
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let declared = row
            .operations_in
            .map_or_else(|| "?".to_owned(), |count| count.to_string());
        text.push_str(&format!(
            "{name:<42} {:>9} {:>8} {:>8} {declared:>6} {:>6} {:>11} {:>11} {:>6} {:>8.3}\n",
            yes(row.generated),
            yes(row.compiled),
            row.warnings,
            row.operations_out,
            row.properties.0,
            row.properties.1,
            row.types,
            row.seconds,
        ));
    }
    let count = |test: fn(&Row) -> bool| rows.iter().filter(|row| test(row)).count();
    text.push_str(&format!(
        "{} documents: {} generated, {} compiled, {} with nothing left to say\n",
        rows.len(),
        count(|row| row.generated),
        count(|row| row.compiled),
        count(Row::is_fine),
    ));
    text
}
