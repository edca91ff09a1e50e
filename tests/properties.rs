//! What holds for every document: shown on documents made at random, the same ones in every run.
//!
//! `PROPTEST_CASES=10000` tries more of them.

#[path = "properties/documents.rs"]
mod documents;
#[path = "support/generate_cargo.rs"]
mod generate_cargo;
#[path = "support/inlined.rs"]
mod inlined;
#[path = "properties/node.rs"]
mod node;
#[path = "properties/output.rs"]
mod output;

use std::path::{Path, PathBuf};

use documents::{document, junk, operations, sound_document, whole, without_one, without_some};
use generate_cargo::{fresh_folder, write};
use node::{Node, object};
use openapi_bindgen::{Builder, Generated};
use output::{Declared, declared};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

/// Tries a property; the documents depend on nothing but the number of cases.
#[track_caller]
fn holds<S: Strategy>(
    cases: u32,
    strategy: S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let config = Config {
        cases: asked.and_then(|text| text.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    match runner.run(&strategy, test) {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(TestError::Abort(reason)) => panic!("aborted: {reason}"),
    }
}

/// Where a test keeps its document, and the layout of what is generated.
struct Case {
    path: PathBuf,
    is_flat: bool,
}

impl Case {
    /// One per layout: what holds for one holds for the other.
    fn each(name: &str) -> [Self; 2] {
        [true, false].map(|is_flat| Self {
            path: fresh_folder(&format!("properties-{name}-{is_flat}")).join("document"),
            is_flat,
        })
    }

    /// A fault has to be told with its place; a defect of the generator is none.
    fn generate(&self, text: &str, keep_going: bool) -> Result<Option<Generated>, TestCaseError> {
        write(&self.path, text);
        let builder = Builder::new(&self.path)
            .flat(self.is_flat)
            .package("properties", "0.1.0");
        match builder.keep_going(keep_going).generate() {
            Ok(generated) => Ok(Some(generated)),
            Err(error) => {
                let report = error.to_string();
                let is_told = report.contains("--> ") && !report.contains("please report");
                prop_assert!(is_told, "{}\nof {}", report, text);
                Ok(None)
            }
        }
    }
}

/// What an output declares, each name once.
fn checked(generated: &Generated, text: &str) -> Result<Declared, TestCaseError> {
    let declared =
        declared(generated).map_err(|fault| TestCaseError::fail(format!("{fault}\nof {text}")))?;
    prop_assert_eq!(declared.repeated(), None, "of {}", text);
    prop_assert_eq!(declared.endless_alias(), None, "of {}", text);
    Ok(declared)
}

#[test]
fn names_are_unique_and_no_operation_is_lost() {
    for case in Case::each("sound") {
        holds(160, sound_document(), |document| {
            let text = document.to_json();
            let Some(generated) = case.generate(&text, false)? else {
                return Ok(());
            };
            let declared = checked(&generated, &text)?;
            prop_assert_eq!(generated.operations, operations(&document), "of {}", text);
            prop_assert_eq!(declared.operations, generated.operations, "of {}", text);
            Ok(())
        });
    }
}

/// Most of the documents that are made to be sound are generated: the other tests look at something.
#[test]
fn sound_documents_pass() {
    for case in Case::each("pass") {
        let passed = std::cell::Cell::new(0);
        holds(40, sound_document(), |document| {
            let generated = case.generate(&document.to_json(), false)?;
            passed.set(passed.get() + u32::from(generated.is_some()));
            Ok(())
        });
        assert!(passed.get() > 30, "{} of 40", passed.get());
    }
}

#[test]
fn the_same_document_gives_the_same_output() {
    for case in Case::each("same") {
        holds(60, sound_document(), |document| {
            let text = document.to_json();
            let (one, other) = (case.generate(&text, false)?, case.generate(&text, false)?);
            let shown = |generated: Option<Generated>| generated.map(|it| (it.files, it.warnings));
            prop_assert_eq!(shown(one), shown(other), "of {}", text);
            Ok(())
        });
    }
}

/// Where a type has no end, the place that it is cut at depends on where it is entered; where parts disagree, on which
/// is the last: such documents are left out.
#[test]
fn names_dont_depend_on_the_order_of_siblings() {
    for case in Case::each("order") {
        holds(100, sound_document(), |document| {
            let (text, reversed) = (document.to_json(), document.reversed().to_json());
            let (Some(one), Some(other)) = (
                case.generate(&text, false)?,
                case.generate(&reversed, false)?,
            ) else {
                return Ok(());
            };
            let depends = |generated: &Generated| {
                ["[endless-type]", "[all-of-conflict]"]
                    .iter()
                    .any(|kind| generated.warnings.contains(kind))
            };
            prop_assume!(!depends(&one) && !depends(&other));
            let (one, other) = (checked(&one, &text)?, checked(&other, &reversed)?);
            prop_assert_eq!(one.scopes, other.scopes, "of {}", text);
            Ok(())
        });
    }
}

/// With an operation or a property taken out, nothing else is called differently: what is there less never brings a new
/// name. Names that meet are told and keep their long forms, both: such documents are left out.
#[test]
fn names_dont_depend_on_what_else_is_there() {
    for case in Case::each("stable") {
        let compared = std::cell::Cell::new(0);
        holds(
            150,
            (sound_document(), any::<Index>()),
            |(document, index)| {
                let Some(less) = without_one(&document, index) else {
                    return Ok(());
                };
                let (text, less) = (document.to_json(), less.to_json());
                let (Some(one), Some(other)) =
                    (case.generate(&text, false)?, case.generate(&less, false)?)
                else {
                    return Ok(());
                };
                if has_special_names(&one) || has_special_names(&other) {
                    return Ok(());
                }
                compared.set(compared.get() + 1);
                let (one, other) = (checked(&one, &text)?, checked(&other, &less)?);
                prop_assert_eq!(other.not_in(&one), None, "{}\nof {}", less, text);
                Ok(())
            },
        );
        assert!(compared.get() > 30, "{} compared", compared.get());
    }
}

/// Whether some names are told to depend on others.
fn has_special_names(generated: &Generated) -> bool {
    let kinds = ["[endless-type]", "[all-of-conflict]", "[name-collision]"];
    kinds.iter().any(|kind| generated.warnings.contains(kind))
}

/// The same of documents that the world has: an operation or a property of each is taken out, several times.
#[test]
#[ignore = "a report on documents that aren't part of the project"]
fn names_of_real_documents_stay() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folders = ["dev", "modern"].map(|name| corpus.join(name));
    let [_, case] = Case::each("real");
    let mut new = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let text = std::fs::read_to_string(&path).expect("the document can be read");
            let Ok(document) = serde_yaml::from_str::<serde_json::Value>(&text) else {
                continue;
            };
            let document = Node::from(&document);
            let shown = path.file_name().unwrap_or_default().to_string_lossy();
            for (less, name) in without_some(&document, 4) {
                let of = |node: &Node| case.generate(&node.to_json(), true).ok().flatten();
                let (Some(one), Some(other)) = (of(&document), of(&less)) else {
                    continue;
                };
                let [one_declared, other_declared] =
                    [&one, &other].map(|it| declared(it).expect("the output is Rust"));
                let difference = other_declared.not_in(&one_declared);
                println!("{shown} without {name}: {difference:?}");
                let is_told = has_special_names(&one) || has_special_names(&other);
                new.extend(difference.filter(|_| !is_told));
            }
        }
    }
    assert!(new.is_empty(), "{new:?}");
}

