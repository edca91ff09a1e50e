//! What resolving makes of a document: references followed, everything inherited filled in.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;

use openapi_bindgen::internals::{
    self, Diagnostics, Location, Method, Operation, Parameter, ParameterShape, Resolved, Role,
    Schema, SecurityKind, StatusRange, Style, Type,
};

fn resolve_with(text: &str, aliases: &[(&str, &str)]) -> (Resolved, Diagnostics) {
    let aliases: BTreeMap<String, String> = aliases
        .iter()
        .map(|(theirs, ours)| ((*theirs).to_owned(), (*ours).to_owned()))
        .collect();
    let read = internals::read(text, "pets", None, aliases);
    let resolved = read.resolved.expect("an OpenAPI document");
    (resolved, read.diagnostics)
}

/// A document without a fault.
fn resolved(text: &str) -> Resolved {
    let (resolved, diagnostics) = resolve_with(text, &[]);
    assert_eq!(internals::render(&diagnostics, text), "");
    resolved
}

/// The kinds of what was said, in order.
fn kinds(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.kind)
        .collect()
}

fn document(paths: &str, components: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n{paths}\ncomponents:\n  securitySchemes: \
         {{}}\n{components}\n"
    )
}

fn parameter<'o>(operation: &'o Operation, name: &str) -> &'o Parameter {
    operation
        .parameters
        .iter()
        .find(|parameter| parameter.name == name)
        .expect("the parameter is there")
}

fn component<'r>(resolved: &'r Resolved, name: &str) -> &'r Schema {
    let (_, id) = resolved
        .components
        .iter()
        .find(|(component, _)| component == name)
        .expect("the component is there");
    resolved.schema(*id)
}

