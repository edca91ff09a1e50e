//! The files that a document refers to: found, read and added to the tree before anything is resolved.
//!
//! Which text is a reference is known only when it is followed. So nothing is reported here: what became of a path is
//! kept with the tree, and whoever follows a reference to it is told.

mod fault;
mod path;

use std::collections::{BTreeSet, HashMap};

use super::load::{self, load};
use super::tree::{FileId, Format, NodeId, Tree, Value};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::read::identity;

pub(crate) use fault::{MISSING, lost};
pub(crate) use path::{Refused, parts, percent_decoded, scheme};

/// How many files are read, the root document included.
const MOST_FILES: usize = 10_000;
/// How many files may stand one behind the other on the shortest way from the root document.
const MOST_DEPTH: usize = 256;

/// The files of the folder of the root document.
///
/// A path is relative to that folder and normalised: `/` between its parts, and neither `.` nor `..` among them.
pub trait Files {
    /// The one name of a file, itself a path: what leads to the same file by another way has the same name.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it stands outside of the folder.
    fn find(&mut self, path: &str) -> Result<String, Absent>;

    /// The text of the file of this name, asked for once.
    ///
    /// # Errors
    ///
    /// When it can't be read, is no UTF-8, or has more bytes than `most`.
    fn read(&mut self, name: &str, most: usize) -> Result<String, Absent>;
}

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nothing stands there.
    Missing,
    /// A symbolic link leads out of the folder.
    Outside,
    /// A folder or a device.
    NotAFile,
    /// More bytes than were asked for.
    TooLarge,
    /// What the system says, or that the file is no text.
    Unreadable(String),
}

/// What became of a path that something refers to.
#[derive(Clone, Debug)]
pub(crate) enum Link {
    File(FileId),
    Absent(Absent),
    /// It was read and has no values: what is wrong with its text.
    Broken(Box<Diagnostic>),
    TooManyFiles,
    TooManyBytes,
    TooDeep,
}

/// Why a reference to a file leads nowhere.
pub(crate) enum Lost<'t> {
    Refused(Refused),
    Link(&'t Link),
    /// Nobody gave the files.
    NotRead,
}

/// Reads a document as [`load`] does, and the files that it refers to. `name` is the document's own path in its folder.
pub fn load_all(
    text: &str,
    name: &str,
    files: &mut dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    let mut tree = load(text, None, diagnostics)?;
    tree.set_root_name(name);
    tree.set_link(name.to_owned(), Link::File(FileId::ROOT));
    let mut loading = Loading {
        tree: &mut tree,
        files,
        diagnostics,
        bytes: text.len(),
        depths: vec![0],
        names: HashMap::from([(name.to_owned(), Link::File(FileId::ROOT))]),
    };
    // Files are added as they are met, so that those of a depth come before those of the next.
    let mut file = FileId::ROOT;
    while loading.depths.len() > file.index() {
        loading.follow(file);
        file.0 += 1;
    }
    Some(tree)
}

struct Loading<'a> {
    tree: &'a mut Tree,
    files: &'a mut dyn Files,
    diagnostics: &'a mut Diagnostics,
    /// How many were read.
    bytes: usize,
    /// By file, how many files lead to it.
    depths: Vec<usize>,
    /// What became of each file, by its one name.
    names: HashMap<String, Link>,
}

impl Loading<'_> {
    /// Reads what a file refers to.
    fn follow(&mut self, file: FileId) {
        let depth = self.depths.get(file.index()).copied().unwrap_or_default();
        for path in paths(self.tree, file) {
            let link = self.link(&path, depth + 1);
            self.tree.set_link(path, link);
        }
    }

    fn link(&mut self, path: &str, depth: usize) -> Link {
        if self.depths.len() >= MOST_FILES {
            return Link::TooManyFiles;
        }
        let name = match self.files.find(path) {
            Ok(name) => name,
            Err(absent) => return Link::Absent(absent),
        };
        if let Some(known) = self.names.get(&name) {
            return known.clone();
        }
        if depth > MOST_DEPTH {
            return Link::TooDeep;
        }
        let link = self.read(&name, depth);
        self.names.insert(name, link.clone());
        link
    }

    fn read(&mut self, name: &str, depth: usize) -> Link {
        let rest = load::MAX_BYTES.saturating_sub(self.bytes);
        let mut text = match self.files.read(name, rest) {
            Ok(text) => text,
            Err(Absent::TooLarge) => return Link::TooManyBytes,
            Err(absent) => return Link::Absent(absent),
        };
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        self.bytes += text.len();
        let file = self.tree.begin(name.to_owned());
        self.depths.push(depth);
        let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        let read = load::read(self.tree, &text, is_yaml.then_some(Format::Yaml));
        self.tree.keep_text(text);
        match read {
            Ok(repeated) => {
                load::report_repeated(self.tree, &repeated, self.diagnostics);
                Link::File(file)
            }
            Err(fault) => Link::Broken(Box::new(fault.in_file(file))),
        }
    }
}

