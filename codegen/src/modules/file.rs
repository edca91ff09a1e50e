//! The files of the generated crate and what each holds: data only.

use crate::analyze::FeatureSet;
use crate::ir::TypeId;

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the output folder.
    pub path: String,
    /// What the file holds, for its first line.
    pub title: String,
    /// The Cargo features that the file's module needs.
    pub needs: FeatureSet,
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
    pub needs: FeatureSet,
}

/// What a group holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The modules of the crate, and what its root re-exports beside them.
    Root(Vec<Module>),
    /// The modules of a module, which re-exports them.
    Modules(Vec<Module>),
    /// The imports that every build of the file uses.
    Imports(Vec<Import>),
    /// The imports that only some of the file's groups use.
    ImportsOfSome(Vec<Import>),
    /// Types of other files.
    ImportsOfTypes { from: ImportFrom, ids: Vec<TypeId> },
    /// The description of the API, and the client.
    Client,
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
    /// What the mock needs of the crate's root.
    Api,
    /// The mock, of the module above.
    Mock,
}

/// Where imported types stand, seen from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFrom {
    /// In the module `types`, so many levels up.
    Types(usize),
    /// In other files of the module above.
    Siblings,
}
