//! The generated code of each line: it is there, typed as it should be, and says what the reference says.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Attribute, Expr, Fields, Item, Lit, Meta};

use super::generate::{account_links, text, workspace};
use super::lines::{Line, request, response};

/// Items by the spelling of the table, each with its documentation in one line.
fn items() -> BTreeMap<String, String> {
    let generated = account_links(workspace("spec/account_link.yaml")).generate();
    let generated = generated.expect("the description passes");
    let file = syn::parse_file(text(&generated, "types.rs")).expect("what is generated is Rust");
    let mut items = BTreeMap::new();
    for item in file.items {
        match item {
            Item::Struct(item) => {
                items.insert(item.ident.to_string(), docs(&item.attrs));
                for field in &item.fields {
                    let name = field
                        .ident
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    let spelled = format!("{}.{name}: {}", item.ident, spelled(&field.ty));
                    items.insert(spelled, docs(&field.attrs));
                }
            }
            Item::Enum(item) => {
                items.insert(item.ident.to_string(), docs(&item.attrs));
                for variant in &item.variants {
                    let content = match &variant.fields {
                        Fields::Unit => String::new(),
                        fields => spelled(fields),
                    };
                    let spelled = format!("{}::{}{content}", item.ident, variant.ident);
                    items.insert(spelled, docs(&variant.attrs));
                }
            }
            _ => {}
        }
    }
    items
}

fn spelled(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

/// The words of the doc comments.
fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
    let lines: Vec<String> = lines.collect();
    lines
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_line_has_its_code() {
    let items = items();
    let check = |line: &Line| {
        let docs = items
            .get(line.item)
            .unwrap_or_else(|| panic!("{line:?} is not among {:#?}", items.keys()));
        assert!(
            docs.contains(&line.description),
            "{line:?} is told as: {docs}"
        );
    };
    request().iter().for_each(check);
    response().iter().for_each(check);
}
