use super::*;
use crate::defect;
use crate::diagnostic::Diagnostics;
use crate::source::load;

fn tree(text: &str) -> Tree {
    load(text, None, &mut Diagnostics::new()).expect("the text can be read")
}

#[test]
fn pointers_lead_there_and_back() {
    let tree = tree(r#"{"a/b": {"m~n": [10, {"": true}]}, "é %": 1, "~1": 2}"#);
    for node in (0..tree.len()).map(|node| NodeId(node as u32)) {
        assert_eq!(tree.at_pointer(&tree.pointer(node)), Some(node));
    }
    assert_eq!(tree.pointer(NodeId::ROOT), "");
    let item = tree.at_pointer("/a~1b/m~0n/1/").expect("it is there");
    assert_eq!(tree.as_bool(item), Some(true));
    assert_eq!(tree.key(item), Some(""));
}

#[test]
fn pointers_that_lead_nowhere() {
    let tree = tree(r#"{"a": [1, 2], "b": "text"}"#);
    for pointer in [
        "a",
        "/",
        "/c",
        "/a/2",
        "/a/01",
        "/a/+1",
        "/a/-",
        "/a/-1",
        "/a/x",
        "/b/0",
        "/a/99999999999999999999",
    ] {
        assert_eq!(tree.at_pointer(pointer), None, "{pointer}");
    }
}

#[test]
fn finds_members_of_long_objects() {
    let members: Vec<String> = (0..500).rev().map(|n| format!("\"k{n}\": {n}")).collect();
    let tree = tree(&format!("{{{}}}", members.join(", ")));
    for n in 0..500 {
        let node = tree
            .get(NodeId::ROOT, &format!("k{n}"))
            .expect("it is there");
        assert_eq!(tree.to_json(node), n);
    }
    assert_eq!(tree.get(NodeId::ROOT, "k500"), None);
    assert_eq!(
        tree.members(NodeId::ROOT)[0].0,
        "k499",
        "the order is the document's"
    );
}

#[test]
fn a_repeated_key_leaves_the_first() {
    for padding in [0, 100] {
        let others: String = (0..padding).map(|n| format!("k{n}: 0\n")).collect();
        let tree = tree(&format!("a: 1\n{others}a: 2\n"));
        let first = tree.get(NodeId::ROOT, "a").expect("it is there");
        assert_eq!(tree.to_json(first), 1);
        assert_eq!(tree.members(NodeId::ROOT).len(), padding + 1);
        let last = NodeId(tree.len() as u32 - 1);
        assert_eq!(
            (tree.key(last), tree.pointer(last).as_str()),
            (Some("a"), "/a")
        );
    }
}

#[test]
fn keys_of_yaml_are_the_text_they_are_written_as() {
    let tree = tree("200: a\n1.10: b\nnull: c\ntrue: d\n~: e\n0x10: f\n");
    let names: Vec<&str> = tree
        .members(NodeId::ROOT)
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["200", "1.10", "null", "true", "~", "0x10"]);
}

#[test]
fn merge_keys_fill_what_is_not_there() {
    let tree = tree(
        "base: &base {a: 1, b: 1}\nother: &other {b: 2, c: 2}\nit:\n  <<: [*base, *other]\n  a: 3\n",
    );
    let it = tree.at_pointer("/it").expect("it is there");
    let value = |name| tree.get(it, name).map(|node| tree.to_json(node));
    assert_eq!(
        (value("a"), value("b"), value("c")),
        (Some(3.into()), Some(1.into()), Some(2.into()))
    );
    let b = tree.get(it, "b").expect("it is there");
    assert_eq!(tree.pointer(b), "/it/<</0/b");
}

#[test]
fn values_are_what_yaml_1_2_says() {
    let tree = tree("[yes, on, 012, 1_0, 0o17, .inf, 2024-06-01, 1e3, !!str 5, '', ~]");
    let json = tree.to_json(NodeId::ROOT).to_string();
    assert_eq!(
        json,
        r#"["yes","on","012","1_0",15,"inf","2024-06-01",1000.0,"5","",null]"#
    );
}

#[test]
fn other_nodes_are_null_and_a_defect() {
    let tree = tree("{}");
    let other = NodeId(7);
    assert!(defect::take().is_empty());
    assert_eq!(tree.value(other), &Value::Null);
    assert_eq!(tree.key(other), None);
    assert!(tree.members(other).is_empty() && tree.items(other).is_empty());
    assert_eq!(defect::take().len(), 4);
}
