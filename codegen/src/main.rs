//! `openapi-bindgen`: the generator as a program.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use openapi_bindgen::{Builder, Error, Generated, Package};

/// Writes the Rust client of an HTTP API from its OpenAPI description.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the generated files into a folder.
    Generate {
        #[command(flatten)]
        input: Input,
        /// The folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write a complete crate that needs neither a build script nor the generator.
    Crate {
        #[command(flatten)]
        input: Input,
        /// The folder to write into.
        #[arg(long)]
        out: PathBuf,
        /// The crate's name.
        #[arg(long)]
        name: String,
        /// Take the runtime from this path instead of by version.
        #[arg(long)]
        runtime_path: Option<PathBuf>,
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
    /// The description: OpenAPI 3.0 or 3.1, YAML or JSON.
    spec: PathBuf,
    /// Take every warning as an error.
    #[arg(long)]
    strict: bool,
    /// Read a vendor's extension as one of ours: `x-vendor-enum=x-bindgen-enum`.
    #[arg(long, value_parser = alias)]
    alias: Vec<(String, String)>,
}

impl Input {
    fn builder(self) -> Builder {
        let builder = Builder::new(self.spec)
            .strict(self.strict)
            .colour(std::io::stderr().is_terminal());
        self.alias
            .into_iter()
            .fold(builder, |builder, (vendor, neutral)| {
                builder.alias(vendor, neutral)
            })
    }
}

fn alias(text: &str) -> Result<(String, String), String> {
    let pair = text
        .split_once('=')
        .map(|(vendor, neutral)| (vendor.to_owned(), neutral.to_owned()));
    pair.ok_or_else(|| "write VENDOR=NEUTRAL".to_owned())
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    let generated = match command {
        Command::Generate { input, out } => input.builder().write_to(out)?,
        Command::Crate {
            input,
            out,
            name,
            runtime_path,
        } => {
            let package = Package::new(name)?;
            let package = match runtime_path {
                Some(path) => package.runtime_path(path),
                None => package,
            };
            package.write_to(&input.builder(), out)?
        }
        Command::Ir { input } => {
            println!("{}", input.builder().dump_ir()?);
            return Ok(());
        }
    };
    tell(&generated);
    Ok(())
}

fn tell(generated: &Generated) {
    if !generated.warnings.is_empty() {
        eprintln!("{}", generated.warnings);
    }
    let Generated {
        operations,
        types,
        files,
        ..
    } = generated;
    eprintln!(
        "{operations} operations and {types} types in {} files",
        files.len()
    );
}
