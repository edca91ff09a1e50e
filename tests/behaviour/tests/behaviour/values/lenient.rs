use std::sync::{Arc, Mutex};

use openapi_bindgen_behaviour::values::lenient::{Client, Task, TaskTarget};
use openapi_bindgen_runtime::{Hook, Mismatched};

use super::{answer, keeps, refused};

const JSON: &str = "application/json";

/// Everything but `id` and `owner` is wrong somewhere, and neither of them is.
const WRONG: &str = r#"{"id":1,"owner":"me","meta":{},"due":"soon","steps":[{"note":"a","at":"later"},{"note":2}],"labels":{"secret":1},"target":{"name":"N","age":"old"}}"#;

#[test]
fn an_error_lists_all_that_does_not_fit() {
    assert_eq!(
        refused::<Task>(r#"{"id":"1","meta":{},"steps":[{},{"note":2},3],"due":"soon"}"#),
        "at `owner`: missing; at `id`: expected an integer, found a string; \
         at `meta`: expected a string, found an object; \
         at `due`: expected an RFC 3339 date, found another string; \
         at `steps[1].note`: expected a string, found a number; \
         at `steps[2]`: expected an object, found a number"
    );
}

#[test]
fn each_mismatch_names_its_place_in_the_document_and_what_takes_it() {
    let text = r#"{"id":1,"due":"soon","steps":[{"note":2}]}"#;
    let error = Client::new()
        .get_task()
        .read_response(answer(200, JSON, text))
        .unwrap_err();
    let error = error.decode_error().expect("it can't be read");
    let told: Vec<(String, Option<String>)> = error
        .mismatches()
        .map(|mismatch| (mismatch.path(), mismatch.setting()))
        .collect();
    let expected = [
        (
            "owner",
            "--optional '#/components/schemas/Owned/properties/owner'",
        ),
        (
            "due",
            "--format '#/components/schemas/Task/allOf/1/properties/due=string'",
        ),
        (
            "steps[0].note",
            "--opaque '#/components/schemas/Step/properties/note'",
        ),
    ];
    let expected = expected.map(|(path, setting)| (path.to_owned(), Some(setting.to_owned())));
    assert_eq!(told, expected);
}

#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Hook for Seen {
    fn mismatched(&self, response: &Mismatched<'_>) {
        let told = response.mismatches().iter();
        let told = told.map(|mismatch| format!("{} {mismatch}", response.operation()));
        self.0.lock().unwrap().extend(told);
    }
}

#[test]
fn what_is_not_required_is_absent_where_decoding_is_lenient() {
    let seen = Seen::default();
    let client = Client::new().lenient(true).hook(seen.clone());
    let response = client
        .get_task()
        .read_response(answer(200, JSON, WRONG))
        .unwrap();
    let task = response.value();
    assert_eq!(
        (task.id, &*task.owner, &task.meta, task.due),
        (1, "me", &None, None)
    );
    let notes: Vec<Option<&str>> = task.steps.iter().map(|step| step.note.as_deref()).collect();
    assert_eq!(notes, [Some("a"), None]);
    assert!(task.labels.as_ref().is_some_and(|labels| labels.is_empty()));
    assert!(matches!(&task.target, Some(TaskTarget::Person(person)) if person.age.is_none()));
    let told: Vec<String> = response
        .mismatches()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "at `meta`: expected a string, found an object",
            "at `due`: expected an RFC 3339 date, found another string",
            "at `steps[0].at`: expected an RFC 3339 timestamp, found another string",
            "at `steps[1].note`: expected a string, found a number",
            "at `labels[key 0]`: expected a string, found a number",
            "at `target.age`: expected an integer, found a string",
        ]
    );
    let hooked = seen.0.lock().unwrap().clone();
    assert_eq!(
        hooked,
        told.iter()
            .map(|text| format!("get_task {text}"))
            .collect::<Vec<_>>()
    );
    let strict = client.get_task().lenient(false);
    assert!(strict.read_response(answer(200, JSON, WRONG)).is_err());
}

#[test]
fn what_is_required_stays_an_error_where_decoding_is_lenient() {
    let call = Client::new().get_task().lenient(true);
    let wrong = r#"{"id":"x","owner":"me","meta":3,"steps":[]}"#;
    let error = call.read_response(answer(200, JSON, wrong)).unwrap_err();
    assert_eq!(
        error.decode_error().map(ToString::to_string).as_deref(),
        Some("at `id`: expected an integer, found a string")
    );
    let right = r#"{"id":1,"owner":"me","steps":[]}"#;
    let response = call.read_response(answer(200, JSON, right)).unwrap();
    assert!(response.mismatches().is_empty());
    let _ = keeps::<Task>(right);
}
