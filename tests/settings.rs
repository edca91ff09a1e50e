//! What steers the generation beside the document.

use std::path::{Path, PathBuf};

use openapi_bindgen::{Builder, Primitive};

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/settings/pets.yaml")
}

/// Everything that is generated, as one text.
fn generate(builder: &Builder) -> String {
    let files = builder.generate().unwrap().files;
    files.into_iter().map(|file| file.text).collect()
}

fn faulty(edit: impl Fn(String) -> String) -> PathBuf {
    static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings_{number}.yaml"));
    let text = std::fs::read_to_string(document()).unwrap();
    std::fs::write(&path, edit(text)).unwrap();
    path
}

/// Returns a builder of a client without modules: these tests look at names.
fn flat(document: impl Into<PathBuf>) -> Builder {
    Builder::new(document).flat(true)
}

#[test]
fn without_a_wish_everything_is_there() {
    let all = generate(&flat(document()));
    for item in [
        "pub struct Pet ",
        "pub struct Shop ",
        "pub struct Unused ",
        "fn list_pets",
        "fn get_shop",
    ] {
        assert!(all.contains(item), "{item}");
    }
}

#[test]
fn only_what_is_wanted_and_what_it_reaches() {
    let wishes = [
        flat(document()).only_operation("get_shop"),
        flat(document()).only_tag("shops"),
        flat(document()).only_path("/shops/*"),
    ];
    for builder in wishes {
        let some = generate(&builder);
        assert!(some.contains("pub struct Shop ") && some.contains("fn get_shop"));
        assert!(
            !some.contains("struct Pet") && !some.contains("list_pets") && !some.contains("Unused")
        );
    }
    let both = generate(
        &flat(document())
            .only_tag("shops")
            .only_operation("list_pets"),
    );
    assert!(both.contains("pub struct Pet ") && both.contains("pub struct Shop "));
}

#[test]
fn a_wish_that_none_fulfils_is_an_error() {
    let error = flat(document())
        .only_tag("shop")
        .generate()
        .unwrap_err()
        .to_string();
    assert!(error.contains("no operation has the tag `shop`"), "{error}");
    assert!(error.contains("did you mean `shops`?"), "{error}");
    let error = refusal(&flat(document()).only_tag("birds"));
    assert!(
        error.contains("the document has the tags `pets`, `shops`"),
        "{error}"
    );
}

fn refusal(builder: &Builder) -> String {
    builder.generate().unwrap_err().to_string()
}

#[test]
fn a_setting_that_names_nothing_says_what_may_be_meant() {
    let builder = || flat(document());
    for (builder, wanted) in [
        (
            builder().rename("pet", "Animal"),
            "did you mean `#/components/schemas/pet`?",
        ),
        (
            builder().opaque("#/components/schemas/pet/properties/kin"),
            "did you mean `#/components/schemas/pet/properties/kind`?",
        ),
        (
            builder().alias("x-theirs", "x-bindgen-enun"),
            "did you mean `x-bindgen-enum`?",
        ),
        (
            builder().alias("x-bindgen-enum", "x-theirs"),
            "the vendor's name comes first: `x-theirs=x-bindgen-enum`",
        ),
    ] {
        let error = refusal(&builder);
        assert!(error.contains(wanted), "{error}");
        assert!(
            error.ends_with("1 error\n"),
            "one fault, one message: {error}"
        );
    }
}

#[test]
fn a_setting_says_the_group() {
    let in_group = |target: &str| {
        let text = generate(&Builder::new(document()).group(target, "zoo.animals"));
        assert!(
            text.contains("fn shops("),
            "{target}: others stay where they are"
        );
        text.contains("fn zoo(") && text.contains("fn animals(") && !text.contains("fn pets(")
    };
    for target in ["pets", "list_pets", "#/paths/~1pets/get"] {
        assert!(in_group(target), "{target}");
    }
    // What is said of one operation goes before what is said of its tag.
    let both = Builder::new(document())
        .group("list_pets", "animals")
        .group("pets", "zoo");
    let text = generate(&both);
    assert!(text.contains("fn animals(") && !text.contains("fn zoo("));
    // A group that the filter leaves out may be named nevertheless.
    let _ = generate(
        &Builder::new(document())
            .group("pets", "zoo")
            .only_tag("shops"),
    );
}

