//! The settings: what steers generation beside the document.
//!
//! [`Settings`] is the one definition. The builder sets its fields, the program fills it from its arguments, and the stages read
//! it. What a setting points at in the document is looked up in `filter`, `groups`, `pointers` and `opaque`.

pub(crate) mod filter;
pub(crate) mod groups;
mod opaque;
pub(crate) mod pointers;
mod primitive;

pub use primitive::Primitive;

use std::path::PathBuf;

use crate::error::Error;

/// What steers generation beside the document. The fields are the options of the program and the methods of
/// [`Builder`](crate::Builder), which say more about each.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[non_exhaustive]
pub struct Settings {
    /// The folder that references may reach: one that holds the document's own, which it is otherwise.
    #[cfg_attr(feature = "cli", arg(long, value_name = "FOLDER"))]
    pub root: Option<PathBuf>,
    /// Make every warning an error.
    #[cfg_attr(feature = "cli", arg(long))]
    pub strict: bool,
    /// Generate what can be generated, and list what is left out.
    #[cfg_attr(feature = "cli", arg(long))]
    pub keep_going: bool,
    /// Make a value that a closed enum doesn't list a decode error.
    #[cfg_attr(feature = "cli", arg(long))]
    pub strict_enums: bool,
    /// Generate only this operation (by its `operationId`) and what it reaches; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID"))]
    pub operation: Vec<String>,
    /// Generate only the operations with this tag and what they reach; may be repeated.
    #[cfg_attr(feature = "cli", arg(long))]
    pub tag: Vec<String>,
    /// Generate only the operations whose path matches and what they reach, `*` for any text; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "PATTERN"))]
    pub path: Vec<String>,
    /// Put each operation behind the Cargo features of its tags, and each type behind those of the operations that reach it.
    #[cfg_attr(feature = "cli", arg(long))]
    pub tag_features: bool,
    /// Put the impls that no operation needs behind the Cargo features `serde` and `mock`; `crate` always does.
    #[cfg_attr(feature = "cli", arg(long))]
    pub minimal_impls: bool,
    /// Generate a module `mock` behind the Cargo feature `mock`; `crate` always does.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub mock: bool,
    /// Make all operations methods of the client, and put all types into the crate's root.
    #[cfg_attr(feature = "cli", arg(long))]
    pub flat: bool,
    /// Put the operations of a tag, or one by its `operationId` or JSON pointer, into a group of this name:
    /// `Charges API=charges`; a dot leads to a group inside of another; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "TARGET=NAME", value_parser = pair))]
    pub group: Vec<(String, String)>,
    /// Name what stands at a JSON pointer of the document: `#/components/schemas/account=Account`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "POINTER=NAME", value_parser = pair))]
    pub rename: Vec<(String, String)>,
    /// Treat the schema at a JSON pointer as opaque, as raw JSON: `#/components/schemas/payment`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "POINTER"))]
    pub opaque: Vec<String>,
    /// A pagination rule in the words of `x-bindgen-pagination`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "YAML"))]
    pub pagination: Vec<String>,
    /// Read the code of an error from this member of its body: `error/code`.
    #[cfg_attr(feature = "cli", arg(long, value_name = "MEMBER"))]
    pub error_code: Option<String>,
    /// Read the message of an error from this member of its body: `error/message`.
    #[cfg_attr(feature = "cli", arg(long, value_name = "MEMBER"))]
    pub error_message: Option<String>,
    /// Map a `format` to a type, named as `Primitive` is in lower case: `uuid=string`; or what stands at a JSON pointer:
    /// `#/components/schemas/pet/properties/born=datetime`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "FORMAT=TYPE", value_parser = format))]
    pub format: Vec<(FormatTarget, Primitive)>,
    /// Make the property at a JSON pointer optional: `#/components/schemas/pet/properties/tag`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "POINTER"))]
    pub optional: Vec<String>,
    /// Read a vendor's extension as one of ours: `x-vendor-enum=x-bindgen-enum`; may be repeated.
    #[cfg_attr(feature = "cli", arg(long, value_name = "THEIRS=OURS", value_parser = pair))]
    pub alias: Vec<(String, String)>,
    /// The name and version that the client sends as its user agent, where they aren't those of the package that the
    /// generated code is built in.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub package: Option<(String, String)>,
    /// The path of the crate's root, or of the module that the code is (`my_app::api`): examples in the documentation begin
    /// with it, and `cargo test` compiles them. Without it, they are text.
    #[cfg_attr(feature = "cli", arg(long, value_name = "PATH"))]
    pub crate_path: Option<String>,
    /// Make what the guides of a crate need.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub(crate) guide: bool,
    /// Stop before files are made: only the diagnostics are asked for.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub(crate) diagnostics_only: bool,
    /// Write a module's root, `mod.rs`, instead of a crate's.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub module: bool,
}

/// What a [`Settings::format`] is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormatTarget {
    /// All schemas with this `format`.
    Format(String),
    /// The schema at this JSON pointer.
    Pointer(String),
}

impl Settings {
    /// Checks what doesn't depend on the document.
    ///
    /// # Errors
    ///
    /// Returns an error if the path of the crate's root is none.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let is_path = |path: &String| {
            syn::parse_str::<syn::Path>(path).is_ok_and(|path| {
                let mut segments = path.segments.iter();
                path.leading_colon.is_none() && segments.all(|it| it.arguments.is_none())
            })
        };
        match &self.crate_path {
            Some(path) if !is_path(path) => Err(Error::new(format!(
                "`{}` is no path of a crate or a module: `my_crate`, `my_crate::api`",
                path.escape_debug()
            ))),
            _ => Ok(()),
        }
    }

    /// Returns the members that lead to a value, the outer one first: `error/message`.
    pub(crate) fn members(path: Option<&String>) -> Vec<String> {
        let members = path.into_iter().flat_map(|path| path.split('/'));
        let members = members.filter(|member| !member.is_empty());
        members.map(str::to_owned).collect()
    }
}

/// Splits at the last `=`: a pointer may contain one, a name can't.
#[cfg(feature = "cli")]
fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text
        .rsplit_once('=')
        .map(|(left, right)| (left.to_owned(), right.to_owned()));
    pair.ok_or_else(|| "expected two texts with `=` between them".to_owned())
}

#[cfg(feature = "cli")]
fn format(text: &str) -> Result<(FormatTarget, Primitive), String> {
    let (target, to) = pair(text)?;
    let to = to.parse().map_err(|error: Error| error.to_string())?;
    // A JSON pointer, before the `#` perhaps the path of a file: no format is called so.
    let target = match target.contains('#') || target.starts_with('/') {
        true => FormatTarget::Pointer(target),
        false => FormatTarget::Format(target),
    };
    Ok((target, to))
}