/// The fields of a plain object are its properties, however alike their names are.
#[test]
fn every_property_is_a_field() {
    for case in Case::each("fields") {
        let names = proptest::collection::btree_set("[a-cA-C_+. 12-]{0,4}", 1..30);
        holds(60, names, |names| {
            let string = || Node::Scalar("{\"type\": \"string\"}".to_owned());
            let properties = names.iter().map(|name| (name.clone(), string())).collect();
            let schema = object([
                ("type", Node::text("object")),
                ("properties", Node::Object(properties)),
            ]);
            let text = whole(object([]), object([("Plain", schema)])).to_json();
            let generated = case.generate(&text, false)?;
            let generated = generated.ok_or_else(|| TestCaseError::fail(text.clone()))?;
            let scopes = checked(&generated, &text)?.scopes;
            let scope = match case.is_flat {
                true => "struct Plain",
                false => "struct Plain in types",
            };
            prop_assert_eq!(scopes[scope].len(), names.len(), "of {}", text);
            Ok(())
        });
    }
}

/// With something else in the place of anything.
#[test]
fn damaged_documents_are_told() {
    for case in Case::each("damaged") {
        let damage = proptest::collection::vec((0..200_usize, junk()), 0..3);
        holds(200, (document(), damage), |(mut document, damage)| {
            for (mut number, junk) in damage {
                document.replace(&mut number, &junk);
            }
            let text = document.to_json();
            if let Some(generated) = case.generate(&text, true)? {
                checked(&generated, &text)?;
            }
            Ok(())
        });
    }
}

/// Cuts, repetitions and insertions in the text of the accepted documents.
#[test]
fn mutated_texts_are_told() {
    for case in Case::each("mutated") {
        let seeds = seeds();
        let change = (
            any::<Index>(),
            0..40_usize,
            prop::sample::select(CHANGES.to_vec()),
        );
        let changes = (any::<Index>(), proptest::collection::vec(change, 1..5));
        holds(250, changes, |(seed, changes)| {
            let mut text = seed.get(&seeds).clone();
            for (at, length, change) in changes {
                let at = floor(&text, at.index(text.len().max(1)));
                let end = floor(&text, (at + length).min(text.len()));
                let part = text[at..end].to_owned();
                match change {
                    "cut" => text.replace_range(at..end, ""),
                    "twice" => text.insert_str(at, &part),
                    inserted => text.insert_str(at, inserted),
                }
            }
            if let Some(generated) = case.generate(&text, true)? {
                checked(&generated, &text)?;
            }
            Ok(())
        });
    }
}

/// What is done with a part of a text, or put before it.
const CHANGES: [&str; 22] = [
    "cut",
    "cut",
    "cut",
    "twice",
    "twice",
    "\0",
    "\n",
    "  ",
    "- ",
    ": ",
    "*a",
    "&a ",
    "<<: ",
    "\"",
    "{",
    "]",
    "#",
    "$ref: '#/components/schemas/",
    "allOf: [",
    "type: ",
    "\u{202e}",
    "!!binary ",
];

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    assert!(
        paths.len() > 20,
        "the documents are where they are looked for"
    );
    let texts = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("the document can be read"));
    texts.collect()
}