#[test]
fn a_group_of_nothing_is_an_error() {
    let cases = [
        ("pet", "zoo", "did you mean `pets`?"),
        (
            "#/components/schemas/pet",
            "zoo",
            "or the id or the JSON pointer of one",
        ),
        ("pets", ".", "the group of `pets` needs a name"),
    ];
    for (target, name, wanted) in cases {
        let error = refusal(&Builder::new(document()).group(target, name));
        assert!(error.contains(wanted), "{error}");
    }
}

#[test]
fn a_missing_description_is_named() {
    let error = refusal(&flat("no/such.yaml"));
    assert_eq!(error, "error: there is no file `no/such.yaml`");
}

/// What is left of an operation without a part is generated, and told.
#[test]
fn an_operation_that_lost_a_part_is_counted() {
    let broken =
        faulty(|text| text.replace("'#/components/schemas/shop'", "'#/components/schemas/gone'"));
    let generated = flat(&broken).keep_going(true).generate().unwrap();
    assert_eq!((generated.operations, generated.left_out), (2, 0));
    assert_eq!(generated.incomplete, ["GET /shops/{id}"]);
    assert_eq!(generated.errors, 1);
    let broken = faulty(|text| text.replace("{$ref: '#/components/schemas/shop'}", "17"));
    let generated = flat(&broken).keep_going(true).generate().unwrap();
    assert_eq!(generated.missing, ["GET /shops/{id}"]);
    assert!(generated.incomplete.is_empty());
}

/// Operations that can't be generated are missing without an error, too; those that nobody asked for are not.
#[test]
fn an_operation_that_is_not_read_is_missing() {
    let document = faulty(|text| {
        text.replace("openapi: 3.1.0", "openapi: 3.2.0").replace(
            "  /pets:\n",
            "  /pets:\n    additionalOperations: {COPY: {responses: {}}}\n",
        )
    });
    let generated = flat(&document).generate().unwrap();
    assert_eq!((generated.left_out, generated.errors), (1, 0));
    assert_eq!(generated.missing, ["COPY /pets"]);
    let chosen = flat(&document).only_path("/shops*").generate();
    assert_eq!(chosen.unwrap().left_out, 0);
}

/// One type stands for a body that is written out for each of its media types.
#[test]
fn a_body_of_several_media_types_counts_once() {
    let body = "{schema: {type: object, properties: {a: {type: string}}}}";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /a:\n    post:\n      operationId: post\n      \
         requestBody:\n        content:\n          application/json: {body}\n          \
         application/x-www-form-urlencoded: {body}\n          application/merge-patch+json: {body}\n      \
         responses: {{'204': {{description: Done.}}}}\n"
    );
    let path = faulty(|_| text.clone());
    let generated = flat(path).strict(true).generate().unwrap();
    assert_eq!(
        (generated.properties, generated.declared_properties),
        (1, 1)
    );
}

#[test]
fn a_fault_costs_one_operation_and_not_the_others() {
    let broken = faulty(|text| text.replace("{$ref: '#/components/schemas/shop'}", "17"));
    let error = flat(&broken).generate().unwrap_err().to_string();
    assert!(
        error.contains("settings_") && error.contains(":21:"),
        "{error}"
    );
    let generated = flat(&broken).keep_going(true).generate().unwrap();
    assert_eq!((generated.operations, generated.left_out), (1, 1));
    assert!(
        generated.warnings.contains(":21:"),
        "{}",
        generated.warnings
    );
}

#[test]
fn a_format_means_what_it_is_mapped_to() {
    let builder = flat(document()).format("date-time", Primitive::String);
    let mapped = generate(&builder.format("chip-id", Primitive::Url));
    assert!(
        mapped.contains("pub born: String,")
            && mapped.contains("pub chip: Option<runtime::UrlString>,")
    );
    let plain = generate(&flat(document()));
    assert!(
        plain.contains("pub born: runtime::Timestamp,")
            && plain.contains("pub chip: Option<String>,")
    );
}

