//! `openapi-bindgen`: the generator as a program.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use openapi_bindgen::{Builder, Error, Generated, Package, Settings};

/// Tokens are many small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates the Rust client of an HTTP API from its OpenAPI document.
#[derive(Parser)]
#[command(version, after_help = STATUSES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the generated files into a folder.
    #[command(after_help = STATUSES)]
    Generate {
        #[command(flatten)]
        input: Input,
        /// The folder to write into: `mod api;` finds what stands in `src/api`.
        #[arg(long)]
        out: PathBuf,
        /// Replace files of the folder that are not generated.
        #[arg(long)]
        force: bool,
    },
    /// Write a complete crate that needs neither a build script nor the generator.
    #[command(after_help = STATUSES)]
    Crate {
        #[command(flatten)]
        input: Input,
        /// The folder to write into.
        #[arg(long)]
        out: PathBuf,
        /// The crate's name.
        #[arg(long)]
        name: String,
        /// Take the runtime from this path instead of by version, and the mock from the folder `mock` beside it.
        #[arg(long)]
        runtime_path: Option<PathBuf>,
        /// Replace files of the folder that are not generated.
        #[arg(long)]
        force: bool,
    },
    /// Print what will be generated, for those who work on the generator.
    #[command(hide = true)]
    Ir {
        #[command(flatten)]
        input: Input,
    },
}

#[derive(clap::Args)]
struct Input {
    /// The document: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON.
    document: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

impl Input {
    fn builder(self) -> Builder {
        Builder::with_settings(self.document, self.settings).colour(std::io::stderr().is_terminal())
    }
}

/// What `--help` ends with.
const STATUSES: &str = "\
Exit status:
  0  all operations are generated; warnings report what isn't
  1  nothing is generated: an error says why
  2  the arguments are wrong
  3  the files are written, but an operation or a part of one is missing because of an error

Example:
  openapi-bindgen generate api.yaml --out src/api";

/// The exit status when something that was asked for is not in the output.
const INCOMPLETE: u8 = 3;

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(INCOMPLETE),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether all that was asked for is in the output.
fn run(command: Command) -> Result<bool, Error> {
    let generated = match command {
        Command::Generate { input, out, force } => {
            let builder = input.builder().module(true).force(force);
            builder.write_to(out)?
        }
        Command::Crate {
            input,
            out,
            name,
            runtime_path,
            force,
        } => {
            let package = Package::new(name)?;
            let package = match runtime_path {
                Some(path) => package.runtime_path(path),
                None => package,
            };
            package.write_to(&input.builder().force(force), out)?
        }
        Command::Ir { input } => {
            println!("{}", input.builder().dump_ir()?);
            return Ok(true);
        }
    };
    tell(&generated);
    Ok(generated.left_out == 0 && generated.errors == 0)
}

fn tell(generated: &Generated) {
    if !generated.warnings.is_empty() {
        eprintln!("{}", generated.warnings);
    }
    let Generated {
        operations,
        types,
        files,
        left_out,
        missing,
        incomplete,
        properties,
        declared_properties,
        ..
    } = generated;
    list("not generated", missing);
    list("generated without a part, because of an error", incomplete);
    let declared = operations + left_out;
    eprintln!(
        "{operations} of {declared} operations, {properties} of {declared_properties} properties, {types} types in {} files",
        files.len()
    );
}

/// How many operations are listed.
const LISTED: usize = 20;

fn list(what: &str, operations: &[String]) {
    if operations.is_empty() {
        return;
    }
    eprintln!("{what}:");
    for operation in operations.iter().take(LISTED) {
        eprintln!("  {operation}");
    }
    if let Some(more) = operations
        .len()
        .checked_sub(LISTED)
        .filter(|more| *more > 0)
    {
        eprintln!("  … and {more} more");
    }
}
