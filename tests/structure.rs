//! How the files of the crates depend on each other.

#[path = "support/imports.rs"]
mod imports;

use std::path::{Path, PathBuf};

fn root_of(package: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(package)
        .join("src/lib.rs")
}

#[track_caller]
fn has_no_circle(package: &str) {
    let root = root_of(package);
    // As many as there are must have been understood for the test to say something.
    assert!(imports::count(&root) > 50, "{}", imports::count(&root));
    if let Some(circle) = imports::circle(&root) {
        panic!(
            "files of `{package}` import each other in a circle:\n  {}",
            circle.join("\n  ")
        );
    }
}

#[test]
fn no_file_of_the_runtime_leads_back_to_itself() {
    has_no_circle("runtime");
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
