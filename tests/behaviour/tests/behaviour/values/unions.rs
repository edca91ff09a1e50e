use openapi_bindgen_behaviour::values::unions::*;
use openapi_bindgen_runtime::{FromJson, Null, ToJson, from_slice};

use super::{keeps, read, refused, written};

/// The variant that JSON is read as, after a check that it is written as it was read.
fn variant<T: FromJson + ToJson + std::fmt::Debug>(text: &str) -> String {
    let shown = format!("{:?}", keeps::<T>(text));
    shown
        .split(['(', ' '])
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_constant_tells_wherever_it_stands() {
    assert_eq!(variant::<Optional>(r#"{"kind":"two","v":"x"}"#), "Two");
    assert_eq!(variant::<Optional>(r#"{"kind":"one"}"#), "One");
    assert_eq!(
        variant::<Optional>(r#"{"kind":"three","v":"x"}"#),
        "Unknown"
    );
    assert_eq!(variant::<Optional>(r#"{"v":"x"}"#), "One");
    assert_eq!(variant::<Optional>(r#"{"w":"x"}"#), "Two");
    assert_eq!(variant::<InPart>(r#"{"kind":"two","v":"x"}"#), "Two");
    assert_eq!(variant::<InPart>(r#"{"kind":"zero"}"#), "Unknown");
    assert_eq!(variant::<NoMapping>(r#"{"kind":"two"}"#), "Two");
    assert_eq!(variant::<Numbered>(r#"{"n":-2}"#), "Minus2");
    assert_eq!(variant::<Numbered>(r#"{"n":3}"#), "Unknown");
    assert_eq!(variant::<Switched>(r#"{"ok":false,"v":"x"}"#), "False");
    assert_eq!(variant::<Switched>(r#"{"ok":true}"#), "True");
    assert_eq!(variant::<Several>(r#"{"t":"b"}"#), "AB");
    assert_eq!(variant::<Several>(r#"{"t":"c"}"#), "C");
    assert_eq!(variant::<Several>(r#"{"t":"d"}"#), "Unknown");
}

#[test]
fn a_variant_that_contradicts_does_not_fit_while_another_does() {
    assert_eq!(
        variant::<Deep>(r#"{"id":"1","kind":{"n":"two"}}"#),
        "DeepTwo"
    );
    assert_eq!(
        variant::<Deep>(r#"{"id":"1","kind":{"n":"three"}}"#),
        "Unknown"
    );
    assert_eq!(variant::<Lists>(r#"["c","d"]"#), "Cd");
    assert_eq!(variant::<Lists>(r#"["a"]"#), "Ab");
    assert_eq!(variant::<Lists>(r#"["e"]"#), "Unknown");
    assert_eq!(variant::<Maps>(r#"{"a":false}"#), "No");
    assert_eq!(variant::<EnumOrTime>(r#""2020-01-01T00:00:00Z""#), "At");
    assert_eq!(variant::<EnumOrTime>(r#""y""#), "Listed");
    assert_eq!(keeps::<NullableEnum>(r#""b""#), "b");
    assert_eq!(variant::<TaggedOrFree>(r#"{"t":"zzz","free":"f"}"#), "Free");
    assert_eq!(variant::<TaggedOrFree>(r#"{"t":"two"}"#), "Tagged");
    assert_eq!(variant::<Closed>(r#"{"a":"x"}"#), "Narrow");
    let wide: Closed = read(r#"{"a":"x","b":1}"#);
    assert!(matches!(wide, Closed::Wide(_)), "{wide:?}");
    assert_eq!(variant::<Nulls>(r#"{"e":"bad","v":"x"}"#), "Full");
    assert_eq!(variant::<Nulls>(r#"{"e":null}"#), "Void");
}

#[test]
fn an_open_enum_gives_way_where_it_does_not_list_the_value() {
    assert_eq!(variant::<Sorted>(r#"{"sort":"b","v":"x"}"#), "Known");
    assert_eq!(variant::<Sorted>(r#"{"sort":"c","v":"x"}"#), "Named");
    assert_eq!(variant::<Sorted>(r#"{"v":"x"}"#), "Known");
    assert_eq!(variant::<Ranked>(r#"{"rank":2}"#), "Known");
    assert_eq!(variant::<Ranked>(r#"{"rank":3}"#), "Counted");
    // Worse than a value that an enum doesn't list is one that has no place.
    assert_eq!(variant::<Broad>(r#"{"sort":"c","v":"x"}"#), "Wide");
}

#[test]
fn unions_are_variants_of_unions() {
    let ape: Living = keeps(r#"{"kind":"ape"}"#);
    assert!(matches!(ape, Living::Animal(Animal::Ape(_))), "{ape:?}");
    let moss: Living = keeps(r#"{"kind":"moss"}"#);
    assert!(matches!(moss, Living::Plant(Plant::Moss(_))), "{moss:?}");
    assert_eq!(variant::<Living>(r#"{"kind":"rock"}"#), "Unknown");
}

#[test]
fn null_is_a_type() {
    let holder: Holder = keeps(r#"{"nothing":null,"maybe":null,"list":[null,null],"choice":null}"#);
    assert_eq!(holder.nothing, Null);
    let text = r#"{"nothing":null}"#;
    assert_eq!(written(&Holder::new()).to_string(), text);
    let _ = keeps::<Holder>(text);
    assert_eq!(
        refused::<Holder>(r#"{"nothing":0,"list":[1]}"#),
        "at `nothing`: expected null, found a number; at `list[0]`: expected null, found a number"
    );
    let _: Null = keeps::<OnlyNull>("null");
}

#[test]
fn objects_may_hold_at_once() {
    assert_eq!(variant::<Any>(r#"{"x":"1"}"#), "X");
    let both: Any = keeps(r#"{"x":"1","y":"2"}"#);
    let Any::XAndY(both) = both else {
        panic!("{both:?}")
    };
    assert_eq!((both.x.as_str(), both.y.as_str()), ("1", "2"));
    assert_eq!(variant::<AnyOfThree>(r#"{"y":"2","z":"3"}"#), "XAndYAndZ");
    assert_eq!(variant::<AnyOfThree>(r#"{"z":"3"}"#), "Z");
}

#[test]
fn several_at_once_have_a_short_name() {
    let unnamed = variant::<Unnamed>(r#"{"channel":"c","topic":"t","text":"x"}"#);
    assert_eq!(unnamed, "WithTextAndTopic");
    let partly = variant::<Partly>(r#"{"x":"1","topic":"t"}"#);
    assert_eq!(partly, "XWithTopic");
    let long = variant::<LongNames>(r#"{"x":"1","y":"2"}"#);
    assert_eq!(long, "GroupChannelAndThread");
    let longer = variant::<LongerNames>(r#"{"x":"1","y":"2"}"#);
    assert_eq!(longer, "Combined");
}

#[test]
fn lists_and_maps_of_objects_may_hold_at_once() {
    assert_eq!(variant::<ListsOfAny>(r#"[{"x":"1"}]"#), "ListOfX");
    let both: ListsOfAny = keeps(r#"[{"x":"1","w":"2"},{"x":"3"}]"#);
    let ListsOfAny::ListOfXAndW(both) = both else {
        panic!("{both:?}")
    };
    assert_eq!((both[0].x.as_str(), both[0].w.as_deref()), ("1", Some("2")));
    let both: MapsOfAny = keeps(r#"{"a":{"x":"1","w":"2"}}"#);
    assert!(matches!(both, MapsOfAny::MapOfXAndW(_)), "{both:?}");
}

#[test]
fn objects_that_hold_at_once_may_describe_a_member_differently() {
    assert_eq!(variant::<Channel>(r#"{"name":"n","topic":"t"}"#), "Guild");
    let both: Channel = keeps(r#"{"name":"n","limit":1,"topic":"t","archived":true}"#);
    let Channel::GuildAndThread(both) = both else {
        panic!("{both:?}")
    };
    // What fits both is of the narrower type.
    let (_, _): (&str, Option<i32>) = (&both.name, both.limit);
    for text in [
        // An object inside may match both, too.
        r#"{"name":"n","topic":"t","archived":true,"owner":{"id":"1","age":2}}"#,
        r#"{"name":"n","topic":"t","archived":true,"owner":{"age":2},"list":["2020-01-01"]}"#,
        // Nothing fits both, and neither asks for it.
        r#"{"name":"n","topic":"t","archived":true}"#,
    ] {
        assert_eq!(variant::<Channel>(text), "GuildAndThread", "{text}");
    }
    for text in [
        r#"{"name":"n","topic":"t","archived":true,"limit":3000000000}"#,
        r#"{"name":null,"archived":true,"friend":"f","limit":null}"#,
        r#"{"name":"n","topic":"t","friend":"f","owner":{"id":"1","age":2}}"#,
        r#"{"name":"n","topic":"t","friend":"f","flag":"f"}"#,
    ] {
        assert_eq!(
            variant::<AnyChannel>(text),
            "GuildAndThreadAndDirect",
            "{text}"
        );
    }
}

#[test]
fn what_a_member_tells_apart_does_not_hold_at_once() {
    let either: Either = read(r#"{"v":"1","a":"x","b":"y"}"#);
    assert!(matches!(either, Either::Text(_)), "{either:?}");
    assert_eq!(
        variant::<Forms3>(r#"{"object":"pet","a":"x","c":"y"}"#),
        "AliveAndDeadAndTag"
    );
}

#[test]
fn unions_hold_at_once_with_objects() {
    assert_eq!(variant::<UnionOrFree>(r#"{"t":"one","p":"x"}"#), "Told");
    assert_eq!(variant::<UnionOrFree>(r#"{"t":"z","free":"x"}"#), "Free");
    assert_eq!(
        variant::<UnionOrFree>(r#"{"t":"two","q":"x","free":"y"}"#),
        "ToldAndFree"
    );
    assert_eq!(
        variant::<UntoldOrFree>(r#"{"@type":"b2","y":"x","free":"y"}"#),
        "ElsewhereAndFree"
    );
}

#[test]
fn circles_of_objects_that_hold_at_once_end() {
    let text = r#"{"a":"1","b":"2","next":{"a":"1","b":"2","next":{"a":"1","next":{"b":"2"}}}}"#;
    assert_eq!(variant::<Knot>(text), "KnotAAndKnotB");
}

#[test]
fn a_member_that_alternatives_only_ask_for_has_a_place() {
    let _ = keeps::<Update>(r#"{"name":"n","public":null}"#);
    let _ = keeps::<Update>(r#"{"public":[1]}"#);
    let _: Update = Update::new().name("n");
}

#[test]
fn a_member_that_one_alternative_says_nothing_of_is_anything() {
    let _ = keeps::<Loose>(r#"{"id":"1","v":5,"kind":"bare"}"#);
    let _ = keeps::<Loose>(r#"{"v":"x"}"#);
}

#[test]
fn a_tag_is_kept_and_sent() {
    assert_eq!(variant::<Elsewhere>(r#"{"@type":"b2","y":"1"}"#), "B2");
    assert_eq!(variant::<Elsewhere>(r#"{"@type":"b/b","y":"1"}"#), "BB");
    let new = Elsewhere::B2(Y::new("1"));
    assert_eq!(written(&new).to_string(), r#"{"@type":"b2","y":"1"}"#);
    assert_eq!(variant::<ByNumber>(r#"{"n":2,"a":"w"}"#), "N2");
    let first = ByNumber::from(N1::new(7));
    assert_eq!(written(&first).to_string(), r#"{"n":1}"#);
    assert_eq!(
        written(&NoMapping::from(PartOne::new())).to_string(),
        r#"{"kind":"one"}"#
    );
}

#[test]
fn null_for_a_union_is_what_it_is_for_any_type() {
    assert_eq!(keeps::<Option<NullableVariant>>("null"), None);
    assert_eq!(
        refused::<Deep>("null"),
        "expected a value of the union, found null"
    );
    assert_eq!(refused::<Several>("null"), "expected an object, found null");
}

#[test]
fn what_fits_no_variant_loses_nothing() {
    assert_eq!(variant::<Forms>(r#"{"type":"go","to":"x"}"#), "Long");
    assert_eq!(variant::<Forms>(r#"{"type":"back"}"#), "Short");
    assert_eq!(variant::<Forms>(r#"{"type":"go","where":"x"}"#), "Unknown");
    assert_eq!(variant::<Closed>(r#"{"a":1}"#), "Unknown");
    // No other variant is of objects.
    let thing: TextOrObject = read(r#"{"size":"xl","new":1}"#);
    assert!(matches!(thing, TextOrObject::Thing(_)), "{thing:?}");
    assert_eq!(variant::<Nulled>(r#"{"a":null,"b":"x"}"#), "Second");
    assert_eq!(variant::<Nulled>(r#"{"a":"x"}"#), "First");
}

#[test]
fn circles_end() {
    assert_eq!(variant::<Left>(r#"{"x":"1"}"#), "X");
    assert_eq!(variant::<Left>(r#"{"y":"1"}"#), "Y");
    assert_eq!(variant::<Right>(r#"{"x":"1"}"#), "X");
    assert_eq!(variant::<Left>(r#"{"name":"1"}"#), "Unknown");
    assert_eq!(variant::<Itself>("3"), "Integer");
}

#[test]
fn alternatives_beside_members_keep_their_types() {
    let _ = keeps::<Event>(r#"{"id":"1","kind":"text","data":"x"}"#);
    let event: Event = keeps(r#"{"id":"1","kind":"numbers","data":[1,2],"more":"m"}"#);
    assert!(
        matches!(event.data, EventData::ListOfInteger(_)),
        "{event:?}"
    );
    assert_eq!(
        refused::<Event>(r#"{"id":"1","kind":"text"}"#),
        "at `data`: missing"
    );
    let _: &String = &keeps::<Limited>(r#""abc""#).as_str().to_owned();
}

#[test]
fn an_unknown_variant_says_why_the_nearest_does_not_fit() {
    let any: Any = from_slice(br#"{"x":1}"#).unwrap();
    let Any::Unknown(unknown) = any else {
        panic!("{any:?}")
    };
    assert_eq!(
        unknown.reason(),
        Some("at `x`: expected a string, found a number")
    );
}
