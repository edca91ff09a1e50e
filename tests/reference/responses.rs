//! All that a server may answer.

use serde_json::{Value, json};
use stripe_account_links::runtime::{Patch, Timestamp, UrlString, to_vec};
use stripe_account_links::{
    AccountLink, AccountLinkObject, AccountLinkOnboarding, AccountLinkRequired, AccountLinkUpdate,
    AccountLinkUseCase, OnboardingConfiguration, UpdateConfiguration,
};

use super::{example, plain_response, read, written};

fn link(json: &Value) -> AccountLink {
    read(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// The reference's example, with another use case.
fn with_use_case(use_case: Value) -> Value {
    let mut json = plain_response();
    json["use_case"] = use_case;
    json
}

#[track_caller]
fn onboarding(link: &AccountLink) -> &AccountLinkOnboarding {
    match &link.use_case {
        AccountLinkUseCase::AccountOnboarding(Patch::Value(onboarding)) => onboarding,
        other => panic!("{other:?}"),
    }
}

/// Without `livemode`, and without the sibling that is null.
#[test]
fn the_reference_s_own_response() {
    let json = example("responses/200");
    assert!(json.get("livemode").is_none() && json["use_case"].get("account_update").is_none());
    let link = link(&json);
    assert_eq!(link.object, AccountLinkObject::V2CoreAccountLink);
    assert_eq!(link.account, "acct_1Nv0FGQ9RKHgCVdK");
    let time = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
    assert_eq!(link.created, time("2025-03-27T17:15:18Z"));
    assert_eq!(link.expires_at, time("2025-03-27T17:25:18Z"));
    assert_eq!(link.livemode, None);
    assert_eq!(link.url.expose().as_str(), json["url"]);
    assert_eq!(
        onboarding(&link).configurations,
        [OnboardingConfiguration::Recipient]
    );
    assert_eq!(onboarding(&link).refresh_url, "https://example.com/reauth");
    assert_eq!(
        onboarding(&link).return_url,
        Patch::Value(UrlString::from("https://example.com/return"))
    );
    assert_eq!(written(&link), plain_response());
}

/// The fraction of a second and the offset are the instant's spelling, not the instant.
#[test]
fn a_timestamp_is_an_instant() {
    let mut json = plain_response();
    json["created"] = json!("2025-03-27T18:15:18.000+01:00");
    assert_eq!(link(&json).created, link(&plain_response()).created);
    json["created"] = json!("yesterday");
    let error = read::<AccountLink>(&json).expect_err("no timestamp");
    assert_eq!(error.path(), "created");
    assert!(!error.to_string().contains("yesterday"), "{error}");
}

#[test]
fn the_other_sibling_may_be_null() {
    let mut json = plain_response();
    json["use_case"]["account_update"] = Value::Null;
    assert_eq!(link(&json), link(&plain_response()));
}

#[test]
fn a_use_case_without_its_options() {
    let absent = with_use_case(json!({"type": "account_onboarding"}));
    assert_eq!(
        link(&absent).use_case,
        AccountLinkUseCase::AccountOnboarding(Patch::Absent)
    );
    assert_eq!(written(&link(&absent)), absent);
    let null = with_use_case(json!({"type": "account_update", "account_update": null}));
    assert_eq!(
        link(&null).use_case,
        AccountLinkUseCase::AccountUpdate(Patch::Null)
    );
    assert_eq!(written(&link(&null)), null);
}

#[test]
fn absent_null_and_present_are_three_things() {
    let return_url = |value: Option<Value>| {
        let mut json = plain_response();
        let options = json["use_case"]["account_onboarding"]
            .as_object_mut()
            .expect("an object");
        match value {
            Some(value) => options.insert("return_url".to_owned(), value),
            None => options.remove("return_url"),
        };
        assert_eq!(written(&link(&json)), json);
        onboarding(&link(&json)).return_url.clone()
    };
    assert_eq!(return_url(None), Patch::Absent);
    assert_eq!(return_url(Some(Value::Null)), Patch::Null);
    assert_eq!(
        return_url(Some(json!("x"))),
        Patch::Value(UrlString::from("x"))
    );
}

#[test]
fn an_unlisted_value_of_an_open_enum_is_kept_byte_for_byte() {
    let odd = [
        "merchant",
        "",
        "Recipient",
        " recipient",
        "\u{1f600}\u{0}\"\\\n",
        "reci\u{301}pient",
    ];
    let options = json!({"configurations": odd, "refresh_url": "x"});
    for json in [
        with_use_case(json!({"type": "account_onboarding", "account_onboarding": options})),
        with_use_case(json!({"type": "account_update", "account_update": options})),
    ] {
        assert_eq!(written(&link(&json)), json);
    }
    let json = with_use_case(json!({"type": "account_update", "account_update": options}));
    let AccountLinkUseCase::AccountUpdate(Patch::Value(update)) = link(&json).use_case else {
        panic!("no update")
    };
    let kept: Vec<&str> = update
        .configurations
        .iter()
        .map(UpdateConfiguration::as_str)
        .collect();
    assert_eq!(kept, odd);
    assert!(
        matches!(&update.configurations[0], UpdateConfiguration::Other(text) if text == "merchant")
    );
}

#[test]
fn an_unlisted_type_keeps_its_json() {
    let use_case = json!({"type": "account_deletion", "account_deletion": {"z": [1, 2.5, null], "a": "ü"}, "b": true});
    let json = with_use_case(use_case.clone());
    let link = link(&json);
    let AccountLinkUseCase::Unknown(unknown) = &link.use_case else {
        panic!("{:?}", link.use_case)
    };
    assert_eq!(unknown.tag(), "account_deletion");
    assert_eq!(written(unknown), use_case);
    assert_eq!(written(&link), json);
}

#[test]
fn an_unlisted_value_of_a_closed_enum_is_read() {
    let mut json = plain_response();
    json["object"] = json!("v3.core.account_link");
    let link = link(&json);
    assert!(matches!(&link.object, AccountLinkObject::Unknown(_)));
    assert_eq!(link.object, "v3.core.account_link");
    assert_eq!(written(&link), json);
}

#[test]
fn unlisted_members_do_not_matter() {
    let plain = plain_response();
    let mut json = plain.clone();
    json["new"] = json!({"a": [1]});
    json["use_case"]["new"] = json!(1);
    json["use_case"]["account_onboarding"]["new"] = Value::Null;
    assert_eq!(link(&json), link(&plain));
}

#[test]
fn an_element_that_does_not_fit_is_named() {
    let mut json = plain_response();
    json["use_case"]["account_onboarding"]["configurations"] = json!(["recipient", 3]);
    let error = read::<AccountLink>(&json).expect_err("no string");
    assert_eq!(
        error.to_string(),
        "at `use_case.account_onboarding.configurations[1]`: expected a string, found a number"
    );
    let error = read::<AccountLink>(&json!([])).expect_err("no object");
    assert_eq!(error.to_string(), "expected an object, found an array");
}

#[test]
fn serde_reads_and_writes_the_same() {
    let json = plain_response();
    let from_text: AccountLink = serde_json::from_str(&json.to_string()).expect("through serde");
    let from_value: AccountLink =
        serde_json::from_value(json.clone()).expect("through serde's value");
    assert_eq!((&from_text, &from_value), (&link(&json), &link(&json)));
    assert_eq!(
        serde_json::to_value(&from_text).expect("through serde"),
        json
    );
    assert_eq!(
        serde_json::to_vec(&from_text).expect("serde"),
        to_vec(&from_text).expect("the runtime")
    );
    let listed: Vec<Option<AccountLink>> =
        serde_json::from_value(json!([json, null])).expect("inside of another");
    assert_eq!(listed, [Some(from_text), None]);
    let error = serde_json::from_value::<AccountLink>(json!({"object": "x"})).expect_err("no link");
    assert_eq!(
        error.to_string(),
        "at `account`: missing; at `created`: missing; at `expires_at`: missing; at `url`: missing; at `use_case`: missing"
    );
}

#[test]
fn yaml_reads_it_too() {
    let json = plain_response();
    let yaml = serde_yaml::to_string(&json).expect("YAML can be written");
    assert_eq!(
        serde_yaml::from_str::<AccountLink>(&yaml).expect("YAML can be read"),
        link(&json)
    );
}

#[test]
fn debug_never_shows_the_url() {
    let link = link(&plain_response());
    for shown in [
        format!("{link:?}"),
        format!("{link:#?}"),
        format!("{:?}", Some(vec![&link])),
    ] {
        assert!(
            !shown.contains("accounts.stripe.com") && !shown.contains("alu_test"),
            "{shown}"
        );
        assert!(shown.contains("acct_1Nv0FGQ9RKHgCVdK"), "{shown}");
    }
}

/// Callers make responses, too: for their own tests.
#[test]
fn a_link_can_be_made() {
    let json = plain_response();
    let time = |name: &str| {
        json[name]
            .as_str()
            .and_then(|text| text.parse::<Timestamp>().ok())
            .expect("a timestamp")
    };
    let mut onboarding = AccountLinkOnboarding::new(
        [OnboardingConfiguration::Recipient],
        "https://example.com/reauth",
    );
    onboarding.return_url = "https://example.com/return".into();
    let made = AccountLink::new(AccountLinkRequired {
        account: "acct_1Nv0FGQ9RKHgCVdK",
        created: time("created"),
        expires_at: time("expires_at"),
        url: json["url"].as_str().expect("a string"),
        use_case: AccountLinkUseCase::account_onboarding(onboarding),
    });
    assert_eq!(made, link(&json));
    let update = AccountLinkUpdate::new([UpdateConfiguration::Recipient], "x");
    assert_eq!(
        written(&update),
        json!({"configurations": ["recipient"], "refresh_url": "x"})
    );
}
