use super::*;
use crate::diagnostic::Diagnostics;
use crate::source;
use crate::source::tree::Value;

fn nodes(tree: &Tree) -> impl Iterator<Item = NodeId> + use<> {
    (0..).map(NodeId).take(tree.len())
}

/// The spans of all nodes, or a panic that says which has none.
fn all_spans(text: &str, format: Format) -> (Tree, Spans) {
    let mut diagnostics = Diagnostics::new();
    let tree = source::load(text, Some(format), &mut diagnostics).expect("the text can be read");
    assert_eq!(tree.format(FileId::ROOT), format);
    let spans = Spans::find(&tree, FileId::ROOT, nodes(&tree));
    for node in nodes(&tree) {
        assert!(
            spans.exact(node).is_some(),
            "no span for {}",
            tree.pointer(node)
        );
    }
    (tree, spans)
}

/// What stands at a span means the same as the node, and the name before it is the node's.
fn assert_spans_fit(text: &str, format: Format) {
    let (tree, spans) = all_spans(text, format);
    check(text, &tree, &spans);
}

fn check(text: &str, tree: &Tree, spans: &Spans) {
    let format = tree.format(FileId::ROOT);
    for (node, span) in spans.found.clone() {
        let pointer = tree.pointer(node);
        if let (Some(range), Some(key)) = (span.key, tree.key(node)) {
            let written = text.get(range).expect("characters").trim_end();
            let is_key = written == key || written.starts_with(['*', '&', '!']);
            assert!(
                is_key || meaning(written, format) == Value::String(key.to_owned()),
                "{pointer}: {written}"
            );
        }
        let Some(range) = span.value else { continue };
        let written = text.get(range).expect("characters").trim_end();
        match tree.value(node) {
            Value::Object(_) => {
                assert!(
                    written.starts_with(['{', '*', '&', '!']),
                    "{pointer}: {written}"
                )
            }
            Value::Array(_) => {
                assert!(
                    written.starts_with(['[', '*', '&', '!']),
                    "{pointer}: {written}"
                )
            }
            // The text of a block scalar depends on how deep it is indented.
            Value::String(_)
                if written.starts_with(['|', '>', '*', '&']) || written.contains('\n') => {}
            value if written.starts_with(['*', '&', '!']) => {
                assert!(!matches!(value, Value::Object(_)))
            }
            value => assert_eq!(&meaning(written, format), value, "{pointer}"),
        }
    }
}

fn meaning(written: &str, format: Format) -> Value {
    let tree = source::load(written, Some(format), &mut Diagnostics::new());
    tree.map_or(Value::Null, |tree| tree.value(NodeId::ROOT).clone())
}

#[test]
fn finds_every_value_of_json() {
    let text = r#"{ "a" : [1, -2.5e3 , "x\"]}", {}, [] ] ,"é\u0041":{"":null},
	"t":true , "nested": [[{"deep": [false]}]] }"#;
    assert_spans_fit(text, Format::Json);
}

