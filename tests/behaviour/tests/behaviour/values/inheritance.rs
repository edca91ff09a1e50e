use openapi_bindgen_behaviour::values::inheritance::*;

use super::{keeps, written};

#[test]
fn nullable_parts_are_nullable_whatever_they_list() {
    let _ = keeps::<Run>(r#"{"end":null}"#);
    let _ = keeps::<Run>(r#"{"end":"done"}"#);
}

#[test]
fn a_parent_stands_for_its_children() {
    let dog: Pet = keeps(r#"{"petType":"dog","name":"R","bark":"w"}"#);
    assert!(
        matches!(&dog, Pet::Dog(dog) if dog.bark.as_deref() == Some("w")),
        "{dog:?}"
    );
    let cat: Pet = keeps(r#"{"petType":"Cat","claws":4,"friend":{"petType":"dog","bark":"w"}}"#);
    let Pet::Cat(cat) = cat else {
        panic!("{cat:?}")
    };
    assert!(
        matches!(cat.friend.as_deref(), Some(Pet::Dog(_))),
        "{cat:?}"
    );
    let puppy: Pet = keeps(r#"{"petType":"Puppy","bark":"w","weeks":3}"#);
    assert!(
        matches!(&puppy, Pet::Puppy(puppy) if puppy.weeks == Some(3)),
        "{puppy:?}"
    );
    let other: Pet = keeps(r#"{"petType":"Bird","wings":2}"#);
    assert!(matches!(other, Pet::Unknown(_)), "{other:?}");
    let new = Pet::from(Dog::new("?").bark("w"));
    assert_eq!(written(&new).to_string(), r#"{"bark":"w","petType":"dog"}"#);
}

#[test]
fn a_parent_that_is_not_abstract_is_a_variant() {
    let shape: Shape = keeps(r#"{"kind":"Shape"}"#);
    assert!(matches!(shape, Shape::Shape(_)), "{shape:?}");
    let circle: Shape = keeps(r#"{"kind":"round","radius":1.5}"#);
    assert!(matches!(circle, Shape::Round(_)), "{circle:?}");
    let square: Shape = keeps(r#"{"kind":"Square","side":2.5}"#);
    assert!(matches!(square, Shape::Square(_)), "{square:?}");
}

#[test]
fn the_discriminator_of_a_common_parent_tells_a_union_apart() {
    let b: Either = keeps(r#"{"$type":"b","v":"x"}"#);
    assert!(matches!(b, Either::B(_)), "{b:?}");
    let a: Parent = keeps(r#"{"$type":"a","v":"x"}"#);
    assert!(matches!(a, Parent::A(_)), "{a:?}");
}

#[test]
fn children_take_in_the_members_of_their_union_alone() {
    let node: Branch = keeps(r#"{"kind":"branch","nodes":[{"kind":"leaf","value":"x"}]}"#);
    assert_eq!(node.nodes.map(|nodes| nodes.len()), Some(1));
}
