//! Cargo inside of a test: offline, with the workspace's lock file, all calls into one target folder.
// Each test uses its part.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where these tests write, cleared at each call.
pub fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old folder can be removed");
    }
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes a file, and the folders that lead to it.
pub fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file stands in a folder");
    std::fs::create_dir_all(folder).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

/// Gives a crate the versions that the workspace is tested with: nothing is looked up, nothing is built twice.
pub fn lock(folder: &Path) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).expect("the lock file can be copied");
}

/// `cargo` in a folder, with warnings as errors. What the calling Cargo tells its own tests is not for this one.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let inherited = std::env::vars_os().map(|(name, _)| name);
    for name in inherited.filter(|name| is_of_the_caller(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
        )
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings");
    command
}

fn is_of_the_caller(name: &str) -> bool {
    let prefixes = [
        "CARGO_PKG_",
        "CARGO_BIN_",
        "CARGO_MANIFEST_",
        "CARGO_ENCODED_",
        "CARGO_BUILD_",
        "CARGO_PROFILE_",
    ];
    prefixes.iter().any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "CARGO_PRIMARY_PACKAGE" | "CARGO_CRATE_NAME" | "RUSTC_WORKSPACE_WRAPPER" | "OUT_DIR"
        )
}

/// What a command printed, both ways.
pub fn printed(output: &Output) -> String {
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Runs a command that has to succeed.
#[track_caller]
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().expect("cargo can be run");
    assert!(output.status.success(), "{command:?}\n{}", printed(&output));
    output
}

/// What the compiler says of a program that uses a crate with these features alone, where it refuses it.
pub fn refused(folder: &Path, features: &str, program: &str) -> Option<String> {
    write(&folder.join("examples/program.rs"), program);
    let example = ["check", "--quiet", "--example=program"];
    let output = cargo(folder)
        .args(example)
        .args(["--no-default-features", "--features", features])
        .output()
        .expect("cargo can be run");
    (!output.status.success()).then(|| printed(&output))
}
