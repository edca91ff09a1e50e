//! The pages, and their code blocks with the comment above each.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::generate::workspace;

/// A page of the repository.
pub struct Page {
    /// Its path below the root of the repository.
    pub path: PathBuf,
    pub text: String,
}

/// A fenced code block.
pub struct Block {
    /// What the comment on the line above says: `run`.
    pub comment: Option<String>,
    /// What the fence says: `rust,no_run`.
    pub info: String,
    pub text: String,
    /// The line of its fence, from 1.
    pub line: usize,
}

impl Page {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(workspace("").join(&path)).expect("the page can be read");
        Self { path, text }
    }

    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut above = "";
        let mut lines = self.text.lines().zip(1..);
        while let Some((line, number)) = lines.next() {
            if let Some(info) = line.strip_prefix("```") {
                let inside = lines.by_ref().take_while(|(line, _)| *line != "```");
                let text = inside.map(|(line, _)| format!("{line}\n")).collect();
                let comment = above.strip_prefix("<!-- ");
                let comment = comment.and_then(|comment| comment.strip_suffix(" -->"));
                blocks.push(Block {
                    comment: comment.map(str::to_owned),
                    info: info.to_owned(),
                    text,
                    line: number,
                });
            }
            above = line;
        }
        blocks
    }
}

/// The pages of the book.
pub fn book() -> Vec<Page> {
    let mut found = BTreeSet::new();
    let mut folders = vec![workspace("book/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|it| it == "md") => {
                    let below = path.strip_prefix(workspace("")).expect("it is below");
                    found.insert(below.to_owned());
                }
                false => {}
            }
        }
    }
    found.into_iter().map(Page::read).collect()
}

/// The pages of the repository: those of the book, and those beside it.
pub fn all() -> Vec<Page> {
    let beside = [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "codegen/README.md",
        "fuzz/README.md",
        "generated/README.md",
        "mock/README.md",
        "runtime/README.md",
    ];
    let beside = beside.map(|path| Page::read(Path::new(path).to_owned()));
    beside.into_iter().chain(book()).collect()
}

/// Each page of the book is in its table of contents, and each page with Rust in it is compiled.
#[test]
fn every_page_is_listed() {
    let read = |path: &str| fs::read_to_string(workspace(path)).expect("the file can be read");
    let (summary, library) = (read("book/src/SUMMARY.md"), read("book/code/lib.rs"));
    let mut missing = Vec::new();
    for page in book() {
        let below = page.path.strip_prefix("book/src").expect("it is below");
        let below = below.to_str().expect("the paths are text");
        if below == "SUMMARY.md" {
            continue;
        }
        if !summary.contains(&format!("({below})")) {
            missing.push(format!("{below}: not in book/src/SUMMARY.md"));
        }
        let has_rust = page
            .blocks()
            .iter()
            .any(|block| block.info.starts_with("rust"));
        if has_rust && !library.contains(&format!("\"../src/{below}\"")) {
            missing.push(format!("{below}: not in book/code/lib.rs"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A Rust block is compiled as a doctest or as a file of a page that is played, or says why not. A shell block with
/// an output is run, or says when it was made.
#[test]
fn every_block_is_tested_or_says_why_not() {
    let mut untested = Vec::new();
    for page in all() {
        for block in page.blocks() {
            let comment = block.comment.as_deref().unwrap_or_default();
            let is_said = match block.info.as_str() {
                "rust" | "rust,no_run" | "rust,compile_fail" => true,
                "console" => is_run(comment) || is_dated(comment),
                info if info.starts_with("rust") => {
                    comment.starts_with("file: ") || comment.starts_with("not compiled: ")
                }
                info => !info.is_empty(),
            };
            if !is_said {
                untested.push(format!("{}:{}: ```{}", page.name(), block.line, block.info));
            }
        }
    }
    assert!(untested.is_empty(), "{}", untested.join("\n"));
}

/// Whether the commands of a block are run.
pub fn is_run(comment: &str) -> bool {
    comment == "run" || comment.starts_with("run ") || comment.starts_with("run,")
}

/// `made on 2026-11-27`, with what follows.
fn is_dated(comment: &str) -> bool {
    let date = comment
        .strip_prefix("made on ")
        .and_then(|rest| rest.get(..10));
    let date = date.map(|date| date.split('-').map(str::len).collect::<Vec<_>>());
    date.is_some_and(|lengths| lengths == [4, 2, 2])
}
