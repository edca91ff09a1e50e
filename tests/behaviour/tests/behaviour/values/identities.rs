use openapi_bindgen_behaviour::values::identities::{
    Cat, Folder, OwnerPage, Page, Pet, PetPage, PutAllRequest, StrictNode,
};

use super::{keeps, refused};

#[test]
fn a_page_holds_what_the_schema_that_refers_to_it_says() {
    let pets: PetPage =
        keeps(r#"{"items":[{"name":"Rex"}],"first":{"item":{"name":"Rex"}},"total":1}"#);
    assert_eq!(pets.items, [Pet::new("Rex")]);
    assert_eq!(
        refused::<PetPage>(r#"{"items":[{"age":3}]}"#),
        "at `items[0].name`: missing"
    );
    let owners: OwnerPage = keeps(r#"{"items":[{"age":3}],"first":{"item":{"age":3}}}"#);
    assert_eq!(owners.items.first().map(|owner| owner.age), Some(3));
}

#[test]
fn a_page_that_nobody_binds_holds_anything() {
    let page: Page = keeps(r#"{"items":[1,"a",{"b":null}]}"#);
    assert_eq!(page.items.len(), 3);
}

#[test]
fn a_dynamic_anchor_of_its_own_is_recursion() {
    let cat: Cat = keeps(r#"{"name":"a","children":[{"name":"b","children":[]}]}"#);
    assert_eq!(cat.children.map(|children| children.len()), Some(1));
    assert_eq!(
        refused::<Cat>(r#"{"name":"a","children":[{}]}"#),
        "at `children[0].name`: missing"
    );
}

#[test]
fn the_children_of_a_stricter_node_are_stricter() {
    let node: StrictNode = keeps(r#"{"label":"a","children":[{"label":"b"}]}"#);
    assert_eq!(node.label, "a");
    assert_eq!(
        refused::<StrictNode>(r#"{"label":"a","children":[{}]}"#),
        "at `children[0].label`: missing"
    );
}

#[test]
fn references_in_a_schema_with_an_id_begin_there() {
    let text = r#"{"leaf":{"leaf":"a"},"file":{"name":"b"},"inner":{"leaf":{"leaf":"c"}}}"#;
    let folder: Folder = keeps(text);
    assert_eq!(folder.leaf.and_then(|leaf| leaf.leaf).as_deref(), Some("a"));
    assert_eq!(folder.file.and_then(|file| file.name).as_deref(), Some("b"));
}

#[test]
fn an_anchor_leads_to_its_schema() {
    let all: PutAllRequest = keeps(r#"{"tag":{"tag":"a"},"folder":{"leaf":{"leaf":"b"}}}"#);
    assert_eq!(all.tag.and_then(|tag| tag.tag).as_deref(), Some("a"));
}
