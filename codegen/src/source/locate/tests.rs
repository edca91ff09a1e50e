use super::*;
use crate::diagnostic::Diagnostics;
use crate::source;
use crate::source::tree::Value;

/// Every node's spot, or a panic that says which has none.
fn all_spots(text: &str, format: Format) -> (Tree, BTreeMap<NodeId, Spot>) {
    let mut diagnostics = Diagnostics::new();
    let tree = source::load(text, Some(format), &mut diagnostics).expect("the text can be read");
    assert_eq!(tree.format(FileId::ROOT), format);
    let nodes: Vec<NodeId> = (0..tree.len()).map(|node| NodeId(node as u32)).collect();
    let spots = locate(text, &Lines::new(text), &tree, FileId::ROOT, nodes.clone());
    for node in nodes {
        assert!(
            spots.contains_key(&node),
            "no spot for {}",
            tree.pointer(node)
        );
    }
    (tree, spots)
}

/// What stands at a spot means the same as the node, and the name before it is the node's.
fn assert_spots_fit(text: &str, format: Format) {
    let (tree, spots) = all_spots(text, format);
    for (node, spot) in spots {
        let pointer = tree.pointer(node);
        if let (Some(range), Some(key)) = (spot.key, tree.key(node)) {
            let written = text.get(range).expect("characters").trim_end();
            let is_key = written == key || written.starts_with(['*', '&', '!']);
            assert!(
                is_key || meaning(written, format) == Value::String(key.to_owned()),
                "{pointer}: {written}"
            );
        }
        let Some(range) = spot.value else { continue };
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
    assert_spots_fit(text, Format::Json);
}

#[test]
fn counts_the_values_of_repeated_keys() {
    assert_spots_fit(r#"{"a": {"b": 1}, "a": [2, 3], "c": 4}"#, Format::Json);
    assert_spots_fit("a: {b: 1}\na: [2, 3]\nc: 4\n", Format::Yaml);
}

#[test]
fn finds_every_value_of_yaml() {
    assert_spots_fit(YAML, Format::Yaml);
    assert_spots_fit(&YAML.replace('\n', "\r\n"), Format::Yaml);
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
    let (tree, spots) = all_spots(text, Format::Yaml);
    let spot = |pointer| {
        let node = tree
            .at_pointer(pointer)
            .expect("the pointer leads somewhere");
        let range = spots[&node].value.clone().expect("a value with an extent");
        (range.start, text.get(range).expect("characters"))
    };
    assert_eq!(spot("/base/a"), (16, "1"));
    assert_eq!(spot("/again/a"), (16, "1"));
    assert_eq!(spot("/again"), (26, "*base"));
    assert_eq!(spot("/after"), (39, "2"));
}

#[test]
fn gives_no_spot_for_another_text() {
    let tree = source::load("{\"a\": 1}", None, &mut Diagnostics::new()).expect("JSON");
    let other = "{\"a\": [1, 2]}";
    assert!(
        locate(
            other,
            &Lines::new(other),
            &tree,
            FileId::ROOT,
            vec![NodeId(1)]
        )
        .is_empty()
    );
}

#[test]
fn counts_lines_and_characters() {
    let lines = Lines::new("äb\r\n\nc");
    assert_eq!(lines.line_and_column(2), (1, 1));
    assert_eq!(lines.line_and_column(6), (3, 0));
    assert_eq!(lines.byte(1, 1), 2);
    assert_eq!(lines.byte(1, 99), 3);
    assert_eq!(lines.byte(99, 0), 7);
    assert_eq!(lines.range(1), 0..3);
    assert_eq!(lines.range(2), 5..5);
}

/// Real documents: `OPENAPI_CORPUS` names a folder of them; without it there is nothing to do.
#[test]
fn finds_every_value_of_real_documents() {
    let Some(folder) = std::env::var_os("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS names no folder of documents");
        return;
    };
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        match path.extension().and_then(|it| it.to_str()) {
            Some("json") => all_spots(&text, Format::Json),
            Some("yaml" | "yml") => all_spots(&text, Format::Yaml),
            _ => continue,
        };
    }
}
