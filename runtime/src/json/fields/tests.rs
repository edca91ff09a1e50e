use super::*;

fn fields(text: &str) -> Fields<'_> {
    Json::parse(text.as_bytes()).unwrap().into_fields().unwrap()
}

#[test]
fn count_null_and_present_are_told_apart() {
    let mut taken = fields(r#"{"null":null,"text":"x","also":null,"more":"y"}"#);
    assert_eq!(taken.optional::<String>("null"), None);
    assert_eq!(taken.optional::<String>("absent"), None);
    assert_eq!(taken.nullable::<String>("also"), None);
    assert_eq!(taken.required::<String>("text").unwrap(), "x");
    assert_eq!(taken.patch::<String>("more"), Patch::Value("y".to_owned()));
    assert!(taken.finish(()).is_ok());
    let mut taken = fields(r#"{"null":null}"#);
    assert_eq!(taken.patch::<String>("absent"), Patch::Absent);
    assert_eq!(taken.patch::<String>("null"), Patch::Null);
    assert!(taken.finish(()).is_ok());
    let mut taken = fields(r#"{"null":null}"#);
    assert_eq!(taken.present::<serde_json::Value>("absent"), None);
    let null = Some(serde_json::Value::Null);
    assert_eq!(taken.present::<serde_json::Value>("null"), null);
}

#[test]
fn errors_name_the_field() {
    let text = |error: DecodeError| error.to_string();
    let mut taken = fields(r#"{"a":{"b":[1,"x"]},"n":null}"#);
    assert_eq!(taken.required::<BTreeMap<String, Vec<i64>>>("a"), None);
    assert_eq!(taken.required::<String>("n"), None);
    assert_eq!(taken.nullable::<String>("c"), None);
    assert_eq!(
        text(taken.finish(()).unwrap_err()),
        "at `a[key 0][1]`: expected an integer, found a string; \
         at `n`: expected a string, found null; at `c`: missing"
    );
}

#[test]
fn all_that_does_not_fit_is_told() {
    let text = r#"{"a":1,"b":"x","c":2,"d":3,"e":"y"}"#;
    let mut taken = fields(text);
    assert_eq!(taken.optional::<String>("a"), None);
    assert_eq!(taken.optional::<String>("b").unwrap(), "x");
    assert_eq!(taken.nullable::<String>("gone"), None);
    assert_eq!(taken.patch::<String>("c"), Patch::Absent);
    assert_eq!(taken.rest::<String>().len(), 1);
    assert_eq!(
        taken.finish(()).unwrap_err().to_string(),
        "at `a`: expected a string, found a number; at `gone`: missing; \
         at `c`: expected a string, found a number; at `[key 3]`: expected a string, found a number"
    );
}

#[test]
fn what_is_not_required_and_does_not_fit_is_absent_where_decoding_is_lenient() {
    let (value, mismatches) = lenient::decode_leniently(|| {
        let mut taken = fields(r#"{"a":1,"b":[{"x":2}],"c":"x"}"#);
        let a = taken.optional::<String>("a");
        let b = taken.required::<Vec<BTreeMap<String, String>>>("b");
        let c = taken.required::<String>("c");
        taken.finish((a, b, c))
    });
    let (a, b, c) = value.unwrap();
    assert_eq!(
        (a, b, c),
        (None, Some(vec![BTreeMap::new()]), Some("x".to_owned()))
    );
    let told: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "at `a`: expected a string, found a number",
            "at `b[0][key 0]`: expected a string, found a number"
        ]
    );
    let (value, mismatches) = lenient::decode_leniently(|| {
        let mut taken = fields(r#"{"a":1}"#);
        let a = taken.required::<String>("a");
        taken.finish(a)
    });
    assert_eq!(
        value.unwrap_err().to_string(),
        "at `a`: expected a string, found a number"
    );
    assert!(mismatches.is_empty());
}

#[test]
fn members_are_found_in_any_order() {
    let mut taken = fields(r#"{"a":1,"b":2,"c":3}"#);
    for (name, value) in [("b", 2), ("a", 1), ("c", 3)] {
        assert_eq!(taken.required::<i64>(name).unwrap(), value);
    }
}

#[test]
fn the_rest_is_what_was_not_taken() {
    let mut taken = fields(r#"{"a":1,"b":2,"c":3}"#);
    taken.required::<i64>("b").unwrap();
    let rest = taken.rest::<i64>();
    assert_eq!(
        rest,
        BTreeMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)])
    );
    let mut taken = fields(r#"{"some key":"x"}"#);
    assert!(taken.rest::<i64>().is_empty());
    assert_eq!(
        taken.finish(()).unwrap_err().to_string(),
        "at `[key 0]`: expected an integer, found a string"
    );
}

#[test]
fn a_tag_stays_in_place() {
    let mut taken = fields(r#"{"type":"new","new":{"x":1}}"#);
    assert_eq!(taken.tag("type").unwrap(), "new");
    let unknown = taken.into_unknown_variant("type");
    assert_eq!(unknown.tag(), "new");
    let text = serde_json::to_string(unknown.json()).unwrap();
    assert_eq!(text, r#"{"type":"new","new":{"x":1}}"#);
    assert_eq!(
        fields(r#"{"type":3}"#).tag("type").unwrap_err().to_string(),
        "at `type`: expected a string, found a number"
    );
    assert_eq!(
        fields("{}").tag("type").unwrap_err().to_string(),
        "at `type`: missing"
    );
}
