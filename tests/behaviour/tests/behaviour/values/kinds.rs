use openapi_bindgen_behaviour::values::kinds::*;
use openapi_bindgen_runtime::Sensitive;
use serde_json::{Value, json};

use super::{keeps, read, refused, written};

#[test]
fn listed_values_have_the_kind_of_the_declared_type() {
    let value: Kinds = keeps(r#"{"integer":1,"number":1.5,"boolean":true}"#);
    assert_eq!(value.integer.map(|it| it.as_i64()), Some(1));
    assert_eq!(
        (value.number, value.boolean),
        (Some(1.5), Some(openapi_bindgen_runtime::True))
    );
    assert_eq!(
        refused::<Kinds>(r#"{"integer":"1"}"#),
        "at `integer`: expected an integer, found a string"
    );
}

#[test]
fn unquoted_values_of_strings_keep_their_characters() {
    let texts = [
        "1.0",
        "1.10",
        "1e3",
        "0x10",
        ".5",
        "true",
        "2020-01-01",
        "7",
    ];
    for text in texts {
        let value: Kinds = keeps(&json!({"version": text}).to_string());
        let known = value
            .version
            .filter(|it| !matches!(it, KindsVersion::Unknown(_)));
        assert_eq!(known.as_ref().map(KindsVersion::as_str), Some(text));
    }
    let value: Kinds = keeps(r#"{"only":"1.20","apart":"3.10"}"#);
    assert!(!matches!(value.only, Some(KindsOnly::Unknown(_))));
    assert!(!matches!(value.apart, Some(KindsApart::Unknown(_))));
    assert_eq!(read::<Named>(r#""1.10""#), Named::First);
    assert_eq!(written(&Named::First), json!("1.10"));
}

#[test]
fn a_format_without_a_type_is_the_type_that_it_is_of() {
    let value: Kinds = keeps(r#"{"int32":1,"int64":9007199254740993,"double":1.5,"odd":{"a":1}}"#);
    assert_eq!(value.int32, Some(1_i32));
    assert_eq!(value.int64, Some(9_007_199_254_740_993));
    assert_eq!(value.odd, Some(json!({"a": 1})));
    let _: Kinds = keeps(r#"{"date":"2020-01-01","email":"a@b.example"}"#);
    let whole: Kinds = keeps(r#"{"whole":9007199254740993}"#);
    assert_eq!(whole.whole, Some(9_007_199_254_740_993));
}

#[test]
fn null_is_a_value_of_a_member_of_any_type() {
    let value: Kinds = keeps(r#"{"any":null,"alias":null,"secret":null}"#);
    assert_eq!(
        (&value.any, &value.alias),
        (&Some(Value::Null), &Some(Value::Null))
    );
    assert_eq!(value.secret, Some(Sensitive::from(Value::Null)));
    let absent: Kinds = keeps("{}");
    assert_eq!((absent.any, absent.alias), (None, None));
    assert_eq!(
        written(&Kinds::new().any(Value::Null)),
        json!({"any": null})
    );
}

#[test]
fn dates_at_the_ends_of_the_range_are_dates() {
    let at = |text: &str| read::<Kinds>(&json!({"at": text}).to_string());
    for text in ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"] {
        assert_eq!(written(&at(text)), json!({"at": text}));
    }
    // What is later than the last instant there is becomes the end of that year.
    let never = at("9999-12-31T23:59:59.9999999Z");
    assert_eq!(written(&never), json!({"at": "9999-12-31T23:59:59Z"}));
}

#[test]
fn integers_are_as_wide_as_the_document_shows() {
    let value: Kinds = keeps(r#"{"large":18446744073709551615,"huge":-1}"#);
    assert_eq!((value.large, value.huge), (Some(u64::MAX), Some(-1_i64)));
}

#[test]
fn a_decimal_may_be_written_as_a_number() {
    let value: Kinds = read(r#"{"price":1.25}"#);
    assert_eq!(written(&value), json!({"price": "1.25"}));
    let number: Kinds = keeps(r#"{"amount":1.25}"#);
    assert_eq!(number.amount, Some(KindsAmount::Number(1.25)));
    let text: Kinds = keeps(r#"{"amount":"1.250"}"#);
    assert!(matches!(text.amount, Some(KindsAmount::Decimal(_))));
}

#[test]
fn a_password_is_not_shown() {
    let text = r#"{"password":"hunter2","pin":"hunter3","untyped":"hunter4","both":"hunter5"}"#;
    let value: Login = keeps(text);
    assert_eq!(value.password, Sensitive::from("hunter2".to_owned()));
    assert_eq!(
        value.pin.as_ref().map(|it| it.expose().as_str()),
        Some("hunter3")
    );
    assert!(!format!("{value:?}").contains("hunter"), "{value:?}");
    assert_eq!(written(&Login::new("p")), json!({"password": "p"}));
}