#[test]
fn finds_the_values_of_repeated_keys() {
    assert_spans_fit(r#"{"a": {"b": 1}, "a": [2, 3], "c": 4}"#, Format::Json);
    assert_spans_fit("a: {b: 1}\na: [2, 3]\nc: 4\n", Format::Yaml);
}

#[test]
fn finds_every_value_of_yaml() {
    assert_spans_fit(YAML, Format::Yaml);
    assert_spans_fit(&YAML.replace('\n', "\r\n"), Format::Yaml);
}

const YAML: &str = r#"# A comment with ünïcödé: and "quotes"
plain: a value   # another cömment
200: a number as a name
"quoted\tname": 'it''s'
empty:
tilde: ~
list:
- one
-   two: 2
    three: [3, {four: 4}, "f\u00efve"]
-
  - nested
  - - twice
literal: |
  some text: with a colon
    indented

  last
folded: >-
  some
  text
long: text that goes on
  in the next line
base: &base
  ä: &scalar 1
  b: [x, *scalar]
again: *base
twice: [*base, *base, after]
merged:
  <<: *base
  c: 3
flow: {a: 1, b: , "c":2, ? d : 4}
tagged: !mine {a: 1}
typed: !!str 12
? complex
: value
end: last
"#;

#[test]
fn shows_an_alias_where_it_is_written() {
    let text = "base: &base {a: 1}\nagain: *base\nafter: 2\n";
    let (tree, spans) = all_spans(text, Format::Yaml);
    let span = |pointer| {
        let node = tree
            .at_pointer(pointer)
            .expect("the pointer leads somewhere");
        let span = spans.exact(node).expect("it was found");
        let range = span.value.clone().expect("a value with an extent");
        (range.start, text.get(range).expect("characters"))
    };
    assert_eq!(span("/base/a"), (16, "1"));
    assert_eq!(span("/again/a"), (16, "1"));
    assert_eq!(span("/again"), (26, "*base"));
    assert_eq!(span("/after"), (39, "2"));
}

/// A tree of one text, looked for in another.
fn spans_in(text: &str, other: &str) -> (Tree, Spans) {
    let mut tree = source::load(text, None, &mut Diagnostics::new()).expect("the text can be read");
    tree.keep_text(other.to_owned());
    let spans = Spans::find(&tree, FileId::ROOT, nodes(&tree));
    (tree, spans)
}

/// The pointers of the nodes that have no span of their own.
fn lost(tree: &Tree, spans: &Spans) -> Vec<String> {
    let lost = nodes(tree).filter(|node| spans.exact(*node).is_none());
    lost.map(|node| tree.pointer(node)).collect()
}

#[test]
fn a_disagreement_costs_what_is_below_it() {
    for (text, other, without) in [
        ("{a: 1}", "{a: [1, 2]}", vec!["/a"]),
        ("{a: 1}", "[1]", vec!["", "/a"]),
        ("{a: [1, 2], b: 3}", "{a: [1], b: 3}", vec!["/a/0", "/a/1"]),
        // A wrong sort of item puts the others in doubt.
        (
            "{a: [1, {}], b: 3}",
            "{a: [{}, 1], b: 3}",
            vec!["/a/0", "/a/1"],
        ),
        ("{a: {c: 1, d: 2}, b: 3}", "{b: 3, a: {d: 2}}", vec!["/a/c"]),
        ("a: [1, 2]\nb: 3\n", "a: [1]\nb: 3\n", vec!["/a/0", "/a/1"]),
        ("{a: 1}", "", vec!["", "/a"]),
        ("{\"a\": 1}", "", vec!["", "/a"]),
    ] {
        let (tree, spans) = spans_in(text, other);
        assert_eq!(lost(&tree, &spans), without, "{text} in {other}");
        for node in nodes(&tree).filter(|node| spans.exact(*node).is_none()) {
            let parent = tree.parent(node);
            let around = spans.around(&tree, node);
            match parent.and_then(|parent| spans.exact(parent)) {
                Some(parent) => assert_eq!(around, Some(parent), "{text} in {other}"),
                None => assert_eq!(
                    around.is_some(),
                    parent.is_some_and(|it| it != NodeId::ROOT)
                ),
            }
        }
    }
}

/// What the reader of the values reads, and the parser that knows places refuses, with the pointers that are lost.
const REFUSED: [(&str, &[&str]); 12] = [
    // The brackets go on at the column of the key.
    (
        "a: {\n\"b\": 1,\n\"c\": [2]\n}\nd: 3\ne: {f: 4}\n",
        &["/a/b", "/a/c", "/a/c/0"],
    ),
    (
        "x:\n  a: [\n  1,\n  2\n  ]\n  b: 3\ny: 4\n",
        &["/x/a/0", "/x/a/1"],
    ),
    // So does the text.
    (
        "x:\n  a: \"b\n  c\"\n  d: 1\n'y': [2]\n\"z\": {\"w\": 3}\n",
        &[],
    ),
    ("a: \"b\nc\"\nd:\n- 1\n-   e: 2\n    f: 3\n", &[]),
    // A dash that is a text.
    ("a: [-, b]\nc: d\n", &["/a/0", "/a/1"]),
    // YAML 1.1's line breaks.
    ("a: b\u{85}c: d\n", &["/c"]),
    // Twice on the way.
    ("a: [\n1]\nb: 1\nc: [\n2]\nd: {e: [3]}\n", &["/a/0", "/c/0"]),
    // Items have no names to be found by.
    ("- 1\n- [\n2]\n- 3\n", &["/1", "/1/0", "/2"]),
    (
        "a:\n- 1\n- [\n2]\n- 3\nb: {c: 4}\n",
        &["/a/1", "/a/1/0", "/a/2"],
    ),
    // A text that looks like the next member, or like one that was there before: no place rather than a wrong one.
    ("a: \"x\nb: 1\n\"\nb: 2\nc: 3\n", &["/b", "/c"]),
    ("z: 0\na: \"x\nz: 1\n\"\nb: 2\n", &["/b"]),
    ("a: \"x\nb: 1\n\"\n? b\n: 2\nc: 3\n", &["/b", "/c"]),
];

#[test]
fn goes_on_behind_what_only_the_reader_reads() {
    for (text, without) in REFUSED {
        let tree = source::load(text, None, &mut Diagnostics::new()).expect("the text can be read");
        let spans = Spans::find(&tree, FileId::ROOT, nodes(&tree));
        assert_eq!(lost(&tree, &spans), without, "{text}");
        check(text, &tree, &spans);
    }
}

#[test]
fn keeps_the_spelling_of_numbers() {
    let text = "a: 1.10\nb: '1.10'\nc: [1e3, +1, true]\nd: &d 0x10\ne: *d\n";
    let tree = source::load(text, None, &mut Diagnostics::new()).expect("YAML");
    let nodes: Vec<NodeId> = nodes(&tree).collect();
    let spellings = spellings(&tree, &nodes);
    let objects = [tree.at_pointer(""), tree.at_pointer("/c")].map(Option::unwrap);
    assert!(spellings.unknown.contains(&objects[0]) && !spellings.unknown.contains(&objects[1]));
    let spelled: Vec<(String, &str)> = spellings
        .plain
        .iter()
        .map(|(node, spelling)| (tree.pointer(*node), spelling.as_str()))
        .collect();
    let wanted = [
        ("/a", "1.10"),
        ("/c/0", "1e3"),
        ("/c/1", "+1"),
        ("/c/2", "true"),
    ];
    let wanted = wanted.map(|(pointer, spelling)| (pointer.to_owned(), spelling));
    assert_eq!(spelled, wanted);
}

/// A text whose brackets go on at the left margin: what is found stands there nevertheless.
#[test]
fn finds_no_wrong_place() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut all) = (0, 0);
    for entry in std::fs::read_dir(package.join("tests/reject")).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for (flow, broken) in [("{", "{\n"), ("[", "[\n"), (", ", ",\n"), ("}", "\n}")] {
            let text = text.replace(flow, broken);
            let mut diagnostics = Diagnostics::new();
            let Some(tree) = source::load(&text, Some(Format::Yaml), &mut diagnostics) else {
                continue;
            };
            let spans = Spans::find(&tree, FileId::ROOT, nodes(&tree));
            for (node, span) in &spans.found {
                let key = span.key.clone().and_then(|key| text.get(key));
                let name = tree.key(*node).unwrap_or_default();
                assert!(
                    key.is_none_or(|key| key.contains(name) || key.contains(['*', '\\'])),
                    "{}: {}",
                    path.display(),
                    tree.pointer(*node)
                );
            }
            found += spans.found.len();
            all += tree.len();
        }
    }
    assert!(found > all / 2, "{found} of {all} nodes are found");
}

