//! The files of the generated crate and what each holds: data only.

use crate::analyze::FeatureSet;
use crate::ir::TypeId;
use crate::names::Name;

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the output folder.
    pub path: String,
    /// What the file holds, for its first line.
    pub title: String,
    /// The Cargo features that the file's module needs.
    pub needs: FeatureSet,
    pub standing: Standing,
    pub groups: Vec<Group>,
}

/// The public module that code stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Its path from the crate's root.
    pub module: Vec<Name>,
    /// Whether the code is in a private module of it, which it re-exports.
    pub is_private: bool,
}

impl Standing {
    /// Returns a private module of the crate's root.
    pub(super) const fn in_root() -> Self {
        Self {
            module: Vec::new(),
            is_private: true,
        }
    }
}

/// A module inside of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nested {
    pub standing: Standing,
    /// What the module holds, for its documentation.
    pub title: String,
    pub groups: Vec<Group>,
}

/// Items that stand together in a file and need the same Cargo features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub needs: FeatureSet,
    pub content: Content,
}

impl Group {
    /// Makes a group that every build has.
    pub(super) const fn always(content: Content) -> Self {
        Self {
            needs: FeatureSet::Empty,
            content,
        }
    }
}

/// A module of a module, and the Cargo features it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    pub name: String,
    /// What a public module holds. The items of others are re-exported.
    pub title: Option<String>,
    pub needs: FeatureSet,
    /// The path of its file, where it isn't the usual one.
    pub path: Option<String>,
}

/// What a group holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The modules of the crate, and what its root re-exports beside them.
    Root(Vec<Module>),
    /// The modules of a module, which re-exports them.
    Modules(Vec<Module>),
    /// The modules of a module, which are public.
    PublicModules(Vec<Module>),
    /// A module inside of the file.
    Nested(Nested),
    /// The imports that code of the module may use. Those that it does use are written: what code is spelled with shows
    /// in its tokens.
    Imports(Vec<Import>),
    /// Types of other files.
    ImportsOfTypes {
        from: ImportFrom,
        ids: Vec<TypeId>,
        /// Whether every build of the file uses them: what stands behind an alias may not be.
        is_used: bool,
    },
    /// The description of the API, and the client.
    Client,
    /// The struct of the resource at an index.
    Resource(usize),
    /// The operation at an index.
    Operation(usize),
    /// The item of a type.
    Type(TypeId),
    /// The mock.
    Mock,
    /// The mock of the operation at an index, in a module `depth` levels below the crate's root.
    MockOperation { index: usize, depth: usize },
}

/// A `use` of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    Runtime,
    /// What a file with operations needs of the client's module. The file stands so many levels below the crate's root.
    Client(usize),
    /// The module of the types, so many levels up.
    Types(usize),
    /// What the mock needs of the crate's root.
    Api,
}

/// Where imported types stand, seen from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFrom {
    /// In the module `types`, so many levels up.
    Types(usize),
    /// In other files of the module above.
    Siblings,
}
