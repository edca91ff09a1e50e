//! Documents of strangers: whatever stands in a slot, nothing of it becomes code, a doctest or a path.

#[path = "hostile/base.rs"]
mod base;
#[path = "hostile/bounds.rs"]
mod bounds;
#[path = "hostile/docs.rs"]
mod docs;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;
#[path = "support/inlined.rs"]
mod inlined;
#[path = "hostile/shape.rs"]
mod shape;
#[path = "hostile/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use base::{Filling, document, harmless, slots};
use generate_cargo::{cargo, fresh_folder, lock, printed, succeed, write};
use inlined::inlined;
use openapi_bindgen::{Builder, Generated};
use texts::texts;

/// A slot, and whether it takes a text.
type Picky = (&'static str, fn(&str) -> bool);

/// Slots whose text has a grammar: a document may be refused for it, with the place.
const PICKY: [Picky; 13] = [
    // Braces make it a parameter; a fragment isn't sent.
    ("segment", |text| text.contains(['{', '}', '#'])),
    ("path_name", |text| text.contains(['{', '}', '#'])),
    ("variable", |text| text.contains(['{', '}'])),
    ("server", |text| text.contains(['{', '}'])),
    ("own_server", |text| text.contains(['{', '}'])),
    // A range is no media type that could be sent.
    ("request_media", |text| text.contains('*')),
    ("sent_subtype", |text| text.contains('*')),
    ("read_subtype", |text| text.contains('*')),
    ("part_subtype", |text| text.contains(['*', ','])),
    // The name of a property or a parameter has to be said.
    ("sibling_tag", str::is_empty),
    ("cursor", str::is_empty),
    // An identifier, as the author wants it.
    ("wish", |_| true),
    ("wish_too", |_| true),
];

/// Slots whose text makes another tree of modules: what is generated is Rust, but has another shape.
const NESTING: [Picky; 3] = [
    // A slash or a dot makes an inner module; a text that names nothing makes none.
    ("tag", |_| true),
    ("segment", |text| text.contains('/') || !has_word(text)),
    ("path_name", |text| text.contains('/')),
];

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// Slots that are the names of schemas with others in them.
const SCHEMAS: [&str; 3] = ["schema", "shapes", "sibling"];

/// A document in a folder of the test's own, and the layout of what is generated.
struct Case {
    folder: PathBuf,
    is_flat: bool,
}

impl Case {
    /// One per layout: what holds for one holds for the other.
    fn each(name: &str) -> [Self; 2] {
        [true, false].map(|is_flat| Self {
            folder: fresh_folder(&format!("hostile-{name}-{is_flat}")),
            is_flat,
        })
    }

    fn builder(&self, text: &str) -> Builder {
        let path = self.folder.join("document");
        write(&path, text);
        Builder::new(&path)
            .flat(self.is_flat)
            .package("hostile", "0.1.0")
    }

    fn generate(&self, text: &str) -> Result<Generated, String> {
        let generated = self.builder(text).generate();
        generated.map_err(|error| error.to_string())
    }

    fn picky(&self) -> impl Iterator<Item = Picky> {
        let nesting = NESTING.into_iter().filter(|_| !self.is_flat);
        PICKY.into_iter().chain(nesting)
    }

    /// One text a slot, another in each round: all pairs in as many rounds as there are texts.
    fn round(&self, number: usize) -> Filling {
        let texts = texts();
        let slots = slots();
        let pairs = slots.iter().enumerate().map(|(place, slot)| {
            let text = &texts[(place + number) % texts.len()];
            (slot.clone(), text.clone())
        });
        let is_picky = |(slot, text): &(String, String)| {
            self.picky()
                .any(|(picky, refuses)| picky == slot && refuses(text))
        };
        // What is inside of schemas that are spelled alike stands in one module.
        let mut seen = BTreeSet::new();
        let mut is_alike = |(slot, text): &(String, String)| {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            let letters: String = letters.flat_map(char::to_lowercase).collect();
            !self.is_flat && SCHEMAS.contains(&slot.as_str()) && !seen.insert(letters)
        };
        pairs
            .filter(|pair| !is_picky(pair) && !is_alike(pair))
            .collect()
    }
}

/// What a filling puts in the place of the harmless words.
fn contents(filling: &Filling) -> Vec<(String, String)> {
    filling
        .iter()
        .map(|(slot, content)| (harmless(slot), content.clone()))
        .collect()
}

/// Everything that has to hold for an output, whatever the document.
fn check(harmless: &Generated, hostile: &Generated, filling: &Filling) -> Result<(), String> {
    shape::compare(&harmless.files, &hostile.files, &contents(filling))?;
    inert(hostile)?;
    let counts = |generated: &Generated| (generated.operations, generated.types);
    if counts(harmless) != counts(hostile) {
        return Err(format!("{:?} operations and types", counts(hostile)));
    }
    Ok(())
}

/// What has to hold for each file, whatever its shape.
fn inert(generated: &Generated) -> Result<(), String> {
    for file in &generated.files {
        docs::check(file)?;
        if let Some(c) = file.text.chars().find(|c| is_unseen(*c)) {
            return Err(format!("{}: {c:?} stands in the text", file.path));
        }
    }
    Ok(())
}

/// What changes how a line is read without being seen.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A report that says where.
fn is_located(report: &str) -> bool {
    report.contains("--> ") && !report.contains("please report")
}

#[test]
fn the_words_of_slots_are_told_apart() {
    let words: Vec<String> = slots()
        .iter()
        .map(|slot| harmless(slot).to_lowercase())
        .collect();
    for (place, word) in words.iter().enumerate() {
        assert_eq!(
            words.iter().position(|other| other.contains(word.as_str())),
            Some(place)
        );
    }
    assert!(words.len() > 100, "the slots are found");
}

/// The documents are JSON, and every second one is read as YAML.
#[test]
fn hostile_text_changes_nothing_but_names_and_strings() {
    for case in Case::each("rounds") {
        let harmless = case
            .generate(&document(&Filling::new()))
            .expect("the harmless document passes");
        for number in 0..texts().len() {
            let filling = case.round(number);
            let tried = |filling: &Filling| {
                let is_short = filling.values().all(|text| text.len() < 1000);
                let start = if is_short && number % 2 == 1 {
                    "---\n"
                } else {
                    ""
                };
                let hostile = case.generate(&format!("{start}{}", document(filling)))?;
                check(&harmless, &hostile, filling)
            };
            let Err(fault) = tried(&filling) else {
                continue;
            };
            let culprits = filling.iter().filter_map(|(slot, text)| {
                let alone = Filling::from([(slot.clone(), text.clone())]);
                let fault = tried(&alone).err()?;
                Some(format!("{slot} = {:.200?}: {fault:.2000}", text))
            });
            panic!(
                "round {number}: {fault}\n{}",
                culprits.collect::<Vec<_>>().join("\n")
            );
        }
    }
}

#[test]
fn picky_slots_take_it_or_say_where() {
    for case in Case::each("picky") {
        let harmless = case
            .generate(&document(&Filling::new()))
            .expect("the harmless document passes");
        for (slot, refuses) in case.picky() {
            for text in texts().into_iter().filter(|text| refuses(text)) {
                let filling = Filling::from([(slot.to_owned(), text.clone())]);
                match case.generate(&document(&filling)) {
                    Err(report) => assert!(is_located(&report), "{slot} = {text:?}: {report}"),
                    Ok(hostile) if slot.starts_with("wish") => {
                        check(&harmless, &hostile, &filling)
                            .unwrap_or_else(|fault| panic!("{slot} = {text:?}: {fault}"));
                    }
                    Ok(hostile) => {
                        let inert = inert(&hostile).and_then(|()| inlined(&hostile.files));
                        inert.unwrap_or_else(|fault| panic!("{slot} = {text:?}: {fault}"));
                    }
                }
            }
        }
    }
}

/// Tags, paths and names make modules in a large API: with more than forty operations and a hundred and fifty types.
#[test]
fn no_path_leaves_the_folder() {
    let texts = texts();
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    for (number, text) in texts.iter().enumerate() {
        let operation = |tag: Option<&String>| serde_json::json!({"tags": tag, "responses": {"200": {"description": "ok"}}});
        let tagged = operation(Some(text));
        let mut tagged = tagged.as_object().expect("an object").clone();
        tagged.insert("tags".to_owned(), serde_json::json!([text]));
        paths.insert(format!("/{number}"), serde_json::json!({"get": tagged}));
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '{' | '}' | '#'))
            .collect();
        let mut untagged = operation(None).as_object().expect("an object").clone();
        untagged.remove("tags");
        paths.insert(
            format!("/{plain}/{number}"),
            serde_json::json!({"get": untagged}),
        );
        for suffix in ["", "One", "../two", "con"] {
            schemas.insert(
                format!("{text}{suffix}"),
                serde_json::json!({"type": "object", "properties": {"a": {}}}),
            );
        }
    }
    let text = serde_json::json!({
        "openapi": "3.1.0", "info": {"title": "../../title.rs", "version": "1"},
        "paths": paths, "components": {"schemas": schemas},
    });
    let [_, case] = Case::each("paths");
    write(&case.folder.join("document"), &text.to_string());
    let out = case.folder.join("deep/er/out");
    let generated = Builder::new(case.folder.join("document"))
        .write_to(&out)
        .expect("the document passes");
    assert!(
        generated.files.len() > 20,
        "the output is split: {}",
        generated.files.len()
    );
    let mut found = Vec::new();
    list(&case.folder, &mut found);
    let folder = out.strip_prefix(&case.folder).expect("inside");
    for path in found.iter().filter(|path| **path != Path::new("document")) {
        let inside = path
            .strip_prefix(folder)
            .unwrap_or_else(|_| panic!("{path:?} is outside"));
        let names = inside
            .iter()
            .map(|name| name.to_str().expect("a path of plain letters"));
        for name in names {
            let stem = name.trim_end_matches(".rs");
            let is_plain = stem
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(is_plain || name == ".openapi-bindgen", "{path:?}");
            assert!(
                !matches!(stem, "con" | "nul" | "mod" | "prn" | "aux"),
                "{path:?}"
            );
        }
    }
    assert_eq!(
        found.len(),
        generated.files.len() + 2,
        "the files, their list and the document"
    );
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).expect("inside").to_owned());
            }
        }
    }
    walk(folder, folder, found);
}

