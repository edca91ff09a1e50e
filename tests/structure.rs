//! How the files of the crates depend on each other.

#[path = "support/imports.rs"]
mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root_of(package: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(package)
        .join("src/lib.rs")
}

/// `imports` is about how many there are: as many must have been understood for the test to say something.
#[track_caller]
fn has_no_circle(package: &str, imports: usize) {
    let root = root_of(package);
    let found = imports::count(&root);
    assert!(
        found >= imports,
        "only {found} imports between files of `{package}`"
    );
    if let Some(circle) = imports::circle(&root) {
        let circle = circle.join("\n  ");
        panic!("files of `{package}` import each other in a circle:\n  {circle}");
    }
}

#[test]
fn no_file_of_the_runtime_leads_back_to_itself() {
    has_no_circle("runtime", 200);
}

#[test]
fn no_file_of_the_mock_leads_back_to_itself() {
    has_no_circle("mock", 20);
}

#[test]
fn no_file_of_the_generator_leads_back_to_itself() {
    has_no_circle("codegen", 400);
}

/// The table of rooms in ARCHITECTURE.md is in the order of the imports, and names them all.
#[test]
fn the_rooms_of_the_generator_are_those_of_the_drawing() {
    has_rooms_of_the_drawing("codegen");
}

#[test]
fn the_rooms_of_the_runtime_are_those_of_the_drawing() {
    has_rooms_of_the_drawing("runtime");
}

#[track_caller]
fn has_rooms_of_the_drawing(package: &str) {
    let found = imports::rooms(&root_of(package));
    let drawn = drawn(package);
    let rows = found.iter().map(|(room, imports)| row(room, imports));
    let known: BTreeMap<&str, &BTreeSet<String>> = drawn
        .iter()
        .map(|(room, imports)| (room.as_str(), imports))
        .collect();
    let differs =
        |(room, imports): &(&String, &BTreeSet<String>)| known.get(room.as_str()) != Some(imports);
    let stale: Vec<String> = found
        .iter()
        .filter(differs)
        .map(|(room, imports)| row(room, imports))
        .collect();
    assert!(
        stale.is_empty(),
        "ARCHITECTURE.md draws other imports of `{package}`; these are the code's:\n{}",
        stale.join("\n")
    );
    assert_eq!(
        rows.count(),
        drawn.len(),
        "a room is drawn that isn't there"
    );
    let mut earlier = BTreeSet::new();
    for (room, imports) in &drawn {
        let upwards = imports
            .iter()
            .find(|import| !earlier.contains(import.as_str()));
        assert_eq!(
            upwards, None,
            "`{room}` imports what the table has below it"
        );
        earlier.insert(room.as_str());
    }
}

fn row(room: &str, imports: &BTreeSet<String>) -> String {
    let imports: Vec<String> = imports.iter().map(|import| format!("`{import}`")).collect();
    format!("| `{room}` | … | {} |", imports.join(", "))
}

/// The rows of the table of a package's rooms: the room, and what it imports.
fn drawn(package: &str) -> Vec<(String, BTreeSet<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(path).expect("ARCHITECTURE.md can be read");
    let heading = format!("| room of `{package}` |");
    let table = text
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no table `{heading}`"))
        .1;
    let rows = table.lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let words = |cell: &str| -> BTreeSet<String> {
        let quoted = cell.split('`').skip(1).step_by(2);
        quoted.map(str::to_owned).collect()
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let room = words(cells[0]).pop_first().expect("a room");
        (room, words(cells[cells.len() - 1]))
    };
    rows.map(row).collect()
}

/// The test sees what it is there for: a circle through a re-export, a path in code and a macro's arguments.
#[test]
fn a_circle_is_found() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("structure");
    std::fs::create_dir_all(folder.join("a")).expect("a folder can be made");
    let circle = |files: &[(&str, &str)]| {
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        imports::circle(&folder.join("lib.rs"))
    };
    let root = ("lib.rs", "mod a; mod b; mod c; pub use b::B;");
    let leaf = (
        "c.rs",
        "pub struct C; #[cfg(test)] mod tests { use crate::a::A; }",
    );
    let module = ("a/mod.rs", "mod inner; pub use inner::A;");
    let inner = ("a/inner.rs", "use crate::B; pub struct A(B);");
    let found = circle(&[
        root,
        leaf,
        module,
        inner,
        ("b.rs", "pub struct B(crate::c::C);"),
    ]);
    assert_eq!(found, None);
    let found = circle(&[("b.rs", "pub struct B; fn b() { vec![super::a::A]; }")]);
    let found = found.expect("a circle");
    assert_eq!(found, ["b.rs", "a/inner.rs", "b.rs"]);
}
