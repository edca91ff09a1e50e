use openapi_bindgen_behaviour::values::{forms, forms_3_1};

#[test]
fn an_object_in_a_form_is_written_as_its_edition_says() {
    use forms::{Client, Form, Point};
    let point = || Point::new().x(1).y("q r");
    let form = Form::new()
        .obj(point())
        .said(point())
        .tags(["a".to_owned(), "b".to_owned()])
        .list([point()]);
    let request = Client::new().post_form(form).to_request().unwrap();
    assert_eq!(
        request.body(),
        "x=1&y=q%20r&said=%7B%22x%22%3A1%2C%22y%22%3A%22q%20r%22%7D&tags=a&tags=b\
         &list%5B0%5D%5Bx%5D=1&list%5B0%5D%5By%5D=q%20r"
    );

    use forms_3_1 as later;
    let point = || later::Point::new().x(1).y("q r");
    let form = later::Form::new().obj(point()).said(point());
    let request = later::Client::new().post_form(form).to_request().unwrap();
    assert_eq!(
        request.body(),
        "obj=%7B%22x%22%3A1%2C%22y%22%3A%22q%20r%22%7D&x=1&y=q%20r"
    );
}

#[test]
fn a_list_in_an_object_of_a_query_is_a_pair_an_item() {
    use forms::{Client, Pageable};
    let pageable = Pageable::new()
        .page(0)
        .sort(["a".to_owned(), "b,c".to_owned()]);
    let call = Client::new().get_pages().pageable(pageable);
    let request = call.url("https://a/%2F?b c").to_request().unwrap();
    assert_eq!(
        request.uri().query(),
        Some("page=0&sort=a&sort=b%2Cc&url=https://a/%2F?b%20c")
    );
}

#[test]
fn a_part_is_of_the_media_type_that_its_schema_holds() {
    use forms_3_1::{Client, Parts, runtime::Base64};
    let parts = Parts::new().icon(Base64::from(vec![0xFF])).note("{}");
    let request = Client::new().post_parts(parts).to_request().unwrap();
    let text = std::str::from_utf8(request.body()).unwrap();
    let parts: Vec<&str> = text
        .split("Content-Disposition: form-data; ")
        .skip(1)
        .map(|part| part.split("\r\n--").next().unwrap())
        .collect();
    assert_eq!(
        parts,
        [
            "name=\"icon\"\r\nContent-Type: image/png\r\n\r\n/w==",
            "name=\"note\"\r\n\r\n{}",
        ]
    );
}
