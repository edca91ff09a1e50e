//! What a document becomes, as a table for people and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{InspectedType, Inspection};

/// How many places are listed of each sort.
const LISTED: usize = 20;

impl Inspection {
    /// Returns all of it as a JSON document.
    #[must_use]
    pub fn to_json(&self) -> String {
        let operations = self.operations.iter().map(|operation| {
            json!({
                "route": operation.route,
                "call": operation.call,
                "pointer": operation.pointer,
            })
        });
        let types = self.types.iter().map(|ty| {
            json!({
                "path": ty.path,
                "kind": ty.kind,
                "pointer": ty.pointer,
                "raw": ty.raw,
            })
        });
        let diagnostics: BTreeMap<&str, usize> = self
            .diagnostics
            .iter()
            .map(|(kind, count)| (kind.as_str(), *count))
            .collect();
        let whole = json!({
            "title": self.title,
            "version": self.version,
            "operations": operations.collect::<Vec<Value>>(),
            "types": types.collect::<Vec<Value>>(),
            "missing": self.missing,
            "incomplete": self.incomplete,
            "diagnostics": diagnostics,
        });
        format!("{whole:#}\n")
    }

    /// Returns the operations as a table, how many types there are of each kind, and where raw JSON is.
    #[must_use]
    pub fn to_table(&self) -> String {
        let mut table = format!("{} {}\n", line(&self.title), line(&self.version));
        self.add_operations(&mut table);
        self.add_types(&mut table);
        let raw = self.types.iter().flat_map(|ty| &ty.raw);
        add_list(&mut table, "raw JSON", raw);
        add_list(&mut table, "not generated", self.missing.iter());
        let incomplete = self.incomplete.iter();
        add_list(
            &mut table,
            "generated without a part, because of an error",
            incomplete,
        );
        if !self.diagnostics.is_empty() {
            let _ = writeln!(table, "\ndiagnostics: lint shows them");
            for (kind, count) in &self.diagnostics {
                let _ = writeln!(table, "  {count:>5} {kind}");
            }
        }
        table
    }

    fn add_operations(&self, table: &mut String) {
        let _ = writeln!(table, "\noperations: {}", self.operations.len());
        let routes = self.operations.iter().map(|it| it.route.chars().count());
        let width = routes.max().unwrap_or_default().min(60);
        for operation in &self.operations {
            let route = line(&operation.route);
            let _ = writeln!(table, "  {route:width$}  {}", operation.call);
        }
    }

    fn add_types(&self, table: &mut String) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for InspectedType { kind, .. } in &self.types {
            *counts.entry(kind).or_default() += 1;
        }
        let _ = writeln!(table, "\ntypes: {}", self.types.len());
        for (kind, count) in counts {
            let _ = writeln!(table, "  {count:>5} {kind}");
        }
    }
}

fn add_list<'p>(table: &mut String, what: &str, places: impl Iterator<Item = &'p String>) {
    let places: Vec<&String> = places.collect();
    if places.is_empty() {
        return;
    }
    let _ = writeln!(table, "\n{what}: {}", places.len());
    for place in places.iter().take(LISTED) {
        let _ = writeln!(table, "  {}", line(place));
    }
    if let Some(more @ 1..) = places.len().checked_sub(LISTED) {
        let _ = writeln!(table, "  … and {more} more");
    }
}

/// Returns a text of the document on one line, without what steers a terminal.
fn line(text: &str) -> String {
    let shown = |c: char| match c.is_control() {
        true => ' ',
        false => c,
    };
    text.chars()
        .map(shown)
        .collect::<String>()
        .trim()
        .to_owned()
}
