//! The lines of the reference, each with its place in the description and the code that is generated for it.

use serde_json::Value;

use super::spec;

/// A line of the reference.
#[derive(Debug)]
pub struct Line {
    /// `use_case.type`, and for a value of an enum `use_case.type=account_update`.
    pub path: String,
    /// What stands in the parentheses; nothing for a value.
    pub kind: String,
    pub description: String,
    /// Where it stands in the description.
    pub pointer: &'static str,
    /// What is generated: `Type.field: type`, `Type::Variant` or `Type::Variant(content)`.
    pub item: &'static str,
}

impl Line {
    pub fn is_value(&self) -> bool {
        self.path.contains('=')
    }

    pub fn is_nullable(&self) -> bool {
        self.kind.contains("nullable")
    }

    /// A request says it of each parameter. A response has everything but what is null, and what the reference's own
    /// example leaves out.
    pub fn is_required(&self) -> bool {
        !self.kind.contains("optional") && !self.is_nullable() && self.path != "livemode"
    }

    /// The place of the member in a JSON document.
    pub fn member(&self) -> String {
        let path = self.path.split('=').next().unwrap_or_default();
        format!("/{}", path.replace('.', "/"))
    }
}

/// The lines of a section with its table, in order.
fn lines(section: &str, table: &[(&str, &'static str, &'static str)]) -> Vec<Line> {
    let mut parent = String::new();
    let mut lines = Vec::new();
    for text in section.lines() {
        let text = text.trim_start().trim_start_matches("- `");
        let (name, rest) = text
            .split_once("` ")
            .expect("a line names what it is about");
        let (path, kind, description) = match rest
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(") "))
        {
            Some((kind, description)) => {
                parent = name.to_owned();
                (name.to_owned(), kind, description)
            }
            None => (format!("{parent}={name}"), "", rest),
        };
        let (_, pointer, item) = table
            .iter()
            .find(|(known, ..)| *known == path)
            .unwrap_or_else(|| panic!("`{path}` is missing in the table"));
        lines.push(Line {
            path,
            kind: kind.to_owned(),
            description: description
                .trim_end_matches(" Possible enum values:")
                .to_owned(),
            pointer,
            item,
        });
    }
    lines
}

pub fn request() -> Vec<Line> {
    lines(include_str!("request.md"), &REQUEST)
}

pub fn response() -> Vec<Line> {
    lines(include_str!("response.md"), &RESPONSE)
}

const REQUEST: [(&str, &str, &str); 15] = [
    (
        "account",
        "CreateAccountLink/properties/account",
        "CreateAccountLink.account: AccountId",
    ),
    (
        "use_case",
        "CreateAccountLink/properties/use_case",
        "CreateAccountLink.use_case: UseCase",
    ),
    (
        "use_case.account_onboarding",
        "UseCase/properties/account_onboarding",
        "UseCase::AccountOnboarding(Option<AccountOnboarding>)",
    ),
    (
        "use_case.account_onboarding.configurations",
        "AccountOnboarding/properties/configurations",
        "AccountOnboarding.configurations: Vec<OnboardingConfiguration>",
    ),
    (
        "use_case.account_onboarding.configurations=recipient",
        "OnboardingConfiguration/enum",
        "OnboardingConfiguration::Recipient",
    ),
    (
        "use_case.account_onboarding.refresh_url",
        "AccountOnboarding/properties/refresh_url",
        "AccountOnboarding.refresh_url: runtime::UrlString",
    ),
    (
        "use_case.account_onboarding.return_url",
        "AccountOnboarding/properties/return_url",
        "AccountOnboarding.return_url: Option<runtime::UrlString>",
    ),
    (
        "use_case.account_update",
        "UseCase/properties/account_update",
        "UseCase::AccountUpdate(Option<AccountUpdate>)",
    ),
    (
        "use_case.account_update.configurations",
        "AccountUpdate/properties/configurations",
        "AccountUpdate.configurations: Vec<UpdateConfiguration>",
    ),
    (
        "use_case.account_update.configurations=recipient",
        "UpdateConfiguration/enum",
        "UpdateConfiguration::Recipient",
    ),
    (
        "use_case.account_update.refresh_url",
        "AccountUpdate/properties/refresh_url",
        "AccountUpdate.refresh_url: runtime::UrlString",
    ),
    (
        "use_case.account_update.return_url",
        "AccountUpdate/properties/return_url",
        "AccountUpdate.return_url: Option<runtime::UrlString>",
    ),
    ("use_case.type", "UseCase/properties/type", "UseCase"),
    (
        "use_case.type=account_onboarding",
        "UseCaseType/enum",
        "UseCase::AccountOnboarding(Option<AccountOnboarding>)",
    ),
    (
        "use_case.type=account_update",
        "UseCaseType/enum",
        "UseCase::AccountUpdate(Option<AccountUpdate>)",
    ),
];