#[test]
fn errors_say_their_code_and_message_where_it_is_set() {
    let builder = flat(document()).error_code("error/code");
    let set = generate(&builder.error_message("error/text"));
    assert!(
        set.contains("error_code: &[\"error\", \"code\"],")
            && set.contains("error_message: &[\"error\", \"text\"],")
    );
    let plain = generate(&flat(document()));
    assert!(plain.contains("error_message: &[],") && plain.contains("usual_error_message: true,"));
}

#[test]
fn a_place_has_the_type_that_it_is_mapped_to() {
    let born = "#/components/schemas/pet/properties/born";
    for (primitive, ty) in [
        (Primitive::DateTime, "runtime::DateTime"),
        (Primitive::AnyDateTime, "runtime::AnyDateTime"),
        (Primitive::String, "String"),
    ] {
        let mapped = generate(&flat(document()).format_at(born, primitive));
        assert!(mapped.contains(&format!("pub born: {ty},")), "{ty}");
    }
    assert_eq!(
        "datetime".parse::<Primitive>().unwrap(),
        Primitive::DateTime
    );
    let both = flat(document()).format("date-time", Primitive::AnyDateTime);
    let both =
        generate(&both.format_at("/components/schemas/unused/properties/a", Primitive::Uuid));
    assert!(both.contains("pub born: runtime::AnyDateTime,"));
    assert!(both.contains("pub a: Option<runtime::Uuid>,"));
    let named = generate(&flat(document()).format_at("#/components/schemas/pet", Primitive::Url));
    assert!(
        named.contains("pub type Pet = runtime::UrlString;"),
        "{named}"
    );
}

#[test]
fn a_property_may_be_missing_where_the_configuration_says_so() {
    let kind = "#/components/schemas/pet/properties/kind";
    let some = generate(&flat(document()).optional(kind));
    assert!(some.contains("pub kind: Option<PetKind>,") && some.contains("pub born: runtime::"));
    let path = faulty(|text| text.replace("[kind, born]", "[kind, born, owner]"));
    let owner = "#/components/schemas/pet/required/2";
    let all = generate(&flat(&path));
    assert!(all.contains("pub owner: runtime::Value,"));
    let some = generate(&flat(&path).optional(owner));
    assert!(some.contains("pub owner: Option<runtime::Value>,"));
}

#[test]
fn a_place_that_is_no_schema_or_property_is_an_error() {
    for pointer in ["#/components/schemas/nobody", "#/info", "nowhere"] {
        let builder = flat(document()).format_at(pointer, Primitive::Uuid);
        let message = builder.generate().unwrap_err().to_string();
        let expected = format!("`{pointer}` is to have another format, but leads to no schema");
        assert!(message.contains(&expected), "{message}");
    }
    for pointer in [
        "#/components/schemas/pet",
        "#/components/schemas/pet/properties/no",
    ] {
        let builder = flat(document()).optional(pointer);
        let message = builder.generate().unwrap_err().to_string();
        let expected = format!("`{pointer}` is to be optional, but leads to no property");
        assert!(message.contains(&expected), "{message}");
    }
}

#[test]
fn strict_enums_have_nothing_but_what_is_listed() {
    let strict = generate(&flat(document()).strict_enums(true));
    assert!(
        strict.contains("runtime::enumeration!(PetKind, string, unknown = reject)")
            && !strict.contains("Unknown(")
    );
    let kept = generate(&flat(document()));
    assert!(
        kept.contains("runtime::enumeration!(PetKind, string, unknown = keep)")
            && kept.contains("Unknown(runtime::Unknown)")
    );
}

#[test]
fn a_name_is_what_is_asked_for() {
    let named = flat(document())
        .rename("#/components/schemas/pet", "Animal")
        .rename("#/components/schemas/pet/properties/kind", "Species")
        .rename("#/components/schemas/pet/properties/born", "birth")
        .rename("#/paths/~1pets/get", "animals");
    let text = generate(&named);
    for item in [
        "pub struct Animal ",
        "pub kind: Species,",
        "pub birth: runtime::Timestamp,",
        "pub fn animals(",
    ] {
        assert!(text.contains(item), "{item}");
    }
    assert!(
        text.contains("fields.required(\"born\")") && text.contains("birth"),
        "the wire keeps its name"
    );
    let error = named
        .rename("#/components/schemas/bird", "Bird")
        .generate()
        .unwrap_err()
        .to_string();
    assert!(error.contains("leads nowhere"), "{error}");
}