/// Some rounds as modules of one crate: rustdoc has nothing to say, and compiles the generator's examples and nothing of
/// the documents'.
#[test]
fn documentation_holds_no_tests_but_examples() {
    let folder = fresh_folder("hostile-docs");
    let cases = Case::each("worst");
    let mut root = "//! Hostile documents.\n".to_owned();
    let mut examples = 0;
    let numbers = (0..texts().len()).step_by(rounds_apart());
    for (number, case) in numbers.flat_map(|number| cases.iter().map(move |case| (number, case))) {
        let layout = if case.is_flat { "flat" } else { "tree" };
        let name = format!("round_{number}_{layout}");
        let generated = case
            .builder(&document(&case.round(number)))
            .crate_path(format!("hostile::{name}"))
            .generate()
            .expect("the document passes");
        examples += generated.operations;
        for file in &generated.files {
            write(&folder.join("src").join(&name).join(&file.path), &file.text);
        }
        root.push_str(&format!(
            "#[path = \"{name}/lib.rs\"]\n#[doc = \"{name}\"]\npub mod {name};\n"
        ));
    }
    write(&folder.join("src/lib.rs"), &root);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let manifest = format!(
        "[package]\nname = \"hostile\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         openapi-bindgen-runtime = {{ path = '{}', default-features = false, features = [\"reqwest\"] }}\n",
        runtime.display()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    lock(&folder);
    succeed(cargo(&folder).args(["doc", "--no-deps", "--quiet"]));
    let tested = printed(&succeed(cargo(&folder).args(["test", "--doc"])));
    let compiled = tested.matches(" - compile ... ok").count();
    let all = tested
        .lines()
        .filter_map(|line| line.strip_prefix("running "));
    let all = all.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok());
    assert_eq!(
        (compiled, all.sum::<usize>()),
        (examples, examples),
        "{tested}"
    );
}

/// `HOSTILE_ROUNDS=1` builds all rounds.
fn rounds_apart() -> usize {
    let asked = std::env::var("HOSTILE_ROUNDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(24)
}
