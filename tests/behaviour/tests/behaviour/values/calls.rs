use openapi_bindgen_behaviour::values::calls::*;
use openapi_bindgen_runtime::Patch;
use serde_json::json;

use super::{keeps, written};

fn bank() -> Bank {
    Bank::new("DE1")
}

#[test]
fn more_than_three_required_fields_are_named() {
    let transfer = Transfer::new(TransferRequired {
        to: bank(),
        account: "acct_1",
        amount: 5,
        memo: "m",
        tags: ["a", "b"],
        t1: T1::A,
    });
    let expected = json!({
        "kind": "transfer", "account": "acct_1", "amount": 5, "memo": "m", "tags": ["a", "b"],
        "to": {"iban": "DE1"}, "T1": "a", "note": "n"
    });
    assert_eq!(written(&transfer.note("n")), expected);
}

/// Without conversions, the type needs no parameters.
#[test]
fn the_struct_of_required_fields_is_a_type_of_its_own() {
    let required: TransferRequired = TransferRequired {
        account: "acct_1".to_owned(),
        amount: 5,
        memo: None,
        tags: vec![],
        to: Target::from(bank()),
        t1: T1::B,
    };
    assert_eq!(written(&Transfer::new(required))["memo"], json!(null));
}

#[test]
fn fields_of_one_type_are_named_and_others_are_positional() {
    let range = Range::new(RangeRequiredFields { from: 1, to: 2 });
    assert_eq!(written(&range), json!({"from": 1, "to": 2}));
    // The document's own type keeps its name.
    assert_eq!(
        written(&RangeRequired::new().from(true)),
        json!({"from": true})
    );
    let card = Card::new(CardRequired {
        holder: "h",
        number: "1",
    });
    let payment = Payment::new("p", 3, card);
    let expected = json!({"id": "p", "count": 3, "to": {"number": "1", "holder": "h"}});
    assert_eq!(written(&payment), expected);
}

#[test]
fn lists_take_what_their_items_do() {
    let payment = || Payment::new("p", 3, bank());
    let with = |payment: Payment| {
        let mut members = written(&payment);
        let members = members.as_object_mut().unwrap();
        members.retain(|name, _| !["id", "count", "to"].contains(&name.as_str()));
        json!(members)
    };
    let owned = vec!["x".to_owned()];
    for (payment, expected) in [
        (payment().names(["x", "y"]), json!({"names": ["x", "y"]})),
        (payment().names(owned.clone()), json!({"names": ["x"]})),
        (payment().rows([&owned]), json!({"rows": [["x"]]})),
        (
            payment().names("x y".split(' ')),
            json!({"names": ["x", "y"]}),
        ),
        (
            payment().rows([["x"], ["y"]]),
            json!({"rows": [["x"], ["y"]]}),
        ),
        (payment().rows([owned]), json!({"rows": [["x"]]})),
        (
            payment().targets([bank()]),
            json!({"targets": [{"iban": "DE1"}]}),
        ),
        (payment().counts([]), json!({"counts": []})),
        (payment().counts(vec![]), json!({"counts": []})),
        (payment().counts(1..3), json!({"counts": [1, 2]})),
        (payment().perhaps(["x"]), json!({"perhaps": ["x"]})),
        (
            payment().perhaps([None, Some("x".to_owned())]),
            json!({"perhaps": [null, "x"]}),
        ),
        (
            payment().labels([("k", "v")]),
            json!({"labels": {"k": "v"}}),
        ),
        (payment().any([("k", 1)]), json!({"any": {"k": 1}})),
        (
            payment().refund(payment()),
            json!({"refund": {"id": "p", "count": 3, "to": {"iban": "DE1"}}}),
        ),
    ] {
        assert_eq!(with(payment), expected);
    }
}

#[test]
fn what_may_be_null_takes_the_same() {
    for (change, expected) in [
        (Change::new().nickname("x"), json!({"nickname": "x"})),
        (Change::new().nickname(None), json!({"nickname": null})),
        (Change::new().nickname(Patch::Absent), json!({})),
        (Change::new().tags(["x"]), json!({"tags": ["x"]})),
        (Change::new().tags(vec![]), json!({"tags": []})),
        (Change::new().tags(None), json!({"tags": null})),
        (Change::new().sizes([1, 2]), json!({"sizes": [1, 2]})),
        (
            Change::new().labels([("k", "v".to_owned())]),
            json!({"labels": {"k": "v"}}),
        ),
        (
            Change::new().target(bank()),
            json!({"target": {"iban": "DE1"}}),
        ),
        (
            Change::new().target(Target::from(bank())),
            json!({"target": {"iban": "DE1"}}),
        ),
        (Change::new().target(None), json!({"target": null})),
        (Change::new().input("x"), json!({"input": "x"})),
        (Change::new().input(None), json!({"input": null})),
        (Change::new().size(5), json!({"size": 5})),
    ] {
        assert_eq!(written(&change), expected);
    }
    let nulls = |nulls: Nulls| written(&nulls);
    assert_eq!(
        nulls(Nulls::new(bank(), ["x"], [("k", "v".to_owned())])),
        json!({"target": {"iban": "DE1"}, "tags": ["x"], "labels": {"k": "v"}})
    );
    assert_eq!(
        nulls(Nulls::new(None, None, None)),
        json!({"target": null, "tags": null, "labels": null})
    );
    let tree = Tree::new(Tree::new(None));
    assert_eq!(tree, keeps(r#"{"up":{"up":null}}"#));
}

#[test]
fn a_union_is_made_of_its_values() {
    for (input, expected) in [
        (Input::from("x"), json!("x")),
        (Input::from("x".to_owned()), json!("x")),
        (Input::from(true), json!(true)),
        (Input::from(5), json!(5)),
        (Input::from(["x", "y"]), json!(["x", "y"])),
        (Input::from(["x".to_owned()]), json!(["x"])),
        (Input::from(vec!["x".to_owned()]), json!(["x"])),
        (Input::from([1, 2]), json!([1, 2])),
        (Input::from(vec![1, 2]), json!([1, 2])),
    ] {
        assert_eq!(written(&input), expected);
    }
}

#[test]
fn operations_take_the_same() {
    let client = Client::new();
    let call = client.send_transfer(["x", "y"], Payment::new("p", 3, bank()));
    let request = call.ids([1, 2]).to_request().unwrap();
    assert_eq!(request.uri().query(), Some("tags=x&tags=y&ids=1&ids=2"));
    let request = client.put_target(bank()).to_request().unwrap();
    assert_eq!(request.body(), r#"{"iban":"DE1"}"#);
}
