//! Descriptions of several files, on disk: what is read, what isn't, and what they are called.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use openapi_bindgen::{Builder, Generated};

/// A folder of the test's own with a folder `spec` in it, and what stands in that.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{name}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("the old folder can be removed");
        }
        let it = Self(folder);
        for (path, text) in files {
            it.write(&format!("spec/{path}"), text);
        }
        it
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        let parent = path.parent().expect("a file stands in a folder");
        std::fs::create_dir_all(parent).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }

    fn builder(&self) -> Builder {
        Builder::new(self.0.join("spec/api.yaml"))
            .flat(true)
            .package("files", "0.1.0")
    }

    fn generated(&self) -> Generated {
        let generated = self.builder().generate();
        generated.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The report, the folder left out.
    fn refused(&self) -> String {
        let report = self.builder().generate().expect_err("a fault").to_string();
        report.replace(&format!("{}/", self.0.display()), "")
    }
}

/// A document with a schema that refers to something.
fn refers_to(target: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
         Pets: {{type: array, items: {{$ref: \"{target}\"}}}}\n"
    )
}

const PET: &str = "type: object\nproperties: {name: {type: string}}\n";

fn types(generated: &Generated) -> &str {
    let file = generated.files.iter().find(|file| file.path == "types.rs");
    &file.expect("there are types").text
}

#[test]
fn a_file_is_called_by_its_name_or_as_the_configuration_says() {
    let it = Folder::new(
        "names",
        &[
            ("api.yaml", &refers_to("schemas/a%20pet.yaml")),
            ("schemas/a pet.yaml", PET),
        ],
    );
    assert!(types(&it.generated()).contains("pub struct APet "));
    let builder = it.builder().rename("schemas/a pet.yaml#", "Dog");
    let named = builder
        .rename("schemas/a pet.yaml#/properties/name", "called")
        .generate()
        .expect("both lead somewhere");
    assert!(types(&named).contains("pub struct Dog "));
    assert!(types(&named).contains("pub called: Option<String>"));
    let report = it.builder().rename("a pet.yaml#", "Dog").generate();
    let report = report.expect_err("there is no such file").to_string();
    assert!(report.contains("leads nowhere"), "{report}");
}

#[test]
fn the_order_of_references_makes_no_name() {
    let text = |first: &str, second: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
             A: {{properties: {{{first}: {{$ref: {first}/pet.yaml}}, {second}: {{$ref: {second}/pet.yaml}}}}}}\n"
        )
    };
    for (first, second) in [("x", "y"), ("y", "x")] {
        let it = Folder::new(
            &format!("order-{first}"),
            &[
                ("api.yaml", &text(first, second)),
                ("x/pet.yaml", PET),
                ("y/pet.yaml", PET),
            ],
        );
        let generated = it.generated();
        assert!(types(&generated).contains("pub x: Option<XPet>"));
        assert!(types(&generated).contains("pub y: Option<YPet>"));
        assert_eq!(generated.warnings, "");
    }
}

#[test]
fn a_document_and_its_files_may_refer_to_themselves() {
    let it = Folder::new(
        "themselves",
        &[
            ("api.yaml", &refers_to("pet.yaml")),
            (
                "pet.yaml",
                "type: object\nproperties: {a: {$ref: pet.yaml}, b: {$ref: '#'}, c: {$ref: './api.yaml#/components/schemas/Pets'}}\n",
            ),
        ],
    );
    let generated = it.generated();
    assert!(types(&generated).contains("pub a: Option<Box<Pet>>"));
    assert!(types(&generated).contains("pub b: Option<Box<Pet>>"));
    assert_eq!(types(&generated).matches("pub struct").count(), 1);
}

#[test]
fn what_is_no_file_of_the_folder_is_refused() {
    let it = Folder::new("refused", &[("folder/pet.yaml", PET), ("api.yaml", "")]);
    it.write("secret.yaml", PET);
    it.write("spec/latin.yaml", b"title: \xe9\n");
    let secret = it.0.join("secret.yaml");
    let secret = secret.display();
    for (target, said) in [
        ("../secret.yaml", "is outside of the folder"),
        ("folder/../../secret.yaml", "is outside of the folder"),
        ("%2e%2e/secret.yaml", "is outside of the folder"),
        (&format!("{secret}"), "isn't relative to this file"),
        (&format!("file://{secret}"), "isn't relative to this file"),
        ("/dev/zero", "isn't relative to this file"),
        (
            "../../../../../../../../../../../../dev/zero",
            "is outside of the folder",
        ),
        ("pet\\0.yaml", "is not a valid file name"),
        ("pet%00.yaml", "is not a valid file name"),
        ("pet%0Acargo::rustc-cfg=a", "is not a valid file name"),
        ("folder", "is a folder or a device"),
        ("folder/", "is a folder or a device"),
        (".", "is a folder or a device"),
        ("folder/pet.yaml/x", "there is no file"),
        ("nul.yaml", "there is no file"),
        (&"x".repeat(300), "can't be read"),
        ("latin.yaml", "can't be read"),
    ] {
        it.write("spec/api.yaml", refers_to(target));
        let report = it.refused();
        assert!(report.contains(said), "{target}\n{report}");
        assert!(report.contains("spec/api.yaml:6:39"), "{target}\n{report}");
        assert!(report.contains("1 error\n"), "{target}\n{report}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;

    let it = Folder::new("links", &[("api.yaml", ""), ("real/pet.yaml", PET)]);
    it.write("secret.yaml", PET);
    it.write(
        "spec/real/owner.yaml",
        "properties: {pet: {$ref: pet.yaml}}",
    );
    let spec = it.0.join("spec");
    symlink("../secret.yaml", spec.join("secret.yaml")).expect("a link can be made");
    symlink("..", spec.join("up")).expect("a link can be made");
    symlink("/dev/zero", spec.join("zero.yaml")).expect("a link can be made");
    symlink("loop.yaml", spec.join("loop.yaml")).expect("a link can be made");
    symlink(".", spec.join("here")).expect("a link can be made");
    symlink("real", spec.join("linked")).expect("a link can be made");
    for target in ["secret.yaml", "up/secret.yaml", "zero.yaml"] {
        it.write("spec/api.yaml", refers_to(target));
        let report = it.refused();
        assert!(
            report.contains("is outside of the folder"),
            "{target}\n{report}"
        );
    }
    it.write("spec/api.yaml", refers_to("loop.yaml"));
    assert!(it.refused().contains("can't be read"), "{}", it.refused());
    for target in ["linked/pet.yaml", "here/here/real/pet.yaml"] {
        it.write("spec/api.yaml", refers_to(target));
        assert!(
            types(&it.generated()).contains("pub struct Pet "),
            "{target}"
        );
    }
    // One file by two ways is one type.
    let text = format!(
        "{}    Owner: {{$ref: linked/owner.yaml}}\n",
        refers_to("real/pet.yaml")
    );
    it.write("spec/api.yaml", text);
    assert_eq!(types(&it.generated()).matches("pub struct Pet").count(), 1);

    // The document itself may be a link to anywhere.
    it.write("store/api.yaml", refers_to("real/pet.yaml"));
    std::fs::remove_file(spec.join("api.yaml")).expect("it is there");
    symlink("../store/api.yaml", spec.join("api.yaml")).expect("a link can be made");
    assert!(types(&it.generated()).contains("pub struct Pet "));
}

/// Opening a pipe would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let it = Folder::new("pipe", &[("api.yaml", &refers_to("pipe.yaml"))]);
    let made = std::process::Command::new("mkfifo")
        .arg(it.0.join("spec/pipe.yaml"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no pipe can be made");
        return;
    }
    assert!(
        it.refused().contains("is a folder or a device"),
        "{}",
        it.refused()
    );
}

#[test]
fn thousands_of_files() {
    let it = Folder::new("thousands", &[]);
    let mut text = refers_to("0.yaml");
    text.push_str("    All: {anyOf: [");
    for n in 0..3000 {
        it.write(
            &format!("spec/{n}.yaml"),
            format!("type: object\nproperties: {{p{n}: {{type: string}}}}\n"),
        );
        text.push_str(&format!("{{$ref: {n}.yaml}}, "));
    }
    text.push_str("{$ref: 3000.yaml}]}\n");
    it.write("spec/api.yaml", &text);
    let report = it.refused();
    assert!(report.contains("there is no file `3000.yaml`"), "{report}");
    it.write("spec/3000.yaml", "{");
    let report = it.refused();
    assert!(report.contains("spec/3000.yaml:"), "{report}");
    assert!(
        report.contains("the file is read because of this"),
        "{report}"
    );
    it.write("spec/3000.yaml", PET);
    it.generated();
}

#[test]
fn references_reach_the_files_of_the_root_folder() {
    let it = Folder::new("root", &[("api.yaml", &refers_to("../common/pet.yaml"))]);
    it.write(
        "common/pet.yaml",
        "type: object\nproperties: {tag: {$ref: tag.yaml}}\n",
    );
    it.write("common/tag.yaml", "type: [string, integer\n");
    let report = |builder: Builder| {
        let report = builder.generate().expect_err("a fault").to_string();
        report.replace(&format!("{}/", it.0.display()), "")
    };
    assert!(it.refused().contains("is outside of the folder"));
    // Places are named from where the description is.
    let broken = report(it.builder().root(&it.0));
    assert!(broken.contains("--> common/tag.yaml:"), "{broken}");
    it.write("common/tag.yaml", "type: string\n");
    let builder = it.builder().root(&it.0);
    let builder = builder.rename("common/pet.yaml#", "Dog");
    let generated = builder.generate().expect("the files are there");
    assert!(types(&generated).contains("pub struct Dog "));

    let nested = report(it.builder().root(it.0.join("common")));
    let none = report(it.builder().root(it.0.join("nothing")));
    assert!(nested.contains("doesn't contain the document"), "{nested}");
    assert!(none.contains("can't be read"), "{none}");
    it.write("spec/api.yaml", refers_to("../../pet.yaml"));
    let outside = report(it.builder().root(&it.0));
    assert!(outside.contains("is outside of the folder"), "{outside}");
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_nowhere_outside_of_the_root_folder() {
    use std::os::unix::fs::symlink;

    let it = Folder::new(
        "root-links",
        &[("api.yaml", &refers_to("../inner/pet.yaml"))],
    );
    it.write("outside/pet.yaml", PET);
    let root = it.0.join("root");
    std::fs::create_dir_all(&root).expect("a folder can be made");
    std::fs::rename(it.0.join("spec"), root.join("spec")).expect("it can be moved");
    symlink("../outside", root.join("inner")).expect("a link can be made");
    let builder = Builder::new(root.join("spec/api.yaml"))
        .flat(true)
        .root(&root);
    let report = builder.generate().expect_err("a fault").to_string();
    assert!(report.contains("is outside of the folder"), "{report}");
}

/// As descriptions are that are joined from many files.
#[test]
fn any_object_and_any_text_may_stand_in_a_file_of_its_own() {
    let it = Folder::new(
        "joined",
        &[
            (
                "api.yaml",
                "openapi: 3.0.3\ninfo: {title: Pets, version: '1', description: {$ref: texts.yaml#/about}}\npaths:\n  \
                 /pets/{id}:\n    get: {$ref: resources/get.yaml}\n    delete: {$ref: resources/remove.yaml}\n\
                 components: {schemas: {$ref: schemas.yaml}}\n",
            ),
            ("texts.yaml", "about: What there is.\n"),
            (
                "schemas.yaml",
                "Pet: {type: object, properties: {$ref: properties.yaml}}\n",
            ),
            (
                "properties.yaml",
                "name: {type: string}\nmother: {$ref: 'api.yaml#/components/schemas/Pet'}\n",
            ),
            (
                "resources/get.yaml",
                "operationId: get_pet\nparameters: {$ref: shared.yaml}\nresponses:\n  '200':\n    description: A pet.\n    \
                 content: {application/json: {schema: {$ref: '../api.yaml#/components/schemas/Pet'}}}\n",
            ),
            (
                "resources/remove.yaml",
                "operationId: remove_pet\nparameters: {$ref: shared.yaml}\nresponses: {'204': {description: Done.}}\n",
            ),
            (
                "resources/shared.yaml",
                "- {name: id, in: path, required: true, schema: {type: integer}}\n",
            ),
        ],
    );
    let generated = it.generated();
    assert_eq!(
        (generated.operations, generated.left_out, generated.types),
        (2, 0, 1)
    );
    let types = types(&generated);
    assert!(types.contains("pub name: Option<String>"), "{types}");
    assert!(types.contains("pub mother: Option<Box<Pet>>"), "{types}");
    let all: String = generated
        .files
        .iter()
        .map(|file| file.text.as_str())
        .collect();
    assert!(
        all.contains("type Output = Pet;") || all.contains("type Output = crate::Pet;"),
        "{all}"
    );
    assert!(
        all.contains("What there is.") && all.contains("fn remove_pet(&self, id: i64)"),
        "{all}"
    );
}
