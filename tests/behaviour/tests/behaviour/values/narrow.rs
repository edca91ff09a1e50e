use openapi_bindgen_behaviour::values::narrow::*;

use super::{keeps, refused};

#[test]
fn what_several_parts_say_of_a_plain_value_is_the_narrowest_of_it() {
    let text = r#"{"beside":"mid","cut":"low","sibling":"high","id":"a","small":7,"integer":1,
        "date":"2020-01-02","formatted":"2020-01-02","names":["a"],"levels":["low"]}"#;
    let value: Narrow = keeps(text);
    assert_eq!(value.beside, Some(Level::Mid));
    assert_eq!(value.cut, Some(NarrowCut::Low));
    assert_eq!(value.sibling, Some(NarrowSibling::High));
    assert_eq!(value.id, Some(Id::from("a")));
    assert_eq!(value.small, Some(7_i32));
    assert_eq!(value.integer, Some(1));
    assert!(value.formatted.is_some());
    assert_eq!(value.levels, Some(vec![Level::Low]));
    let null: Narrow = keeps(r#"{"date":null}"#);
    assert!(null.date.is_null());
    // Values of one list alone are none.
    let outside: Narrow = keeps(r#"{"cut":"mid","sibling":"low"}"#);
    assert!(matches!(outside.cut, Some(NarrowCut::Unknown(_))));
    assert!(matches!(outside.sibling, Some(NarrowSibling::Unknown(_))));
    assert_eq!(
        refused::<Narrow>(r#"{"small":3000000000}"#),
        "at `small`: expected an integer of 32 bits, found a number out of range"
    );
}

#[test]
fn the_narrowest_part_holds_whatever_the_order_is() {
    let text = r#"{"kind":"dog","count":3,"level":"low","tags":["mid"]}"#;
    let first: NarrowFirst = keeps(text);
    let last: NarrowLast = keeps(text);
    assert_eq!(first.kind, last.kind);
    assert_eq!((first.count, last.count), (Some(3), Some(3)));
    assert_eq!(
        (first.level, last.level),
        (Some(Level::Low), Some(Level::Low))
    );
    assert_eq!(first.tags, Some(vec![Level::Mid]));
}
