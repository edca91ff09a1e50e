use openapi_bindgen_behaviour::values::tuples::*;
use serde_json::json;

use super::{keeps, refused, written};

#[test]
fn an_array_of_a_fixed_length_is_a_tuple() {
    let point: Point = keeps("[1.5,2.0]");
    assert_eq!(point, (1.5, 2.0));
    let value: Tuples = keeps(r#"{"point":[0.5,1.0],"entry":[3,null],"unevaluated":["a",true]}"#);
    assert_eq!(value.entry, Some((3, None)));
    assert_eq!(value.unevaluated, Some(("a".to_owned(), true)));
    let sent = Tuples::new().point((0.5, 1.5)).entry((1, None));
    assert_eq!(
        written(&sent),
        json!({"point": [0.5, 1.5], "entry": [1, null]})
    );
    assert_eq!(
        refused::<Tuples>(r#"{"entry":[1]}"#),
        "at `entry`: expected an array of 2 items, found another number of items"
    );
    assert_eq!(
        refused::<Tuples>(r#"{"point":[1,"x"]}"#),
        "at `point[1]`: expected a number, found a string"
    );
}

#[test]
fn what_follows_a_prefix_is_kept() {
    let text = r#"{"rest":["a",1,2.5],"short":["a"],"open":["a",true,{}],"rows":[["r",[1]],[]]}"#;
    let value: Tuples = keeps(text);
    assert_eq!(value.rest, Some(vec![json!("a"), json!(1), json!(2.5)]));
    let value: Tuples = keeps(r#"{"same":[1.5,2.5,3.5],"cut":["a","b"]}"#);
    assert_eq!(value.same, Some(vec![1.5, 2.5, 3.5]));
    assert_eq!(value.cut, Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn tuples_are_told_apart_by_their_items() {
    let either = |text: &str| keeps::<Tuples>(text).either;
    assert_eq!(
        either(r#"{"either":["a",1]}"#),
        Some(TuplesEither::TextAndInteger(("a".to_owned(), 1)))
    );
    assert_eq!(
        either(r#"{"either":[1,"a"]}"#),
        Some(TuplesEither::IntegerAndText((1, "a".to_owned())))
    );
    let alike = keeps::<Tuples>(r#"{"alike":["a",1]}"#).alike;
    assert_eq!(alike, Some(TuplesAlike::First(("a".to_owned(), 1))));
    let listed = keeps::<Tuples>(r#"{"listed":["a",1]}"#).listed;
    assert_eq!(listed, Some(TuplesListed::List(("a".to_owned(), 1))));
}

#[test]
fn tuples_may_hold_themselves_where_an_object_stands_in_between() {
    let tree: Tree = keeps(r#"["a",{"left":["b",{}],"more":[["c",{}]]}]"#);
    assert_eq!(tree.1.left.as_ref().map(|left| left.0.as_str()), Some("b"));
    let _: Endless = keeps(r#"["a",[["b",[]]]]"#);
}