const RESPONSE: [(&str, &str, &str); 20] = [
    (
        "object",
        "AccountLink/properties/object",
        "AccountLink.object: AccountLinkObject",
    ),
    (
        "account",
        "AccountLink/properties/account",
        "AccountLink.account: AccountId",
    ),
    (
        "created",
        "AccountLink/properties/created",
        "AccountLink.created: runtime::Timestamp",
    ),
    (
        "expires_at",
        "AccountLink/properties/expires_at",
        "AccountLink.expires_at: runtime::Timestamp",
    ),
    (
        "livemode",
        "AccountLink/properties/livemode",
        "AccountLink.livemode: Option<bool>",
    ),
    (
        "url",
        "AccountLink/properties/url",
        "AccountLink.url: runtime::Sensitive<runtime::UrlString>",
    ),
    (
        "use_case",
        "AccountLink/properties/use_case",
        "AccountLink.use_case: AccountLinkUseCase",
    ),
    (
        "use_case.account_onboarding",
        "AccountLinkUseCase/properties/account_onboarding",
        "AccountLinkUseCase::AccountOnboarding(runtime::Patch<AccountLinkOnboarding>)",
    ),
    (
        "use_case.account_onboarding.configurations",
        "AccountLinkOnboarding/properties/configurations",
        "AccountLinkOnboarding.configurations: Vec<OnboardingConfiguration>",
    ),
    (
        "use_case.account_onboarding.configurations=recipient",
        "OnboardingConfiguration/enum",
        "OnboardingConfiguration::Recipient",
    ),
    (
        "use_case.account_onboarding.refresh_url",
        "AccountLinkOnboarding/properties/refresh_url",
        "AccountLinkOnboarding.refresh_url: runtime::UrlString",
    ),
    (
        "use_case.account_onboarding.return_url",
        "AccountLinkOnboarding/properties/return_url",
        "AccountLinkOnboarding.return_url: runtime::Patch<runtime::UrlString>",
    ),
    (
        "use_case.account_update",
        "AccountLinkUseCase/properties/account_update",
        "AccountLinkUseCase::AccountUpdate(runtime::Patch<AccountLinkUpdate>)",
    ),
    (
        "use_case.account_update.configurations",
        "AccountLinkUpdate/properties/configurations",
        "AccountLinkUpdate.configurations: Vec<UpdateConfiguration>",
    ),
    (
        "use_case.account_update.configurations=recipient",
        "UpdateConfiguration/enum",
        "UpdateConfiguration::Recipient",
    ),
    (
        "use_case.account_update.refresh_url",
        "AccountLinkUpdate/properties/refresh_url",
        "AccountLinkUpdate.refresh_url: runtime::UrlString",
    ),
    (
        "use_case.account_update.return_url",
        "AccountLinkUpdate/properties/return_url",
        "AccountLinkUpdate.return_url: runtime::Patch<runtime::UrlString>",
    ),
    (
        "use_case.type",
        "AccountLinkUseCase/properties/type",
        "AccountLinkUseCase",
    ),
    (
        "use_case.type=account_onboarding",
        "UseCaseType/enum",
        "AccountLinkUseCase::AccountOnboarding(runtime::Patch<AccountLinkOnboarding>)",
    ),
    (
        "use_case.type=account_update",
        "UseCaseType/enum",
        "AccountLinkUseCase::AccountUpdate(runtime::Patch<AccountLinkUpdate>)",
    ),
];