/// The paths that a file refers to and that nothing is known of yet, in the order they are met.
fn paths(tree: &Tree, file: FileId) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut paths = Vec::new();
    for node in tree.nodes_of(file).map(NodeId) {
        for target in targets(tree, node) {
            let part = file_part(target);
            if part.is_empty() {
                continue;
            }
            // An `$id` that is a path may be meant for references, or for whoever publishes the schema.
            let base = identity::path_base(tree, node);
            let base = base.as_deref().into_iter().chain([tree.file_name(file)]);
            for path in base.filter_map(|base| path::resolve(base, part).ok()) {
                if tree.link(&path).is_none() && seen.insert(path.clone()) {
                    paths.push(path);
                }
            }
        }
    }
    paths
}

/// The texts at a node that may refer to a file: of a `$ref`, of an example's `externalValue`, and of a discriminator's
/// `mapping`, where a name may stand as well.
fn targets(tree: &Tree, node: NodeId) -> impl Iterator<Item = &str> {
    let members = match tree.value(node) {
        Value::Object(members) => members.as_slice(),
        _ => &[],
    };
    let plain = members
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "$ref" | "$dynamicRef" | "externalValue"))
        .filter_map(|(name, value)| {
            let target = tree.as_str(*value)?;
            (name != "externalValue" || is_data(target)).then_some(target)
        });
    let mapping = members
        .iter()
        .filter(move |(name, _)| name == "mapping" && tree.key(node) == Some("discriminator"))
        .flat_map(|(_, mapping)| tree.members(*mapping))
        .filter_map(|(_, value)| tree.as_str(*value))
        .filter(|target| target.contains(['/', '#']) || is_data(target));
    plain.chain(mapping)
}

/// Whether a name is that of a file whose values can be read.
pub(crate) fn is_data(path: &str) -> bool {
    [".json", ".yaml", ".yml"]
        .iter()
        .any(|extension| path.ends_with(extension))
}

/// What stands before the `#` of a reference.
pub(crate) fn file_part(target: &str) -> &str {
    target.split('#').next().unwrap_or_default()
}

/// The file that a reference in another one leads to; an empty text is that file itself.
pub(crate) fn linked<'t>(tree: &'t Tree, from: FileId, part: &str) -> Result<FileId, Lost<'t>> {
    if part.is_empty() {
        return Ok(from);
    }
    let path = path::resolve(tree.file_name(from), part).map_err(Lost::Refused)?;
    match tree.link(&path) {
        Some(Link::File(file)) => Ok(*file),
        Some(other) => Err(Lost::Link(other)),
        None => Err(Lost::NotRead),
    }
}

/// The paths whose change changes the output: of the files that were read, and of those that were missed.
pub(crate) fn watched(tree: &Tree, diagnostics: &Diagnostics) -> BTreeSet<String> {
    let read = tree.links().filter_map(|(path, link)| match link {
        Link::File(FileId::ROOT) | Link::Absent(_) => None,
        _ => Some(path.to_owned()),
    });
    let faults = diagnostics.iter().filter(|fault| fault.kind == MISSING);
    let missed = faults.filter_map(|fault| {
        let node = fault.place.node()?;
        let part = file_part(tree.as_str(node)?);
        path::resolve(tree.file_name(tree.file(node)), part).ok()
    });
    read.chain(missed).collect()
}

#[cfg(test)]
mod tests;
