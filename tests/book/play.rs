//! Pages whose files are written and whose commands are run, as a reader does it.
//!
//! A comment above a block says what is done with it:
//!
//! - `<!-- file: PATH -->` writes the block, `<!-- append: PATH -->` adds it to a file.
//! - `<!-- run -->` runs each line of a `sh` block, or each line that begins with `$ ` of a `console` block, and compares
//!   what is printed. A line `…` stands for any lines. `<!-- run in FOLDER -->` runs them there, and `, exit 1` at the
//!   end expects that status of the last command.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::workspace;
use crate::generate_cargo::{cargo, lock};
use crate::pages::{Block, Page, book, is_run};

/// A folder of a reader's, beside no workspace: `cargo new` would join one.
struct Desk {
    folder: PathBuf,
    path: OsString,
}

impl Desk {
    fn new(page: &Page) -> Self {
        let name = page.name().replace(['/', '.'], "_");
        let folder = std::env::temp_dir().join(format!("{name}_{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let bin = folder.join("bin");
        fs::create_dir_all(&bin).expect("a folder can be made");
        fs::copy(program(), bin.join("openapi-bindgen")).expect("the program can be copied");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(bin).chain(std::env::split_paths(&path));
        let path = std::env::join_paths(path).expect("the paths can be joined");
        Self { folder, path }
    }

    fn play(&self, block: &Block) -> Result<(), String> {
        let comment = block.comment.as_deref().unwrap_or_default();
        if let Some(path) = comment.strip_prefix("file: ") {
            let path = self.folder.join(path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("a folder can be made");
            fs::write(path, self.placed(&block.text)).expect("the file can be written");
        } else if let Some(path) = comment.strip_prefix("append: ") {
            let path = self.folder.join(path);
            let file = fs::OpenOptions::new().append(true).open(&path);
            let text = self.placed(&block.text);
            file.and_then(|mut file| file.write_all(text.as_bytes()))
                .expect("the file can be written");
            if path.ends_with("Cargo.toml") {
                lock(path.parent().expect("a file stands in a folder"));
            }
        } else if is_run(comment) {
            return self.run(block, comment);
        }
        Ok(())
    }

    /// The repository stands elsewhere than a reader's clone.
    fn placed(&self, text: &str) -> String {
        let root = workspace("").display().to_string();
        let root = root.trim_end_matches('/');
        text.replace("../openapi-bindgen/", &format!("{root}/"))
            .replace(" openapi-bindgen/", &format!(" {root}/"))
    }

    fn run(&self, block: &Block, comment: &str) -> Result<(), String> {
        let (place, status) = comment.split_once(", exit ").unwrap_or((comment, "0"));
        let folder = place.strip_prefix("run in ").unwrap_or("");
        let folder = self.folder.join(folder);
        let shows = block.info == "console";
        let mut lines = block.text.lines().peekable();
        while let Some(line) = lines.next() {
            let command = match line.strip_prefix("$ ") {
                Some(command) => command,
                None if shows => return Err(format!("`{line}` follows no command")),
                None => line,
            };
            let mut expected = Vec::new();
            while shows && lines.peek().is_some_and(|line| !line.starts_with("$ ")) {
                expected.extend(lines.next());
            }
            let is_last = lines.peek().is_none();
            let (printed, code) = self.command(&folder, command);
            let wanted = if is_last { status } else { "0" };
            if code != wanted {
                return Err(format!("`{command}` ends with {code}:\n{printed}"));
            }
            if shows && !matches(&expected, &lines_of(&printed)) {
                return Err(format!("`{command}` prints:\n{printed}"));
            }
        }
        Ok(())
    }

    fn command(&self, folder: &Path, command: &str) -> (String, String) {
        let mut shell = Command::new("sh");
        // What Cargo is told in other tests.
        for (name, value) in cargo(folder).get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let output = shell
            .args(["-c", &format!("exec 2>&1; {}", self.placed(command))])
            .current_dir(folder)
            .env("PATH", &self.path)
            .output()
            .expect("a shell can be run");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let code = output.status.code();
        (
            printed,
            code.map_or("a signal".to_owned(), |it| it.to_string()),
        )
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A folder that stays in the way of nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `openapi-bindgen` of this workspace, built by the Cargo that runs the tests.
fn program() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(workspace("codegen/Cargo.toml"))
        .args(["--", "--version"])
        .output();
    assert!(built.expect("cargo can be run").status.success());
    let test = std::env::current_exe().expect("the test has a path");
    let profile = test.ancestors().nth(2).expect("target/debug/deps/…");
    profile.join("openapi-bindgen")
}

/// The lines without what differs from run to run: times, and blank lines at either end.
fn lines_of(printed: &str) -> Vec<String> {
    let lines = printed.trim().lines();
    lines.map(without_seconds).collect()
}

fn without_seconds(line: &str) -> String {
    match line.rsplit_once(" finished in ") {
        Some((before, _)) => format!("{before} finished in …"),
        None => line.trim_end().to_owned(),
    }
}

/// Whether these lines were printed; `…` stands for any.
fn matches(expected: &[&str], printed: &[String]) -> bool {
    let expected = lines_of(&expected.join("\n"));
    let parts: Vec<&[String]> = expected.split(|line| line == "…").collect();
    let [first, inner @ .., last] = parts.as_slice() else {
        return expected == printed;
    };
    let Some(mut rest) = printed.strip_prefix(*first) else {
        return false;
    };
    for part in inner {
        let found = (0..=rest.len()).find(|start| rest[*start..].starts_with(part));
        match found {
            Some(start) => rest = &rest[start + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[test]
fn lines_are_compared() {
    let printed = ["a", "b", "c", "d"].map(str::to_owned);
    assert!(matches(&["a", "b", "c", "d"], &printed));
    assert!(matches(&["a", "…", "c", "…"], &printed));
    assert!(matches(&["…", "d"], &printed));
    assert!(!matches(&["a", "b"], &printed));
    assert!(!matches(&["…", "c"], &printed));
    assert!(!matches(&["…", "x", "…"], &printed));
}

#[track_caller]
fn play(path: &str) {
    let page = book().into_iter().find(|page| page.name() == path);
    let page = page.expect("the page is there");
    let desk = Desk::new(&page);
    for block in page.blocks() {
        if let Err(error) = desk.play(&block) {
            panic!("{path}:{}: {error}", block.line);
        }
    }
}

#[test]
fn the_tutorial_is_what_happens() {
    play("book/src/tutorial.md");
}

#[test]
fn the_account_links_change_as_shown() {
    play("book/src/account-links.md");
}

#[test]
fn the_help_is_what_is_shown() {
    play("book/src/reference/settings.md");
}

/// Each page with a command to run is played by one of these tests.
#[test]
fn every_page_with_commands_is_played() {
    let played = include_str!("play.rs");
    for page in book() {
        let runs = page
            .blocks()
            .iter()
            .any(|block| is_run(block.comment.as_deref().unwrap_or_default()));
        let call = format!("play(\"{}\")", page.name());
        assert!(
            !runs || played.contains(&call),
            "{} is not played",
            page.name()
        );
    }
}
