use std::collections::BTreeMap;

use super::*;
use crate::source::tree::NodeId;

/// Files by path, each made when it is asked for; a path that a link stands at leads elsewhere.
struct Made<F> {
    make: F,
    links: BTreeMap<&'static str, &'static str>,
    read: BTreeMap<String, usize>,
}

impl<F: FnMut(&str) -> Option<String>> Made<F> {
    fn new(make: F) -> Self {
        Self {
            make,
            links: BTreeMap::new(),
            read: BTreeMap::new(),
        }
    }
}

impl<F: FnMut(&str) -> Option<String>> Files for Made<F> {
    fn find(&mut self, path: &str) -> Result<String, FileError> {
        let name = self.links.get(path).copied().unwrap_or(path);
        (self.make)(name).ok_or(FileError::Missing)?;
        Ok(name.to_owned())
    }

    fn read(&mut self, name: &str, most: usize) -> Result<String, FileError> {
        *self.read.entry(name.to_owned()).or_default() += 1;
        let text = (self.make)(name).ok_or(FileError::Missing)?;
        match text.len() > most {
            true => Err(FileError::TooManyBytes),
            false => Ok(text),
        }
    }
}

/// What stands under `$ref`, wherever that is.
fn references(tree: &Tree, node: NodeId) -> Vec<FileReference<'_>> {
    let target = tree.get(node, "$ref").and_then(|at| tree.as_str(at));
    let reference = |target| FileReference { target, base: None };
    target.map(reference).into_iter().collect()
}

fn loaded(text: &str, files: &mut dyn Files) -> Tree {
    let mut diagnostics = Diagnostics::new();
    let tree = load_all(text, "api.yaml", files, references, &mut diagnostics)
        .expect("the text can be read");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    tree
}

#[test]
fn nodes_know_their_file() {
    let mut files = Made::new(|name| match name {
        "a/one.json" => Some("{\"b\": [1, {\"$ref\": \"two.yaml\"}]}".to_owned()),
        "a/two.yaml" => Some("\u{feff}c: {d: 2}\ne: {$ref: '../api.yaml#/x'}\n".to_owned()),
        _ => None,
    });
    let tree = loaded("x: 1\ny: {$ref: a/one.json}\n", &mut files);
    let places: Vec<String> = (0..tree.len())
        .map(|node| tree.address(NodeId(node as u32)))
        .collect();
    let wanted = [
        "#",
        "#/x",
        "#/y",
        "#/y/$ref",
        "a/one.json#",
        "a/one.json#/b",
        "a/one.json#/b/0",
        "a/one.json#/b/1",
        "a/one.json#/b/1/$ref",
        "a/two.yaml#",
        "a/two.yaml#/c",
        "a/two.yaml#/c/d",
        "a/two.yaml#/e",
        "a/two.yaml#/e/$ref",
    ];
    assert_eq!(places, wanted);
    let two = tree.root_at("a/two.yaml").expect("it was read");
    assert_eq!((tree.parent(two), tree.key(two)), (None, None));
    assert_eq!(tree.format(tree.file(two)), Format::Yaml);
    assert_eq!(
        tree.text(tree.file(two)),
        "c: {d: 2}\ne: {$ref: '../api.yaml#/x'}\n"
    );
    assert!(linked(&tree, tree.file(two), "../api.yaml").is_ok_and(|file| file == FileId::ROOT));
}

#[test]
fn a_file_is_read_once() {
    let mut files = Made::new(|name| match name {
        "pet.yaml" => {
            Some("[{$ref: pet.yaml}, {$ref: ./pet.yaml#/0}, {$ref: same.yaml}]".to_owned())
        }
        _ => None,
    });
    files.links.insert("same.yaml", "pet.yaml");
    let text = "a: {$ref: pet.yaml}\nb: {$ref: './x/../pet.yaml#/0'}\nc: {$ref: pet%2Eyaml}\n";
    let tree = loaded(text, &mut files);
    assert_eq!(files.read, BTreeMap::from([("pet.yaml".to_owned(), 1)]));
    assert_eq!(tree.root_at("same.yaml"), tree.root_at("pet.yaml"));
}

#[test]
fn what_nobody_follows_is_not_reported() {
    let mut files = Made::new(|name| (name == "broken.yaml").then(|| "{".to_owned()));
    let text = "example: {$ref: missing.yaml}\nother: {$ref: broken.yaml}\n";
    let tree = loaded(text, &mut files);
    assert!(matches!(
        tree.link("missing.yaml"),
        Some(Err(FileError::Missing))
    ));
    assert!(matches!(
        tree.link("broken.yaml"),
        Some(Err(FileError::Invalid(_)))
    ));
    assert_eq!(tree.root_at("broken.yaml"), None);
    // A missing file is watched when it is missed, a broken one in any case.
    let watched = watched(&tree, &Diagnostics::new());
    assert_eq!(watched, BTreeSet::from(["broken.yaml".to_owned()]));
}

#[test]
fn files_are_bounded_in_number_and_depth() {
    let next = |name: &str| {
        let number: usize = name.trim_end_matches(".yaml").parse().ok()?;
        Some(format!("$ref: {}.yaml", number + 1))
    };
    let tree = loaded("$ref: 1.yaml", &mut Made::new(next));
    assert!(matches!(tree.link("256.yaml"), Some(Ok(_))));
    assert!(matches!(
        tree.link("257.yaml"),
        Some(Err(FileError::TooDeep))
    ));

    let many: String = (0..MOST_FILES + 10)
        .map(|n| format!("- $ref: {n}.yaml\n"))
        .collect();
    let mut files = Made::new(|_| Some("1".to_owned()));
    let tree = loaded(&many, &mut files);
    assert_eq!(files.read.len(), MOST_FILES - 1);
    assert!(matches!(
        tree.link("10009.yaml"),
        Some(Err(FileError::TooManyFiles))
    ));
}

#[test]
fn bytes_are_bounded_over_all_files() {
    let mut asked = Vec::new();
    struct Large<'a>(&'a mut Vec<usize>);
    impl Files for Large<'_> {
        fn find(&mut self, path: &str) -> Result<String, FileError> {
            Ok(path.to_owned())
        }
        fn read(&mut self, _: &str, most: usize) -> Result<String, FileError> {
            self.0.push(most);
            match self.0.len() {
                1 => Ok(format!("a{}", " ".repeat(999))),
                _ => Err(FileError::TooManyBytes),
            }
        }
    }
    let text = "- $ref: a.yaml\n- $ref: b.yaml\n";
    let tree = loaded(text, &mut Large(&mut asked));
    assert_eq!(
        asked,
        [
            load::MAX_BYTES - text.len(),
            load::MAX_BYTES - text.len() - 1000
        ]
    );
    assert!(matches!(
        tree.link("b.yaml"),
        Some(Err(FileError::TooManyBytes))
    ));
}

/// A reference is read by the base that the vocabulary gives, and by its file.
#[test]
fn a_reference_may_have_a_base_of_its_own() {
    let mut asked = Vec::new();
    let mut files = Made::new(|name| {
        asked.push(name.to_owned());
        None
    });
    let based: FindReferences = |tree, node| {
        let mut found = references(tree, node);
        for reference in &mut found {
            reference.base = Some("schemas/base.yaml".to_owned());
        }
        found
    };
    let mut diagnostics = Diagnostics::new();
    load_all(
        "$ref: pet.yaml#/a",
        "api.yaml",
        &mut files,
        based,
        &mut diagnostics,
    );
    assert_eq!(asked, ["schemas/pet.yaml", "pet.yaml"]);
}