/// The documents of this crate's tests and of the workspace's: every node of each has a span.
#[test]
fn finds_every_value_of_the_test_documents() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in [
        "tests/reject",
        "tests/reject_types",
        "../tests/accept",
        "../spec",
    ] {
        count += documents(&package.join(folder));
    }
    assert!(count > 100, "the documents are where they are looked for");
}

/// Real documents: `OPENAPI_CORPUS` names a folder of them; without it there is nothing to do.
#[test]
fn finds_every_value_of_real_documents() {
    let Some(folder) = std::env::var_os("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS names no folder of documents");
        return;
    };
    assert!(documents(std::path::Path::new(&folder)) > 0);
}

/// Looks for all nodes of the documents in a folder that can be read, and returns how many there are.
fn documents(folder: &std::path::Path) -> usize {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let format = match path.extension().and_then(|it| it.to_str()) {
            _ if path.is_dir() => {
                count += documents(&path);
                continue;
            }
            // Those whose places the parser refuses to give.
            _ if path.ends_with("unplaced.yaml") => continue,
            _ if path.ends_with("unknown_spelling.yaml") => continue,
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ => continue,
        };
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let Some(tree) = source::load(&text, Some(format), &mut Diagnostics::new()) else {
            continue;
        };
        let spans = Spans::find(&tree, FileId::ROOT, nodes(&tree));
        let none: &[String] = &[];
        assert_eq!(lost(&tree, &spans), none, "{}", path.display());
        count += 1;
    }
    count
}

#[test]
fn finds_how_numbers_of_json_are_spelled() {
    let numbers = [
        "true",
        "12",
        "-3",
        "1.10",
        "1e3",
        "-0",
        "18446744073709551615",
        "18446744073709551616",
    ];
    let text = format!("[{}]", numbers.join(", "));
    let tree = source::load(&text, Some(Format::Json), &mut Diagnostics::new())
        .expect("the text can be read");
    let found = spellings(&tree, tree.items(NodeId::ROOT));
    assert_eq!(found.unknown, []);
    assert_eq!(found.plain.into_values().collect::<Vec<_>>(), numbers);
}