/// The schema behind a reference, or behind the alternative to null.
fn behind<'s>(spec: &'s Value, schema: &'s Value) -> &'s Value {
    let alternatives = schema["oneOf"].as_array().into_iter().flatten();
    let shown = alternatives
        .chain([schema])
        .find(|part| part["$ref"].is_string());
    let target = shown.and_then(|part| part["$ref"].as_str()?.strip_prefix('#'));
    target.map_or(schema, |pointer| {
        spec.pointer(pointer)
            .expect("the reference leads somewhere")
    })
}

fn may_be_null(schema: &Value) -> bool {
    let listed = |ty: &Value| ty == "null";
    schema["type"].as_array().into_iter().flatten().any(listed)
        || schema["oneOf"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|part| listed(&part["type"]))
}

/// The type as the reference calls it.
fn kind_of(spec: &Value, schema: &Value) -> String {
    let schema = behind(spec, schema);
    let ty = match &schema["type"] {
        Value::Array(types) => &types[0],
        ty => ty,
    };
    match ty.as_str().unwrap_or_default() {
        "array" => {
            assert!(
                behind(spec, &schema["items"])["enum"].is_array(),
                "{schema}"
            );
            "array of enums"
        }
        "string" if schema["format"] == "date-time" => "timestamp",
        "string" if schema["enum"].is_array() => "enum",
        other => other,
    }
    .to_owned()
}

fn check_property(spec: &Value, line: &Line, property: &Value) {
    assert_eq!(property["description"], line.description, "{line:?}");
    assert_eq!(may_be_null(property), line.is_nullable(), "{line:?}");
    let (object, name) = line.pointer.split_once("/properties/").expect("a property");
    let required = spec["components"]["schemas"][object]["required"].as_array();
    let required = required.is_some_and(|names| names.iter().any(|known| known == name));
    assert_eq!(required, line.is_required(), "{line:?}");
    let kind = line.kind.split(", ").next().unwrap_or_default();
    assert_eq!(kind_of(spec, property), kind, "{line:?}");
    if let Some((_, value)) = line.kind.split_once("value is ") {
        assert_eq!(property["const"], value.trim_matches('"'), "{line:?}");
    }
}

fn check_value(line: &Line, schema: &Value, values: &Value) {
    let (_, value) = line.path.split_once('=').expect("a value");
    assert!(
        values
            .as_array()
            .is_some_and(|values| values.iter().any(|known| known == value)),
        "{line:?}"
    );
    let told = schema["x-stripeEnum"]["values"]
        .as_array()
        .expect("the values are described");
    let told = told
        .iter()
        .find(|told| told["value"] == value)
        .expect("this one is described");
    assert_eq!(told["description"], line.description, "{line:?}");
    let open = line.path.contains("configurations");
    assert_eq!(
        schema["x-stripeEnum"]["kind"],
        if open { "open" } else { "closed" },
        "{line:?}"
    );
}

#[test]
fn the_description_says_what_the_reference_says() {
    let spec = spec();
    let (request, response) = (request(), response());
    assert_eq!((request.len(), response.len()), (15, 20));
    for line in request.iter().chain(&response) {
        let pointer = format!("/components/schemas/{}", line.pointer);
        let place = spec.pointer(&pointer).unwrap_or_else(|| panic!("{line:?}"));
        if line.is_value() {
            let schema = pointer.trim_end_matches("/enum");
            check_value(
                line,
                spec.pointer(schema).expect("the enum is in a schema"),
                place,
            );
        } else {
            check_property(&spec, line, place);
        }
    }
}

#[test]
fn the_description_says_how_the_reference_calls_it() {
    let spec = spec();
    let operation = spec
        .pointer(super::OPERATION)
        .expect("there is the operation");
    let header = &spec["components"]["parameters"]["StripeVersion"];
    assert_eq!(header["name"], "Stripe-Version");
    assert_eq!(header["schema"]["const"], "2025-04-30.preview");
    assert_eq!(spec["servers"][0]["url"], "https://api.stripe.com");
    assert_eq!(
        spec["components"]["securitySchemes"]["bearerAuth"]["scheme"],
        "bearer"
    );
    let error = &operation["x-stripeErrors"][0];
    assert_eq!(error["httpStatusCode"], 404);
    assert_eq!(error["code"], "not_found");
    assert_eq!(error["description"], "The resource wasn’t found.");
}
