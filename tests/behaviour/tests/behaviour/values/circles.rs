use openapi_bindgen_behaviour::values::circles::*;

use super::keeps;

#[test]
fn objects_may_hold_themselves_by_a_wrapped_reference() {
    let cat: Cat = keeps(r#"{"name":"a","friend":{"name":"b","mother":null},"claws":3}"#);
    let friend = cat.friend.as_ref();
    assert_eq!(friend.map(|friend| friend.name.as_str()), Some("b"));
    let mother: Cat = keeps(r#"{"name":"a","mother":{"name":"b","mother":null}}"#);
    assert!(
        mother
            .mother
            .as_option()
            .is_some_and(|mother| mother.mother.is_null())
    );
    let pet: Pet = keeps(r#"{"name":"a","friends":[{"name":"b"}]}"#);
    assert_eq!(pet.friends, Some(vec![Pet::new("b")]));
}

#[test]
fn lists_and_maps_may_hold_themselves_where_an_object_stands_in_between() {
    let tree: Tree = keeps(r#"[{"name":"a","children":[{"name":"b"}]}]"#);
    assert_eq!(
        tree,
        [TreeItem::new("a").children(vec![TreeItem::new("b")])]
    );
    let map: ByName = keeps(r#"{"a":{"below":{"b":{}}}}"#);
    assert_eq!(map["a"].below.as_ref().map(ByName::len), Some(1));
    let wheel: Wheel = keeps(r#"{"spokes":3,"parts":[{"lock":"l","parts":[]}]}"#);
    assert!(matches!(
        wheel.parts.as_deref(),
        Some([WholePartsItem::Door(_)])
    ));
    let nested: Nested = keeps(r#"{"a":{"b":{}}}"#);
    assert_eq!(
        nested.additional_properties["a"]
            .additional_properties
            .len(),
        1
    );
    let forest: Forest = keeps(r#"[{"a":[{}]}]"#);
    assert_eq!(forest[0].additional_properties["a"].len(), 1);
    let sometimes: Sometimes = keeps(r#"{"a":"x","b":"y"}"#);
    assert_eq!(sometimes.b.as_deref(), Some("y"));
    let _: Endless = keeps("[[],[[]]]");
}
