//! `openapi-bindgen`: the generator as a program.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use openapi_bindgen::{
    Builder, Difference, DifferenceKind, Error, Generated, MessageFormat, Package, Settings,
};

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
    /// Compare a folder with what a fresh run would write into it, and write nothing.
    #[command(after_help = CHECK)]
    Check {
        #[command(flatten)]
        input: Input,
        /// The folder that `generate` or `crate` wrote.
        #[arg(long)]
        out: PathBuf,
        /// The name of the crate, if `crate` wrote the folder.
        #[arg(long)]
        name: Option<String>,
        /// The path of the runtime, if `crate` was given one.
        #[arg(long, requires = "name")]
        runtime_path: Option<PathBuf>,
    },
    /// Read the document and report its diagnostics, and generate nothing.
    #[command(after_help = LINT)]
    Lint {
        #[command(flatten)]
        input: Input,
    },
    /// Print what the document becomes: operations and their methods, types, and what isn't typed or generated.
    #[command(after_help = INSPECT)]
    Inspect {
        #[command(flatten)]
        input: Input,
        /// Print JSON instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Print what will be generated, for those who work on the generator.
    #[command(hide = true)]
    Ir {
        #[command(flatten)]
        input: Input,
    },
}

impl Command {
    const fn input(&self) -> &Input {
        match self {
            Self::Generate { input, .. }
            | Self::Crate { input, .. }
            | Self::Check { input, .. }
            | Self::Lint { input }
            | Self::Inspect { input, .. }
            | Self::Ir { input } => input,
        }
    }
}

#[derive(clap::Args)]
struct Input {
    /// The document: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON.
    document: PathBuf,
    /// How diagnostics are written: for people to standard error, else to standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
    #[command(flatten)]
    settings: Settings,
}

impl Input {
    fn builder(self) -> Builder {
        Builder::with_settings(self.document, self.settings)
            .colour(std::io::stderr().is_terminal())
            .message_format(self.message_format)
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

/// What the help of `check` ends with.
const CHECK: &str = "\
Exit status:
  0  the folder is as a fresh run would leave it
  1  the document has an error, or the folder can't be read
  2  the arguments are wrong
  4  the folder differs: the files and the command to run are listed

Example:
  openapi-bindgen check api.yaml --out src/api";

/// What the help of `lint` ends with.
const LINT: &str = "\
Exit status:
  0  there is no error; warnings may be reported
  1  the document has an error, with --strict also if it has a warning
  2  the arguments are wrong

Example:
  openapi-bindgen lint api.yaml --strict";

/// What the help of `inspect` ends with.
const INSPECT: &str = "\
Exit status:
  0  the document can be read; what isn't generated is listed
  1  nothing can be generated: an error says why
  2  the arguments are wrong

Example:
  openapi-bindgen inspect api.yaml
  openapi-bindgen inspect api.yaml --json | jq '.operations[].call'";

/// The exit status when something that was asked for is not in the output.
const INCOMPLETE: u8 = 3;

/// The exit status when a folder isn't as a fresh run would leave it.
const DIFFERENT: u8 = 4;

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let format = command.input().message_format;
    run(command, format).unwrap_or_else(|error| {
        match error.is_report() {
            true => tell_diagnostics(format, &error.to_string()),
            false => eprintln!("{error}"),
        }
        ExitCode::FAILURE
    })
}

/// Writes the diagnostics of the document: those for people beside all else, those for programs apart from it.
fn tell_diagnostics(format: MessageFormat, report: &str) {
    match (format, report) {
        (_, "") => {}
        (MessageFormat::Human, report) => eprintln!("{report}"),
        (_, report) => print!("{report}"),
    }
}

fn run(command: Command, format: MessageFormat) -> Result<ExitCode, Error> {
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
        } => package(name, runtime_path)?.write_to(&input.builder().force(force), out)?,
        Command::Check {
            input,
            out,
            name,
            runtime_path,
        } => {
            let command = if name.is_some() { "crate" } else { "generate" };
            let differences = match name {
                Some(name) => package(name, runtime_path)?.check(&input.builder(), &out)?,
                None => input.builder().module(true).check(&out)?,
            };
            return Ok(tell_differences(&out, command, &differences));
        }
        Command::Lint { input } => {
            tell_diagnostics(format, &input.builder().lint()?);
            return Ok(ExitCode::SUCCESS);
        }
        Command::Inspect { input, json } => {
            let inspection = input.builder().inspect()?;
            match json {
                true => print!("{}", inspection.to_json()),
                false => print!("{}", inspection.to_table()),
            }
            return Ok(ExitCode::SUCCESS);
        }
        Command::Ir { input } => {
            println!("{}", input.builder().dump_ir()?);
            return Ok(ExitCode::SUCCESS);
        }
    };
    tell_diagnostics(format, &generated.warnings);
    tell(&generated);
    match generated.left_out == 0 && generated.errors == 0 {
        true => Ok(ExitCode::SUCCESS),
        false => Ok(ExitCode::from(INCOMPLETE)),
    }
}

fn package(name: String, runtime_path: Option<PathBuf>) -> Result<Package, Error> {
    let package = Package::new(name)?;
    Ok(match runtime_path {
        Some(path) => package.runtime_path(path),
        None => package,
    })
}

/// Lists the files that differ, and the command that makes them as they should be.
fn tell_differences(out: &Path, command: &str, differences: &[Difference]) -> ExitCode {
    if differences.is_empty() {
        return ExitCode::SUCCESS;
    }
    for Difference { path, kind, .. } in differences {
        let what = match kind {
            DifferenceKind::Stale => "differs from what the document gives now",
            DifferenceKind::Missing => "is missing",
            DifferenceKind::LeftOver => "is no longer generated",
            DifferenceKind::Foreign => {
                "isn't generated, and stands in the place of a generated file"
            }
            _ => "differs",
        };
        eprintln!("{}: {what}", out.join(path).display());
    }
    let arguments = std::env::args()
        .skip(1)
        .map(|argument| match argument.as_str() {
            "check" => command.to_owned(),
            _ => quoted(argument),
        });
    let arguments: Vec<String> = arguments.collect();
    eprintln!("\nRun: openapi-bindgen {}", arguments.join(" "));
    ExitCode::from(DIFFERENT)
}

/// Returns an argument as a shell reads it.
fn quoted(argument: String) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@%+".contains(c);
    match !argument.is_empty() && argument.chars().all(is_plain) {
        true => argument,
        false => format!("'{}'", argument.replace('\'', "'\\''")),
    }
}

fn tell(generated: &Generated) {
    for note in &generated.notes {
        eprintln!("{note}");
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