/// A shop, the pets it has, and what is made of a shop.
const REACHING: &str = "shop:
      type: object
      properties:
        name: {type: string}
        best: {$ref: '#/components/schemas/pet'}
        all: {type: array, items: {$ref: '#/components/schemas/pet'}}
        branch: {$ref: '#/components/schemas/branch'}
    branch:
      description: Another shop.
      allOf: [{$ref: '#/components/schemas/shop'}, {type: object, properties: {number: {type: integer}}}]
    ";

#[test]
fn what_is_to_be_raw_is_not_looked_into() {
    let path = faulty(|text| {
        let shop =
            "shop:\n      type: object\n      properties:\n        name: {type: string}\n    ";
        text.replace(shop, REACHING)
    });
    let shop = || flat(&path).only_operation("get_shop").strict(true);
    let whole = generate(&shop());
    assert!(whole.contains("struct Pet ") && whole.contains("pub branch: Option<Box<Branch>>,"));

    let without_pets = generate(&shop().opaque("#/components/schemas/pet"));
    assert!(
        !without_pets.contains("struct Pet"),
        "nothing else leads to it"
    );
    assert!(without_pets.contains("pub best: Option<runtime::Value>,"));
    assert!(without_pets.contains("pub all: Option<Vec<runtime::Value>>,"));

    let without_best = generate(&shop().opaque("/components/schemas/shop/properties/best"));
    assert!(without_best.contains("pub best: Option<runtime::Value>,"));
    assert!(without_best.contains("pub all: Option<Vec<Pet>>,"));

    // What is added to something raw is raw with it.
    let raw = generate(&shop().opaque("#/components/schemas/shop"));
    assert!(raw.contains("type Output = runtime::Value;"), "{raw}");
    let all = generate(&flat(&path).opaque("#/components/schemas/shop"));
    assert!(
        all.contains("struct Pet ") && !all.contains("struct Branch") && !all.contains("number")
    );
}

#[test]
fn what_is_to_be_raw_is_a_schema() {
    for pointer in ["#/components/schemas/bird", "#/paths/~1pets", "pets"] {
        let builder = flat(document()).opaque(pointer);
        let error = builder.generate().unwrap_err().to_string();
        let expected = format!("`{pointer}` is to be opaque, but leads to no schema");
        assert!(error.contains(&expected), "{error}");
    }
}

/// The document with a parameter that counts pages.
fn paged(edit: impl Fn(String) -> String) -> PathBuf {
    let parameter = "\n      parameters: [{name: page, in: query, schema: {type: integer}}]";
    faulty(|text| {
        let tags = "\n      tags: [pets]";
        edit(text.replace(tags, &format!("{parameter}{tags}")))
    })
}

const PAGES: &str = "{kind: page, parameter: page}";
const IS_PAGED: &str = "impl runtime::Paginated for ListPets";

#[test]
fn pages_follow_each_other_as_the_configuration_says() {
    let plain = paged(|text| text);
    assert!(!generate(&flat(&plain)).contains("Paginated"));
    let text = generate(&flat(&plain).pagination(PAGES));
    assert!(text.contains(IS_PAGED) && text.contains("PageStrategy::Number"));
    assert_eq!(text.matches("Paginated").count(), 1, "a shop is no list");
    let several = flat(&plain).pagination("[{kind: link}, {kind: offset, parameter: page}]");
    let error = several.generate().unwrap_err().to_string();
    assert!(
        error.contains("no operation matches this pagination rule"),
        "{error}"
    );
    let text = generate(&several.only_operation("list_pets").pagination(PAGES));
    assert!(text.contains("PageStrategy::Offset"), "the first that fits");
}