#[test]
fn an_operation_inherits_parameters_servers_and_security() {
    let resolved = resolved(
        r#"
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: https://root.example.com}]
security: [{key: []}, {}]
paths:
  /pets/{id}:
    servers: [{url: https://path.example.com}]
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: x-trace, in: header, description: the path's, schema: {type: string}}
      - {name: trace, in: query, schema: {type: string}}
    get:
      parameters:
        - {name: X-Trace, in: header, description: its own, schema: {type: string}}
        - {name: trace, in: cookie, schema: {type: string}}
      responses: {"200": {description: A pet.}, 4XX: {description: An error.}, default: {description: Else.}}
    delete:
      security: []
      servers: [{url: https://own.example.com}]
      responses: {"204": {description: Gone.}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
    login: {type: oauth2, flows: {}}
    basic: {type: http, scheme: Basic}
"#,
    );
    let [get, delete] = resolved.operations.as_slice() else {
        unreachable_operations(&resolved)
    };
    let names: Vec<_> = get
        .parameters
        .iter()
        .map(|it| (it.name.as_str(), it.location))
        .collect();
    let expected = [
        ("id", Location::Path),
        ("trace", Location::Query),
        ("X-Trace", Location::Header),
        ("trace", Location::Cookie),
    ];
    assert_eq!(names, expected);
    assert_eq!(
        parameter(get, "X-Trace").description.as_deref(),
        Some("its own")
    );
    assert_eq!(get.servers[0].url, "https://path.example.com");
    assert_eq!(delete.servers[0].url, "https://own.example.com");
    assert_eq!(get.security, [vec![("key".to_owned(), vec![])], vec![]]);
    assert!(delete.security.is_empty());
    assert_eq!((get.method, delete.method), (Method::Get, Method::Delete));
    let statuses: Vec<StatusRange> = get
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    assert_eq!(
        statuses,
        [
            StatusRange::Exact(200),
            StatusRange::Class(4),
            StatusRange::Default
        ]
    );
    let kinds: Vec<&SecurityKind> = resolved
        .security_schemes
        .iter()
        .map(|scheme| &scheme.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            &SecurityKind::ApiKeyQuery("key".to_owned()),
            &SecurityKind::Token,
            &SecurityKind::Basic
        ]
    );
}

fn unreachable_operations(resolved: &Resolved) -> ! {
    panic!("two operations, not {}", resolved.operations.len())
}

#[test]
fn styles_have_the_defaults_of_their_place() {
    let resolved = resolved(&document(
        r#"
  /{a}/{b}:
    get:
      parameters:
        - {name: a, in: path, required: true, schema: {}}
        - {name: b, in: path, required: true, style: matrix, explode: true, schema: {}}
        - {name: c, in: query, schema: {}}
        - {name: d, in: query, style: pipeDelimited, schema: {}}
        - {name: e, in: header, schema: {}}
        - {name: f, in: cookie, schema: {}}
        - {name: g, in: query, explode: false, content: {application/json: {schema: {}}}}
      responses: {default: {description: Any.}}
"#,
        "",
    ));
    let style = |name| {
        let parameter = parameter(&resolved.operations[0], name);
        (parameter.style, parameter.explode)
    };
    assert_eq!(style("a"), (Style::Simple, false));
    assert_eq!(style("b"), (Style::Matrix, true));
    assert_eq!(style("c"), (Style::Form, true));
    assert_eq!(style("d"), (Style::PipeDelimited, false));
    assert_eq!(style("e"), (Style::Simple, false));
    assert_eq!(style("f"), (Style::Form, true));
    assert_eq!(style("g"), (Style::Form, false));
    assert!(matches!(
        parameter(&resolved.operations[0], "g").shape,
        ParameterShape::Content(_)
    ));
    assert_eq!(resolved.servers[0].url, "/", "the default server");
}

#[test]
fn references_lead_anywhere_in_the_document() {
    let resolved = resolved(&document(
        r##"
  /pets/{id}:
    $ref: "#/components/pathItems/Pet"
  /dogs:
    post:
      parameters: [{$ref: "#/components/parameters/Alias", description: How many dogs.}]
      requestBody: {$ref: "#/components/requestBodies/Dog"}
      responses:
        "200": {$ref: "#/components/responses/Dog"}
        "201":
          description: Inline.
          headers: {X-Id: {$ref: "#/components/headers/Id"}}
          content: {application/json: {schema: {$ref: "#/paths/~1dogs/post/responses/201/x-shape"}}}
          x-shape: {type: array, items: {$ref: "#/components/schemas/a~1b~0c%20%C3%A9/properties/inner"}}
"##,
        r##"
  pathItems:
    Pet:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      get: {operationId: getPet, responses: {default: {description: Any.}}}
  parameters:
    Alias: {$ref: "#/components/parameters/Limit", description: The nearest counts.}
    Limit: {name: limit, in: query, description: The furthest., schema: {type: integer}}
  requestBodies: {Dog: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Dog"}}}}}
  responses: {Dog: {description: A dog., content: {application/json: {schema: {$ref: "#/components/schemas/Dog"}}}}}
  headers: {Id: {schema: {type: string}, x-bindgen-role: request-id}}
  schemas:
    Dog: {type: object, properties: {mother: {$ref: "#/components/schemas/Dog"}}}
    "a/b~c é": {type: object, properties: {inner: {type: boolean}}}
"##,
    ));
    let [get, post] = resolved.operations.as_slice() else {
        unreachable_operations(&resolved)
    };
    assert_eq!(
        (get.path.as_str(), get.id.as_deref()),
        ("/pets/{id}", Some("getPet"))
    );
    assert_eq!(parameter(get, "id").location, Location::Path);
    assert_eq!(parameter(post, "limit").component.as_deref(), Some("Limit"));
    assert!(post.request_body.as_ref().is_some_and(|body| body.required));
    assert_eq!(post.responses[1].headers[0].1.role, Some(Role::RequestId));
    let list = post.responses[1].content[0].schema.expect("a schema");
    let list = resolved.schema(resolved.schema(list).reference.expect("a reference"));
    assert_eq!(list.types, [Type::Array]);
    let item = resolved.schema(list.items.expect("items"));
    assert_eq!(
        resolved.schema(item.reference.expect("a reference")).types,
        [Type::Boolean]
    );
    let dog = component(&resolved, "Dog");
    let mother = resolved
        .schema(dog.properties[0].1)
        .reference
        .expect("a reference");
    assert_eq!(
        resolved.schema(mother).at,
        dog.at,
        "a recursive type is no fault"
    );
}

#[test]
fn a_discriminator_maps_names_and_references() {
    let resolved = resolved(&document(
        "  {}",
        r##"
  schemas:
    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/dog~1v1"}]
      discriminator: {propertyName: kind, mapping: {cat: Cat, dog: dog/v1, hound: "#/components/schemas/dog~1v1"}}
    Cat: {type: object}
    dog/v1: {type: object}
"##,
    ));
    let discriminator = component(&resolved, "Pet")
        .discriminator
        .clone()
        .expect("a discriminator");
    let targets: Vec<(&str, _)> = discriminator
        .mapping
        .iter()
        .map(|(value, id)| (value.as_str(), resolved.schema(*id).at))
        .collect();
    let (cat, dog) = (
        component(&resolved, "Cat").at,
        component(&resolved, "dog/v1").at,
    );
    assert_eq!(targets, [("cat", cat), ("dog", dog), ("hound", dog)]);
}

#[test]
fn what_3_0_says_is_said_in_3_1_words() {
    let resolved = resolved(
        r##"
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths: {}
components:
  schemas:
    Name: {type: string, nullable: true}
    Any: {nullable: true}
    Age: {type: integer, minimum: 0, exclusiveMinimum: true, maximum: 9.50, exclusiveMaximum: false, minLength: 2.0}
    Map: {type: object, additionalProperties: false}
"##,
    );
    assert_eq!(
        component(&resolved, "Name").types,
        [Type::String, Type::Null]
    );
    assert!(component(&resolved, "Any").nullable && component(&resolved, "Any").types.is_empty());
    let limits = &component(&resolved, "Age").limits;
    assert_eq!(
        (&limits.minimum, limits.exclusive_minimum.as_deref()),
        (&None, Some("0"))
    );
    assert_eq!(
        (limits.maximum.as_deref(), &limits.exclusive_maximum),
        (Some("9.5"), &None)
    );
    assert_eq!(limits.min_length, Some(2));
    let additional = component(&resolved, "Map")
        .additional_properties
        .expect("a schema");
    assert_eq!(resolved.schema(additional).boolean, Some(false));
}

#[test]
fn a_reference_of_3_0_stands_alone_and_one_of_3_1_does_not() {
    let schemas = "
  schemas:
    A: {type: string}
    B: {$ref: '#/components/schemas/A', description: Beside.}";
    let text = document("  {}", schemas);
    let resolved = resolved(&text);
    let b = component(&resolved, "B");
    assert!(b.reference.is_some() && b.description.as_deref() == Some("Beside."));
    let (resolved, diagnostics) = resolve_with(&text.replace("3.1.0", "3.0.0"), &[]);
    let b = component(&resolved, "B");
    assert!(b.reference.is_some() && b.description.is_none());
    assert_eq!(kinds(&diagnostics), ["ignored-sibling"]);
}

#[test]
fn one_broken_operation_does_not_cost_the_others() {
    let text = document(
        r##"
  /broken:
    get: {parameters: [{$ref: "#/components/parameters/None"}], responses: {default: {description: Any.}}}
    put: {responses: {default: {$ref: "#/components/responses/Broken"}}}
    post: {responses: {default: {description: Any.}}}
  /{id:
    get: {responses: {default: {description: Any.}}}
  /all:
    parameters: [{name: a, in: nowhere, schema: {}}]
    get: {responses: {default: {description: Any.}}}
"##,
        "  responses: {Broken: {description: [7]}}",
    );
    let (resolved, diagnostics) = resolve_with(&text, &[]);
    let left: Vec<_> = resolved
        .operations
        .iter()
        .map(|it| (it.path.as_str(), it.method))
        .collect();
    assert_eq!(left, [("/broken", Method::Post)]);
    let out: Vec<_> = resolved
        .left_out
        .iter()
        .map(|it| (it.path.as_str(), it.method.as_deref()))
        .collect();
    let expected = [
        ("/broken", Some("GET")),
        ("/broken", Some("PUT")),
        ("/{id", Some("GET")),
        ("/all", Some("GET")),
    ];
    assert_eq!(out, expected);
    assert_eq!(diagnostics.error_count(), 4);
}

#[test]
fn extensions_are_read_by_any_of_their_names() {
    let text = document(
        r##"
  /pets:
    post:
      parameters: [{name: Key, in: header, schema: {type: string}, x-bindgen-role: idempotency-key}]
      responses: {default: {description: Any.}}
      x-acme-errors: [{code: gone, description: It left., httpStatusCode: 410, type: state}]
"##,
        r##"
  schemas:
    Kind:
      type: string
      enum: [cat, 7]
      x-acme-enum: {kind: closed, values: [{value: cat, description: A cat.}, {value: 7, name: seven}]}
    Use: {type: object, x-bindgen-union: kind, x-bindgen-name: Usage}
    Secret: {type: string, x-bindgen-sensitive: true, x-bindgen-role: error-code, x-acme-other: 1}
"##,
    )
    .replace(
        "info:",
        "x-bindgen-aliases: {x-acme-enum: x-bindgen-enum}\ninfo:",
    );
    let (resolved, diagnostics) = resolve_with(&text, &[("x-acme-errors", "x-bindgen-errors")]);
    assert_eq!(internals::render(&diagnostics, &text), "");
    let operation = &resolved.operations[0];
    assert_eq!(operation.parameters[0].role, Some(Role::IdempotencyKey));
    let error = &operation.errors[0];
    assert_eq!(
        (error.code.as_str(), error.status, error.family.as_deref()),
        ("gone", Some(410), Some("state"))
    );
    let extension = component(&resolved, "Kind")
        .extensions
        .enumeration
        .clone()
        .expect("the extension");
    assert_eq!(extension.open, Some(false));
    let rows = extension.rows.iter().map(|row| {
        let (value, is_text) = &row.value;
        (
            value.as_str(),
            *is_text,
            row.description.as_deref(),
            row.name.as_deref(),
        )
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            ("cat", true, Some("A cat."), None),
            ("7", false, None, Some("seven"))
        ]
    );
    let extensions = &component(&resolved, "Use").extensions;
    let text = |of: &Option<(String, _)>| of.as_ref().map(|(text, _)| text.clone());
    assert_eq!(text(&extensions.union).as_deref(), Some("kind"));
    assert_eq!(text(&extensions.name).as_deref(), Some("Usage"));
    let extensions = &component(&resolved, "Secret").extensions;
    assert_eq!(
        (extensions.sensitive, extensions.role),
        (true, Some(Role::ErrorCode))
    );
}

#[test]
fn a_cycle_of_references_is_cut() {
    let text = document(
        "  {}",
        "  schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
    );
    let (resolved, diagnostics) = resolve_with(&text, &[]);
    assert_eq!(kinds(&diagnostics), ["reference-cycle"]);
    assert!(
        component(&resolved, "A").reference.is_some()
            && component(&resolved, "B").reference.is_none()
    );
    let parameters = "  parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}";
    let paths = "  /a: {get: {parameters: [{$ref: '#/components/parameters/A'}], responses: {}}}";
    let (resolved, diagnostics) = resolve_with(&document(paths, parameters), &[]);
    assert_eq!(kinds(&diagnostics), ["reference-cycle"]);
    assert_eq!(resolved.left_out.len(), 1);
}

/// A chain as long as the document doesn't exhaust the stack.
#[test]
fn a_long_chain_of_references_arrives() {
    let mut schemas = String::from("  schemas:\n    S0: {type: string}\n");
    for n in 1..5000 {
        schemas.push_str(&format!(
            "    S{n}: {{$ref: '#/components/schemas/S{}'}}\n",
            n - 1
        ));
    }
    let resolved = resolved(&document("  {}", &schemas));
    assert!(
        resolved
            .schemas()
            .filter(|schema| schema.reference.is_some())
            .count()
            == 4999
    );
}

/// What several operations refer to is read once, and an error in it costs each of them.
#[test]
fn an_error_in_a_component_costs_all_operations_that_use_it() {
    let paths = "
  /a: {get: {parameters: [{$ref: '#/components/parameters/Odd'}], responses: {}}}
  /b: {get: {parameters: [{$ref: '#/components/parameters/Odd'}], responses: {}}}
  /c: {get: {parameters: [{$ref: '#/components/parameters/Even'}], responses: {}}}";
    let components = "
  parameters:
    Odd: {name: odd, in: query, style: matrix, schema: {type: string}}
    Even: {name: even, in: query, schema: {type: string}}";
    let (resolved, diagnostics) = resolve_with(&document(paths, components), &[]);
    assert_eq!(kinds(&diagnostics), ["invalid-value"]);
    let left_out: Vec<&str> = resolved
        .left_out
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(left_out, ["/a", "/b"]);
    assert_eq!(resolved.operations.len(), 1);
}

/// A component that nothing uses is read for what it says itself, and its references aren't followed.
#[test]
fn references_of_unused_components_are_not_followed() {
    let components = "
  responses:
    Unused: {description: No., headers: {X-A: {$ref: '#/components/headers/Nobody'}}}
  parameters:
    Odd: {name: odd, in: query, style: matrix, schema: {type: string}, strange: 1}";
    let (_, diagnostics) = resolve_with(&document("  {}", components), &[]);
    assert_eq!(kinds(&diagnostics), ["unknown-key"]);
}

/// What references lead to is known before it is read, wherever the document has it.
#[test]
fn a_reference_to_something_of_another_kind_is_reported_as_that() {
    let paths = "
  /a: {get: {parameters: [{$ref: '#/components/responses/Ok'}], responses: {'200': {$ref: '#/components/schemas/S'}}}}
  /b: {get: {parameters: [{$ref: '#/paths/~1c/get/responses/200'}], responses: {'200': {$ref: '#/paths/~1c/get'}}}}
  /c: {get: {responses: {'200': {$ref: '#/components/responses/Ok'}}}}";
    let components = "
  responses: {Ok: {description: Yes.}}
  schemas: {S: {type: string}}";
    let (_, diagnostics) = resolve_with(&document(paths, components), &[]);
    assert_eq!(kinds(&diagnostics), ["wrong-reference"; 4]);
}
