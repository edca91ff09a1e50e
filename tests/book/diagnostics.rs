//! The page of the diagnostics: an entry per kind, with a report of the corpus where it has one.
//!
//! What an entry says is written by hand. The report below it is the shortest of the corpus, and `INSTA_UPDATE=always`
//! puts it there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::generate::workspace;

const PAGE: &str = "book/src/reference/diagnostics.md";

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![workspace(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|it| it == extension) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

fn read(path: &PathBuf) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

/// The kind of a report: `error[syntax]: …`.
fn kind(report: &str) -> Option<&str> {
    let head = report.lines().next()?;
    let kind = head
        .strip_prefix("error[")
        .or_else(|| head.strip_prefix("warning["))?;
    Some(kind.split_once("]: ")?.0)
}

/// The shortest report of each kind in the snapshots.
fn reports() -> BTreeMap<String, String> {
    let mut snapshots = files("codegen/tests/reject", "snap");
    snapshots.extend(files("codegen/tests/reject_types", "snap"));
    snapshots.extend(files("tests/accept", "snap"));
    let mut shortest: BTreeMap<String, String> = BTreeMap::new();
    for snapshot in snapshots {
        let text = read(&snapshot);
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
        for report in body.split("\n\n") {
            let Some(kind) = kind(report) else { continue };
            let report = report.trim_end().to_owned();
            let known = shortest.get(kind).map(|known| cost(known));
            if known.is_none_or(|known| cost(&report) < known) {
                shortest.insert(kind.to_owned(), report);
            }
        }
    }
    shortest
}

/// Short lines read best, then few of them.
fn cost(report: &str) -> (usize, usize) {
    let longest = report.lines().map(|line| line.chars().count()).max();
    (longest.unwrap_or_default().max(100), report.len())
}

/// The functions that make diagnostics.
const MAKERS: [&str; 4] = ["error", "warning", "warn", "diagnostic"];

/// Adds the texts among the first two arguments of the calls that make diagnostics.
fn add_kinds(tokens: TokenStream, kinds: &mut BTreeSet<String>) {
    let mut before = None;
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            let is_call = before.is_some_and(|name: String| MAKERS.contains(&name.as_str()));
            if is_call && group.delimiter() == Delimiter::Parenthesis {
                kinds.extend(texts(group.stream()));
            }
            add_kinds(group.stream(), kinds);
        }
        before = match token {
            TokenTree::Ident(name) => Some(name.to_string()),
            _ => None,
        };
    }
}

/// The texts among the first two arguments that look like the name of a kind.
fn texts(arguments: TokenStream) -> Vec<String> {
    let literal = |token| match token {
        TokenTree::Literal(literal) => syn::parse_str::<syn::LitStr>(&literal.to_string()).ok(),
        _ => None,
    };
    let is_kind = |text: &String| text.chars().all(|it| it.is_ascii_lowercase() || it == '-');
    let texts = arguments.into_iter().take(3).filter_map(literal);
    texts.map(|text| text.value()).filter(is_kind).collect()
}

/// The kinds that the generator reports.
fn kinds() -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for path in files("codegen/src", "rs") {
        if path.ends_with("tests.rs") {
            continue;
        }
        let tokens = read(&path).parse().expect("the file is Rust");
        add_kinds(tokens, &mut kinds);
    }
    kinds.extend(reports().into_keys());
    assert!(kinds.len() > 50, "the kinds are found");
    kinds
}

/// An entry of the page: its heading, and what is written by hand.
fn entries(page: &str) -> BTreeMap<String, String> {
    let sections = page.split("\n## `").skip(1);
    let entry = |section: &str| {
        let (kind, rest) = section.split_once("`\n").expect("a heading is `## `kind``");
        let words = rest.split("\n```text\n").next().unwrap_or_default();
        (kind.to_owned(), words.trim().to_owned())
    };
    sections.map(entry).collect()
}

#[test]
fn every_kind_has_an_entry() {
    let path = workspace(PAGE);
    let page = read(&path);
    let entries = entries(&page);
    let kinds = kinds();
    let missing: Vec<_> = kinds
        .iter()
        .filter(|kind| !entries.contains_key(*kind))
        .collect();
    assert!(
        missing.is_empty(),
        "kinds without an entry in {PAGE}: {missing:?}"
    );
    let stale: Vec<_> = entries
        .keys()
        .filter(|kind| !kinds.contains(*kind))
        .collect();
    assert!(
        stale.is_empty(),
        "entries of {PAGE} that no code reports: {stale:?}"
    );
    let empty: Vec<_> = entries
        .iter()
        .filter(|(_, words)| words.is_empty())
        .collect();
    assert!(
        empty.is_empty(),
        "entries of {PAGE} that say nothing: {empty:?}"
    );

    let reports = reports();
    let introduction = page.split("\n## `").next().unwrap_or_default();
    let mut made = format!("{}\n", introduction.trim_end());
    for (kind, words) in entries {
        made.push_str(&format!("\n## `{kind}`\n\n{words}\n"));
        if let Some(report) = reports.get(&kind) {
            made.push_str(&format!("\n```text\n{report}\n```\n"));
        }
    }
    if page != made && std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        fs::write(&path, &made).expect("the page can be written");
        return;
    }
    assert!(
        page == made,
        "{PAGE} isn't made from the corpus: run with INSTA_UPDATE=always"
    );
}
