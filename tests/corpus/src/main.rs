//! `cargo run --release -p openapi-bindgen-corpus -- FOLDER [--work DIR] [--keep-going] [--verbose] [--features LIST]`
//! checks what is generated; with `--values` it takes values through the types instead.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use openapi_bindgen_corpus::values::{Report, values_table};
use openapi_bindgen_corpus::{Corpus, documents, table};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether every document is fine.
fn run() -> Result<bool, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut folders, mut work) = (
        Vec::new(),
        std::env::temp_dir().join("openapi-bindgen-corpus"),
    );
    let (mut keep_going, mut verbose, mut features) = (false, false, String::new());
    let (mut values, mut only) = (false, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--work" => work = PathBuf::from(arguments.next().ok_or("--work wants a folder")?),
            "--keep-going" => keep_going = true,
            "--values" => values = true,
            "--only" => only.push(
                arguments
                    .next()
                    .ok_or("--only wants a part of a file name")?,
            ),
            "--verbose" => verbose = true,
            "--features" => features = arguments.next().ok_or("--features wants a list")?,
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        return Err(
            "usage: openapi-bindgen-corpus [--values] FOLDER|FILE… [--only NAME] [--work DIR] [--keep-going] [--verbose] \
             [--features LIST]"
                .into(),
        );
    }
    let mut all = Vec::new();
    for path in folders {
        if path.is_dir() {
            all.extend(documents(&path)?)
        } else {
            all.push(path)
        }
    }
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        only.is_empty() || only.iter().any(|part| name.contains(part.as_str()))
    };
    all.retain(is_wanted);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../runtime")
        .canonicalize()?;
    let corpus = Corpus {
        documents: all,
        work,
        runtime,
        keep_going,
        features,
    };
    if values {
        let reports = corpus.values()?;
        print!("{}", values_table(&reports));
        return Ok(reports.iter().all(Report::is_fine));
    }
    let rows = corpus.run()?;
    for row in rows
        .iter()
        .filter(|row| verbose || !row.generated || !row.messages.is_empty())
    {
        println!(
            "== {}\n{}\n{}",
            row.document.display(),
            row.report,
            row.messages.join("\n")
        );
    }
    print!("{}", table(&rows));
    Ok(rows.iter().all(openapi_bindgen_corpus::Row::is_fine))
}
