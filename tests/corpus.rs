//! Real documents, where there are some: a folder of OpenAPI documents beside the project, or in `OPENAPI_CORPUS`. And
//! values through the types of a few small ones.

use std::path::{Path, PathBuf};

use openapi_bindgen_corpus::values::values_table;
use openapi_bindgen_corpus::{Corpus, documents, table};

/// Small ones of many kinds; all of them are a matter of `openapi-bindgen-corpus`.
const LARGEST_BYTES: u64 = 40_000;

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/dev");
    let folder = std::env::var_os("OPENAPI_CORPUS").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn small_real_documents_compile_with_all_their_operations() {
    let Some(folder) = folder() else {
        println!("no corpus: set OPENAPI_CORPUS to a folder of OpenAPI documents to run this");
        return;
    };
    let small = |path: &PathBuf| {
        path.metadata()
            .is_ok_and(|data| data.len() <= LARGEST_BYTES)
    };
    let mut corpus = Corpus {
        documents: documents(&folder)
            .unwrap()
            .into_iter()
            .filter(small)
            .collect(),
        work: Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus"),
        runtime: Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime"),
        keep_going: false,
        features: String::new(),
    };
    // Types have more to them where someone needs them both ways.
    for features in ["", "serde,mock"] {
        features.clone_into(&mut corpus.features);
        let rows = corpus.run().unwrap();
        let faulty: Vec<_> = rows.iter().filter(|row| !row.is_fine()).collect();
        println!("{}", table(&rows));
        assert!(faulty.is_empty(), "{features}: {faulty:#?}");
    }
}

#[test]
fn values_of_every_schema_come_out_of_their_types_as_they_went_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/documents");
    let corpus = Corpus {
        documents: documents(&folder).unwrap(),
        work: Path::new(env!("CARGO_TARGET_TMPDIR")).join("values"),
        runtime: Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime"),
        keep_going: false,
        features: String::new(),
    };
    let reports = corpus.values().unwrap();
    let table = values_table(&reports);
    println!("{table}");
    for report in &reports {
        assert!(report.is_fine(), "{table}");
        assert_eq!(report.untried, 0, "{table}");
        // The judge has something to judge.
        assert!(report.tried > 50 && report.misses > 50, "{table}");
    }
    assert!(
        reports.iter().any(|report| report.variants > 100),
        "{table}"
    );
}
