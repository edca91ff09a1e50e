use openapi_bindgen_behaviour::values::beside::*;

use super::{keeps, read, refused, written};

#[test]
fn a_discriminator_tells_the_alternatives_beside_members_apart() {
    let text: Event = keeps(r#"{"id":"1","kind":"a","data":"text","note":"x","n":3}"#);
    let Event::A(text) = text else {
        panic!("{text:?}")
    };
    assert_eq!((text.id.as_str(), text.data.as_str()), ("1", "text"));
    assert_eq!((text.note.as_deref(), text.n), (Some("x"), Some(3)));
    let inner = r#"{"id":"2","kind":"b","data":[1,2],"inner":[{"id":"3","kind":"a","data":"x"}]}"#;
    let numbers: Event = keeps(inner);
    let Event::B(numbers) = numbers else {
        panic!("{numbers:?}")
    };
    assert_eq!(numbers.data, [1, 2]);
    let inner = numbers.inner.unwrap_or_default();
    assert!(matches!(inner.as_slice(), [Event::A(_)]), "{inner:?}");
}

#[test]
fn a_variant_is_made_without_its_tag() {
    let text = EventTextRequired { id: "1", data: "x" };
    let text = Event::from(EventText::new(text).note("n"));
    assert_eq!(
        written(&text).to_string(),
        r#"{"data":"x","id":"1","kind":"a","note":"n"}"#
    );
    let numbers = Event::from(EventNumbers::new("1", [1, 2]));
    assert_eq!(
        written(&numbers).to_string(),
        r#"{"data":[1,2],"id":"1","kind":"b"}"#
    );
}

#[test]
fn what_no_alternative_means_is_kept() {
    let unknown: Event = keeps(r#"{"id":"1","kind":"c","data":{"x":1}}"#);
    assert!(matches!(unknown, Event::Unknown(_)), "{unknown:?}");
}

#[test]
fn the_base_and_the_alternative_both_hold() {
    assert_eq!(
        refused::<Event>(r#"{"kind":"a","data":"x"}"#),
        "at `id`: missing"
    );
    assert_eq!(
        refused::<Event>(r#"{"id":"1","kind":"a"}"#),
        "at `data`: missing"
    );
    assert_eq!(
        refused::<Event>(r#"{"id":"1","data":"x"}"#),
        "at `kind`: missing"
    );
    assert_eq!(
        refused::<Event>(r#"{"id":"1","kind":"a","data":[1]}"#),
        "at `data`: expected a string, found an array"
    );
    assert_eq!(
        refused::<Event>(r#"{"id":1,"kind":"b","data":[1]}"#),
        "at `id`: expected a string, found a number"
    );
}

#[test]
fn parts_of_an_all_of_are_members_beside_alternatives() {
    let text: InParts = keeps(r#"{"id":"1","kind":"a","data":"x"}"#);
    assert!(matches!(text, InParts::A(_)), "{text:?}");
    let numbers = InParts::from(InPartsNumbers::new("1", [1]));
    assert_eq!(
        written(&numbers).to_string(),
        r#"{"data":[1],"id":"1","kind":"b"}"#
    );
    let outside: Outside = keeps(r#"{"id":"1","kind":"b","data":[1]}"#);
    assert!(matches!(outside, Outside::B(_)), "{outside:?}");
    let more: More = keeps(r#"{"id":"1","kind":"b","data":[1],"note":"n","more":true}"#);
    assert!(matches!(more, More::B(more) if more.more));
    assert_eq!(
        refused::<More>(r#"{"id":"1","kind":"b","data":[1]}"#),
        "at `more`: missing"
    );
    let other: OtherName = read(r#"{"id":"1","kind":"a","data":"x"}"#);
    let Event::A(_) = other else {
        panic!("{other:?}")
    };
}

#[test]
fn a_constant_that_is_required_tells_them_apart() {
    let bad: Outcome = keeps(r#"{"status":"err","data":3}"#);
    assert!(matches!(bad, Outcome::Err(bad) if bad.data == 3));
    let good = Outcome::from(OutcomeGood::new("x"));
    assert_eq!(written(&good).to_string(), r#"{"data":"x","status":"ok"}"#);
    assert_eq!(
        refused::<Outcome>(r#"{"status":"ok"}"#),
        "at `data`: missing"
    );
    assert_eq!(
        refused::<Outcome>(r#"{"status":"ok","data":3}"#),
        "at `data`: expected a string, found a number"
    );
}

#[test]
fn without_a_tag_there_is_one_object() {
    let unsure: Unsure = keeps(r#"{"id":"1","data":3}"#);
    assert_eq!(unsure.id.as_deref(), Some("1"));
    let _ = keeps::<Unsure>(r#"{"status":"ok","data":"x"}"#);
}

#[test]
fn alternatives_that_take_in_the_whole_are_themselves() {
    let cat: Pet = keeps(r#"{"petType":"cat","claws":4}"#);
    assert!(matches!(cat, Pet::Cat(Cat { claws: 4, .. })), "{cat:?}");
    let fish: Pet = keeps(r#"{"petType":"Fish","fins":2}"#);
    assert!(matches!(fish, Pet::Fish(Fish { fins: Some(2), .. })));
    assert_eq!(
        written(&Pet::from(Dog::new(DogRequired {
            pet_type: "?",
            bark: "w"
        })))
        .to_string(),
        r#"{"bark":"w","petType":"dog"}"#
    );
}

#[test]
fn a_base_that_adds_the_tag_alone_leaves_the_alternatives_as_they_are() {
    let fish = OnlyTag::from(Fish::new().fins(2));
    assert_eq!(written(&fish).to_string(), r#"{"fins":2,"kind":"Fish"}"#);
    let named: OnlyTag = keeps(r#"{"kind":"name","name":"x"}"#);
    assert!(matches!(named, OnlyTag::Name(Named { .. })), "{named:?}");
}

#[test]
fn several_values_of_a_tag_are_kept() {
    let one: Coded = keeps(r#"{"code":1,"id":"x","fins":1}"#);
    let two: Coded = keeps(r#"{"code":2,"id":"x","fins":1}"#);
    assert_ne!(one, two);
    let text: Coded = keeps(r#"{"code":3,"id":"x","data":"x"}"#);
    assert!(matches!(text, Coded::N3(_)), "{text:?}");
    let _ = keeps::<Coded>(r#"{"code":4,"id":"x"}"#);
}

#[test]
fn further_members_and_null_are_those_of_the_whole() {
    let one: Open = keeps(r#"{"kind":"one","n":1,"more":"x"}"#);
    assert!(
        matches!(&one, Open::One(one) if one.n == Some(1)),
        "{one:?}"
    );
    let holder: Holder = keeps(r#"{"open":null}"#);
    assert_eq!(holder.open, None);
    let _ = keeps::<Holder>(r#"{"open":null,"mixed":{"kind":"s"}}"#);
    let _ = keeps::<Closed>(r#"{"kind":"two","n":true,"id":"x"}"#);
}

#[test]
fn an_alternative_with_alternatives_is_a_union_too() {
    let outer: Outer = keeps(r#"{"id":"1","kind":"deep","x":1,"form":"high","w":"x"}"#);
    let Outer::Deep(OuterDeep::High(high)) = outer else {
        panic!("{outer:?}")
    };
    assert_eq!((high.id.as_str(), high.w.as_deref()), ("1", Some("x")));
    let _ = keeps::<Outer>(r#"{"id":"1","kind":"flat","y":1}"#);
}

#[test]
fn a_whole_inside_of_itself_is_one_object() {
    let inside: Circle = keeps(r#"{"kind":"in","i":"x"}"#);
    assert_eq!(inside.i.as_deref(), Some("x"));
}
