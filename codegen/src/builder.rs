//! The public API of the generator: a builder for `build.rs`, with a method per setting.

mod run;

use std::path::PathBuf;

use crate::report::MessageFormat;
use crate::settings::{FormatTarget, Primitive, Settings};

/// What to generate, and how.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), openapi_bindgen::Error> {
///     openapi_bindgen::Builder::new("../spec/account_link.yaml").strict(true).build()
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    document: PathBuf,
    settings: Settings,
    message_format: MessageFormat,
    colour: bool,
    force: bool,
}

impl Builder {
    /// Reads the document at this path: OpenAPI 3.0, 3.1 or 3.2, YAML or JSON. The files that it refers to are read too,
    /// as long as they stand in its folder or below, or in that of [`Builder::root`].
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self::with_settings(document, Settings::default())
    }

    /// Reads the document at this path, with these settings.
    pub fn with_settings(document: impl Into<PathBuf>, settings: Settings) -> Self {
        Self {
            document: document.into(),
            settings,
            message_format: MessageFormat::Human,
            colour: false,
            force: false,
        }
    }

    /// Lets references reach the files of this folder and below. It has to contain the document's own folder. The paths of
    /// [`Builder::rename`] and [`Builder::opaque`] then begin there.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.settings.root = Some(folder.into());
        self
    }

    /// Makes every warning an error: for a document of one's own, in which nothing is left unsaid then.
    pub const fn strict(mut self, strict: bool) -> Self {
        self.settings.strict = strict;
        self
    }

    /// Generates what can be generated: an operation with an error is left out and listed, and the others stay.
    pub const fn keep_going(mut self, keep_going: bool) -> Self {
        self.settings.keep_going = keep_going;
        self
    }

    /// Makes a value that a closed enum doesn't list a decode error. By default the value is kept, so that a response
    /// stays readable when the server adds one.
    pub const fn strict_enums(mut self, strict: bool) -> Self {
        self.settings.strict_enums = strict;
        self
    }

    /// Generates only the operation with this `operationId` and what it reaches, beside what else is asked for.
    pub fn only_operation(mut self, id: impl Into<String>) -> Self {
        self.settings.operation.push(id.into());
        self
    }

    /// Generates only the operations with this tag and what they reach, beside what else is asked for.
    pub fn only_tag(mut self, tag: impl Into<String>) -> Self {
        self.settings.tag.push(tag.into());
        self
    }

    /// Generates only the operations whose path matches this pattern and what they reach, beside what else is asked for. A
    /// `*` stands for any text: `/v1/customers*`.
    pub fn only_path(mut self, pattern: impl Into<String>) -> Self {
        self.settings.path.push(pattern.into());
        self
    }

    /// Puts the operations whose first tag this is, or one operation by its `operationId` or JSON pointer, into a group of
    /// this name. A dot leads to a group inside of another: `customers.sources`. It goes before what the document says, and
    /// what is said of one operation before what is said of its tag. Pointers are as in [`Builder::rename`]:
    /// `#/paths/~1pets/get`.
    pub fn group(mut self, target: impl Into<String>, name: impl Into<String>) -> Self {
        self.settings.group.push((target.into(), name.into()));
        self
    }

    /// Makes all operations methods of the client, and puts all types into the crate's root, with names that say where
    /// they come from: `client.create_account_link(…)`, `CreateAccountLinkError`. It suits an API of a few operations.
    ///
    /// Otherwise operations are grouped by resource, and types stand in the modules of what holds them:
    /// `client.account_links().create(…)`, `account_links::create::Error`.
    pub const fn flat(mut self, flat: bool) -> Self {
        self.settings.flat = flat;
        self
    }

    /// Names what stands at a JSON pointer of the document: `#/components/schemas/account` → `Account`. A name in upper
    /// case is for a type or a variant, one in lower case for a field, a parameter or a method. What stands in another
    /// file has its path from the folder of the document before the `#`: `schemas/pet.yaml#/properties/tag`.
    pub fn rename(mut self, pointer: impl Into<String>, name: impl Into<String>) -> Self {
        self.settings.rename.push((pointer.into(), name.into()));
        self
    }

    /// Treats the schema at this JSON pointer as opaque JSON (`runtime::Value`), including every schema that includes it
    /// by `allOf`. Together with a filter, what only this schema leads to isn't generated: where every schema of an API
    /// leads to every other, a filter alone leaves little out. Pointers are as in [`Builder::rename`]:
    /// `#/components/schemas/payment`, `#/components/schemas/error/properties/payment`.
    pub fn opaque(mut self, pointer: impl Into<String>) -> Self {
        self.settings.opaque.push(pointer.into());
        self
    }

    /// Maps a `format` to a type. The type says which values it is for: strings, integers or numbers.
    pub fn format(mut self, format: &str, to: Primitive) -> Self {
        let target = FormatTarget::Format(format.to_owned());
        self.settings.format.push((target, to));
        self
    }

    /// Sets the type of the schema at a JSON pointer, whatever its own type and format are: for a place where a server is
    /// known to send something else. Pointers are as in [`Builder::rename`]; one that leads to no schema is an error.
    pub fn format_at(mut self, pointer: impl Into<String>, to: Primitive) -> Self {
        let target = FormatTarget::Pointer(pointer.into());
        self.settings.format.push((target, to));
        self
    }

    /// Makes the property at a JSON pointer optional although the document requires it: for a member that a server is
    /// known to leave out. Pointers are as in [`Builder::rename`]: `#/components/schemas/pet/properties/tag`. Where a name
    /// is required that has no property, the pointer leads to its place under `required`. A pointer that leads to neither
    /// is an error.
    pub fn optional(mut self, pointer: impl Into<String>) -> Self {
        self.settings.optional.push(pointer.into());
        self
    }

    /// Generates a module `mock` too, for the tests of those who call the API: a server on loopback with one method per
    /// operation. It stands behind the crate's feature `mock`, which has to switch on the dependency `openapi-bindgen-mock`.
    pub const fn mock(mut self, mock: bool) -> Self {
        self.settings.mock = mock;
        self
    }

    /// Adds a pagination rule in the words of `x-bindgen-pagination`, as YAML or JSON. It applies to each GET operation that
    /// has no rule of its own and matches it, and goes before the rules at the document's root.
    pub fn pagination(mut self, rules: impl Into<String>) -> Self {
        self.settings.pagination.push(rules.into());
        self
    }

    /// Reads the code of an error from this member of its body, with `/` between nested members: `error/code`. It goes
    /// before the property that the document gives the role `error-code`.
    pub fn error_code(mut self, member: &str) -> Self {
        self.settings.error_code = Some(member.to_owned());
        self
    }

    /// Reads the message of an error from this member of its body, as [`Builder::error_code`] does the code. Without it,
    /// and without a property that has the role `error-message`, the usual members are tried: `message`, `detail`,
    /// `error/message`, `error_description`, `title` and such.
    pub fn error_message(mut self, member: &str) -> Self {
        self.settings.error_message = Some(member.to_owned());
        self
    }

    /// Puts each operation behind the features of its tags, and each type behind those of the operations that reach it,
    /// so that a build pays for the part of a large API that it uses. An operation of several tags is there with any of
    /// them. What has no tag, and types that no operation reaches, are always there.
    ///
    /// The features are the tags in kebab case: [`Generated::features`](crate::Generated::features) lists them. The crate
    /// that is generated into has to declare them; the file `features.toml` in the output holds the lines.
    pub const fn tag_features(mut self, tag_features: bool) -> Self {
        self.settings.tag_features = tag_features;
        self
    }

    /// Puts the impls that no operation needs behind the crate's features `serde` and, with [`Builder::mock`], `mock`: for a
    /// type that is only received its constructors and its encoding, for one that is only sent its decoding. They take long
    /// to compile, and only tests and storage use them. A type that no operation uses has all of them. Without this setting,
    /// constructors of a type that is only received are there with `mock` alone.
    ///
    /// The crate that is generated into has to declare `serde = ["openapi-bindgen-runtime/serde"]`.
    pub const fn minimal_impls(mut self, minimal_impls: bool) -> Self {
        self.settings.minimal_impls = minimal_impls;
        self
    }

    /// Names the root of the output `mod.rs`, so that `mod api;` finds it in the folder `api`, and allows dead code in it.
    /// Otherwise the root is `lib.rs`: a crate's, or a file to be included.
    pub const fn module(mut self, module: bool) -> Self {
        self.settings.module = module;
        self
    }

    /// Replaces files of the output folder that are not generated. Otherwise one that would be replaced is an error, and
    /// nothing is written. A file counts as generated where `.openapi-bindgen` in the folder lists it, or where its first
    /// lines say so.
    pub const fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Makes what the guides of a crate need.
    pub(crate) const fn guide(mut self) -> Self {
        self.settings.guide = true;
        self
    }

    /// Colours the diagnostics, for a terminal.
    pub const fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// Writes the diagnostics of the document in this format.
    pub const fn message_format(mut self, format: MessageFormat) -> Self {
        self.message_format = format;
        self
    }

    /// Reads the extension `vendor` as `neutral`, as `x-bindgen-aliases` in the document does.
    pub fn alias(mut self, vendor: impl Into<String>, neutral: impl Into<String>) -> Self {
        self.settings.alias.push((vendor.into(), neutral.into()));
        self
    }

    /// Sets the name and version that the client sends as its user agent. Unless they are set, they are those of the
    /// package that the generated code is built in.
    pub fn package(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.settings.package = Some((name.into(), version.into()));
        self
    }

    /// Says at which path the generated code is reached, so that `cargo test` compiles the examples in its documentation:
    /// `my_crate`, or `my_crate::api` for a module. Without it the examples are there, but as text: the tests of the crate
    /// around take no longer for them, and can't fail because of them.
    pub fn crate_path(mut self, path: impl Into<String>) -> Self {
        self.settings.crate_path = Some(path.into());
        self
    }
}