#[test]
fn the_configuration_goes_before_the_documents_rules_and_an_operation_before_both() {
    let rule = |text: String| {
        text.replace(
            "paths:",
            "x-bindgen-pagination: {kind: offset, parameter: page}\npaths:",
        )
    };
    let ruled = paged(rule);
    assert!(generate(&flat(&ruled)).contains("PageStrategy::Offset"));
    let configured = flat(&ruled).only_operation("list_pets").pagination(PAGES);
    assert!(generate(&configured).contains("PageStrategy::Number"));
    for (own, paging) in [
        ("{kind: link}", Some("PageStrategy::Link")),
        ("false", None),
    ] {
        let tags = format!("x-bindgen-pagination: {own}\n      tags: [pets]");
        let own = paged(|text| rule(text).replace("tags: [pets]", &tags));
        let builder = flat(own).only_operation("list_pets").pagination(PAGES);
        let text = generate(&builder);
        assert_eq!(text.contains(IS_PAGED), paging.is_some());
        assert!(text.contains(paging.unwrap_or_default()));
    }
}

#[test]
fn what_is_wrong_with_configured_pages_is_told_with_its_place() {
    let many = format!("[{}]", "{kind: link}, ".repeat(33));
    for (rules, expected) in [
        (many.as_str(), "give it no more than 32 rules"),
        ("kind: page\nparametr: page", "did you mean `parameter`?"),
        ("kind: page\nparametr: page", "the setting `pagination`:2:1"),
        ("kind: [", "the setting `pagination`"),
        ("page", "can't be used like this"),
        ("{kind: page, parameter: pag}", "did you mean `page`?"),
    ] {
        let builder = flat(paged(|text| text)).pagination(rules);
        let error = builder.generate().unwrap_err().to_string();
        assert!(error.contains(expected), "{rules}: {error}");
    }
}

/// Where all operations are called by their paths, that is a style; in a document of one's own it is a slip.
#[test]
fn an_operation_without_an_id_is_a_slip_in_a_strict_document() {
    let path = faulty(|text| {
        text.replace("operationId: list_pets", "summary: List pets")
            .replace("operationId: get_shop", "summary: Get a shop")
    });
    assert_eq!(flat(&path).generate().unwrap().warnings, "");
    let error = refusal(&flat(&path).strict(true));
    assert!(
        error.contains("error[missing-key]: an operation has no `operationId`"),
        "{error}"
    );
    assert!(error.contains("1 more like this: "), "{error}");
}

/// A mock answers with what its client can read.
#[test]
fn an_example_that_its_type_refuses_is_not_served() {
    let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: get\n      \
                responses:\n        '200':\n          description: A.\n          content:\n            application/json:\n              \
                schema: {type: object, properties: {at: {type: string, format: date-time}}}\n              \
                examples: {one: {value: {at: yesterday}}, two: {value: {at: '2024-05-31T12:00:00Z'}}}\n";
    let path = faulty(|_| text.to_owned());
    let generated = flat(path).mock(true).generate().unwrap();
    assert!(
        generated.warnings.contains("must be a date and time"),
        "{}",
        generated.warnings
    );
    let mock = generated
        .files
        .iter()
        .find(|file| file.path == "mock.rs")
        .unwrap();
    assert!(
        mock.text.contains("2024-05-31") && !mock.text.contains("yesterday"),
        "{}",
        mock.text
    );
}

/// What is misspelt under `required` is told once, and no example is blamed for it.
#[test]
fn a_required_name_that_is_misspelt_is_one_fault() {
    let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
                Pet: {type: object, required: [nmae], properties: {name: {type: string}}, example: {name: Rex}}\n";
    let error = refusal(
        &Builder::new(faulty(|_| text.to_owned()))
            .flat(true)
            .strict(true),
    );
    assert!(
        error.contains("did you mean `name`?") && error.ends_with("1 error\n"),
        "{error}"
    );
}

#[test]
fn examples_begin_with_the_path_of_the_crate() {
    let of = |path: &str| flat(document()).crate_path(path);
    let compiled = generate(&of("my_app::api"));
    assert!(compiled.contains("/// ```no_run\n") && compiled.contains("&my_app::api::Client<"));
    let shown = generate(&flat(document()));
    assert!(shown.contains("/// ```text\n") && !shown.contains("/// ```no_run"));
    for path in ["my-app", "", "api; fn injected() {}", "::api", "api::<u8>"] {
        let error = of(path).generate().unwrap_err().to_string();
        assert!(error.contains("is no path of a crate"), "{path}: {error}");
    }
}
