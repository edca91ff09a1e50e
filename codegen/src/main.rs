//! `openapi-bindgen`: the generator as a program.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use openapi_bindgen::{Builder, Error, Generated, Package, Primitive};

/// Tokens are many small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Writes the Rust client of an HTTP API from its OpenAPI description.
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
        /// Take the runtime from this path instead of by version.
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
    /// The description: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON.
    spec: PathBuf,
    /// The folder that references may reach: one that holds the description's own, which it is otherwise.
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// Take every warning as an error.
    #[arg(long)]
    strict: bool,
    /// Generate what can be generated, and list what is left out.
    #[arg(long)]
    keep_going: bool,
    /// Take a value that a closed enum doesn't list as an error of decoding.
    #[arg(long)]
    strict_enums: bool,
    /// Generate only this operation (by its `operationId`) and what it reaches; may be repeated.
    #[arg(long, value_name = "ID")]
    operation: Vec<String>,
    /// Generate only the operations with this tag and what they reach; may be repeated.
    #[arg(long)]
    tag: Vec<String>,
    /// Generate only the operations with such a path and what they reach, `*` for any text; may be repeated.
    #[arg(long, value_name = "PATTERN")]
    path: Vec<String>,
    /// Put each operation behind the features of its tags, and types behind those of the operations that reach them.
    #[arg(long)]
    tag_features: bool,
    /// Put what no operation needs of a type behind the features `serde` and `mock`; `crate` always does.
    #[arg(long)]
    lean: bool,
    /// Name what stands at a JSON pointer of the document: `#/components/schemas/account=Account`; may be repeated.
    #[arg(long, value_name = "POINTER=NAME", value_parser = pair)]
    rename: Vec<(String, String)>,
    /// Take what the schema at a JSON pointer describes as raw JSON: `#/components/schemas/payment`; may be repeated.
    #[arg(long, value_name = "POINTER")]
    raw: Vec<String>,
    /// How pages follow each other, in the words of `x-bindgen-pagination`; may be repeated.
    #[arg(long, value_name = "YAML")]
    pagination: Vec<String>,
    /// Read the code of an error out of this member of its body: `error/code`.
    #[arg(long, value_name = "MEMBER")]
    error_code: Option<String>,
    /// Read the message of an error out of this member of its body: `error/message`.
    #[arg(long, value_name = "MEMBER")]
    error_message: Option<String>,
    /// Map a `format` to a type, named as `Primitive` does in lower case: `uuid=string`; or what stands at a JSON pointer:
    /// `#/components/schemas/pet/properties/born=datetime`; may be repeated.
    #[arg(long, value_name = "FORMAT=TYPE", value_parser = format)]
    format: Vec<(String, Primitive)>,
    /// Let the property at a JSON pointer be missing: `#/components/schemas/pet/properties/tag`; may be repeated.
    #[arg(long, value_name = "POINTER")]
    optional: Vec<String>,
    /// Read a vendor's extension as one of ours: `x-vendor-enum=x-bindgen-enum`; may be repeated.
    #[arg(long, value_name = "THEIRS=OURS", value_parser = pair)]
    alias: Vec<(String, String)>,
}

impl Input {
    fn builder(self) -> Builder {
        let builder = Builder::new(self.spec)
            .strict(self.strict)
            .colour(std::io::stderr().is_terminal());
        let builder = match self.root {
            Some(root) => builder.root(root),
            None => builder,
        };
        let builder = builder
            .keep_going(self.keep_going)
            .strict_enums(self.strict_enums)
            .tag_features(self.tag_features)
            .lean(self.lean);
        let builder = self
            .operation
            .into_iter()
            .fold(builder, Builder::only_operation);
        let builder = self.tag.into_iter().fold(builder, Builder::only_tag);
        let builder = self.path.into_iter().fold(builder, Builder::only_path);
        let builder = self.raw.into_iter().fold(builder, Builder::raw);
        let builder = self
            .rename
            .into_iter()
            .fold(builder, |builder, (pointer, name)| {
                builder.name(pointer, name)
            });
        let builder = self
            .pagination
            .into_iter()
            .fold(builder, Builder::pagination);
        let builder = self
            .error_code
            .iter()
            .fold(builder, |builder, member| builder.error_code(member));
        let builder = self
            .error_message
            .iter()
            .fold(builder, |builder, member| builder.error_message(member));
        let builder =
            self.format
                .into_iter()
                .fold(builder, |builder, (what, to)| match is_pointer(&what) {
                    true => builder.format_at(what, to),
                    false => builder.format(&what, to),
                });
        let builder = self.optional.into_iter().fold(builder, Builder::optional);
        self.alias
            .into_iter()
            .fold(builder, |builder, (vendor, neutral)| {
                builder.alias(vendor, neutral)
            })
    }
}

/// At the last `=`: a pointer may hold one, a name can't.
fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text
        .rsplit_once('=')
        .map(|(vendor, neutral)| (vendor.to_owned(), neutral.to_owned()));
    pair.ok_or_else(|| "write two things with `=` between them".to_owned())
}

/// A JSON pointer, before the `#` perhaps the path of a file; no format is called so.
fn is_pointer(text: &str) -> bool {
    text.contains('#') || text.starts_with('/')
}

fn format(text: &str) -> Result<(String, Primitive), String> {
    let (format, to) = pair(text)?;
    let to = to.parse().map_err(|error: Error| error.to_string())?;
    Ok((format, to))
}

/// What `--help` ends with.
const STATUSES: &str = "\
Exit status:
  0  everything of the document is generated, or told by warnings; all of its operations are there
  1  nothing is generated: an error says why
  2  the arguments are wrong
  3  the files are written, and an operation is missing or an error cost a part of one

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

/// Says whether all that was asked for is in the output.
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
    list("generated without a part that an error cost", incomplete);
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
