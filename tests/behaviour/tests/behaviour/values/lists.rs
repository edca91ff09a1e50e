use openapi_bindgen_behaviour::values::lists::Lists;

use super::{keeps, refused};

#[test]
fn items_may_be_null_where_the_document_says_so() {
    let lists: Lists = keeps(r#"{"numbers":[1,null]}"#);
    assert_eq!(lists.numbers, [Some(1), None]);
    assert_eq!(
        refused::<Lists>(r#"{"numbers":["x"]}"#),
        "at `numbers[0]`: expected an integer, found a string"
    );
}
