//! The files that a document refers to: found, read and added to the tree before anything is resolved.
//!
//! Takes the text of the root document, [`Files`] and the caller's knowledge of which texts are references. Whether a
//! reference is followed is known only later. So nothing is reported here: the tree keeps which file a path leads to,
//! or why it leads to none, for whoever follows a reference to it.

mod limits;
mod path;
mod report;

use std::collections::{BTreeSet, HashMap};

use super::file_error::FileError;
use super::load::{self, load_root};
use super::tree::{FileId, Format, NodeId, Tree};
use crate::defect::Certain as _;
use crate::diagnostic::Diagnostics;
use limits::{MOST_DEPTH, MOST_FILES};

pub(crate) use path::{file_part, is_data, parts, percent_decoded, scheme};
pub(crate) use report::{MISSING, lost};

/// The files of the folder of the root document.
///
/// A path is relative to that folder and normalised: `/` between its parts, and neither `.` nor `..` among them.
pub trait Files {
    /// Returns the one name of a file, itself a path: what leads to the same file by another way has the same name.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it stands outside of the folder.
    fn find(&mut self, path: &str) -> Result<String, FileError>;

    /// Returns the text of the file of this name. Each is asked for once.
    ///
    /// # Errors
    ///
    /// If it can't be read, isn't UTF-8, or has more bytes than `most`.
    fn read(&mut self, name: &str, most: usize) -> Result<String, FileError>;
}

/// A text that may refer to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReference<'t> {
    /// The reference, with its fragment.
    pub target: &'t str,
    /// The path that the reference may be relative to, beside that of its file.
    pub base: Option<String>,
}

/// Returns the references to files that stand at a node. Only a vocabulary knows which texts are references.
pub type FindReferences = for<'t> fn(&'t Tree, NodeId) -> Vec<FileReference<'t>>;

/// Reads a document as [`load`](load::load) does, and the files that it refers to. `name` is the document's own path in its folder.
pub fn load_all(
    text: &str,
    name: &str,
    files: &mut dyn Files,
    references: FindReferences,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    let mut tree = load_root(text, name, None, diagnostics)?;
    tree.set_link(name.to_owned(), Ok(FileId::ROOT));
    let mut loading = Loading {
        tree: &mut tree,
        files,
        references,
        diagnostics,
        bytes: text.len(),
        depths: vec![0],
        names: HashMap::from([(name.to_owned(), Ok(FileId::ROOT))]),
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
    references: FindReferences,
    diagnostics: &'a mut Diagnostics,
    /// How many bytes were read.
    bytes: usize,
    /// By file, how many files lead to it.
    depths: Vec<usize>,
    /// By its one name, each file, or why it has no values.
    names: HashMap<String, Result<FileId, FileError>>,
}

impl Loading<'_> {
    /// Reads what a file refers to.
    fn follow(&mut self, file: FileId) {
        let depth = self.depths.get(file.index()).copied();
        let depth = depth.certain("each file has a depth");
        for path in self.paths(file) {
            let link = self.link(&path, depth + 1);
            self.tree.set_link(path, link);
        }
    }

    /// Returns the paths that a file refers to and that aren't linked yet, in the order in which they are met.
    fn paths(&self, file: FileId) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut paths = Vec::new();
        for node in self.tree.nodes_of(file).map(NodeId) {
            for FileReference { target, base } in (self.references)(self.tree, node) {
                let part = file_part(target);
                if part.is_empty() {
                    continue;
                }
                let bases = base.as_deref().into_iter();
                let bases = bases.chain([self.tree.file_name(file)]);
                for path in bases.filter_map(|base| path::resolve(base, part).ok()) {
                    if self.tree.link(&path).is_none() && seen.insert(path.clone()) {
                        paths.push(path);
                    }
                }
            }
        }
        paths
    }

    fn link(&mut self, path: &str, depth: usize) -> Result<FileId, FileError> {
        if self.depths.len() >= MOST_FILES {
            return Err(FileError::TooManyFiles);
        }
        let name = self.files.find(path)?;
        if let Some(known) = self.names.get(&name) {
            return known.clone();
        }
        if depth > MOST_DEPTH {
            return Err(FileError::TooDeep);
        }
        let link = self.read(&name, depth);
        self.names.insert(name, link.clone());
        link
    }

    fn read(&mut self, name: &str, depth: usize) -> Result<FileId, FileError> {
        let rest = load::MAX_BYTES.saturating_sub(self.bytes);
        let mut text = self.files.read(name, rest)?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        self.bytes += text.len();
        self.depths.push(depth);
        let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        let hint = is_yaml.then_some(Format::Yaml);
        let (file, read) = load::read(self.tree, name, text, hint);
        match read {
            Ok(repeated) => {
                load::report_repeated(self.tree, &repeated, self.diagnostics);
                Ok(file)
            }
            Err(invalid) => Err(FileError::Invalid(Box::new(invalid.in_file(file)))),
        }
    }
}

/// Returns the file that a reference in another one leads to. An empty reference leads to that file itself.
pub(crate) fn linked(tree: &Tree, from: FileId, part: &str) -> Result<FileId, FileError> {
    if part.is_empty() {
        return Ok(from);
    }
    let path = path::resolve(tree.file_name(from), part)?;
    let link = tree.link(&path).cloned();
    link.unwrap_or(Err(FileError::NotLoaded))
}

/// Returns the paths whose change changes the output: of the files that were read, and of those that are missing.
pub(crate) fn watched(tree: &Tree, diagnostics: &Diagnostics) -> BTreeSet<String> {
    let read = tree.links().filter_map(|(path, link)| match link {
        Ok(file) => (*file != FileId::ROOT).then(|| path.to_owned()),
        Err(error) => was_read(error).then(|| path.to_owned()),
    });
    let missing = diagnostics.iter().filter(|found| found.kind == MISSING);
    let missing = missing.filter_map(|diagnostic| {
        let node = diagnostic.place.node()?;
        let part = file_part(tree.as_str(node)?);
        path::resolve(tree.file_name(tree.file(node)), part).ok()
    });
    read.chain(missing).collect()
}

/// Returns whether there is a file, though it has no values.
const fn was_read(error: &FileError) -> bool {
    use FileError::{Invalid, TooDeep, TooManyBytes, TooManyFiles};
    matches!(error, Invalid(_) | TooDeep | TooManyBytes | TooManyFiles)
}

#[cfg(test)]
mod tests;
