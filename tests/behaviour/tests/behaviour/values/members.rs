use openapi_bindgen_behaviour::values::members::*;
use openapi_bindgen_runtime::{FromJson, ToJson};
use serde_json::{Value, json};

use super::{keeps, read, refused, written};

/// Expects the same JSON again.
fn kept<T: FromJson + ToJson>(text: &str) {
    drop(keeps::<T>(text));
}

#[test]
fn what_is_required_beside_or_inside_of_all_of_has_to_be_there() {
    assert_eq!(keeps::<Beside>(r#"{"y":1}"#), Beside::new(1));
    assert_eq!(keeps::<Alone>(r#"{"x":"a","y":1}"#), Alone::new("a", 1));
    assert_eq!(refused::<Beside>(r#"{"x":"a"}"#), "at `y`: missing");
    assert_eq!(refused::<Alone>(r#"{"x":"a"}"#), "at `y`: missing");
    assert_eq!(
        refused::<Whole>(r#"{"inline":{}}"#),
        "at `inline.x`: missing"
    );
    // Nothing more is required than the part requires itself: no type of its own.
    let same: Same = Beside::new(2);
    assert_eq!(written(&same), json!({"y": 2}));
}

#[test]
fn what_is_required_beside_alternatives_has_to_be_there() {
    let left: Either = keeps(r#"{"id":"1","a":"x"}"#);
    assert_eq!(left, EitherLeft::new("1").a("x").into());
    let right: Either = keeps(r#"{"id":"1","b":"x"}"#);
    assert_eq!(
        right,
        EitherRight::new(EitherRightRequired { id: "1", b: "x" }).into()
    );
    assert!(matches!(read(r#"{"a":"x"}"#), Either::Unknown(_)));
    kept::<Loose>(r#"{"status":"s","data":"d","more":"m"}"#);
    assert_eq!(refused::<Loose>(r#"{"status":"s"}"#), "at `data`: missing");
}

#[test]
fn a_required_name_without_a_property_is_a_member_of_any_type() {
    let value: Undeclared = keeps(r#"{"id":[1],"name":"n","extra":null}"#);
    assert_eq!(value.id, json!([1]));
    assert_eq!(value.extra, Value::Null);
    let made = Undeclared::new(UndeclaredRequired {
        name: "n",
        id: 7,
        extra: "e",
    });
    assert_eq!(written(&made), json!({"name": "n", "id": 7, "extra": "e"}));
    assert_eq!(
        refused::<Undeclared>(r#"{"id":1,"name":"n"}"#),
        "at `extra`: missing"
    );
    kept::<OnlyRequired>(r#"{"id":1,"more":{"a":[]}}"#);
    assert_eq!(refused::<OnlyRequired>("{}"), "at `id`: missing");
    let typed: TypedRest = keeps(r#"{"id":null,"n":3}"#);
    assert_eq!(typed.id, None);
    assert_eq!(refused::<TypedRest>("{}"), "at `id`: missing");
}

#[test]
fn members_by_pattern_stand_in_a_map_beside_the_fields() {
    let closed: Closed = keeps(r#"{"id":"5","x-a":"v"}"#);
    assert_eq!(
        closed.additional_properties.get("x-a").map(String::as_str),
        Some("v")
    );
    kept::<SeveralTypes>(r#"{"id":"5","x-a":"v","n-b":3}"#);
    kept::<TypedBeside>(r#"{"id":"a","x-q":"s","n":1}"#);
    kept::<InPart>(r#"{"x":"a","x-a":"s","other":[1]}"#);
    let any: AnyName = keeps(r#"{"a":1}"#);
    assert_eq!(any.get("a"), Some(&1));
    let narrower: Narrower = keeps(r#"{"x":"a"}"#);
    assert_eq!(
        narrower.additional_properties.get("x"),
        Some(&NarrowerValue::A)
    );
    kept::<Open>(r#"{"x-a":"s","y":1}"#);
    let rest: Unevaluated = keeps(r#"{"a":"s","n":1}"#);
    assert_eq!(rest.additional_properties.get("n"), Some(&1));
}

#[test]
fn members_of_some_values_are_optional_fields() {
    let address: Address = keeps(r#"{"country":"US","zip":"1","code":"c","lang":"en"}"#);
    assert_eq!(address.zip.as_deref(), Some("1"));
    kept::<Address>(r#"{"country":"DE","postcode":"1","code":3,"federal":"no"}"#);
    assert_eq!(
        written(&Address::new("US").zip("1").code("c")),
        json!({"country": "US", "zip": "1", "code": "c"})
    );
    kept::<InAllOf>(r#"{"x":"a","y":1,"z":true}"#);
}

#[test]
fn a_member_of_one_direction_is_required_where_its_type_goes_that_way_only() {
    let account: Account = read(r#"{"id":1,"closed":null}"#);
    assert_eq!((account.id, account.closed), (1, None));
    assert_eq!(refused::<Account>(r#"{"closed":null}"#), "at `id`: missing");
    assert_eq!(refused::<Account>(r#"{"id":1}"#), "at `closed`: missing");
    let inline: AddAccountResponse201 = read(r#"{"id":1,"kind":"account"}"#);
    assert_eq!(inline.kind, AddAccountResponse201Kind::Account);
    let sent = NewAccount::new("secret");
    assert_eq!(written(&sent), json!({"secret": "secret"}));
    let both: BothWays = keeps("{}");
    assert_eq!((both.id, both.secret), (None, None));
}
