//! The tables of the reference have the rows that the code has.

use std::collections::BTreeSet;
use std::fs;

use syn::{FnArg, ImplItem, Item, ReturnType, Visibility};

use crate::generate::workspace;

fn read(path: &str) -> String {
    fs::read_to_string(workspace(path)).expect("the file can be read")
}

fn items(path: &str) -> Vec<Item> {
    syn::parse_file(&read(path))
        .expect("the file is Rust")
        .items
}

/// What stands in backticks in a column of the tables of a page.
fn quoted(page: &str, column: usize) -> BTreeSet<String> {
    let text = read(page);
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.split(" | ").nth(column));
    let words = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    words.map(str::to_owned).collect()
}

/// The methods of the builder that set something.
fn setters() -> BTreeSet<String> {
    let mut setters = BTreeSet::new();
    for item in items("codegen/src/builder.rs") {
        let Item::Impl(item) = item else { continue };
        for method in item.items {
            let ImplItem::Fn(method) = method else {
                continue;
            };
            let takes_self = matches!(method.sig.inputs.first(), Some(FnArg::Receiver(it)) if it.mutability.is_some());
            let gives = matches!(&method.sig.output, ReturnType::Type(_, ty) if matches!(&**ty, syn::Type::Path(path) if path.path.is_ident("Self")));
            if matches!(method.vis, Visibility::Public(_)) && takes_self && gives {
                setters.insert(method.sig.ident.to_string());
            }
        }
    }
    assert!(setters.len() > 20, "the setters are found");
    setters
}

/// The options of the program that are settings.
fn options() -> BTreeSet<String> {
    let settings = items("codegen/src/settings/mod.rs");
    let settings = settings.into_iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == "Settings" => Some(item),
        _ => None,
    });
    let fields = settings.expect("the settings are there").fields;
    let is_option = |field: &syn::Field| {
        let attributes = field
            .attrs
            .iter()
            .filter_map(|it| it.meta.require_list().ok());
        let texts = attributes.map(|it| it.tokens.to_string());
        texts
            .into_iter()
            .any(|text| text.contains("arg (long") || text.contains("arg(long"))
    };
    let name = |field: &syn::Field| field.ident.as_ref().expect("a name").to_string();
    let names = fields.iter().filter(|field| is_option(field)).map(name);
    let options: BTreeSet<_> = names
        .map(|name| format!("--{}", name.replace('_', "-")))
        .collect();
    assert!(options.len() > 10, "the options are found");
    options
}

const SETTINGS: &str = "book/src/reference/settings.md";

#[test]
fn each_setting_of_the_builder_is_in_the_table() {
    let shown = quoted(SETTINGS, 0);
    let shown: BTreeSet<_> = shown
        .iter()
        .filter_map(|call| Some(call.trim_start_matches("| ").split_once('(')?.0.to_owned()))
        .collect();
    assert_eq!(shown, setters());
}

#[test]
fn each_option_of_the_program_is_in_the_table() {
    let shown = quoted(SETTINGS, 1);
    let shown: BTreeSet<_> = shown
        .iter()
        .filter_map(|option| option.split(' ').next())
        .filter(|option| option.starts_with("--"))
        .map(str::to_owned)
        .collect();
    let mut options = options();
    // Of the program, beside the settings.
    options.extend(["--force", "--message-format"].map(str::to_owned));
    assert_eq!(shown, options);
}

#[test]
fn each_extension_has_a_section() {
    let sections = read("book/src/reference/extensions.md");
    let mut sources = vec![workspace("codegen/src/openapi")];
    let mut extensions = BTreeSet::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(path).expect("the folder can be read");
            sources.extend(entries.map(|entry| entry.expect("the folder can be read").path()));
            continue;
        }
        let text = fs::read_to_string(path).expect("the file can be read");
        let quoted = text.split('"').skip(1).step_by(2).map(str::to_owned);
        extensions.extend(quoted.filter(|it| {
            it.len() > "x-bindgen-".len() && it.starts_with("x-bindgen-") && !it.contains(' ')
        }));
    }
    assert!(
        extensions.len() > 7,
        "the extensions are found: {extensions:?}"
    );
    for extension in extensions {
        assert!(
            sections.contains(&format!("## `{extension}`\n")),
            "{extension} has no section"
        );
    }
}

#[test]
fn each_format_is_in_the_table() {
    let shown = quoted("book/src/reference/formats.md", 1);
    let table = read("codegen/src/formats.rs");
    let rows = table
        .lines()
        .filter(|line| line.trim().starts_with("(JsonType::"));
    let formats: BTreeSet<_> = rows.filter_map(|row| row.split('"').nth(1)).collect();
    assert!(formats.len() > 10, "the formats are found");
    for format in formats {
        assert!(shown.contains(format), "{format} is not in the table");
    }
}

#[test]
fn each_feature_is_in_the_table() {
    let shown = quoted("book/src/reference/features.md", 0);
    let manifest = read("generated/Cargo.toml");
    let features = manifest.split("[features]").nth(1).expect("features");
    let features = features.split("\n[").next().unwrap_or_default();
    let names = features.lines().filter_map(|line| line.split_once(" = "));
    let names: BTreeSet<_> = names.map(|(name, _)| name.to_owned()).collect();
    assert!(names.len() > 5, "the features are found");
    let shown: BTreeSet<_> = shown
        .into_iter()
        .filter(|name| names.contains(name))
        .collect();
    assert_eq!(shown, {
        let mut names = names;
        names.remove("default");
        names
    });
}
