//! One `cargo check` over all generated crates, and whose messages are whose.

use std::io;
use std::process::{Command, Stdio};

use crate::{Corpus, Row};

/// Runs the check and writes down what it says of each row.
pub(crate) fn check(corpus: &Corpus, rows: &mut [Row]) -> io::Result<()> {
    let generated: Vec<String> = rows
        .iter()
        .filter(|row| row.generated)
        .map(|row| row.krate.clone())
        .collect();
    if generated.is_empty() {
        return Ok(());
    }
    workspace(corpus, &generated)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--offline",
            "--message-format=json",
            "--features",
            &corpus.features,
        ])
        .current_dir(&corpus.work)
        .env("CARGO_TARGET_DIR", corpus.work.join("target"))
        .stderr(Stdio::inherit())
        .output()?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Ok(message) = serde_json::from_str(line) {
            read(&message, rows);
        }
    }
    Ok(())
}

/// The lines of a manifest that only the root of a workspace has.
const OF_A_ROOT: [&str; 3] = ["[workspace]", "[profile.dev]", "incremental = false"];

/// Makes the crates members of one workspace: they stand alone when they are generated, and share dependencies here.
pub(crate) fn workspace(corpus: &Corpus, members: &[String]) -> io::Result<()> {
    for member in members {
        let manifest = corpus.work.join(member).join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)?;
        let alone = text
            .lines()
            .filter(|line| !OF_A_ROOT.contains(line))
            .map(|line| format!("{line}\n"));
        std::fs::write(&manifest, alone.collect::<String>())?;
    }
    let members: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = 0\nincremental = false\n",
        members.join(", ")
    );
    std::fs::write(corpus.work.join("Cargo.toml"), text)?;
    // The versions that the project itself is tested with, and no network.
    let lock = corpus.runtime.join("../Cargo.lock");
    if lock.is_file() {
        std::fs::copy(lock, corpus.work.join("Cargo.lock"))?;
    }
    Ok(())
}

fn read(message: &serde_json::Value, rows: &mut [Row]) {
    let text = |pointer: &str| {
        message
            .pointer(pointer)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    let package = text("/target/name");
    let Some(row) = rows.iter_mut().find(|row| row.krate == package) else {
        return;
    };
    match (text("/reason"), text("/message/level")) {
        ("compiler-artifact", _) => row.compiled = true,
        ("compiler-message", "warning") => {
            row.warnings += 1;
            row.messages.push(text("/message/rendered").to_owned());
        }
        ("compiler-message", "error") => row.messages.push(text("/message/rendered").to_owned()),
        _ => {}
    }
}
